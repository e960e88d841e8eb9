"""Attacks on the service before any SQL: each ends in an answer or in a refusal that says why.

Each case took seconds, or ended in an error of ours, before a limit was there.
"""

from __future__ import annotations

import json
import sys

import pytest
from graphql import get_introspection_query

from service.errors import Code
from service.graph.limits import Limits
from tests.graph.asking import request

LIMITS = Limits()
CONDITION = {"year": {"gte": 2000}}
FILTERED = "query ($filter: PaperFilter) { papers(filter: $filter) { totalCount } }"


def fragments(count, body, on="Query"):
    """Fragments f0 … that select `body` with the number of the next one in it."""
    return " ".join(f"fragment f{n} on {on} {{ {body.format(n + 1)} }}" for n in range(count))


CYCLE = "{ ...f0 }" + " ".join(
    f"fragment f{n} on Query {{ " + " ".join(f"...f{m}" for m in range(12) if m != n) + " }"
    for n in range(12)
)
DOCUMENTS = {
    "thousands of equal fields": "{" + "__typename " * 3_900 + "}",
    "equal nested fields": "{" + "papers { nodes { authors { nodes { id } } } } " * 95 + "}",
    "equal inline fragments": "{" + "... on Query { papers { nodes { id } } } " * 120 + "}",
    "equal fields through fragments": (
        "{" + " ".join(f"...f{n}" for n in range(240)) + "}" + fragments(240, "__typename")
    ),
    "unused fragments that spread others": (
        "{ __typename } fragment g on Query {"
        + " ".join(f"...f{n}" for n in range(240))
        + "}"
        + fragments(240, "__typename")
    ),
    "exponential fragments": (
        "{ ...f0 }" + fragments(30, "...f{0} ...f{0}") + "fragment f30 on Query { __typename }"
    ),
    "exponential fields without aliases": (
        "{ papers(first: 0) { nodes { ...f0 } } }"
        + fragments(
            8,
            "citations(first: 0) {{ nodes {{ ...f{0} }} }}"
            " references(first: 0) {{ nodes {{ ...f{0} }} }}",
            on="Paper",
        )
        + "fragment f8 on Paper { id }"
    ),
    "a long chain of fragments": (
        "{ ...f0 }" + fragments(480, "...f{0}") + "fragment f480 on Query { __typename }"
    ),
    "a cycle of all fragments": CYCLE,
    "a cycle through fields": (
        "{ papers { nodes { ...f0 } } }"
        "fragment f0 on Paper { citations { nodes { ...f1 ...f1 } } }"
        "fragment f1 on Paper { references { nodes { ...f0 ...f0 } } }"
    ),
    "many operations that share a fragment": (
        " ".join(f"query q{n} {{ ...f }}" for n in range(400))
        + "fragment f on Query {"
        + "__typename " * 490
        + "}"
    ),
    "deep braces": "{ papers " * 1_900 + "}" * 1_900,
    "deep inline fragments": "{" + "... {" * 1_200 + "__typename" + "}" * 1_201,
    "deep lists": "{ nodes(ids: " + "[" * 1_900 + "]" * 1_900 + ") { id } }",
    "deep objects": "{ papers(filter: " + "{not: " * 900 + "{}" + "}" * 900 + ") { totalCount } }",
    "unknown directives": "{ __typename " + "@a " * 1_900 + "}",
    "equal directives": "{ __typename " + "@include(if: true) " * 600 + "}",
    "unknown fields": "{" + " ".join(f"f{n}" for n in range(490)) + "}",
    "unknown types": "{" + " ".join(f"... on T{n} {{ x }}" for n in range(240)) + "}",
    "unknown variables": "{" + " ".join(f"papers(first: $v{n}) {{ id }}" for n in range(240)) + "}",
    "unused variables": (
        "query (" + " ".join(f"$v{n}: Int" for n in range(900)) + ") { __typename }"
    ),
    "equal variables": "query (" + "$v: Int " * 900 + ") { __typename }",
    "a long text": '{ papers(search: "' + "x" * 99_000 + '") { totalCount } }',
    "a long block text": '{ papers(search: """' + "\n  x" * 20_000 + '""") { totalCount } }',
    "a long name": "{ " + "x" * 99_000 + " }",
    "a long number": "{ papers(first: " + "9" * 99_000 + ") { totalCount } }",
    "commas": "," * 99_000 + "{ __typename }",
    "a long way around the schema": (
        "{ __schema { types { fields" + " { type { fields" * 8 + " { name" + " } }" * 8 + "} } } }"
    ),
    "many introspections of everything": (
        "{"
        + " ".join(
            f"a{n}: __schema {{ types {{ fields {{ args {{ name }} }} }} }}" for n in range(90)
        )
        + "}"
    ),
    "many introspections": "{"
    + " ".join(f"a{n}: __schema {{ types {{ name }} }}" for n in range(99))
    + "}",
}
ANSWERED = {
    "equal nested fields",
    "equal inline fragments",
    "equal fields through fragments",
    "commas",
    "many introspections",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_is_more_than_refused(graph, name):
    if name in ANSWERED:
        graph.ask(DOCUMENTS[name])
    else:
        problems = graph.refusals(DOCUMENTS[name])
        assert {problem.code for problem in problems} <= {
            Code.PARSE_FAILED,
            Code.VALIDATION_FAILED,
            Code.BAD_USER_INPUT,
            Code.COST_LIMIT_EXCEEDED,
        }
        assert len(problems) <= 21
        assert sum(len(problem.message) for problem in problems) < 10_000


def deep(levels, combine):
    found = CONDITION
    for _ in range(levels):
        found = {combine: found if combine == "not" else [found]}
    return found


@pytest.mark.parametrize("combine", ["and", "or", "not"])
def test_filters_however_deep_are_refused_by_their_depth(graph, combine):
    deeper = {"and": 2_002, "or": 2_002, "not": 1_002}
    problem = graph.refusal(FILTERED, {"filter": deep(1_000, combine)})
    assert problem.code is Code.BAD_USER_INPUT
    assert problem.message == (
        f"The variables are {deeper[combine]:,} levels deep; at most 20 are allowed."
    )
    assert graph.refusal(FILTERED, {"filter": deep(20_000, combine)}).code is Code.BAD_USER_INPUT


@pytest.mark.parametrize("combine", ["and", "or"])
def test_filters_however_wide_are_refused_by_their_width(graph, combine):
    many = {combine: [CONDITION] * 201}
    assert "The filters have 201 conditions" in graph.refusal(FILTERED, {"filter": many}).message
    graph.ask(FILTERED, {"filter": {combine: [CONDITION] * 200}})
    for wide in ([CONDITION] * 50_000, [{}] * 300_000, [{combine: []}] * 100_000):
        problem = graph.refusal(FILTERED, {"filter": {combine: wide}})
        assert problem.message.endswith("values; at most 10,000 are allowed.")
    empty = graph.refusal(FILTERED, {"filter": {combine: [{}] * 9_000}})
    assert "The filters have 9,000 conditions" in empty.message


@pytest.mark.parametrize(
    "variables",
    [
        {"filter": {"year": {"in": [2000] * 9_990}}},
        {"filter": {"topicCode": ["x" * 50] * 9_990}},
        {"filter": None, "more": "x" * 1_000_000},
    ],
    ids=["numbers", "texts", "one long text"],
)
def test_long_lists_and_texts_within_the_limits_are_answered(graph, variables):
    assert graph.ask(FILTERED, variables)
    assert len(graph.statements) == 1


def test_tools_can_ask_for_the_whole_schema(graph):
    """The queries that tools send, with everything that they may ask for; and it has a cost."""
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    assert len(graph.ask(query)["__schema"]["types"]) > 60
    twice = query.replace("__schema {", "a: __schema {").replace(
        "a: ", "b: __schema { types { name } } a: ", 1
    )
    assert graph.ask(twice)["a"] == graph.ask(query)["__schema"]
    assert 20_000 < graph.engine.explain(request(query)).cost < LIMITS.cost


SEARCHES = ("x " * 499, "x or " * 199, "-" * 999, '"x ' * 333, '"' * 999, "- " * 499, "(" * 999)


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search[:4])
def test_a_search_of_any_words_within_its_length_is_answered(graph, search):
    query = """query ($s: String) {
        papers(search: $s) { totalCount } authors(search: $s) { totalCount }
        topics(search: $s) { totalCount } affiliations(search: $s) { totalCount }
        codeRepositories(search: $s) { totalCount }
    }"""
    assert graph.ask(query, {"s": search})
    # Names are compared by keys, which are short anyway.
    assert graph.ask(query.replace("papers(search: $s)", "papers"), {"s": search * 200})


def test_the_search_of_a_text_has_a_length(graph):
    problem = graph.refusal(
        "query ($s: String) { papers(search: $s) { totalCount } }", {"s": "x" * 1_001}
    )
    assert (problem.code, problem.path) == (Code.BAD_USER_INPUT, ("papers",))
    assert problem.message == (
        f"`search` is '{'x' * 80}'; expected: at most 1,000 characters, not 1,001"
    )


def test_all_that_is_wrong_with_a_list_is_not_told(graph):
    problems = graph.refusals(FILTERED, {"filter": {"year": {"in": ["x"] * 9_000}}})
    assert len(problems) <= 21
    assert {problem.code for problem in problems} == {Code.BAD_USER_INPUT}
    unknown = {"filter": {f"field_{n}": n for n in range(9_000)}}
    assert len(graph.refusals(FILTERED, unknown)) <= 21


def test_a_wrong_value_is_quoted_within_bounds(graph):
    problem = graph.refusal(FILTERED, {"filter": {"year": {"eq": "x" * 500_000}}})
    assert len(problem.message) < 10_000


# --- the deepest that is allowed is carried out, with stack to spare -----------------------------

PARENTS = "{ topics { nodes " + "{ parent " * 17 + "{ id } " + "} " * 17 + "} }"
CHILDREN = (
    "{ topics(first: 1) "
    + "{ nodes { children(first: 1) " * 9
    + "{ totalCount } "
    + "} } " * 9
    + "}"
)
EDGES = (
    "{ papers(first: 1) "
    + "{ edges { node { citations(first: 1) " * 6
    + "{ totalCount } "
    + "} } } " * 6
    + "}"
)
FILTER = deep(18, "not")


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (PARENTS, {}),
        (CHILDREN, {}),
        (EDGES, {}),
        (FILTERED, {"filter": FILTER}),
        (FILTERED, {"filter": deep(9, "or")}),
        (PARENTS.replace("id", "... {" * 100 + "id" + "}" * 100), {}),
    ],
    ids=["parents", "children", "edges", "not", "or", "inline fragments"],
)
def test_the_deepest_operation_is_answered_with_stack_to_spare(graph, query, variables):
    usual = sys.getrecursionlimit()
    graph.body("{ __typename }")  # what is imported late is not part of this
    sys.setrecursionlimit(usual - 300)  # a server stands on frames of its own
    try:
        assert json.loads(graph.body(query, variables))["data"]
    finally:
        sys.setrecursionlimit(usual)
