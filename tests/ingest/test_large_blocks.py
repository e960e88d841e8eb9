"""A block of more names than can be told apart whole: each name by itself, in whatever order and
batches it grew so large."""

from __future__ import annotations

from itertools import permutations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest import blocks
from service.ingest.records import AuthorRecord, AuthorshipRecord, PaperRecord
from service.ingest.verify import CHECKS
from tests.ingest.graph import graph
from tests.ingest.test_order import corpora, emptied, ways, write, write_portions

__all__ = ["emptied"]

LARGE = "SELECT name_block FROM large_name_block"
BEARERS = "SELECT count(DISTINCT author_id) FROM authorship"


@pytest.fixture
def two_names(monkeypatch):
    """A block of three names is large."""
    monkeypatch.setattr(blocks, "MOST_NAMES", 2)


def paper(key: str, *authors: AuthorshipRecord, **more: str) -> PaperRecord:
    return PaperRecord("papers-jsonl", key, f"Title {key}", authors=authors, **more)


def ask(database, statement: str) -> list[tuple]:
    with psycopg.connect(database.reader_url) as connection:
        return connection.execute(statement).fetchall()


FULL = paper("1", AuthorshipRecord("Ada Byron", 1))
SHORT = paper("2", AuthorshipRecord("A. Byron", 1))
# Ids tell at once who this is: the name is in the graph before the rest is told apart.
IDENTIFIED = paper("3", AuthorshipRecord("Anna Byron", 1, ids=(ExternalId("openalex", "A1"),)))
RECORDED = AuthorRecord("profile-page", "page 1", "Anna Byron")


@pytest.mark.parametrize("third", [IDENTIFIED, RECORDED], ids=["identified", "recorded"])
@pytest.mark.parametrize("at_once", [True, False], ids=["one batch", "batches"])
def test_initials_fall_apart_where_a_third_name_makes_the_block_large(
    emptied, two_names, third, at_once
) -> None:
    database = emptied()
    write(database, [[FULL, SHORT]])
    assert (ask(database, BEARERS), ask(database, LARGE)) == ([(1,)], [])
    for order in permutations((FULL, SHORT, third)):
        emptied()
        portions = [[record] for record in order]
        write_portions(database, [portions] if at_once else [[one] for one in portions])
        told = (
            "SELECT count(DISTINCT author_id) FROM authorship WHERE name_as_written <> 'Anna Byron'"
        )
        assert (ask(database, told), ask(database, LARGE)) == ([(2,)], [("brn a",)])


def test_initials_come_together_where_the_block_is_large_no_more(emptied, two_names) -> None:
    database = emptied()
    third = paper("3", AuthorshipRecord("Anna Byron", 1), updated="2024-01-01")
    write(database, [[FULL, SHORT, third]])
    assert (ask(database, BEARERS), ask(database, LARGE)) == ([(3,)], [("brn a",)])
    write(database, [[paper("3", AuthorshipRecord("Zoë Ortiz", 1), updated="2024-02-01")]])
    assert (ask(database, BEARERS), ask(database, LARGE)) == ([(2,)], [])


def test_a_block_that_is_kept_as_what_it_is_not_is_reported(emptied, two_names) -> None:
    database = emptied()
    weaver = paper("4", AuthorshipRecord("Bo Weaver", 1))
    write(database, [[FULL, SHORT, IDENTIFIED, weaver]])
    assert verify(database.reader_url, *CHECKS) == []
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("UPDATE large_name_block SET name_block = 'wvr b'")
    assert list(map(str, verify(database.reader_url, *CHECKS))) == [
        "large_name_block (brn a): is missing",
        "large_name_block (wvr b): is there, should not be",
    ]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_order_gives_the_same_graph_where_blocks_are_large(emptied, two_names, data) -> None:
    records = data.draw(corpora())
    database = emptied()
    write(database, [records])
    at_once = graph(database.reader_url), ask(database, LARGE)
    assert verify(database.reader_url, *CHECKS) == []
    emptied()
    write_portions(database, data.draw(ways(records)))
    assert (graph(database.reader_url), ask(database, LARGE)) == at_once
    assert verify(database.reader_url, *CHECKS) == []
