"""PageRank against networkx and the exact solution of its equations; stored and verified."""

from __future__ import annotations

import math
from fractions import Fraction

import networkx
import numpy as np
import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python
from sqlalchemy import text

from service.database.engine import writing_engine
from service.derive import ranking
from service.derive.page_rank import CitationGraph, page_rank
from service.derive.ranking import rank
from service.derive.verify import verify
from tests.corpus import world_rows
from tests.corpus.load import load


def graph_of(count, citations):
    """Papers 10, 11, 12 … and pairs of places: the one that cites, the one that is cited."""
    starts, citing = [0], []
    for place in range(count):
        citing.extend(sorted(source for source, target in citations if target == place))
        starts.append(len(citing))
    return CitationGraph(np.arange(10, 10 + count), np.array(starts), np.array(citing, dtype="i8"))


def scores_of(graph, damping=0.85):
    *_, last = page_rank(graph, damping)
    return last.scores.tolist()


def solved(count, citations, damping):
    """The scores as fractions, by Gaussian elimination."""
    cites = [{target for source, target in citations if source == place} for place in range(count)]
    share = [
        [
            Fraction(1, count)
            if not cites[source]
            else Fraction(int(target in cites[source]), len(cites[source]))
            for source in range(count)
        ]
        for target in range(count)
    ]
    rows = [
        [int(target == source) - damping * share[target][source] for source in range(count)]
        + [(1 - damping) / count]
        for target in range(count)
    ]
    for place in range(count):
        pivot = next(row for row in range(place, count) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(count):
            if other != place:
                factor = rows[other][place]
                rows[other] = [
                    value - factor * own
                    for value, own in zip(rows[other], rows[place], strict=True)
                ]
    return [row[-1] for row in rows]


@st.composite
def citation_graphs(draw):
    count = draw(st.integers(1, 7))
    ends = st.integers(0, count - 1)
    pairs = st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1])
    return count, draw(st.sets(pairs)) if count > 1 else set()


@given(citation_graphs(), st.fractions(Fraction(1, 100), Fraction(95, 100), max_denominator=100))
@settings(max_examples=200, deadline=None)
def test_the_scores_solve_the_equations(drawn, damping):
    count, citations = drawn
    found = scores_of(graph_of(count, citations), float(damping))
    exact = solved(count, citations, damping)
    assert sum(exact) == 1
    assert found == pytest.approx([float(score) for score in exact], rel=1e-9)


@given(citation_graphs())
@settings(max_examples=100, deadline=None)
def test_networkx_says_the_same(drawn):
    count, citations = drawn
    graph = networkx.DiGraph(citations)
    graph.add_nodes_from(range(count))
    theirs = _pagerank_python(graph, alpha=0.85, tol=1e-13, max_iter=1_000)
    ours = scores_of(graph_of(count, citations))
    assert ours == pytest.approx([theirs[place] for place in range(count)], rel=1e-9)


@given(citation_graphs(), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_it_does_not_matter_how_many_citations_are_added_up_at_a_time(drawn, portion):
    graph = graph_of(*drawn)
    whole = scores_of(graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.derive.page_rank.PORTION", portion)
        assert scores_of(graph) == whole


def test_two_papers_of_which_one_cites_the_other():
    """By hand: x = 0.075 + 0.425 y and y = x + 0.85 x, with x + y = 1."""
    assert scores_of(graph_of(2, {(0, 1)})) == pytest.approx([1 / 2.85, 1.85 / 2.85], rel=1e-12)


def test_no_papers_no_scores():
    assert list(page_rank(graph_of(0, set()), 0.85)) == []


@pytest.fixture
def corpus(make_database, request):
    database = make_database(f"rank_{request.node.name[:40]}")
    load(database.owner_url, world_rows())
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("DELETE FROM page_rank")
        connection.execute("DELETE FROM page_rank_computation")
    return database


def ranked(database, damping=0.85):
    return rank(database.writer_url, damping, lambda _: None)


def rows(database, statement):
    with psycopg.connect(database.reader_url) as connection:
        return connection.execute(statement).fetchall()


def test_the_stored_scores_are_those_of_networkx(corpus):
    done = ranked(corpus)
    graph = networkx.DiGraph(rows(corpus, "SELECT citing_id, cited_id FROM citation"))
    graph.add_nodes_from(id_ for (id_,) in rows(corpus, "SELECT id FROM paper"))
    theirs = _pagerank_python(graph, alpha=0.85, tol=1e-13, max_iter=1_000)
    stored = dict(rows(corpus, "SELECT paper_id, score FROM page_rank"))
    assert stored == pytest.approx(theirs, rel=1e-9)
    assert math.fsum(stored.values()) == pytest.approx(1)
    assert (done.papers, done.citations) == (len(graph), graph.number_of_edges())


def test_what_was_computed_is_written_down_and_raises_the_data_version(corpus):
    [(before,)] = rows(corpus, "SELECT version FROM data_version")
    told = []
    done = rank(corpus.writer_url, 0.5, told.append)
    description = "data_version, damping, tolerance, steps, paper_count, citation_count"
    assert rows(corpus, f"SELECT {description} FROM page_rank_computation") == [
        (before, 0.5, 1e-12, done.steps, done.papers, done.citations)
    ]
    assert rows(corpus, "SELECT version FROM data_version") == [(before + 1,)]
    assert told[0].startswith("Reading")
    assert told[1].startswith("Step 10:")


def test_a_second_time_takes_the_place_of_the_first(corpus):
    ranked(corpus)
    first = rows(corpus, "SELECT paper_id, score FROM page_rank ORDER BY paper_id")
    ranked(corpus)
    assert rows(corpus, "SELECT paper_id, score FROM page_rank ORDER BY paper_id") == first
    ranked(corpus, 0.5)
    assert rows(corpus, "SELECT damping FROM page_rank_computation") == [(0.5,)]
    assert rows(corpus, "SELECT paper_id, score FROM page_rank ORDER BY paper_id") != first


def test_stopped_on_the_way_it_leaves_what_there_was(corpus):
    ranked(corpus)
    before = rows(corpus, "SELECT version FROM data_version")

    def stop(text):
        if text.startswith("Storing"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rank(corpus.writer_url, 0.5, stop)
    assert rows(corpus, "SELECT damping FROM page_rank_computation") == [(0.85,)]
    assert rows(corpus, "SELECT version FROM data_version") == before


def test_a_paper_that_went_meanwhile_has_no_score(corpus):
    def end_a_paper(text):
        if text.startswith("Storing"):
            with psycopg.connect(corpus.superuser_url) as connection:
                connection.execute("SET session_replication_role = replica")
                connection.execute("DELETE FROM paper WHERE id = 1")

    done = rank(corpus.writer_url, 0.85, end_a_paper)
    assert rows(corpus, "SELECT count(*) FROM page_rank") == [(done.papers - 1,)]


def test_what_comes_while_the_citations_are_read_is_not_among_them(corpus, monkeypatch):
    """The version that is told, the papers and the citations are of one state."""
    papers, version = rows(
        corpus, "SELECT (SELECT count(*) FROM paper), version FROM data_version"
    )[0]
    current = ranking.version.current

    def then_a_paper_comes(connection):
        found = current(connection)
        with psycopg.connect(corpus.superuser_url) as writer:
            writer.execute("INSERT INTO paper (id, title, title_key) VALUES (900, 'New', 'new')")
            writer.execute("UPDATE data_version SET version = version + 1")
        return found

    monkeypatch.setattr(ranking.version, "current", then_a_paper_comes)
    done = ranking.rank(corpus.writer_url, 0.85, lambda text: None)
    assert (done.papers, done.data_version) == (papers, version)
    assert rows(corpus, "SELECT count(*) FROM page_rank WHERE paper_id = 900") == [(0,)]


def page_rank_differences(database):
    return [str(found) for found in verify(database.reader_url) if found.table == "page_rank"]


def test_verify_finds_a_wrong_score_and_a_missing_one(corpus):
    ranked(corpus)
    assert page_rank_differences(corpus) == []
    with writing_engine(corpus.writer_url).begin() as connection:
        connection.execute(text("UPDATE page_rank SET score = score * 1.001 WHERE paper_id = 2"))
        connection.execute(text("DELETE FROM page_rank WHERE paper_id = 3"))
    wrong, missing = page_rank_differences(corpus)
    assert wrong.startswith("page_rank (2): score is ")
    assert missing == "page_rank (3): is missing"


def test_scores_of_older_data_are_not_wrong(corpus):
    ranked(corpus)
    with writing_engine(corpus.writer_url).begin() as connection:
        connection.execute(text("DELETE FROM citation WHERE citing_id = 29"))
    assert page_rank_differences(corpus) != []
    with writing_engine(corpus.writer_url).begin() as connection:
        connection.execute(text("UPDATE data_version SET version = version + 1"))
    assert page_rank_differences(corpus) == []
