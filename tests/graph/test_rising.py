"""What rises where more is there than is compared; windows that have nothing; odd arguments."""

from __future__ import annotations

from collections import Counter, defaultdict

import psycopg
import pytest

from service.graph import growth
from tests.graph.asking import asking

PAPERS = """query ($year: Int, $years: Int!) {
    risingPapers(lastYear: $year, years: $years, first: 100) {
        totalCount edges { lastYear growth node { id } } } }"""
ON_TOPIC = """query ($year: Int, $years: Int!) { topic(by: { id: "topic:3" }) {
    risingPapers(lastYear: $year, years: $years, first: 100) {
        totalCount edges { lastYear growth node { id } } } } }"""
WINDOWS = [(None, 1), (2024, 2), (2021, 3), (2015, 5), (2012, 4)]


@pytest.fixture
def few(world, monkeypatch):
    """A graph of which few papers are compared, so that the corpus has more than that."""
    monkeypatch.setattr(growth, "CANDIDATES", 2)
    monkeypatch.setattr(growth, "TOPIC_CANDIDATES", 2)
    with asking(world.reader_url) as graph:
        yield graph


def received(world):
    """The citations of papers by year, from the citations themselves, and the latest year."""
    year_of = {row["id"]: row["year"] for row in world.rows["paper"]}
    counts = defaultdict(Counter)
    for row in world.rows["citation"]:
        if (year := year_of[row["citing_id"]]) is not None:
            counts[year][row["cited_id"]] += 1
    return counts, max(counts)


def ranked(counts, papers, last, years):
    """Ids and growth of those papers that are cited in the window."""
    found = []
    for paper in papers:
        recent, earlier = (
            sum(counts[year][paper] for year in range(start + 1, start + years + 1))
            for start in (last - years, last - 2 * years)
        )
        if recent:
            found.append(((recent + 5) / (earlier + 5), paper))
    found.sort(reverse=True)
    return [(f"paper:{paper}", growth_) for growth_, paper in found]


def told(rising):
    assert rising["totalCount"] == len(rising["edges"])
    return [(edge["node"]["id"], edge["growth"]) for edge in rising["edges"]]


@pytest.mark.parametrize(("year", "years"), WINDOWS)
def test_of_each_year_those_most_cited_in_it_are_compared(few, world, year, years):
    counts, latest = received(world)
    last = year or latest
    compared = set()
    for each in range(last - years + 1, last + 1):
        most = sorted(counts[each], key=lambda paper: (counts[each][paper], paper), reverse=True)
        compared.update(most[:2])
    answer = few.ask(PAPERS, {"year": year, "years": years})["risingPapers"]
    assert told(answer) == ranked(counts, compared, last, years)
    assert {edge["lastYear"] for edge in answer["edges"]} <= {last}


def test_fewer_are_compared_than_there_are(few, world):
    counts, _ = received(world)
    everything = ranked(counts, [row["id"] for row in world.rows["paper"]], 2024, 5)
    compared = few.ask(PAPERS, {"year": 2024, "years": 5})["risingPapers"]
    assert compared["totalCount"] < len(everything)


@pytest.mark.parametrize(("year", "years"), WINDOWS)
def test_of_a_topic_the_newest_and_the_most_cited_are_compared(few, world, year, years):
    counts, latest = received(world)
    on_topic = {row["paper_id"] for row in world.rows["paper_topic"] if row["topic_id"] == 3}
    papers = [row for row in world.rows["paper"] if row["id"] in on_topic]
    compared = set()
    for key in (
        lambda paper: (str(paper["published_on"] or ""), paper["id"]),
        lambda paper: (paper["citation_count"], paper["id"]),
    ):
        compared.update(paper["id"] for paper in sorted(papers, key=key, reverse=True)[:2])
    answer = few.ask(ON_TOPIC, {"year": year, "years": years})["topic"]["risingPapers"]
    assert told(answer) == ranked(counts, compared, year or latest, years)


def test_topics_by_plain_sql(graph, world):
    """Not from the counts by year but from the papers."""
    statement = """
        WITH borne AS (
            SELECT topic_id, scheme, count(*) FILTER (WHERE year > 2016) AS recent,
                   count(*) FILTER (WHERE year <= 2016) AS earlier
              FROM paper_topic
              JOIN paper ON paper.id = paper_id
              JOIN topic ON topic.id = topic_id
             WHERE year BETWEEN 2013 AND 2020
             GROUP BY topic_id, scheme
        ), whole AS (
            SELECT scheme, sum(recent)::float8 AS recent, sum(earlier)::float8 AS earlier
              FROM borne GROUP BY scheme
        )
        SELECT 'topic:' || topic_id, (borne.recent + 5)
               / (CASE WHEN whole.earlier > 0 THEN borne.earlier * whole.recent / whole.earlier
                       ELSE 0 END + 5) AS growth
          FROM borne JOIN whole USING (scheme)
         WHERE borne.recent > 0
         ORDER BY growth DESC, topic_id DESC
    """
    with psycopg.connect(world.reader_url) as connection:
        expected = connection.execute(statement).fetchall()
    asked = "{ risingTopics(lastYear: 2020, years: 4) { totalCount edges { growth node { id } } } }"
    assert len(expected) > 3
    assert told(graph.ask(asked)["risingTopics"]) == expected


@pytest.mark.parametrize("year", [1, 1800, 9999])
def test_a_window_with_nothing_in_it_is_an_empty_list(graph, year):
    for query in (PAPERS, PAPERS.replace("risingPapers", "risingTopics")):
        [answer] = graph.ask(query, {"year": year, "years": 5}).values()
        assert answer == {"totalCount": 0, "edges": []}


def test_an_empty_graph_has_nothing_that_rises(database):
    with asking(database.reader_url) as graph:
        for name in ("risingPapers", "risingTopics"):
            assert graph.ask(f"{{ {name} {{ totalCount }} }}") == {name: {"totalCount": 0}}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("years: 0", "a number from 1 to 5"),
        ("years: 6", "a number from 1 to 5"),
        ("lastYear: 0", "a number from 1 to 9,999"),
        ("lastYear: 10000", "a number from 1 to 9,999"),
    ],
)
def test_a_window_that_cannot_be_is_refused(graph, arguments, expected):
    problem = graph.refusal(f"{{ risingPapers({arguments}) {{ totalCount }} }}")
    assert problem.code == "BAD_USER_INPUT"
    assert expected in problem.message
