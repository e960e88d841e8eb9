"""People of DBLP: names with the numbers that tell homonyms apart, and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from service.ids import ExternalId, Scheme, artifact_url, parse_id, parse_reference
from service.ingest.json_fields import BadField
from service.ingest.names import name_key
from service.ingest.records import AffiliationMention, AuthorKind, AuthorRecord
from service.ingest.xml_elements import text_of

SOURCE = "dblp"

_NUMBERED = re.compile(r"(.*\S) ([0-9]{4})", re.DOTALL)
# Pages about somebody that are nobody's own.
_CATALOGUES = re.compile(
    r"https?://(?:[a-z-]+\.)*(?:scholar\.google|orcid|wikidata|wikipedia|viaf|isni|d-nb|loc\.gov|acm"
    r"|zbmath|mathgenealogy|genealogy\.math|researchgate|researcherid|webofscience|scopus"
    r"|semanticscholar|openalex|openreview|aclanthology|arxiv|linkedin|twitter|x\.com|github|dblp"
    r"|academia\.edu|publons|imdb|bnf|ror|mastodon|tu-berlin\.de/ml/gnd)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name as people write it. In DBLP the number behind it is part of who somebody is: equal
    names of one scope are one person, other numbers other people."""

    name: str
    scope: str


def person_of(written: str) -> Person | None:
    """`Manish Singh 0001` and `Manish Singh` are two people of one name; None if it is no name."""
    match = _NUMBERED.fullmatch(written)
    name = match[1] if match else written
    if not name_key(name):
        return None
    return Person(name, f"{SOURCE} {match[2]}" if match else SOURCE)


def read_person(given: Element, key: str, pid: str) -> Iterator[AuthorRecord]:
    """A record for each name: they share the person's id, and each stands where its name does."""
    if given.get("publtype") == "disambiguation":
        return  # a page of several people
    people = [person for one in given.findall("author") if (person := person_of(text_of(one)))]
    if not people:
        return  # a page that leads to another
    own = parse_id(Scheme.DBLP_PID, pid or given.findtext("author[@pid]", ""))
    if own is None:
        raise BadField("key", f"expected homepages/ and the id of a person, not {key[:80]!r}")
    addresses = [text_of(one) for one in given.findall("url")]
    names = [person.name for person in people]
    names += [text_of(note) for note in given.findall("note[@type='uname']")]
    kind: AuthorKind | None = "group" if given.get("publtype") == "group" else None
    for number, person in enumerate(dict.fromkeys(people)):
        others = [name for name in dict.fromkeys(names) if name != person.name and name_key(name)]
        yield AuthorRecord(
            source=SOURCE,
            key=key if number == 0 else f"{key} {person.name} {person.scope}",
            name=person.name,
            updated=given.get("mdate"),
            other_names=tuple(others),
            kind=kind,
            ids=(own, *_orcids(addresses)),
            scope=person.scope,
            homepage=_homepage(addresses) if number == 0 else None,
            affiliations=tuple(_affiliations(given)) if number == 0 else (),
        )


def _orcids(addresses: list[str]) -> Iterator[ExternalId]:
    """One at most: with two, one is somebody else's."""
    found = {
        id_
        for address in addresses
        if (id_ := parse_reference(address)) and id_.scheme == Scheme.ORCID
    }
    if len(found) == 1:
        yield from found


def _homepage(addresses: list[str]) -> str | None:
    own = (artifact_url(one) for one in addresses if not _CATALOGUES.match(one))
    return next((address for address in own if address), None)


def _affiliations(given: Element) -> Iterator[AffiliationMention]:
    for note in given.findall("note[@type='affiliation']"):
        name = text_of(note)
        if note.get("label", "") != "former" and name_key(name):
            yield AffiliationMention(name)
