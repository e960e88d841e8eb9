"""Variables read the short way are what graphql-core makes of them, and are refused as it does."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, parse
from graphql.execution.values import get_variable_values

from service.errors import OperationRefused
from service.graph.limits import Limits
from service.graph.variables import VariableReader

SCHEMA = build_schema("enum Sort { A B } type Query { f(x: ID): Int }")
VALUES = [
    None,
    [],
    ["a", "b"],
    ["a", 7],
    [1, 2.0],
    ["a", None],
    [None],
    "a",
    7,
    1.5,
    True,
    {"a": 1},
    [["a"]],
    [{}],
    ["A", "B"],
    ["A", "C"],
    [2**31],
]


def made(type_: str, given: dict[str, Any]) -> tuple[Any, Any]:
    """What the reader and graphql-core make of it: values, or the messages of the refusal."""
    definition = parse(f"query ($v: {type_}, $w: Int) {{ f }}").definitions[0]
    theirs: Any = get_variable_values(SCHEMA, definition.variable_definitions, dict(given))
    theirs = [each.message for each in theirs] if isinstance(theirs, list) else theirs.coerced
    try:
        ours: Any = VariableReader(SCHEMA, definition, Limits(), suggestions=True).read(given)
    except OperationRefused as refusal:
        ours = [problem.message for problem in refusal.problems]
    return ours, theirs


@pytest.mark.parametrize(
    "type_", ["ID", "ID!", "[ID!]", "[ID!]!", "[Int!]", "[Sort!]!", "[String!]", "[ID]", "[[ID!]!]"]
)
def test_a_value_is_read_as_graphql_core_reads_it(type_: str) -> None:
    for value in VALUES:
        ours, theirs = made(type_, {"v": value, "w": 1})
        assert ours == theirs, value
    ours, theirs = made(type_, {})
    assert ours == theirs


def test_a_list_longer_than_the_limit_is_refused() -> None:
    definition = parse("query ($v: [ID!]) { f }").definitions[0]
    reader = VariableReader(SCHEMA, definition, Limits(values=5), suggestions=True)
    assert reader.read({"v": ["a"] * 4}) == {"v": ["a"] * 4}
    with pytest.raises(OperationRefused, match="The variables hold"):
        reader.read({"v": ["a"] * 6})
