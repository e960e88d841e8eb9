"""Institutions and venues: an outside id leads to the one that bears it, a bare name to its
like. What each is follows from all that is said of it now (`named_mentions`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, Text, any_, exists, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from service.ids import ExternalId
from service.ingest.copy import Row, among
from service.ingest.identity import Clusters, keep_ids
from service.ingest.lookup import new_ids, owners_of
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.named import Attribute, Handle, Named, Noun
from service.ingest.named_mentions import all_about, count
from service.ingest.names import fullest, name_key

# A journal has an ISSN in print and another online, but one entry in a catalogue.
_ONE_TO_A_THING = frozenset({"openalex", "ror"})


@dataclass(slots=True)
class Thing:
    """All mentions that mean one thing, what leads to it, and the row it has or gets."""

    mentions: list[Named] = field(default_factory=list)
    handles: set[Handle] = field(default_factory=set)
    row: int = 0

    @property
    def names(self) -> set[str]:
        return {name for one in self.mentions for name in (one.name, *one.other_names)}

    @property
    def ids(self) -> list[ExternalId]:
        return sorted(one for one in self.handles if isinstance(one, ExternalId))


@dataclass(slots=True)
class Met:
    """Which row each handle leads to, and which rows are new or changed.

    `merged` leads from rows that are no more to those that go on; of `bereft` ones nobody speaks
    any more. Papers may still stand at rows that were `left`: something led there that leads
    elsewhere now. So may what records say of things: `records_moved` have another row now, and what
    one said of a row in `records_left` (row, source, key) holds no more.
    """

    rows: dict[Handle, int] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    merged: dict[int, int] = field(default_factory=dict)
    bereft: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    records_moved: dict[tuple[str, str], int] = field(default_factory=dict)
    records_left: set[tuple[int, str, str]] = field(default_factory=set)


def meet(
    connection: Connection, noun: Noun, handles: Set[Handle], difference: Mapping[Named, int]
) -> Met:
    """Finds or makes the row of every handle; `difference` is how much more often each is said.

    Rows of which something is said for the first time, or no more, become what all that is said of
    them tells together: a name is the fullest, an attribute the least.
    """
    turned = count(connection, noun.mentions, difference)
    things = things_of(all_about(connection, noun.mentions, turned)) if turned else []
    concerned = {handle for one in things for handle in one.handles}
    concerned |= {handle for one in turned for handle in (*one.ids, one.handle)}
    found = rows_of(connection, noun, concerned | handles)
    former = {handle: found[handle] for handle in concerned & found.keys()}
    met = Met(rows=found)
    _assign(connection, noun, things, former, met)
    _note_what_moved(turned, things, former, met)
    met.bereft = set(former.values()) - {one.row for one in things} - met.merged.keys()
    _write(connection, noun, things, met)
    return met


def things_of(mentions: Iterable[Named]) -> list[Thing]:
    """The mentions of each thing; in whatever order they come."""
    clusters = Clusters(_ONE_TO_A_THING)
    by_handle: dict[Handle, list[Named]] = defaultdict(list)
    for mention in sorted(mentions, key=_place):
        by_handle[mention.handle].append(mention)
        clusters.add(mention.handle)
        for id_ in sorted(mention.ids):
            clusters.add(id_, [id_])
            clusters.union(mention.handle, id_)
    things = []
    for group in clusters.groups():
        thing = Thing(handles={one for one in group if isinstance(one, ExternalId | str)})
        for handle in thing.handles & by_handle.keys():
            thing.mentions += by_handle[handle]
        # An id that clashed with the rest of its mention leads nowhere.
        if thing.mentions:
            things.append(thing)
    return things


def _place(one: Named) -> tuple[object, ...]:
    """Of attributes some are missing, which cannot be compared."""
    return one.ids, one.name, str(one.attributes), one.other_names, one.record or ()


def rows_of(connection: Connection, noun: Noun, handles: Iterable[Handle]) -> dict[Handle, int]:
    """The row that each of these leads to, for those that lead anywhere."""
    wanted = set(handles)
    ids = {one for one in wanted if isinstance(one, ExternalId)}
    found = dict[Handle, int](owners_of(connection, noun.external, ids).items())
    keys = sorted(one for one in wanted if isinstance(one, str))
    if keys:
        entity = noun.entity
        bears_id = exists().where(noun.external.c[noun.key] == entity.c.id)
        bare = select(entity.c.name_key, entity.c.id).where(
            entity.c.name_key == any_(literal(keys, ARRAY(Text))), ~bears_id
        )
        found |= {row.name_key: row.id for row in connection.execute(bare)}
    return found


def _assign(
    connection: Connection,
    noun: Noun,
    things: list[Thing],
    former: Mapping[Handle, int],
    met: Met,
) -> None:
    """Gives each thing the row that most of its handles led to, or a new one."""
    groups = [sorted(map(str, one.handles)) for one in things]
    kept, met.merged, _ = keep_ids(groups, {str(handle): row for handle, row in former.items()})
    fresh = new_ids(connection, noun.entity, kept.count(None))
    met.added = set(fresh)
    for thing, row in zip(things, kept, strict=True):
        thing.row = fresh.pop(0) if row is None else row
        met.rows |= dict.fromkeys(thing.handles, thing.row)


def _note_what_moved(
    turned: Set[Named], things: list[Thing], former: Mapping[Handle, int], met: Met
) -> None:
    said = {one for thing in things for one in thing.mentions}
    for one in said:
        before, now = former.get(one.handle), met.rows[one.handle]
        if before is not None and before != now:
            met.left.add(before)
            if one.record:
                met.records_left.add((before, *one.record))
                met.records_moved[one.record] = now
    for one in turned - said:
        if one.record and one.handle in former:
            met.records_left.add((former[one.handle], *one.record))


def _write(connection: Connection, noun: Noun, things: list[Thing], met: Met) -> None:
    """Rows, names and ids of the things; notes which of the present rows changed."""
    columns = ("name", "name_key", "has_record", *noun.attributes)
    own = OwnedRows(noun.entity, "id", ("id",), columns)
    ids = OwnedRows(noun.external, noun.key, ("scheme", "value"), (noun.key,))
    owned = [ids]
    if noun.names is not None:
        owned.append(OwnedRows(noun.names, noun.key, (noun.key, "name"), ("name_key",)))
    for thing in things:
        names: list[Row] = [(thing.row, name, name_key(name)) for name in sorted(thing.names)]
        outside: list[Row] = [(id_.scheme, id_.value, thing.row) for id_ in thing.ids]
        for table, rows in zip(
            (own, *owned), ([row_of(noun, thing)], outside, names), strict=False
        ):
            (table.fresh if thing.row in met.added else table.present).extend(rows)
    if things:
        present = {one.row for one in things} - met.added
        met.updated = replace_rows(connection, [own], present)
        met.updated |= replace_rows(connection, owned, present | met.merged.keys()) & present
    if met.bereft:
        entity = noun.entity
        bereave = update(entity).where(among(entity.c.id, met.bereft)).values(has_record=False)
        connection.execute(bereave)


def row_of(noun: Noun, thing: Thing) -> Row:
    """Id, name, its key, whether there is a record, attributes."""
    name = fullest(one.name for one in thing.mentions)
    attributes: list[Attribute] = []
    for place in range(len(noun.attributes)):
        values = (one.attributes[place] for one in thing.mentions if place < len(one.attributes))
        attributes.append(min((v for v in values if v is not None), default=None, key=str))
    has_record = any(one.record is not None for one in thing.mentions)
    return (thing.row, name, name_key(name), has_record, *attributes)
