"""Reads the ACL Anthology's lists: name_variants.yaml, people.yaml and venues.yaml, by entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from service.ids import ExternalId, Scheme, name_key, parse_id
from service.ingest.acl_facts import SEVERAL_PEOPLE, SOURCE, person_id, venue_id
from service.ingest.inputs import Line, SourceFile
from service.ingest.json_fields import BadField
from service.ingest.records import AuthorRecord, Located, Rejected, VenueRecord

_LONGEST_ENTRY = 1 << 16
# Every value stays text: the names No, On and Null are none of YAML's constants.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class _Entry:
    """The lines of one item of the list at the top of the file."""

    line: int
    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    resume: int = 0

    def add(self, line: Line) -> None:
        if self.size <= _LONGEST_ENTRY:
            self.lines.append(line.data)
        self.size += len(line.data) + 1
        self.resume = line.offset


def read_lists(file: SourceFile) -> Iterator[Located]:
    """A venue for each entry, or for each name of a person a record; people whom the list cannot
    tell apart are nobody."""
    for entry in _entries(file):
        raw = b"\n".join(entry.lines)
        found: list[AuthorRecord | VenueRecord | Rejected]
        try:
            found = list(_read_entry(raw, entry.size))
        except BadField as problem:
            found = [problem.rejected(raw)]
        for number, what in enumerate(found, 1):
            resume = entry.resume if number == len(found) else 0
            yield Located(what, file.path, entry.line, resume)


def _entries(file: SourceFile) -> Iterator[_Entry]:
    """An entry begins with what is not indented; comments and marks of documents are none."""
    entry: _Entry | None = None
    for line in file.lines():
        if not line.data.strip() or line.data.startswith((b"#", b"---", b"...", b"%")):
            continue
        if entry is None or not line.data.startswith((b" ", b"\t")):
            if entry is not None:
                yield entry
            entry = _Entry(line.number)
        entry.add(line)
    if entry is not None:
        yield entry


def _read_entry(raw: bytes, size: int) -> Iterator[AuthorRecord | VenueRecord]:
    if size > _LONGEST_ENTRY:
        raise BadField(None, f"the entry is longer than {_LONGEST_ENTRY >> 10} KB")
    value = _load(raw)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        yield from _variants(value[0])
        return
    if isinstance(value, dict) and len(value) == 1:
        ((id_, fields),) = value.items()
        if isinstance(id_, str) and isinstance(fields, dict):
            yield from _person(id_, fields) if "names" in fields else [_venue(id_, fields)]
            return
    raise BadField(None, "expected a person with names, or a venue")


def _load(raw: bytes) -> object:
    try:
        return yaml.load(raw.decode("utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise BadField(None, f"expected YAML: {reason}") from error


def _variants(fields: dict[Any, Any]) -> Iterator[AuthorRecord]:
    """An entry of name_variants.yaml; who has no id goes by the name, as on the Anthology's
    pages."""
    name = _name("canonical", fields.get("canonical"))
    id_ = fields.get("id", name_key(name).replace(" ", "-"))
    if not isinstance(id_, str) or not id_.strip():
        raise BadField("id", "expected the id of a person")
    names = [name, *(_name("variants", one) for one in _listed(fields, "variants"))]
    names += [_name("variant", one) for one in _listed(fields, "variant")]
    yield from _records(id_, names, ())


def _person(id_: str, fields: dict[Any, Any]) -> Iterator[AuthorRecord]:
    """An entry of people.yaml, which took the place of name_variants.yaml in 2025."""
    names = [_name("names", one) for one in _listed(fields, "names")]
    if not names:
        raise BadField("names", "expected a name")
    orcid = fields.get("orcid")
    found = parse_id(Scheme.ORCID, orcid) if isinstance(orcid, str) else None
    matched = fields.get("disable_name_matching") != "true"
    yield from _records(id_, names, (found,) if found else (), is_matched=matched)


def _records(
    id_: str, names: list[str], others: tuple[ExternalId, ...], *, is_matched: bool = True
) -> Iterator[AuthorRecord]:
    """A record for each name: they share the person's id, and each stands where its name does.

    Whoever is written so and bears no id is this person, if nobody else is.
    """
    if id_ in SEVERAL_PEOPLE:
        return
    known = list(dict.fromkeys(names))
    for name in known:
        yield AuthorRecord(
            source=SOURCE,
            key=id_ if name == known[0] else f"{id_} {name}",
            name=name,
            other_names=tuple(other for other in known if other != name),
            ids=(person_id(id_), *others),
            scope=SOURCE if is_matched else None,
        )


def _venue(id_: str, fields: dict[Any, Any]) -> VenueRecord:
    name = fields.get("name")
    if not isinstance(name, str) or not name_key(name):
        raise BadField("name", "expected the name of a venue")
    return VenueRecord(source=SOURCE, key=id_, name=" ".join(name.split()), ids=(venue_id(id_),))


def _listed(fields: dict[Any, Any], name: str) -> list[Any]:
    value = fields.get(name)
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _name(field: str, value: object) -> str:
    if isinstance(value, dict):
        parts = [value.get("first"), value.get("last")]
        name = " ".join(" ".join(part.split()) for part in parts if isinstance(part, str) and part)
        if name_key(name):
            return name
    raise BadField(field, "expected a name, as {first: Ada, last: Lovelace}")
