"""`nodes` and `resolve` at their limit: five hundred of every kind and form, and one more."""

from __future__ import annotations

import json
from random import Random

import pytest

from service.errors import Code
from tests.corpus import global_id, oddities
from tests.graph.oracle.comparison import spelt
from tests.graph.oracle.entities import ENTITIES

MOST = 500
NODES = """query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
    ... on Paper { title } ... on Author { name } ... on Affiliation { countryCode }
    ... on Topic { code } ... on Venue { name } ... on CodeRepository { url } } }"""
RESOLVE = """query ($refs: [String!]!) { resolve(refs: $refs) {
    ref outcome node { __typename id } candidates { node { id } } } }"""
UNKNOWN = ("paper:424242", "author:0", "nothing:1", "paper", "", ":", "paper:-1", "Paper:1", "🖋")


@pytest.fixture(scope="module")
def owned(world):
    """The global id of everything, and those that were merged into something."""
    found = [
        global_id(noun, row["id"]) for noun, t in ENTITIES.items() for row in world.rows[t.table]
    ]
    return found + [f"{row['entity']}:{row['id']}" for row in world.rows["forwarding"]]


@pytest.fixture(scope="module")
def known(world, owned):
    """All by which the outside world could call anything: ids, addresses, titles, names, codes."""
    rows = world.rows
    outside = [
        row["value"]
        for noun in ("paper", "author", "affiliation", "venue")
        for row in rows[f"{noun}_external_id"]
    ]
    named = [
        row["name"]
        for table in ("author_name", "affiliation_name", "venue", "topic")
        for row in rows[table]
    ]
    named += [row["title"] for row in rows["paper"]] + [row["code"] for row in rows["topic"]]
    return [*owned, *outside, *named, *(row["url"] for row in rows["code_repository"])]


def drawn(seed, values):
    """So many as may be asked for: each at least once where they all fit, some again and again."""
    random = Random(seed)
    picked = [*values[:MOST], *random.choices(values, k=max(0, MOST - len(values)))]
    random.shuffle(picked)
    return picked


def same_as_the_oracle(graph, oracle, query, variables):
    expected = oracle.execute(query, variables)
    assert expected.errors is None
    answer = graph.ask(query, variables)
    assert spelt(answer) == spelt(expected.data)
    assert len(graph.statements) == 1
    return answer


@pytest.mark.parametrize("seed", range(3))
def test_five_hundred_nodes_come_in_their_order_with_repeats_and_gaps(graph, oracle, owned, seed):
    ids = drawn(seed, [*owned, *UNKNOWN])
    nodes = same_as_the_oracle(graph, oracle, NODES, {"ids": ids})["nodes"]
    assert len(nodes) == MOST
    assert {node["__typename"] for node in nodes if node} == {
        ENTITIES[noun].typename for noun in ENTITIES
    }
    for asked, node in zip(ids, nodes, strict=True):
        if asked in UNKNOWN:
            assert node is None
        elif node is not None and int(asked.split(":")[1]) < oddities.MERGED_PAPER:
            assert node["id"] == asked


@pytest.mark.parametrize("seed", range(3))
def test_five_hundred_references_have_an_outcome_each(graph, oracle, known, seed):
    values = [*known, *UNKNOWN]
    Random(seed).shuffle(values)
    refs = drawn(seed, [*UNKNOWN, *values])
    found = same_as_the_oracle(graph, oracle, RESOLVE, {"refs": refs})["resolve"]
    assert [one["ref"] for one in found] == refs
    assert {one["outcome"] for one in found} == {"FOUND", "MERGED", "AMBIGUOUS", "NOT_FOUND"}
    for one in found:
        assert (one["node"] is not None) == (one["outcome"] in ("FOUND", "MERGED"))
        assert (len(one["candidates"]) > 1) == (one["outcome"] == "AMBIGUOUS")


def test_everything_by_which_something_is_called_leads_to_it(graph, oracle, known):
    """In as many questions as it takes."""
    outcomes = []
    for start in range(0, len(known), MOST):
        refs = {"refs": known[start : start + MOST]}
        outcomes += same_as_the_oracle(graph, oracle, RESOLVE, refs)["resolve"]
    lost = [one["ref"] for one in outcomes if one["outcome"] == "NOT_FOUND"]
    # Whose successor is not here; and numbers that many sites give, each to something else.
    assert lost == ["paper:905", "900001", "90000001", "1234", "77", "65/9612"]


@pytest.mark.parametrize("value", ["paper:1", "nothing at all", ""])
def test_five_hundred_times_the_same_is_five_hundred_answers(graph, value):
    nodes = graph.ask(NODES, {"ids": [value] * MOST})["nodes"]
    assert nodes == nodes[:1] * MOST
    found = graph.ask(RESOLVE, {"refs": [value] * MOST})["resolve"]
    assert found == found[:1] * MOST


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        (NODES, "ids", "`ids` has 501 ids; at most 500 are allowed."),
        (RESOLVE, "refs", "`refs` has 501 items; at most 500 are allowed."),
    ],
    ids=["nodes", "resolve"],
)
@pytest.mark.parametrize("how", ["variable", "literal"])
def test_one_more_is_refused_with_the_limit_and_the_figure(graph, query, name, message, how):
    values = ["paper:1"] * (MOST + 1)
    if how == "variable":
        problem = graph.refusal(query, {name: values})
    else:
        body = query[query.index("{") :].replace(f"${name}", json.dumps(values))
        problem = graph.refusal(body)
    assert problem.code is Code.BAD_USER_INPUT
    assert problem.message == message
