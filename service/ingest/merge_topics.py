"""Topics by scheme and code, each below its parent: what each is follows from what is said of it
now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select
from sqlalchemy import Row as StoredRow

from service.ids import ExternalId
from service.ingest import arxiv_categories
from service.ingest.compose import by_precedence
from service.ingest.copy import Row, among
from service.ingest.lookup import new_ids, unnested
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.named import Named
from service.ingest.named_mentions import claiming
from service.ingest.names import fullest, name_key
from service.ingest.records import TopicRecord
from service.ingest.store import records_of_topics, topic_claim
from service.ingest.topic_mentions import TopicKey, key_of, key_of_named, level_of
from service.tables import author_topic, topic, topic_mention

COLUMNS = ("scheme", "code", "name", "name_key", "description", "parent_id", "level", "has_record")


@dataclass(frozen=True, slots=True)
class Described:
    """What all that is said of a topic tells together."""

    name: str
    description: str | None
    parent: TopicKey | None
    level: int
    has_record: bool


@dataclass(frozen=True, slots=True)
class TopicsMet:
    """The row of each topic; which rows are new, and which changed: one that something is no longer
    below has changed, too. Of those `looked_at` something else is said than before, and perhaps
    nothing any more; those that are `regraded` have another level."""

    rows: Mapping[TopicKey, int]
    added: set[int]
    updated: set[int]
    looked_at: Sequence[int]
    regraded: set[int]


def write_topics(
    connection: Connection, described: Mapping[TopicKey, Described], rows_of: dict[TopicKey, int]
) -> TopicsMet:
    """Gives rows to those that have none in `rows_of`, which gets them, and brings the others to
    what is said now."""
    present = sorted(described.keys() & rows_of.keys())
    fresh = sorted(described.keys() - rows_of.keys())
    rows_of |= zip(fresh, new_ids(connection, topic, len(fresh)), strict=True)
    new, known = (OwnedRows(topic, "id", ("id",), COLUMNS) for _ in range(2))
    new.fresh = [row_of_topic(key, described[key], rows_of) for key in fresh]
    known.present = [row_of_topic(key, described[key], rows_of) for key in present]
    rows = [rows_of[key] for key in present]
    stored = _stored(connection, rows)
    # Parents that are new go in before what is there already is put below them.
    replace_rows(connection, [new], ())
    updated = replace_rows(connection, [known], rows)
    return TopicsMet(
        rows_of,
        added={rows_of[key] for key in fresh},
        updated=updated | {row.parent_id for row in stored if row.id in updated and row.parent_id},
        looked_at=rows,
        regraded={row.id for row in stored if row.level != described[row.scheme, row.code].level},
    )


def _stored(connection: Connection, rows: Sequence[int]) -> Sequence[StoredRow[Any]]:
    if not rows:
        return ()
    columns = (topic.c[name] for name in ("id", "scheme", "code", "parent_id", "level"))
    return connection.execute(select(*columns).where(among(topic.c.id, rows))).all()


def rows_of_topics(connection: Connection, keys: Set[TopicKey]) -> dict[TopicKey, int]:
    """The rows of these topics, of those that have one."""
    if not keys:
        return {}
    wanted = sorted(keys)
    given = unnested(scheme=[key[0] for key in wanted], code=[key[1] for key in wanted])
    found = select(topic.c.scheme, topic.c.code, topic.c.id).join(
        given, and_(topic.c.scheme == given.c.scheme, topic.c.code == given.c.code)
    )
    return {(row.scheme, row.code): row.id for row in connection.execute(found)}


def authors_of(connection: Connection, topics: Set[int]) -> Sequence[int]:
    """Who works on these topics."""
    if not topics:
        return ()
    working = select(author_topic.c.author_id).where(among(author_topic.c.topic_id, topics))
    return connection.scalars(working.distinct()).all()


def describe(
    connection: Connection, keys: Set[TopicKey], told: Sequence[TopicRecord] = ()
) -> dict[TopicKey, Described]:
    """What all that is said of each topic tells, with the records that are `told` just now."""
    kept = (one.record for one in records_of_topics(connection, set(map(topic_claim, keys))))
    newest = {(one.source, one.key): one for one in kept if isinstance(one, TopicRecord)}
    newest |= {(one.source, one.key): one for one in told}
    records: dict[TopicKey, list[TopicRecord]] = defaultdict(list)
    for record in by_precedence(newest.values()):
        records[key_of(record)].append(record)
    mentions: dict[TopicKey, list[Named]] = defaultdict(list)
    for one in claiming(connection, topic_mention, (ExternalId(*key) for key in keys)):
        mentions[key_of_named(one)].append(one)
    return {
        key: _of_records(records[key]) if key in records else _of_mentions(key, mentions[key])
        for key in keys
    }


def _of_records(ordered: Sequence[TopicRecord]) -> Described:
    """As all its records tell it together, the surest word first."""
    parent = next((one.parent_code for one in ordered if one.parent_code), None)
    return Described(
        ordered[0].name,
        next((one.description for one in ordered if one.description), None),
        (ordered[0].scheme, parent) if parent else None,
        next((one.level for one in ordered if one.level), 0),
        has_record=True,
    )


def _of_mentions(key: TopicKey, mentions: Sequence[Named]) -> Described:
    """As papers and authors call it, or as its code; arXiv's own table knows its categories better
    than any paper."""
    scheme, code = key
    if scheme == arxiv_categories.SCHEME:
        parent = arxiv_categories.parent_code(code)
        above = (scheme, parent) if parent else None
        name = arxiv_categories.topic_name(code) or code
        return Described(name, None, above, 1 if parent else 0, has_record=False)
    names = {one.name for one in mentions} - {"", code}
    level = max((level_of(one) for one in mentions), default=0)
    return Described(fullest(names or {code}), None, None, level, has_record=False)


def row_of_topic(key: TopicKey, one: Described, rows: Mapping[TopicKey, int]) -> Row:
    """Its id and columns."""
    parent = rows[one.parent] if one.parent else None
    said = (one.name, name_key(one.name), one.description, parent, one.level, one.has_record)
    return (rows[key], *key, *said)
