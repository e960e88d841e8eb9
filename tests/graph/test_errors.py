"""What a client is told: the code, the reason, the place; never the SQL, never what went wrong."""

from __future__ import annotations

import psycopg
import pytest

from service.errors import Code
from tests.corpus import global_id, oddities
from tests.graph.asking import asking

BY_ID = "query ($by: PaperRef!) { found: paper(by: $by) { id } }"


# --- operations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "name", "message"),
    [
        ("query a { __typename }", "b", "The document has no operation named 'b'."),
        (
            "query a { __typename } query b { __typename }",
            None,
            "`operationName` must say which operation to execute: a, b.",
        ),
        (
            "fragment f on Query { __typename }",
            None,
            None,
        ),
        ("mutation { __typename }", None, None),
        ("subscription { __typename }", None, None),
        ("query a { __typename } mutation b { __typename }", "b", None),
    ],
)
def test_an_operation_that_cannot_be_found_or_is_no_query_is_refused(
    graph, document, name, message
):
    problem = graph.refusals(document, None, name)[0]
    assert problem.code is Code.VALIDATION_FAILED
    assert message is None or problem.message == message


def test_one_of_several_operations_is_executed(graph):
    document = "query a { a: __typename } query b { b: __typename }"
    assert graph.ask(document, None, "b") == {"b": "Query"}
    assert graph.ask(document, None, "a") == {"a": "Query"}


# --- variables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query ($n: Int!) { papers(first: $n) { totalCount } }", {}),
        ("query ($n: Int!) { papers(first: $n) { totalCount } }", {"n": None}),
        ("query ($n: Int) { papers(first: $n) { totalCount } }", {"n": 2**31}),
        ("query ($n: Int) { papers(first: $n) { totalCount } }", {"n": 1.5}),
        ("query ($n: Int) { papers(first: $n) { totalCount } }", {"n": "1"}),
        ("query ($n: Int) { papers(first: $n) { totalCount } }", {"n": True}),
        ("query ($n: Int) { papers(first: $n) { totalCount } }", {"n": [1]}),
        ("query ($t: String) { papers(search: $t) { totalCount } }", {"t": 5}),
        ("query ($o: PaperOrder!) { papers(orderBy: $o) { totalCount } }", {"o": "BEST"}),
        ("query ($o: PaperOrder! = TITLE) { papers(orderBy: $o) { totalCount } }", {"o": None}),
        ("query ($o: PaperOrder = TITLE) { papers(orderBy: $o) { totalCount } }", {"o": None}),
        ("query ($f: PaperFilter) { papers(filter: $f) { totalCount } }", {"f": {"isbn": "x"}}),
        ("query ($f: PaperFilter) { papers(filter: $f) { totalCount } }", {"f": []}),
        ("query ($f: PaperFilter) { papers(filter: $f) { totalCount } }", {"f": {"or": [None]}}),
        (
            "query ($f: PaperFilter) { papers(filter: $f) { totalCount } }",
            {"f": {"publishedOn": {"eq": "2024-02-30"}}},
        ),
        ("query ($b: Boolean!) { __typename @skip(if: $b) }", {"b": None}),
        ("query ($b: Boolean! = true) { __typename @skip(if: $b) }", {"b": None}),
        ("query ($b: Boolean = true) { __typename @skip(if: $b) }", {"b": None}),
        (
            "query ($b: Boolean = true) { a: papers { x: totalCount @include(if: $b) } }",
            {"b": None},
        ),
        ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": [None]}),
        ("query ($i: ID) { nodes(ids: [$i]) { id } }", {"i": None}),
        ("query ($t: String = null) { papers(filter: {title: {in: [$t]}}) { totalCount } }", {}),
    ],
)
def test_a_value_that_does_not_fit_its_variable_is_refused(graph, query, variables):
    for problem in graph.refusals(query, variables):
        assert problem.code in (Code.BAD_USER_INPUT, Code.VALIDATION_FAILED)
        assert "$" in problem.message


def test_a_number_that_does_not_fit_is_refused_in_the_document_too(graph):
    problem = graph.refusal("{ papers(first: 2147483648) { totalCount } }")
    assert (problem.code, problem.locations) == (Code.VALIDATION_FAILED, ((1, 17),))


# --- the schema's own questions ------------------------------------------------------------------


def test_a_finding_of_validation_says_where_it_is(graph):
    problem = graph.refusal("{\n  papers {\n    pages\n  }\n}")
    assert (problem.code, problem.locations) == (Code.VALIDATION_FAILED, ((3, 5),))


def test_a_document_that_is_no_graphql_says_where_it_is(graph):
    problem = graph.refusal("{ papers { ")
    assert (problem.code, problem.locations) == (Code.PARSE_FAILED, ((1, 12),))


# --- what fails after planning -------------------------------------------------------------------


def test_a_statement_that_takes_too_long_is_a_timeout(world, database):
    """A table locked by somebody else makes the statement wait, as a slow one would work."""
    with (
        psycopg.connect(database.owner_url) as other,
        asking(database.reader_url, statement_timeout=1.0) as graph,
    ):
        other.execute("LOCK TABLE venue IN ACCESS EXCLUSIVE MODE")
        problem = graph.failure('{ node(id: "venue:1") { id } }')
        assert problem.code is Code.TIMEOUT
        assert "longer than the server allows" in problem.message
        other.rollback()
        assert graph.ask('{ node(id: "venue:1") { id } }') == {"node": None}


def test_a_database_that_is_away_is_unavailable(database):
    away = psycopg.conninfo.make_conninfo(database.reader_url, dbname="not_here")
    with asking(away, wait=0.2) as graph:
        problem = graph.failure("{ papers { totalCount } }")
    assert problem.code is Code.DATABASE_UNAVAILABLE
    assert "not_here" not in problem.message


def test_what_is_wrong_with_the_database_stays_in_the_log(database, caplog):
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("DROP TABLE entity_count")
    with asking(database.reader_url) as graph:
        problem = graph.failure("{ papers { totalCount } }")
    assert problem.code is Code.INTERNAL
    assert problem.message == "Something went wrong here; the log has the details."
    assert "entity_count" in caplog.text


def test_an_answer_that_is_there_hides_nothing(graph):
    """The oddest texts of the corpus come back as they are."""
    id_ = global_id("paper", oddities.HOSTILE_TEXT)
    paper = graph.ask(BY_ID.replace("{ id }", "{ title abstract type }"), {"by": {"id": id_}})
    assert paper["found"]["title"].startswith('She said: "C:\\new\\table" \t& {"a": [null, \'b\']}')
    assert "</script><!-- \ufeff \U00010348" in paper["found"]["abstract"]
