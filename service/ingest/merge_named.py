"""Institutions and venues: an outside id leads to the one that bears it, a bare name to its
like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, Text, any_, exists, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert

from service.ids import ExternalId
from service.ingest.copy import among, copy_rows
from service.ingest.identity import Clusters
from service.ingest.lookup import new_ids, owners_of
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.names import fullest, name_key
from service.tables import (
    affiliation,
    affiliation_external_id,
    affiliation_name,
    venue,
    venue_external_id,
)

# A journal has an ISSN in print and another online, but one entry in a catalogue.
_ONE_TO_A_THING = frozenset({"openalex", "ror"})

Attribute = str | float | None
Handle = ExternalId | str


@dataclass(frozen=True, slots=True)
class Noun:
    """The tables of one kind of named thing; `attributes` are columns that a mention may fill."""

    entity: Table
    external: Table
    attributes: tuple[str, ...]
    names: Table | None = None

    @property
    def key(self) -> str:
        return f"{self.entity.name}_id"


AFFILIATION = Noun(
    affiliation,
    affiliation_external_id,
    ("kind", "country_code", "city", "latitude", "longitude", "homepage"),
    affiliation_name,
)
VENUE = Noun(venue, venue_external_id, ("kind", "issn"))


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of such a thing; `attributes` in the order of the noun's, as many as known.

    `is_record` when a source speaks of the thing itself: it then stays without papers.
    """

    name: str
    ids: tuple[ExternalId, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    other_names: tuple[str, ...] = ()
    is_record: bool = False

    @property
    def handle(self) -> Handle:
        return min(self.ids) if self.ids else name_key(self.name)


@dataclass(slots=True)
class _Thing:
    """All mentions of a batch that mean one thing, and the row it has or gets."""

    mentions: list[Named] = field(default_factory=list)
    ids: set[ExternalId] = field(default_factory=set)
    row: int = 0

    @property
    def names(self) -> set[str]:
        return {name for one in self.mentions for name in (one.name, *one.other_names)}


@dataclass(frozen=True, slots=True)
class Met:
    """Which row each handle leads to, and which rows are new or changed."""

    rows: dict[Handle, int]
    added: set[int]
    updated: set[int]


def meet(connection: Connection, noun: Noun, mentions: Iterable[Named]) -> Met:
    """Finds or makes the row of every mention, and lets each row learn what is new.

    A row's name is the fullest of all that were ever said, an attribute the least: the order in
    which they come makes no difference.
    """
    things = _things(set(mentions))
    _find(connection, noun, things)
    present: dict[int, _Thing] = {}
    for thing in (thing for thing in things if thing.row):
        known = present.setdefault(thing.row, thing)
        if known is not thing:
            known.mentions += thing.mentions
            known.ids |= thing.ids
    fresh = [thing for thing in things if not thing.row]
    for thing, row in zip(fresh, new_ids(connection, noun.entity, len(fresh)), strict=True):
        thing.row = row
    updated = _write(connection, noun, list(present.values()), fresh)
    rows = {mention.handle: thing.row for thing in things for mention in thing.mentions}
    return Met(rows, {thing.row for thing in fresh}, updated)


def _things(mentions: set[Named]) -> list[_Thing]:
    clusters = Clusters(_ONE_TO_A_THING)
    by_handle: dict[Handle, list[Named]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: (one.ids, one.name, str(one))):
        by_handle[mention.handle].append(mention)
        clusters.add(mention.handle)
        for id_ in sorted(mention.ids):
            clusters.add(id_, [id_])
            clusters.union(mention.handle, id_)
    things = []
    for group in clusters.groups():
        thing = _Thing(ids={item for item in group if isinstance(item, ExternalId)})
        for handle in by_handle.keys() & set(group):
            thing.mentions += by_handle[handle]
        # An id that clashed with the rest of its mention leads nowhere.
        if thing.mentions:
            things.append(thing)
    return things


def _find(connection: Connection, noun: Noun, things: list[_Thing]) -> None:
    found = owners_of(connection, noun.external, (id_ for one in things for id_ in one.ids))
    named = _bearers(connection, noun, [key for one in things if (key := _bare_key(one))])
    for thing in things:
        owners = [found[id_] for id_ in thing.ids if id_ in found]
        thing.row = min(owners, default=0) or named.get(_bare_key(thing) or "", 0)
        thing.ids = {id_ for id_ in thing.ids if id_ not in found}


def _bare_key(thing: _Thing) -> str | None:
    return None if thing.ids else name_key(thing.mentions[0].name)


def _bearers(connection: Connection, noun: Noun, keys: list[str]) -> dict[str, int]:
    """The rows that are known by nothing but a name of this key."""
    if not keys:
        return {}
    entity = noun.entity
    bears_id = exists().where(noun.external.c[noun.key] == entity.c.id)
    found = select(entity.c.name_key, entity.c.id).where(
        entity.c.name_key == any_(literal(keys, ARRAY(Text))), ~bears_id
    )
    return {row.name_key: row.id for row in connection.execute(found)}


def _write(
    connection: Connection, noun: Noun, present: list[_Thing], fresh: list[_Thing]
) -> set[int]:
    """Rows, names and ids; which of the present rows changed."""
    columns = ("name", "name_key", "has_record", *noun.attributes)
    rows = OwnedRows(noun.entity, "id", ("id",), columns)
    known = {
        row.id: row
        for row in connection.execute(
            select(noun.entity).where(among(noun.entity.c.id, [one.row for one in present]))
        )
    }
    rows.present = [_row(noun, thing, known[thing.row]) for thing in present]
    rows.fresh = [_row(noun, thing, None) for thing in fresh]
    updated = replace_rows(connection, [rows], [thing.row for thing in present])
    if noun.names is not None:
        written = [
            {noun.key: thing.row, "name": name, "name_key": name_key(name)}
            for thing in present + fresh
            for name in sorted(thing.names)
        ]
        learn = insert(noun.names).on_conflict_do_nothing().returning(noun.names.c[noun.key])
        updated |= set(connection.scalars(learn, written)) if written else set()
    ids = [(id_.scheme, id_.value, one.row) for one in present + fresh for id_ in one.ids]
    copy_rows(connection, noun.external.name, ("scheme", "value", noun.key), ids)
    updated |= {thing.row for thing in present if thing.ids}
    return updated - {thing.row for thing in fresh}


def _row(noun: Noun, thing: _Thing, known: object) -> tuple[object, ...]:
    name = fullest([one.name for one in thing.mentions] + ([known.name] if known else []))  # type: ignore[attr-defined]
    attributes = []
    for place, attribute in enumerate(noun.attributes):
        values = [one.attributes[place] for one in thing.mentions if place < len(one.attributes)]
        if known is not None:
            values.append(getattr(known, attribute))
        attributes.append(min((v for v in values if v is not None), default=None, key=str))
    has_record = any(one.is_record for one in thing.mentions) or bool(known and known.has_record)  # type: ignore[attr-defined]
    return (thing.row, name, name_key(name), has_record, *attributes)
