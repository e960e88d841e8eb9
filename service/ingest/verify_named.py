"""Recomputes what is said of institutions and venues from all kept records, and what they are from
all that is said of them; reports what differs. An ingest does both by differences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice

from sqlalchemy import Connection, select, text

from service.derive.verify import Difference
from service.ingest.compose import ComposedPaper, compose_paper
from service.ingest.expected_rows import ExpectedRows, Key, Values
from service.ingest.merge_named import Thing, row_of, rows_of, things_of
from service.ingest.named import (
    AFFILIATION,
    VENUE,
    Handle,
    Named,
    Noun,
    digest,
    dump,
    load,
    named_by_paper,
    named_by_record,
)
from service.ingest.names import name_key
from service.ingest.payload import decode
from service.ingest.store import PAPER_KINDS, paper_record
from service.tables import source_record

_NOUNS = (VENUE, AFFILIATION)
_PAPERS_AT_ONCE = 1_000
_AT_ONCE = 5_000  # wordings; what shares ids with them stays in memory
_KEPT = select(source_record.c.kind, source_record.c.payload, source_record.c.paper_id)
_OF_PAPERS = (
    _KEPT.where(source_record.c.kind.in_(PAPER_KINDS), source_record.c.paper_id.is_not(None))
    .order_by(source_record.c.paper_id)
    .execution_options(stream_results=True)
)


def wrong_named(connection: Connection) -> Iterator[Difference]:
    """Wordings, institutions and venues that are missing, left over, or not as records say."""
    yield from _wrong_mentions(connection)
    for noun in _NOUNS:
        yield from _wrong_things(connection, noun)


def _wrong_mentions(connection: Connection) -> Iterator[Difference]:
    with ExpectedRows(counted="mention_count") as expected:
        for papers in _papers(connection):
            for noun in _NOUNS:
                said = (one for paper in papers for one in named_by_paper(noun, paper))
                expected.put(noun.mentions, map(_mention, said))
        for noun in _NOUNS:
            expected.put(noun.mentions, map(_mention, _said_by_records(connection, noun)))
            columns = ("ids", "name_key", "said", "mention_count")
            yield from expected.differences(connection, noun.mentions, ("digest",), columns)


def _papers(connection: Connection) -> Iterator[list[ComposedPaper]]:
    """All papers in portions, put together again."""
    with connection.execute(_OF_PAPERS) as kept:
        of_papers = groupby(kept, key=lambda row: row.paper_id)
        composed = (
            compose_paper(paper_record(decode(row.kind, row.payload)) for row in rows)
            for _, rows in of_papers
        )
        papers = (paper for paper in composed if paper is not None)
        while portion := list(islice(papers, _PAPERS_AT_ONCE)):
            yield portion


def _said_by_records(connection: Connection, noun: Noun) -> Iterator[Named]:
    kept = _KEPT.where(source_record.c.kind == noun.entity.name)
    with connection.execute(kept.execution_options(stream_results=True)) as rows:
        for row in rows:
            said = named_by_record(decode(row.kind, row.payload))
            if said is not None:
                yield said[1]


def _mention(one: Named) -> tuple[Key, Values]:
    words = dump(one)
    values = {
        "ids": list(map(str, one.ids)) or None,
        "name_key": None if one.ids else name_key(one.name),
        "said": json.loads(words),
    }
    return (digest(words).hex(),), values


def _wrong_things(connection: Connection, noun: Noun) -> Iterator[Difference]:
    columns = ("name", "name_key", "has_record", *noun.attributes)
    with ExpectedRows() as expected:
        for things in _portions(connection, noun):
            found = rows_of(connection, noun, {one for thing in things for one in thing.handles})
            for thing in things:
                thing.row = _row(thing, found)
            expected.put(noun.entity, (_own(noun, thing, columns) for thing in things))
            expected.put(noun.external, (row for thing in things for row in _ids(noun, thing)))
            if noun.names is not None:
                expected.put(noun.names, (row for thing in things for row in _names(thing)))
        yield from expected.differences(connection, noun.entity, ("id",), columns)
        yield from expected.differences(connection, noun.external, ("scheme", "value"), (noun.key,))
        if noun.names is not None:
            yield from expected.differences(
                connection, noun.names, (noun.key, "name"), ("name_key",)
            )


def _portions(connection: Connection, noun: Noun) -> Iterator[list[Thing]]:
    """All things, those of several wordings perhaps several times, but always whole."""
    table = noun.mentions.name
    # OFFSET: each id is looked up by itself, as in `store`.
    claiming = f"(SELECT * FROM {table} WHERE ids @> ARRAY[met.claim] OFFSET 0) AS one"
    wanted = text(
        f"""
        WITH RECURSIVE portion AS (
            SELECT * FROM {table} WHERE digest > :after AND digest <= :last
        ), met (claim) AS (
            SELECT unnest(ids) FROM portion
             UNION
            SELECT unnest(one.ids) FROM met CROSS JOIN LATERAL {claiming}
        )
        SELECT DISTINCT one.said FROM met CROSS JOIN LATERAL {claiming}
         UNION ALL
        SELECT said FROM {table} WHERE name_key = ANY(ARRAY(SELECT name_key FROM portion))
        """
    )
    last = text(
        f"SELECT max(digest) FROM (SELECT digest FROM {table} WHERE digest > :after"
        f" ORDER BY digest LIMIT {_AT_ONCE}) AS portion"
    )
    after = b""
    while (until := connection.scalar(last, {"after": after})) is not None:
        said = connection.scalars(wanted, {"after": after, "last": until})
        yield things_of(map(load, said))
        after = until


def _row(thing: Thing, found: dict[Handle, int]) -> int:
    """The row that most leads to; 0 if nothing leads anywhere."""
    votes = Counter(found[one] for one in thing.handles if one in found)
    return min(votes, key=lambda row: (-votes[row], row), default=0)


def _own(noun: Noun, thing: Thing, columns: tuple[str, ...]) -> tuple[Key, Values]:
    row, *values = row_of(noun, thing)
    # What has no row is told by what ought to lead to one.
    key = row or min(map(str, thing.handles))
    return (key,), dict(zip(columns, values, strict=True))


def _ids(noun: Noun, thing: Thing) -> Iterator[tuple[Key, Values]]:
    for one in thing.ids:
        yield (one.scheme, one.value), {noun.key: thing.row or None}


def _names(thing: Thing) -> Iterator[tuple[Key, Values]]:
    for name in sorted(thing.names) if thing.row else ():
        yield (thing.row, name), {"name_key": name_key(name)}
