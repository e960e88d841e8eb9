"""What the header `colophon-cost` is answered with."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from service.graph.endpoint import GraphQLEndpoint
from service.graph.limits import Limits
from tests.graph.asgi import ask

QUERY = "{ papers(first: 3) { nodes { id authors(first: 2) { nodes { id } } } } }"
# The connection, its 3 papers, and for each a connection with 2 authors.
OBJECTS = 1 + 3 * (1 + 1 + 2)
COST = {"cost": {"requested": OBJECTS, "limit": Limits().cost}}


@pytest.fixture
def endpoint(graph):
    return GraphQLEndpoint(
        graph.engine.answer,
        answer_unless_known=graph.engine.answer_unless_known,
        priced=graph.engine.price,
    )


def asked(endpoint, graph, header, query=QUERY, method="POST"):
    """The body of the response, and how many statements it took."""
    headers = {"content-type": "application/json", "apollo-require-preflight": "1"}
    if header is not None:
        headers["colophon-cost"] = header
    graph.statements.clear()
    how = {"body": json.dumps({"query": query}).encode()}
    if method == "GET":
        how = {"query": urlencode({"query": query}).encode()}
    response = graph._runner.run(ask(endpoint, method, headers=headers, **how))
    return response, len(graph.statements)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_cost_stands_beside_the_answer(endpoint, graph, method):
    plain, _ = asked(endpoint, graph, None)
    assert list(plain.json) == ["data"]
    told, statements = asked(endpoint, graph, "report", method=method)
    assert told.json == plain.json | {"extensions": COST}
    assert statements == 1
    assert "etag" not in told.headers


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_dry_run_tells_the_cost_and_runs_nothing(endpoint, graph, method):
    told, statements = asked(endpoint, graph, "dry-run", method=method)
    assert told.status == 200
    assert told.json == {"data": None, "extensions": COST}
    assert statements == 0


def test_what_a_dry_run_refuses_would_be_refused_anyhow(endpoint, graph):
    dear = "{ papers(first: 100) { nodes { citations(first: 100) { nodes { citations(first: 100) \
        { nodes { id } } } } } } }"
    told, _ = asked(endpoint, graph, "dry-run", dear)
    assert told.code == "COST_LIMIT_EXCEEDED"
    assert told.body == asked(endpoint, graph, None, dear)[0].body


def test_any_other_value_asks_for_nothing(endpoint, graph):
    told, _ = asked(endpoint, graph, "yes")
    assert list(told.json) == ["data"]


# To read a table to its end, where its rows are narrowed; and for each comparison of them.
TABLE, COMPARED = 1_600, 300


def narrowed(by: str) -> str:
    return f"{{ papers(first: 5, {by}) {{ nodes {{ id }} }} }}"


@pytest.mark.parametrize(
    ("query", "requested"),
    [
        # A path: its object, and eleven authors at most.
        (
            '{ coauthorPath(from: {id: "author:1"}, to: {id: "author:2"}) { authors { id } } }',
            1 + 2_500 + 11,
        ),
        ("{ papers(first: 5) { nodes { export(format: BIBTEX) } } }", 1 + 5 * (1 + 16)),
        # As many as are asked about, and 16 each beside the object itself.
        ('{ resolve(refs: ["a", "b", "c"]) { outcome } }', 500 + 3 * (1 + 16)),
        ('{ search(query: "ink", limit: 7) { label } }', 3_000 + 7),
        ('{ suggest(prefix: "in", limit: 7) { label } }', 300 + 7),
        ('{ relatedPapers(seeds: ["paper:1"], first: 5) { nodes { id } } }', 1 + 8_000 + 5),
        # What a condition takes, in comparisons of a number.
        (narrowed('search: "ink"'), 1 + TABLE + 24 * COMPARED + 5),
        (narrowed('filter: {title: {contains: "ink"}}'), 1 + TABLE + 8 * COMPARED + 5),
        (narrowed('filter: {title: {startsWith: "ink"}}'), 1 + TABLE + 2 * COMPARED + 5),
        (narrowed("filter: {year: {eq: 2020}}"), 1 + TABLE + COMPARED + 5),
        (narrowed("filter: {hasCode: true}"), 1 + TABLE + COMPARED + 5),
        (narrowed("filter: {hasOfficialCode: true}"), 1 + TABLE + 8 * COMPARED + 5),
        (narrowed('filter: {topicCode: ["cs.CL"]}'), 1 + TABLE + 8 * COMPARED + 5),
        (
            "{ codeRepositories(first: 5, filter: {isOfficial: true}) { nodes { id } } }",
            1 + TABLE + 8 * COMPARED + 5,
        ),
        # Two tables: the ranks, and the papers that they lead to.
        ("{ papersByPageRank { totalCount } }", 1 + 2 * TABLE),
        # Of two values there are two buckets, however many are asked for.
        ("{ papers { facets(by: HAS_CODE) { count } } }", 1 + 3_000 + 2),
        ("{ papers { facets(by: AUTHOR, first: 7) { count } } }", 1 + 10_000 + 7),
    ],
)
def test_what_takes_longer_than_its_rows_costs_what_is_declared(endpoint, graph, query, requested):
    told, _ = asked(endpoint, graph, "dry-run", query)
    assert told.json["extensions"]["cost"]["requested"] == requested
