"""Reads OpenAlex: works, authors, institutions, sources, topics; the record itself says which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from service.ids import ExternalId, Scheme, parse_reference
from service.ingest.inputs import STANDARD_INPUT, SourceFile
from service.ingest.json_fields import BadField, Fields
from service.ingest.json_stream import read_each
from service.ingest.markup import plain_line
from service.ingest.openalex_fields import (
    CONCEPTS,
    NOBODY,
    NOTHING,
    SOURCE,
    TOPICS,
    country_in,
    figures,
    institution,
    institution_ids,
    issn_l,
    name_in,
    names_in,
    openalex_id,
    outside_id,
    part,
    updated,
    venue_ids,
)
from service.ingest.openalex_works import read_work
from service.ingest.records import (
    AffiliationRecord,
    AuthorRecord,
    Located,
    Record,
    TopicRecord,
    VenueRecord,
)

# What lies beside the data in a snapshot.
_NO_DATA = frozenset({"manifest", "manifest.json", "RELEASE_NOTES.txt", "LICENSE.txt"})
_NO_DATA_FOLDER = "merged_ids"
# Entities for which the graph has no place: publishers, funders, grants and keywords among them.
_PASSED_OVER = frozenset("PFGKV")
_PASSED_OVER_KINDS = (
    *("awards", "continents", "countries", "institution-types", "keywords", "languages"),
    *("licenses", "regions", "sdgs", "source-types", "types", "work-types"),
)


def read_openalex(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """One record for each entity; the levels above a topic come before it, once a file."""
    if not _is_beside_the_data(file.path):
        yield from read_each(file, _Reader(as_of).read)


def _is_beside_the_data(path: str) -> bool:
    place = Path(path)
    return path != STANDARD_INPUT and (place.name in _NO_DATA or _NO_DATA_FOLDER in place.parts)


class _Reader:
    """`told` is what this file has said last of each level of topics, by its key."""

    def __init__(self, as_of: date | None) -> None:
        self._as_of = as_of
        self._told: dict[str, TopicRecord] = {}

    def read(self, given: Fields) -> Iterable[Record]:
        own = _own_id(given)
        if own is None or own.value in NOBODY or own.value == NOTHING:
            return []
        match own.value[0]:
            case "W":
                return [read_work(given, own, self._as_of)]
            case "A":
                return [_author(given, own, self._as_of)]
            case "I":
                return [_institution(given, own)]
            case "S":
                return [_venue(given, own)]
            case "C":
                return [_concept(given, own)]
            case "T":
                return self._topic(given, own)
            case kind if kind in _PASSED_OVER:
                return []
            case _:
                return [_level(given, own)]

    def _topic(self, given: Fields, own: ExternalId) -> Iterator[TopicRecord]:
        parent = None
        for level, name in enumerate(("domain", "field", "subfield")):
            above = part(given, name)
            id_ = openalex_id(above.values.get("id"), "/") if above else None
            if above is None or id_ is None:
                continue
            record = _topic_record(above, id_.value, parent, level)
            # Once, but whoever goes on here after a stop has the same in the end.
            if self._told.get(record.key) != record:
                self._told[record.key] = record
                yield record
            parent = id_.value
        yield _topic_record(given, own.value, parent, 3, updated(given))


def _own_id(given: Fields) -> ExternalId | None:
    """None for an entity that is passed over."""
    text = given.required_text("id")
    found = parse_reference(text)
    if found is not None and found.scheme == Scheme.OPENALEX:
        return found
    if text.rpartition("openalex.org/")[2].split("/")[0] in _PASSED_OVER_KINDS:
        return None
    raise BadField("id", f"expected an id of OpenAlex, not {text[:80]!r}")


def _author(given: Fields, own: ExternalId, as_of: date | None) -> AuthorRecord:
    name = _required_name(given)
    orcid = outside_id(Scheme.ORCID, given.values.get("orcid"))
    known = list(given.objects("last_known_institutions", "last_known_institution"))
    for one in given.objects("affiliations"):
        known += one.objects("institution")
    summary = part(given, "summary_stats")
    figures_given = {**(summary.values if summary else {}), **given.values}
    others = dict.fromkeys(names_in(given, "display_name_alternatives"))
    others.pop(name, None)
    return AuthorRecord(
        source=SOURCE,
        key=own.value,
        name=name,
        updated=updated(given),
        other_names=tuple(others),
        ids=(own, orcid) if orcid else (own,),
        affiliations=tuple(
            dict.fromkeys(mention for one in known if (mention := institution(one)))
        ),
        metrics=tuple(
            figures(
                Fields(figures_given),
                as_of,
                ("works_count", "papers"),
                ("cited_by_count", "citations"),
                ("h_index", "h-index"),
            )
        ),
    )


def _institution(given: Fields, own: ExternalId) -> AffiliationRecord:
    name = _required_name(given)
    place = part(given, "geo") or Fields({})
    others = dict.fromkeys(names_in(given, "display_name_alternatives", "display_name_acronyms"))
    others.pop(name, None)
    parents = [
        id_
        for one in given.objects("associated_institutions")
        if one.text("relationship") == "parent"
        for id_ in institution_ids(one)
    ]
    return AffiliationRecord(
        source=SOURCE,
        key=own.value,
        name=name,
        updated=updated(given),
        other_names=tuple(others),
        ids=institution_ids(given),
        kind=given.text("type"),
        country_code=country_in(given) or country_in(place),
        city=name_in(place, "city"),
        latitude=place.number("latitude"),
        longitude=place.number("longitude"),
        homepage=given.text("homepage_url"),
        parent_ids=tuple(dict.fromkeys(parents)),
    )


def _venue(given: Fields, own: ExternalId) -> VenueRecord:
    return VenueRecord(
        source=SOURCE,
        key=own.value,
        name=_required_name(given),
        updated=updated(given),
        ids=venue_ids(given),
        kind=given.text("type"),
        issn=issn_l(given),
    )


def _concept(given: Fields, own: ExternalId) -> TopicRecord:
    """Concepts have several wider ones, hence no parent here."""
    return TopicRecord(
        source=SOURCE,
        key=own.value,
        scheme=CONCEPTS,
        code=own.value,
        name=_required_name(given),
        updated=updated(given),
        description=given.text("description"),
        level=given.integer("level") or 0,
    )


def _level(given: Fields, own: ExternalId) -> TopicRecord:
    """A domain, field or subfield in its own file."""
    level = ("domains", "fields", "subfields").index(own.value.partition("/")[0])
    above = part(given, ("", "domain", "field")[level]) if level else None
    parent = openalex_id(above.values.get("id"), "/") if above else None
    return _topic_record(given, own.value, parent.value if parent else None, level, updated(given))


def _topic_record(
    given: Fields, code: str, parent: str | None, level: int, updated_at: str | None = None
) -> TopicRecord:
    description = plain_line(given.text("description") or "")
    return TopicRecord(
        source=SOURCE,
        key=code,
        scheme=TOPICS,
        code=code,
        name=_required_name(given),
        updated=updated_at,
        description=description or None,
        parent_code=parent,
        level=level,
    )


def _required_name(given: Fields) -> str:
    name = name_in(given, "display_name")
    if name is None:
        raise BadField(given.path("display_name"), "expected a name with letters")
    return name
