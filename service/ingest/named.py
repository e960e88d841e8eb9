"""Institutions and venues as papers and records speak of them: a name, ids, attributes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.names import name_key
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    Record,
    VenueMention,
    VenueRecord,
)
from service.tables import (
    affiliation,
    affiliation_external_id,
    affiliation_mention,
    affiliation_name,
    venue,
    venue_external_id,
    venue_mention,
)

Attribute = str | float | None
Handle = ExternalId | str


@dataclass(frozen=True, slots=True)
class Noun:
    """The tables of one kind of named thing; `attributes` are columns that a mention may fill."""

    entity: Table
    external: Table
    mentions: Table
    attributes: tuple[str, ...]
    names: Table | None = None

    @property
    def key(self) -> str:
        return f"{self.entity.name}_id"


AFFILIATION = Noun(
    affiliation,
    affiliation_external_id,
    affiliation_mention,
    ("kind", "country_code", "city", "latitude", "longitude", "homepage"),
    affiliation_name,
)
VENUE = Noun(venue, venue_external_id, venue_mention, ("kind", "issn"))


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of such a thing; `attributes` in the order of the noun's, as many as known.

    `record` names the record (source, key) that speaks of the thing itself, if one does: it then
    stays without papers.
    """

    name: str
    ids: tuple[ExternalId, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    other_names: tuple[str, ...] = ()
    record: tuple[str, str] | None = None

    @property
    def handle(self) -> Handle:
        return min(self.ids) if self.ids else name_key(self.name)


def handle_of(mention: AffiliationMention | VenueMention) -> Handle:
    """What leads to the thing that a paper mentions: the handle of what `as_named` makes of it."""
    return min(mention.ids) if mention.ids else name_key(mention.name)


def as_named(mention: AffiliationMention | VenueMention) -> Named:
    """A mention by a paper."""
    if isinstance(mention, VenueMention):
        return Named(mention.name, mention.ids, (mention.kind, mention.issn))
    return Named(mention.name, mention.ids, (mention.kind, mention.country_code))


def named_by_record(record: Record) -> tuple[Noun, Named] | None:
    """What a record about such a thing says of it; nothing, if it is about something else."""
    about = (record.source, record.key)
    if isinstance(record, VenueRecord):
        attributes: tuple[Attribute, ...] = (record.kind, record.issn)
        return VENUE, Named(record.name, record.ids, attributes, record=about)
    if isinstance(record, AffiliationRecord):
        attributes = (record.kind, record.country_code, record.city)
        attributes += (record.latitude, record.longitude, record.homepage)
        said = Named(record.name, record.ids, attributes, record.other_names, about)
        return AFFILIATION, said
    return None


def named_by_paper(noun: Noun, paper: ComposedPaper) -> set[Named]:
    """All that a paper says of such things."""
    if noun is VENUE:
        return {as_named(paper.venue)} if paper.venue else set()
    return set(map(as_named, _places(paper)))


def _places(paper: ComposedPaper) -> Iterator[AffiliationMention]:
    yield from paper.affiliations
    for author in paper.authors:
        yield from author.affiliations


def handles_of_paper(noun: Noun, paper: ComposedPaper) -> Iterator[Handle]:
    """What leads to all that a paper says of such things."""
    if noun is AFFILIATION:
        yield from map(handle_of, _places(paper))
    elif paper.venue:
        yield handle_of(paper.venue)


def digest(said: str) -> bytes:
    """By which a mention is known again."""
    return hashlib.blake2b(said.encode(), digest_size=16).digest()


def dump(one: Named) -> str:
    """The mention as JSON; equal mentions are equal texts."""
    parts = (one.name, one.ids, one.attributes, one.other_names, one.record)
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def load(said: Any) -> Named:
    """What `dump` wrote, after JSON was read."""
    name, ids, attributes, others, record = said
    outside = tuple(ExternalId(*id_) for id_ in ids)
    about = (record[0], record[1]) if record else None
    return Named(name, outside, tuple(attributes), tuple(others), about)


def ids_of_all(mentions: Iterable[Named]) -> set[ExternalId]:
    return {id_ for one in mentions for id_ in one.ids}
