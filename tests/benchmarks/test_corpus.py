"""The made-up graph: always the same, whole, with hubs, and derived without an error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import partial

import psycopg
import pytest

from benchmarks.corpus import database as corpus_database
from benchmarks.corpus.graph import UNIDENTIFIED, Size, id_of, make_graph
from benchmarks.corpus.papers import published
from benchmarks.corpus.people import orcid
from service import ids, tables
from service.database import embedded
from service.derive.verify import verify
from tests.benchmarks.conftest import LARGEST_BLOCK


def test_a_size_has_exactly_one_graph():
    assert make_graph(Size(500)) == make_graph(Size(500))


def test_a_size_has_exactly_the_same_rows_in_every_process():
    """Whatever order the sets of a process are in."""
    program = """
import hashlib
from benchmarks.corpus.authors import authors
from benchmarks.corpus.edges import Edges
from benchmarks.corpus.entities import entities
from benchmarks.corpus.graph import Size, make_graph
from benchmarks.corpus.history import history
from benchmarks.corpus.institutions import institutions
from benchmarks.corpus.papers import papers
from benchmarks.corpus.people import People
size = Size(300)
graph = make_graph(size)
people = People.of(graph)
nouns = entities(size), institutions(size), authors(graph, people), papers(graph), history(size)
for group in (*nouns, Edges.of(graph, people).tables()):
    for one in group:
        print(one.table, hashlib.sha256(repr(list(one.rows)).encode()).hexdigest())
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0].count("\n") > 20
    assert said[0] == said[1]


def test_everything_gets_an_id_of_its_own():
    for count in (1, 2, 97, 1_000, 4_096):
        assert sorted(id_of(number, count) for number in range(count)) == [*range(1, count + 1)]


def test_papers_cite_only_what_was_there_and_each_once():
    graph = make_graph(Size(2_000))
    for paper in range(2_000):
        cited = graph.references[paper]
        assert all(other < paper for other in cited)
        assert len(set(cited)) == len(cited)
    received = Counter(graph.references.items)
    assert [received[paper] for paper in range(2_000)] == list(graph.citation_counts)


def test_few_have_much():
    """Power laws: the most cited and the most prolific stand far above the median."""
    graph = make_graph(Size(5_000))
    cited = sorted(graph.citation_counts)
    assert cited[-1] > 20 * cited[len(cited) // 2]
    prolific = sorted(Counter(a for a in graph.authors.items if a != UNIDENTIFIED).values())
    assert prolific[-1] > 20 * prolific[len(prolific) // 2]


def test_a_paper_has_one_date_whatever_is_asked_before():
    graph = make_graph(Size(300))
    assert [published(graph, paper) for paper in range(300)] == [
        published(graph, paper) for paper in reversed(range(300))
    ][::-1]


def test_orcids_have_their_check_digit():
    made = [found for author in range(0, 900, 3) if (found := orcid(author)) is not None]
    assert len(set(made)) == 300
    for found in made:
        assert str(ids.parse_id(ids.Scheme.ORCID, found)) == f"orcid:{found}"


def test_derived_data_is_what_the_base_tables_say(corpus):
    assert verify(corpus.reader_url) == []


def test_no_table_is_empty(corpus):
    with psycopg.connect(corpus.reader_url) as connection:
        empty = [
            name
            for name in tables.metadata.tables
            if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None
        ]
    assert empty == []


def test_blocks_of_many_names_are_kept(corpus):
    with psycopg.connect(corpus.reader_url) as connection:
        kept = {block for (block,) in connection.execute("SELECT name_block FROM large_name_block")}
        borne = connection.execute("SELECT DISTINCT name_block, name_key FROM author_name")
        counts = Counter(block for block, _ in borne)
    assert kept == {block for block, count in counts.items() if count > LARGEST_BLOCK}


def test_loading_leaves_the_tables_as_the_migrations_made_them(corpus, database):
    """The indexes and foreign keys that it takes away come back."""
    made = """
        SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index
          JOIN pg_class ON pg_class.oid = indrelid
         WHERE relnamespace = 'public'::regnamespace
         UNION ALL
        SELECT conname || ' ' || pg_get_constraintdef(oid), convalidated FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace
         ORDER BY 1
    """

    def found(url):
        with psycopg.connect(url) as connection:
            return connection.execute(made).fetchall()

    assert found(corpus.owner_url) == found(database.owner_url)


def test_ids_go_on_behind_those_that_were_given(corpus):
    with psycopg.connect(corpus.owner_url) as connection:
        (greatest,) = connection.execute("SELECT max(id) FROM paper").fetchone()
        (last,) = connection.execute("SELECT last_value FROM paper_id_seq").fetchone()
    assert last == greatest


@pytest.fixture
def cheap_server(monkeypatch):
    running = embedded.running
    cheap = partial(running, durable=False)
    monkeypatch.setattr(embedded, "running", cheap)


def test_the_graph_is_kept_until_what_is_generated_changes(tmp_path, monkeypatch, cheap_server):
    steps: list[str] = []

    def databases():
        steps.clear()
        with (
            corpus_database.corpus(tmp_path / "data", 40, steps.append) as corpus,
            psycopg.connect(corpus.reader_url) as connection,
        ):
            assert connection.execute("SELECT count(*) FROM paper").fetchone() == (40,)
            found = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^papers'")
            return found.fetchall()

    first = databases()
    assert "derived data" in steps
    assert databases() == first
    assert steps == []
    monkeypatch.setattr(corpus_database, "VERSION", corpus_database.VERSION + 1)
    assert databases() != first
    assert "derived data" in steps


def test_what_an_interrupted_load_leaves_is_not_taken_for_whole(tmp_path, cheap_server):
    def stop(step):
        if step == "indexes":
            raise KeyboardInterrupt

    def names(url):
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()
        return [name for (name,) in found if name.startswith(("unfinished", "papers"))]

    with pytest.raises(KeyboardInterrupt), corpus_database.corpus(tmp_path, 40, stop):
        pass
    with embedded.running(tmp_path) as server:
        [left] = names(server.superuser_url)
        assert left.startswith("unfinished")
    with corpus_database.corpus(tmp_path, 40, lambda step: None) as corpus:
        [whole] = names(corpus.owner_url)
        assert whole.startswith("papers_40_")
        assert verify(corpus.reader_url) == []
