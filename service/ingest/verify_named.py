"""Recomputes what institutions and venues are from all that is said of them, and reports what
differs. An ingest looks at those alone of which something else is said than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, text

from service.derive.verify import Difference
from service.ingest.expected_rows import ExpectedRows, Key, Values
from service.ingest.merge_named import Thing, row_of, rows_of, things_of
from service.ingest.named import AFFILIATION, VENUE, Handle, Noun, load
from service.ingest.names import name_key

_AT_ONCE = 5_000  # wordings; what shares ids with them stays in memory


def wrong_named(connection: Connection) -> Iterator[Difference]:
    """Institutions and venues that are missing, left over, or not as all that is said of them."""
    for noun in (VENUE, AFFILIATION):
        yield from _wrong_things(connection, noun)


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
