"""Figures without self-citations at their thresholds, for whatever numbers of citations."""

from __future__ import annotations

from collections import Counter

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.derive.answers import g_index, h_index
from tests.graph.asking import asking

ASKED = """{ author(by: {id: "author:1"}) { metrics { withoutSelfCitations {
    citationCount selfCitationCount hIndex i10Index gIndex mQuotient
    countsByYear { year citationCount }
    papers(first: 100) { totalCount edges { independentCount node { id } } } } } } }"""
CITING = 1_000
"""Papers from this id on are of somebody else."""
MOST = 12
PAPER = "INSERT INTO paper (id, title, title_key, year) VALUES (%s, 'Z', 'z', %s)"
SIGN = """
    INSERT INTO authorship (paper_id, ordinal, position, author_id, name_as_written, is_repeat)
    VALUES (%s, %s, %s, %s, 'A', %s)"""
CITE = "INSERT INTO citation (citing_id, cited_id) VALUES (%s, %s)"


def year_of(citing):
    """When a paper of somebody else appeared; of some nobody knows."""
    return None if citing % 4 == 0 else 2000 + citing % 4


@pytest.fixture
def shelf(database):
    """An author whose papers and citations a test may write; the first paper names them twice."""
    with (
        psycopg.connect(database.owner_url, autocommit=True) as writer,
        asking(database.reader_url) as graph,
    ):
        for author in (1, 2):
            writer.execute(
                "INSERT INTO author (id, name, name_key) VALUES (%s, 'A', 'a')", (author,)
            )
        for id_ in range(CITING, CITING + MOST):
            writer.execute(PAPER, (id_, year_of(id_)))
            writer.execute(SIGN, (id_, 1, 1, 2, False))
        yield graph, writer


def furnish(writer, counts, own):
    """Papers cited so often by others, and each by the first `own` of the author's other ones."""
    with writer.transaction():
        writer.execute("DELETE FROM citation")
        writer.execute("DELETE FROM authorship WHERE paper_id < %s", (CITING,))
        writer.execute("DELETE FROM paper WHERE id < %s", (CITING,))
        for id_ in range(1, len(counts) + 1):
            writer.execute(PAPER, (id_, 2001))
            writer.execute(SIGN, (id_, 1, 1, 1, False))
            if id_ == 1:
                writer.execute(SIGN, (id_, 2, 2, 1, True))
        selves = 0
        for id_, count in enumerate(counts, start=1):
            for other in range(count):
                writer.execute(CITE, (CITING + other, id_))
            for citing in [other for other in range(1, len(counts) + 1) if other != id_][:own]:
                writer.execute(CITE, (citing, id_))
                selves += 1
        writer.execute(
            "UPDATE author SET paper_count = %s, first_year = 2001, last_year = 2004 WHERE id = 1",
            (len(counts),),
        )
    return selves


def test_only_what_others_cite_counts(shelf):
    graph, writer = shelf

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(st.lists(st.integers(0, MOST), max_size=6), st.integers(0, 3))
    @example([3, 3, 3], 0)  # just enough
    @example([3, 3, 2], 3)
    @example([10, 9, 11], 2)
    @example([4, 0], 1)  # g: 2² of two papers
    @example([1], 0)
    @example([], 0)
    def check(counts, own):
        selves = furnish(writer, counts, own)
        found = graph.ask(ASKED)["author"]["metrics"]["withoutSelfCitations"]
        papers = found.pop("papers")
        h = h_index(counts)
        citing = [year_of(CITING + other) for count in counts for other in range(count)]
        years = Counter(year for year in citing if year)
        assert found == {
            "citationCount": sum(counts),
            "selfCitationCount": selves,
            "hIndex": h,
            "i10Index": sum(count >= 10 for count in counts),
            "gIndex": g_index(counts),
            "mQuotient": h / 4,
            "countsByYear": [
                {"year": year, "citationCount": years[year]} for year in sorted(years)
            ],
        }
        ranked = sorted(((count, id_) for id_, count in enumerate(counts, start=1)), reverse=True)
        assert papers["totalCount"] == len(counts)
        assert [
            (edge["independentCount"], int(edge["node"]["id"].partition(":")[2]))
            for edge in papers["edges"]
        ] == ranked

    check()


def test_a_paper_that_names_its_author_twice_stands_once_in_the_h_core(shelf):
    graph, writer = shelf
    furnish(writer, [5, 4, 1], 0)
    writer.execute("UPDATE authorship SET citation_count = 6 - paper_id WHERE author_id = 1")
    writer.execute("UPDATE author SET h_index = 2 WHERE id = 1")
    found = graph.ask(
        '{ author(by: {id: "author:1"}) { metrics { hCore { totalCount nodes { id } } } } }'
    )
    assert found["author"]["metrics"]["hCore"] == {
        "totalCount": 2,
        "nodes": [{"id": "paper:1"}, {"id": "paper:2"}],
    }
