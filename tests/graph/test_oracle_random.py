"""Operations drawn at random: the engine answers what graphql-core answers over plain resolvers.

`HYPOTHESIS_PROFILE=long` draws thousands, other ones each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from random import Random

import pytest
from graphql import TypeInfo, TypeInfoVisitor, Visitor, get_named_type, parse, visit
from hypothesis import HealthCheck, Phase, given, settings

from service.errors import Code, OperationRefused
from tests.graph.oracle.comparison import Sides
from tests.graph.oracle.operations import NOT_DRAWN, NOT_DRAWN_TYPES, Drawing, Operation, operations
from tests.graph.oracle.pools import Pools
from tests.graph.oracle.reduction import reduced
from tests.graph.oracle.rewriting import (
    aliased,
    in_fragments,
    unaliased,
    with_literals,
    with_variables,
)

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def examples(number: int) -> settings:
    """As many examples; the same ones each time, unless there is time for many."""
    return settings(
        max_examples=number * 20 if IS_LONG else number,
        derandomize=not IS_LONG,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # `reduced` makes small what fails
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(scope="module")
def pools(world) -> Pools:
    return Pools(world.rows)


def must_hold(sides: Sides, operation: Operation, check: Callable[[Operation], None]) -> None:
    """The check passes; if it does not, it fails with the smallest operation that fails so."""
    try:
        check(operation)
    except Exception as failure:
        if _is_too_dear(failure):
            return
        kind = type(failure)

        def fails(candidate: Operation) -> bool:
            try:
                check(candidate)
            except Exception as error:
                return type(error) is kind and not _is_too_dear(error)
            return False

        check(reduced(operation, sides.oracle.schema, fails))
        raise


def _is_too_dear(failure: Exception) -> bool:
    """Operations whose cost is refused are drawn now and then."""
    return (
        isinstance(failure, OperationRefused)
        and failure.problems[0].code is Code.COST_LIMIT_EXCEEDED
    )


def test_an_operation_has_the_oracles_answer_with_these_and_with_other_values(sides, pools):
    def check(operation: Operation) -> None:
        query, name = operation.query, operation.operation_name
        sides.agree(query, operation.variables, name)
        for variables in operation.variants:
            sides.agree(query, variables, name)
        # The plans of the variants are there now; the first one's must be the one that is used.
        sides.agree(query, operation.variables, name)
        for variables in operation.variants[:1]:
            sides.agree(query, variables, name, cold=True)

    @examples(200)
    @given(operations(sides.oracle.schema, pools))
    def run(operation: Operation) -> None:
        must_hold(sides, operation, check)

    run()


def test_an_operation_spelt_another_way_has_the_same_answer(sides, pools):
    schema = sides.oracle.schema

    def check(operation: Operation) -> None:
        expected = sides.engine_says(operation.query, operation.variables, operation.operation_name)
        for other in (
            with_literals(operation, schema),
            with_variables(operation, schema),
            with_variables(with_literals(operation, schema), schema),
            in_fragments(operation, schema),
            in_fragments(with_variables(operation, schema), schema),
        ):
            assert sides.engine_says(other.query, other.variables, other.operation_name) == expected
        other = aliased(operation)
        answer = sides.engine_says(other.query, other.variables, other.operation_name)
        assert unaliased(json.loads(answer)) == json.loads(expected)

    @examples(60)
    @given(operations(schema, pools))
    def run(operation: Operation) -> None:
        must_hold(sides, operation, check)

    run()


def test_every_field_and_every_condition_is_drawn(oracle, pools):
    schema = oracle.schema
    asked: set[str] = set()
    info = TypeInfo(schema)

    class Collect(Visitor):
        def enter_field(self, node, *_):
            asked.add(f"{info.get_parent_type().name}.{node.name.value}")

        def enter_object_field(self, node, *_):
            owner = get_named_type(info.get_parent_input_type())
            asked.add(f"{owner.name}.{node.name.value}")

    for seed in range(4_000):
        operation = Drawing(Random(seed), schema, pools).operation()
        visit(parse(operation.query), TypeInfoVisitor(info, Collect()))
    fields = {
        f"{type_.name}.{name}"
        for type_ in schema.type_map.values()
        if not type_.name.startswith("__") and type_.name not in NOT_DRAWN_TYPES
        for name in getattr(type_, "fields", {})
        if name not in NOT_DRAWN
    }
    assert fields - asked == set()
