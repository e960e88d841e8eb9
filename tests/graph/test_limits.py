"""Limits before any SQL: what is just allowed, and the refusal of what is just too much."""

from __future__ import annotations

import pytest

from service.errors import Code
from service.graph.limits import Limits
from tests.corpus import global_id, oddities
from tests.graph.asking import asking

LIMITS = Limits()
CONDITION = {"year": {"gte": 2000}}
FILTERED = "query ($filter: PaperFilter) { papers(filter: $filter) { totalCount } }"


@pytest.fixture(scope="module")
def strict(world):
    """Limits small enough to be met to the letter."""
    limits = Limits(
        document_bytes=400,
        tokens=60,
        depth=6,
        aliases=3,
        selections=12,
        values=8,
        conditions=4,
        page_size=10,
        default_page_size=2,
        ids=3,
        cost=3_000,
    )
    with asking(world.reader_url, limits) as graph:
        yield graph


@pytest.fixture(scope="module")
def thrifty(world):
    with asking(world.reader_url, Limits(cost=100)) as graph:
        yield graph


def refused(problem, code, message, path=()):
    assert (problem.code, problem.message, problem.path) == (code, message, path)


# --- each limit: what is just allowed, and what is just too much ---------------------------------


def test_bytes_of_the_document_are_counted_not_characters(strict):
    def padded(size, with_="x"):
        room = size - len("{ __typename } #")
        return "{ __typename } #" + with_ * (room // len(with_.encode()))

    assert strict.ask(padded(400)) == {"__typename": "Query"}
    refused(
        strict.refusal(padded(401)),
        Code.VALIDATION_FAILED,
        "The document has 401 bytes; at most 400 are allowed.",
    )
    assert "The document has 436 bytes" in strict.refusal(padded(436, "Ω")).message


def test_tokens(strict):
    """The braces are tokens, too; what comes after the limit is not even read."""
    assert "selects 58 fields" in strict.refusal("{" + "a " * 58 + "}").message
    refused(
        strict.refusal("{" + "a " * 59 + "}"),
        Code.PARSE_FAILED,
        "Syntax Error: Document contains more than 60 tokens. Parsing aborted.",
    )


def nested(levels):
    """A query of that many levels: 1 is `{ id }` of the root."""
    fields = ["papers", *["nodes", "citations"] * levels][: levels - 1]
    return "{ " + " { ".join([*fields, "__typename"]) + " }" * levels


def test_depth(strict):
    assert strict.ask(nested(6))
    refused(
        strict.refusal(nested(7)),
        Code.VALIDATION_FAILED,
        "The query is 7 levels deep; at most 6 are allowed.",
    )


def test_depth_is_counted_through_fragments(strict):
    document = """
        { papers { ...nodes } }
        fragment nodes on PaperConnection { nodes { ...cited } }
        fragment cited on Paper { citations { nodes { citations { nodes { id } } } } }
    """
    assert strict.refusal(document).message == "The query is 7 levels deep; at most 6 are allowed."


def test_inline_fragments_are_no_levels(strict):
    assert strict.ask("{ ... { ... { ... { ... { ... { ... { __typename } } } } } } }")


def test_aliases(strict):
    assert strict.ask("{ a: __typename b: __typename c: __typename }")
    refused(
        strict.refusal("{ a: __typename b: __typename c: __typename d: __typename }"),
        Code.VALIDATION_FAILED,
        "The query has 4 aliases; at most 3 are allowed.",
    )


def test_aliases_are_counted_through_fragments_each_time_they_are_spread(strict):
    document = (
        "{ ...f papers { __typename } ...f } fragment f on Query { a: __typename b: __typename }"
    )
    assert "4 aliases" in strict.refusal(document).message


def test_selections(strict):
    assert strict.ask("{" + "__typename " * 12 + "}")
    refused(
        strict.refusal("{" + "__typename " * 13 + "}"),
        Code.VALIDATION_FAILED,
        "The query selects 13 fields and fragments; at most 12 are allowed.",
    )


def test_selections_are_counted_through_fragments_each_time_they_are_spread(strict):
    document = "{ ...f ...f ...f } fragment f on Query { __typename ... { __typename } }"
    assert strict.ask(document) == {"__typename": "Query"}
    assert "selects 16 fields" in strict.refusal(document.replace("{ ...f", "{ ...f ...f")).message


def test_fragments_that_nobody_uses_are_measured_too(strict):
    document = "{ __typename } fragment f on Query {" + "__typename " * 13 + "}"
    assert strict.refusal(document).message == (
        "The fragment f selects 13 fields and fragments; at most 12 are allowed."
    )


def test_values_of_the_variables(strict):
    query = "query ($i: [ID!]!) { nodes(ids: $i) { id } }"
    assert strict.ask(query, {"i": [], "unused": [1, 2, 3, 4, 5, 6]}) == {"nodes": []}
    refused(
        strict.refusal(query, {"i": [], "unused": [1, 2, 3, {"a": 1}, 6, 7]}),
        Code.BAD_USER_INPUT,
        "The variables hold 9 values; at most 8 are allowed.",
    )


def test_levels_of_the_variables(strict):
    query = "query ($f: PaperFilter) { papers(filter: $f) { totalCount } }"
    six = {"not": {"not": {"not": {"year": {"in": []}}}}}
    assert strict.ask(query, {"f": six}) == {"papers": {"totalCount": 31}}  # three times not none
    refused(
        strict.refusal(query, {"f": {"not": six}}),
        Code.BAD_USER_INPUT,
        "The variables are 7 levels deep; at most 6 are allowed.",
    )


@pytest.mark.parametrize(
    "document",
    [
        "{{ papers(filter: {}) {{ totalCount }} }}",
        "query ($f: PaperFilter = {}) {{ papers(filter: $f) {{ totalCount }} }}",
    ],
)
def test_levels_of_a_value_in_the_document(strict, document):
    six = "{not: {not: {not: {not: {year: {gte: 3000}}}}}}"
    assert strict.ask(document.format(six)) == {"papers": {"totalCount": 0}}
    message = "The query has a value that is 7 levels deep; at most 6 are allowed."
    refused(strict.refusal(document.format(f"{{not: {six}}}")), Code.VALIDATION_FAILED, message)


def test_levels_of_a_value_are_counted_through_fragments(strict):
    document = """{ papers { nodes { ...cited } } }
        fragment cited on Paper { citations(filter: %s) { totalCount } }"""
    assert strict.ask(document % "{not: {not: {not: {not: {year: {gt: 1}}}}}}")
    problem = strict.refusal(document % "{not: {not: {not: {not: {not: {year: {gt: 1}}}}}}}")
    assert problem.message == "The query has a value that is 7 levels deep; at most 6 are allowed."


def test_conditions(strict):
    two = "filter: {year: {gte: 2000, lt: 2100}}"
    assert strict.ask(f"{{ papers({two}) {{ nodes {{ citations({two}) {{ totalCount }} }} }} }}")
    by = '{id: "paper:1"}'
    refused(
        strict.refusal(
            f"{{ papers({two}) {{ nodes {{ citations({two}) {{ totalCount }} }} }}"
            f" paper(by: {by}) {{ id }} }}"
        ),
        Code.COST_LIMIT_EXCEEDED,
        "The filters have 5 conditions; at most 4 are allowed."
        " `in` takes many values as one condition.",
    )


@pytest.mark.parametrize("name", ["first", "last"])
def test_the_size_of_a_page(strict, name):
    assert (
        len(strict.ask(f"{{ papers({name}: 10) {{ nodes {{ id }} }} }}")["papers"]["nodes"]) == 10
    )
    refused(
        strict.refusal(
            f"{{ papers {{ nodes {{ again: citations({name}: 11) {{ totalCount }} }} }} }}"
        ),
        Code.BAD_USER_INPUT,
        f"`{name}` is 11; a page has at most 10 rows. Ask for that many, then continue with the"
        " page's cursor.",
        ("papers", "nodes", "again"),
    )


def test_the_size_of_a_page_when_nothing_is_said(strict):
    assert len(strict.ask("{ papers { nodes { id } } }")["papers"]["nodes"]) == 2
    query = "query ($n: Int) { papers(first: $n) { nodes { id } } }"
    assert len(strict.ask(query, {"n": None})["papers"]["nodes"]) == 2
    assert len(strict.ask(query, {"n": 3})["papers"]["nodes"]) == 3


@pytest.mark.parametrize("name", ["first", "last"])
@pytest.mark.parametrize("size", [-1, -(2**31)])
def test_no_page_has_fewer_than_no_rows(strict, name, size):
    query = f"query ($n: Int) {{ papers({name}: $n) {{ nodes {{ id }} }} }}"
    refused(
        strict.refusal(query, {"n": size}),
        Code.BAD_USER_INPUT,
        f"`{name}` is {size}; a page cannot have fewer than 0 rows.",
        ("papers",),
    )
    assert strict.ask(query, {"n": 0}) == {"papers": {"nodes": []}}


def test_a_page_has_one_direction(strict):
    refused(
        strict.refusal("{ papers(first: 1, last: 1) { nodes { id } } }"),
        Code.BAD_USER_INPUT,
        "Give `first` or `last`, not both: a page has one direction.",
        ("papers",),
    )
    assert strict.ask("{ papers(first: 1, last: null) { nodes { id } } }")


def test_ids_of_nodes(strict):
    query = "query ($i: [ID!]!) { nodes(ids: $i) { id } }"
    one = global_id("paper", oddities.HUB)
    assert strict.ask(query, {"i": [one] * 3}) == {"nodes": [{"id": one}] * 3}
    problem = strict.refusal(query, {"i": [one] * 4})
    refused(problem, Code.BAD_USER_INPUT, "`ids` has 4 ids; at most 3 are allowed.", ("nodes",))


def test_cost(thrifty):
    # The connection, 9 papers, their connections, 9 citing papers each.
    dear = "{{ papers(first: 9) {{ nodes {{ citations(first: {}) {{ nodes {{ id }} }} }} }} }}"
    assert thrifty.ask(dear.format(9))  # 1 + 9 × (1 + 1 + 9) = 100
    refused(
        thrifty.refusal(dear.format(10)),
        Code.COST_LIMIT_EXCEEDED,
        "The query could cost 109; at most 100 is allowed."
        " Ask for smaller pages or fewer levels, or for less that is searched and counted.",
    )


def test_what_is_left_out_costs_nothing(thrifty):
    query = """query ($dear: Boolean!) {
        papers(first: 10) { nodes { id citations(first: 10) @include(if: $dear) { nodes { id } } } }
    }"""
    assert thrifty.ask(query, {"dear": False})
    assert "could cost 121;" in thrifty.refusal(query, {"dear": True}).message
