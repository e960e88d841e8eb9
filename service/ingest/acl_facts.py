"""What the ACL Anthology's ids mean: of papers, years, venues and people."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from service.ids import ExternalId, Scheme, name_key, parse_id
from service.ingest.records import VenueMention

SOURCE = "acl-anthology"

# A person's page is aclanthology.org/people/ID, a venue's aclanthology.org/venues/ID.
PERSON_SCHEME = "acl-author"
VENUE_SCHEME = "acl-venue"

# Ids under which the Anthology keeps what it could not tell apart ("May refer to several people").
SEVERAL_PEOPLE = frozenset({"bo-li", "fei-liu", "yang-liu"})

_OLD_COLLECTION = re.compile(r"[A-Z][0-9]{2}")
_NEW_COLLECTION = re.compile(r"([0-9]{4})\.([a-z0-9_]+)")
_JOURNALS = frozenset({"cl", "tacl", "lilt", "ijclclp"})
_VENUES = Path(__file__).with_name("acl_venues.tsv")


def paper_id(collection: str, volume: str, paper: str) -> ExternalId | None:
    """`P19-1001` or `2020.acl-main.1`. Old ids give the volume one digit and the paper three; where
    a year has many small volumes, it is two and two."""
    if not _is_number(paper):
        return None
    if _OLD_COLLECTION.fullmatch(collection) is None:
        return parse_id(Scheme.ACL, f"{collection}-{volume}.{int(paper)}")
    if not _is_number(volume):
        return None
    if _has_many_volumes(collection, int(volume)):
        return parse_id(Scheme.ACL, f"{collection}-{int(volume):02}{int(paper):02}")
    return parse_id(Scheme.ACL, f"{collection}-{int(volume)}{int(paper):03}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _has_many_volumes(collection: str, volume: int) -> bool:
    return collection[0] == "W" or collection == "C69" or (collection == "D19" and volume >= 5)


def year_of(written: str, collection: str) -> int | None:
    """The year that the volume gives, else the collection's."""
    if re.fullmatch(r"[12][0-9]{3}", written):
        return int(written)
    if new := _NEW_COLLECTION.fullmatch(collection):
        return int(new[1]) or None
    if _OLD_COLLECTION.fullmatch(collection):
        year = int(collection[1:])
        return 1900 + year if year >= 60 else 2000 + year
    return None


def person_id(id_: str) -> ExternalId:
    return ExternalId(PERSON_SCHEME, id_)


def venue_id(id_: str) -> ExternalId:
    return ExternalId(VENUE_SCHEME, id_)


def venue_of(collection: str, volume: str, given: str, title: str) -> VenueMention | None:
    """The series that the collection belongs to; a workshop of many has its own title."""
    name, kind = None, "conference"
    id_ = given.split()[0] if given else None
    if id_ is None and (new := _NEW_COLLECTION.fullmatch(collection)):
        id_ = new[2]
    elif id_ is None and _OLD_COLLECTION.fullmatch(collection):
        is_workshop = _has_many_volumes(collection, int(volume) if _is_number(volume) else 0)
        kind = "workshop" if is_workshop else kind
        id_ = None if is_workshop else _venues()[1].get(collection[0])
    if id_ is not None:
        name = _venues()[0].get(id_, id_.upper())
        return VenueMention(name, (venue_id(id_),), "journal" if id_ in _JOURNALS else kind)
    return VenueMention(title, (), kind) if name_key(title) else None


@cache
def _venues() -> tuple[dict[str, str], dict[str, str]]:
    """The names of venues by id, and the ids by the letter of old collections."""
    rows = [line.split("\t") for line in _VENUES.read_text("utf-8").splitlines()]
    return {row[0]: row[2] for row in rows}, {row[1]: row[0] for row in rows if row[1]}
