"""What is said of institutions and venues now, counted by differences: a batch takes back what its
papers and records said before, and adds what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from sqlalchemy import Connection, Text, any_, literal, literal_column, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY, array

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.copy import Row, stage_rows
from service.ingest.lookup import unnested
from service.ingest.named import Named, Noun, digest, dump, ids_of_all, load, named_by_paper
from service.ingest.names import name_key

_STAGED = {"digest": "bytea", "ids": "text[]", "name_key": "text", "said": "jsonb"}
_STAGED |= {"mention_count": "bigint"}


def differences(
    noun: Noun, composed: Mapping[int, ComposedPaper], former: Mapping[int, ComposedPaper]
) -> Counter[Named]:
    """How much more often, or less often, papers say something than they did before."""
    found: Counter[Named] = Counter()
    for paper_id in composed.keys() | former.keys():
        now, before = (
            named_by_paper(noun, papers[paper_id]) if paper_id in papers else set()
            for papers in (composed, former)
        )
        if now != before:
            found.update(now - before)
            found.subtract(before - now)
    return found


def count(connection: Connection, noun: Noun, difference: Mapping[Named, int]) -> set[Named]:
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
    table = noun.mentions.name
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


def all_about(connection: Connection, noun: Noun, turned: Iterable[Named]) -> set[Named]:
    """Everything that is said of the things that these mentions are or were about: what shares an
    id with them, or with what does; a bare name with its like."""
    given = set(turned)
    found = _of_names(connection, noun, {name_key(one.name) for one in given if not one.ids})
    seen: set[ExternalId] = set()
    frontier = ids_of_all(given)
    while frontier:
        seen |= frontier
        met = _claiming(connection, noun, frontier)
        found |= met
        frontier = ids_of_all(met) - seen
    return found


def _of_names(connection: Connection, noun: Noun, keys: Set[str]) -> set[Named]:
    if not keys:
        return set()
    table = noun.mentions
    wanted = select(table.c.said).where(
        table.c.name_key == any_(literal(sorted(keys), ARRAY(Text)))
    )
    return set(map(load, connection.scalars(wanted)))


def _claiming(connection: Connection, noun: Noun, ids: Iterable[ExternalId]) -> set[Named]:
    # Each id is looked up by itself, as in `store`: thousands at once would be compared with all.
    table = noun.mentions
    given = unnested(claim=sorted(map(str, ids)))
    of_one = (
        select(table.c.said)
        .where(table.c.ids.contains(array([given.c.claim])))
        .correlate(given)
        .offset(literal_column("0"))
        .lateral("of_one")
    )
    found = connection.scalars(select(of_one.c.said).select_from(given.join(of_one, true())))
    return set(map(load, found))
