"""What is said of institutions, venues and topics now, counted by differences: a batch takes back
what its papers and records said before, and adds what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from typing import TypeVar

from sqlalchemy import Connection, Table, Text, any_, literal, literal_column, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY, array

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.copy import Row, stage_rows
from service.ingest.lookup import unnested
from service.ingest.named import Named, digest, dump, ids_of_all, load
from service.ingest.names import name_key

W = TypeVar("W", bound=Hashable)
_STAGED = {"digest": "bytea", "ids": "text[]", "name_key": "text", "said": "jsonb"}
_STAGED |= {"mention_count": "bigint"}


def differences(
    said_by: Callable[[ComposedPaper], set[W]],
    composed: Mapping[int, ComposedPaper],
    former: Mapping[int, ComposedPaper],
) -> Counter[W]:
    """How much more often, or less often, papers say something than they did before."""
    found: Counter[W] = Counter()
    for paper_id, paper in composed.items():
        was = former.get(paper_id)
        if was is None:
            found.update(said_by(paper))
            continue
        now, before = said_by(paper), said_by(was)
        found.update(now - before)
        found.subtract(before - now)
    for paper_id in former.keys() - composed.keys():
        found.subtract(said_by(former[paper_id]))
    return found


def count(connection: Connection, mentions: Table, difference: Mapping[Named, int]) -> set[Named]:
    """Adds the differences up; what was not said before, and what is said no more."""
    known: dict[bytes, Named] = {}
    rows: list[Row] = []
    for one, more in difference.items():
        if more:
            words = dump(one)
            known[key := digest(words)] = one
            by_name = None if one.ids else name_key(one.name)
            rows.append((key, list(map(str, one.ids)) or None, by_name, words, more))
    if not rows:
        return set()
    stage_rows(connection, "incoming_mention", _STAGED, rows)
    table = mentions.name
    vanished = connection.scalars(
        text(
            f"DELETE FROM {table} AS kept USING incoming_mention AS said"
            " WHERE kept.digest = said.digest AND kept.mention_count + said.mention_count = 0"
            " RETURNING kept.digest"
        )
    )
    turned = {known[bytes(one)] for one in vanished}
    connection.execute(
        text(
            f"UPDATE {table} AS kept SET mention_count = kept.mention_count + said.mention_count"
            "   FROM incoming_mention AS said WHERE kept.digest = said.digest"
        )
    )
    appeared = connection.scalars(
        text(
            f"INSERT INTO {table} ({', '.join(_STAGED)})"
            f" SELECT {', '.join(_STAGED)} FROM incoming_mention AS said"
            "  WHERE mention_count > 0"
            f"   AND NOT EXISTS (SELECT FROM {table} AS kept WHERE kept.digest = said.digest)"
            " RETURNING digest"
        )
    )
    return turned | {known[bytes(one)] for one in appeared}


def all_about(connection: Connection, mentions: Table, turned: Iterable[Named]) -> set[Named]:
    """Everything that is said of the things that these mentions are or were about: what shares an
    id with them, or with what does; a bare name with its like."""
    given = set(turned)
    found = _of_names(connection, mentions, {name_key(one.name) for one in given if not one.ids})
    seen: set[ExternalId] = set()
    frontier = ids_of_all(given)
    while frontier:
        seen |= frontier
        met = claiming(connection, mentions, frontier)
        found |= met
        frontier = ids_of_all(met) - seen
    return found


def _of_names(connection: Connection, mentions: Table, keys: Set[str]) -> set[Named]:
    if not keys:
        return set()
    wanted = select(mentions.c.said).where(
        mentions.c.name_key == any_(literal(sorted(keys), ARRAY(Text)))
    )
    return set(map(load, connection.scalars(wanted)))


def claiming(connection: Connection, mentions: Table, ids: Iterable[ExternalId]) -> set[Named]:
    """What is said of the things that bear one of these ids."""
    # Each id is looked up by itself, as in `store`: thousands at once would be compared with all.
    given = unnested(claim=sorted(map(str, ids)))
    of_one = (
        select(mentions.c.said)
        .where(mentions.c.ids.contains(array([given.c.claim])))
        .correlate(given)
        .offset(literal_column("0"))
        .lateral("of_one")
    )
    found = connection.scalars(select(of_one.c.said).select_from(given.join(of_one, true())))
    return set(map(load, found))
