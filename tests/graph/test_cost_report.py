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


def test_what_is_made_costs_its_price(endpoint, graph):
    """A path: its object, its price of 2,500, eleven authors at most."""
    query = '{ coauthorPath(from: {id: "author:1"}, to: {id: "author:2"}) { authors { id } } }'
    told, _ = asked(endpoint, graph, "dry-run", query)
    assert told.json["extensions"]["cost"]["requested"] == 1 + 2_500 + 11
