"""How PostgreSQL carries out the standard questions about hubs: by index, in order, a page of rows.

Plans are looked at by their shape and by the rows that they touch, never by time or cost.
"""

from __future__ import annotations

import json
import re

import psycopg
import pytest
from psycopg import RawCursor

from tests.graph.asking import asking

PAPERS, AUTHORS, HUB_PAPERS = 6_000, 1_500, 4_000

# Author 1 wrote 4,000 papers, with author n among the coauthors of every n-th of them; topic 1
# bears the same papers; all later papers cite paper 1, and each the five before it.
WORLD = f"""
INSERT INTO topic (id, scheme, code, name, name_key, paper_count)
    VALUES (1, 'arxiv', 'cs.LG', 'Learning', 'learning', {HUB_PAPERS});
INSERT INTO author (id, name, name_key, paper_count, coauthor_count)
    SELECT n, 'Author ' || n, 'author ' || n, CASE n WHEN 1 THEN {HUB_PAPERS} ELSE 5 END, {AUTHORS}
      FROM generate_series(1, {AUTHORS}) n;
INSERT INTO author_name (author_id, name, name_key, name_block)
    SELECT id, name, name_key, name_key FROM author;
INSERT INTO paper (id, title, title_key, published_on, published_precision, year, citation_count,
                   author_count, topic_count, primary_topic_id, reference_count)
    SELECT n, 'Paper ' || n, 'paper ' || n, date '2000-01-01' + n % 9000, 'day', 2000 + n % 25,
           CASE n WHEN 1 THEN {PAPERS} - 1 ELSE n * 7919 % 500 END, 2, 1, 1, 5
      FROM generate_series(1, {PAPERS}) n;
INSERT INTO paper_text (paper_id, abstract, search)
    SELECT id, 'Abstract ' || id, to_tsvector('english', title) FROM paper;
INSERT INTO authorship (paper_id, ordinal, position, author_id, name_as_written, citation_count,
                        published_key)
    SELECT id, 1, 1, CASE WHEN id <= {HUB_PAPERS} THEN 1 ELSE 2 + id % ({AUTHORS} - 1) END,
           'A. One', citation_count, published_key
      FROM paper
    UNION ALL
    SELECT id, 2, 2, 2 + id * 31 % ({AUTHORS} - 1), 'B. Two', citation_count, published_key
      FROM paper WHERE id <= {HUB_PAPERS};
INSERT INTO paper_topic (paper_id, topic_id, ordinal, is_primary, citation_count, published_key)
    SELECT id, 1, 1, true, citation_count, published_key FROM paper WHERE id <= {HUB_PAPERS};
INSERT INTO citation (citing_id, cited_id, citing_citation_count, citing_published_key)
    SELECT citing.id, cited.id, citing.citation_count, citing.published_key
      FROM paper citing
      JOIN paper cited ON cited.id = 1 OR cited.id BETWEEN citing.id - 5 AND citing.id - 1
     WHERE citing.id > cited.id;
INSERT INTO coauthorship (author_id, coauthor_id, paper_count, last_year, last_year_key)
    SELECT 1, author_id, count(*), 2020, 2020 FROM authorship WHERE ordinal = 2 GROUP BY author_id;
UPDATE entity_count SET count = {PAPERS} WHERE entity = 'paper';
"""
HUB_LISTS = {"paper", "authorship", "citation", "paper_topic", "coauthorship"}
BIG = {*HUB_LISTS, "paper_text", "author"}


@pytest.fixture(scope="module")
def hubs(make_database):
    database = make_database("statements")
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(WORLD)
        owner.execute("VACUUM ANALYZE")
    with asking(database.reader_url) as graph, psycopg.connect(database.reader_url) as reader:
        yield graph, reader


def explained(hubs, query, *, small=False):
    """The generic plan of a question, and what it did: every node, with those above it."""
    graph, reader = hubs
    graph.ask(query)
    ((statement, values),) = graph.statements
    with RawCursor(reader) as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        if small:  # half of such tables is best read whole
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        ((found,),) = cursor.fetchall()
    reader.rollback()
    return list(_nodes(found[0]["Plan"], ()))


def _nodes(node, above):
    yield node, above
    for below in node.get("Plans", ()):
        yield from _nodes(below, (*above, node))


def touched(node):
    """The rows that a scan gave or threw away, in all its loops."""
    removed = node.get("Rows Removed by Filter", 0)
    return (node["Actual Rows"] + removed) * node["Actual Loops"]


AUTHOR_PAGE = """{ authors(search: "author 1", first: 5) { nodes { name primaryTopic { code }
    reportedMetrics { name value source asOf consistent explanation }
    papers(first: 20) { totalCount nodes { title publishedOn hasCode primaryTopic { code } abstract
        codeLinks { nodes { repository { url } } } affiliations { nodes { name } }
        authors(first: 20) { edges { position nameAsWritten node { name } } } } } } } }"""
PAGE = "papers({}) {{ nodes {{ title authors(first: 5) {{ nodes {{ name }} }} }} }}"
QUESTIONS = {
    "author page": AUTHOR_PAGE,
    "author by id": '{ author(by: {id: "author:1"}) { ' + PAGE.format("first: 20") + " } }",
    "newest of an author": '{ author(by: {id: "author:1"}) { '
    + PAGE.format("first: 20, orderBy: NEWEST")
    + " } }",
    "last page of an author": '{ author(by: {id: "author:1"}) { '
    + PAGE.format("last: 20")
    + " } }",
    "a page with its facts": """{ author(by: {id: "author:1"}) { papers(first: 20, after: "%s") {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { title } } } }""",
    "topic page": '{ topic(by: {id: "topic:1"}) { ' + PAGE.format("first: 50") + " } }",
    "oldest of a topic": '{ topic(by: {id: "topic:1"}) { '
    + PAGE.format("first: 50, orderBy: OLDEST")
    + " } }",
    "two citation hops": """{ paper(by: {id: "paper:1"}) { citations(first: 20) { totalCount nodes {
        title citations(first: 5) { nodes { title } } } } } }""",
    "two reference hops": """{ paper(by: {id: "paper:6000"}) { references(first: 5) { nodes {
        title references(first: 5, orderBy: NEWEST) { nodes { title } } } } } }""",
    "coauthors": """{ author(by: {id: "author:1"}) { coauthors(first: 25) {
        edges { paperCount node { name } } } } }""",
    "all papers": "{ papers(first: 20) { totalCount nodes { title } } }",
    "all papers by date": "{ papers(first: 20, orderBy: NEWEST) { nodes { title } } }",
    "all papers by title": "{ papers(last: 20, orderBy: TITLE) { nodes { title } } }",
}
SHARED_PAPERS = """{ author(by: {id: "author:1"}) { coauthors(first: 25) { edges { node { name }
    papers(first: 3) { nodes { title } } } } } }"""


@pytest.fixture(scope="module")
def plans(hubs):
    graph, _ = hubs
    page = '{ author(by: {id: "author:1"}) { papers(first: 100) { pageInfo { endCursor } } } }'
    cursor = graph.ask(page)["author"]["papers"]["pageInfo"]["endCursor"]
    return {name: explained(hubs, query.replace("%s", cursor)) for name, query in QUESTIONS.items()}


each_question = pytest.mark.parametrize("name", QUESTIONS)
# A paper's references are sorted: they are as many as an author wrote down, whoever is cited.
REFERENCES = "two reference hops"


@each_question
def test_no_large_table_is_read_whole(plans, name):
    read = [
        node["Relation Name"] for node, _ in plans[name] if node["Node Type"].startswith("Seq Scan")
    ]
    assert BIG.isdisjoint(read)


@pytest.mark.parametrize("name", sorted({*QUESTIONS} - {REFERENCES}))
def test_a_page_is_read_in_the_order_of_an_index_and_left(plans, name):
    """Nothing of a hub is sorted; what a search has found is, for its order is another."""
    nodes = plans[name]
    limits = [node for node, _ in nodes if node["Node Type"] == "Limit"]
    assert limits
    for node, above in nodes:
        if node.get("Relation Name") in HUB_LISTS and any(limit in above for limit in limits):
            assert node["Node Type"].startswith("Index")
            assert [
                upper["Node Type"]
                for upper in above
                if "Sort" in upper["Node Type"]
                and any(limit in _above(nodes, upper) for limit in limits)
            ] == []


def _above(nodes, wanted):
    return next(above for node, above in nodes if node is wanted)


BACKWARD = {"last page of an author", "all papers by title"}


def test_references_are_read_by_the_paper_that_cites(plans):
    """Six of the paper, six of each of four that it cites; the hub, its fifth, cites nobody."""
    read = [node for node, _ in plans[REFERENCES] if node.get("Relation Name") == "citation"]
    assert read
    assert all(node["Node Type"].startswith("Index") for node in read)
    assert sum(map(touched, read)) == 6 + 4 * 6


@pytest.mark.parametrize("name", sorted({*QUESTIONS} - BACKWARD - {"author page", REFERENCES}))
def test_a_forward_page_is_answered_without_any_sorting(plans, name):
    """PostgreSQL sees that the rows of the index come in the order of the answer."""
    assert [node["Node Type"] for node, _ in plans[name] if "Sort" in node["Node Type"]] == []


@each_question
def test_what_is_touched_depends_on_the_page_not_on_the_hub(plans, name):
    """The largest answer here holds 50 papers with 2 authors each, or 20 with 5 citing papers."""
    rows = sum(touched(node) for node, _ in plans[name] if node.get("Relation Name") in BIG)
    assert rows < 700


def test_papers_written_together_are_found_by_index(hubs):
    nodes = explained(hubs, SHARED_PAPERS)
    assert BIG.isdisjoint(
        node["Relation Name"] for node, _ in nodes if node["Node Type"].startswith("Seq Scan")
    )


def test_the_check_of_plans_finds_a_hub_that_is_sorted(hubs):
    """An order that no index of the edge has: the whole list is met and sorted."""
    nodes = explained(
        hubs,
        '{ author(by: {id: "author:1"}) { papers(first: 5, orderBy: TITLE) { nodes { id } } } }',
    )
    sorts = [node for node, _ in nodes if "Sort" in node["Node Type"]]
    assert sorts
    assert sum(touched(node) for node, _ in nodes if node.get("Relation Name") in BIG) > HUB_PAPERS


def test_a_search_reads_its_index(hubs):
    query = """{ authors(search: "author 77") { nodes { name } }
        papers(search: "paper 77") { totalCount } }"""
    graph, reader = hubs
    graph.ask(query)
    ((statement, values),) = graph.statements
    with RawCursor(reader) as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # these tables are small
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values)
        plan = json.dumps(cursor.fetchall())
    reader.rollback()
    assert set(re.findall(r'"Index Name": "(ix_\w*search)"', plan)) == {
        "ix_author_name_name_search",
        "ix_paper_text_search",
    }


HOSTILE = ["", "  ", "the", "-", "&|!():*", "''", "%", "a " * 400, "- " * 400, '"', "\\", "zzz"]


@pytest.mark.parametrize("text", [*HOSTILE, "p", "a", "author 77", "A. 77", "paper 5"])
def test_what_finds_reads_by_index_and_no_more_than_its_candidates(hubs, text):
    """Of each of five kinds 200 at most; none of all, where there is nothing to look for."""
    words = json.dumps(text)
    for query in (
        f"{{ search(query: {words}) {{ node {{ id }} }} }}",
        f"{{ suggest(prefix: {words}) {{ node {{ id }} }} }}",
    ):
        nodes = explained(hubs, query, small=True)
        read = [node for node, _ in nodes if node.get("Relation Name") in {*BIG, "author_name"}]
        scanned = [node["Relation Name"] for node in read if node["Node Type"] == "Seq Scan"]
        assert scanned == []
        assert sum(map(touched, read)) < (50 if text in HOSTILE else 2_500)


def test_one_question_is_one_statement_however_many_roots_it_has(hubs):
    graph, _ = hubs
    roots = " ".join(f"a{place}: papers(first: 1) {{ nodes {{ id }} }}" for place in range(20))
    assert len(graph.ask(f"{{ {roots} }}")) == 20
    assert len(graph.statements) == 1


def test_a_question_about_the_schema_alone_asks_no_database(hubs):
    graph, _ = hubs
    assert graph.ask("{ __typename __schema { queryType { name } } }")
    assert graph.statements == []


def test_a_key_of_two_hundred_characters_is_a_key_like_any_other(hubs):
    graph, _ = hubs
    long = "k" * 200
    paper = f"{long}: title {long}2: __typename"
    answer = graph.ask(f"{{ {long}: papers(first: 1) {{ {long}: nodes {{ {paper} }} }} }}")
    assert answer == {long: {long: [{long: "Paper 1", f"{long}2": "Paper"}]}}


def test_an_object_has_more_members_than_a_function_takes_arguments(hubs):
    graph, _ = hubs
    titles = " ".join(f"title{place}: title" for place in range(100))
    (paper,) = graph.ask(f"{{ papers(first: 1) {{ nodes {{ {titles} }} }} }}")["papers"]["nodes"]
    assert paper == {f"title{place}": "Paper 1" for place in range(100)}
