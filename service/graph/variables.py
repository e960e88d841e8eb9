"""The values of a request's variables, as the types that the operation declares make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    is_leaf_type,
    type_from_ast,
)
from graphql.execution.values import get_variable_values

from service.compiler.plan import Variables
from service.errors import Code, OperationRefused
from service.graph.documents import problem_of
from service.graph.limits import Limits
from service.graph.measure import check_variables


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A variable of a scalar or enum type, without a default."""

    name: str
    coerce: Callable[[Any], Any]
    required: bool


class VariableReader:
    """Reads the variables of one operation; values that do not fit are refused."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        limits: Limits,
        *,
        suggestions: bool,
    ) -> None:
        self._schema = schema
        self._definitions = operation.variable_definitions or ()
        self._limits = limits
        self._suggestions = suggestions
        leaves = [_leaf(schema, definition) for definition in self._definitions]
        self._leaves = [leaf for leaf in leaves if leaf is not None]
        self._only_leaves = None not in leaves

    def read(self, given: Mapping[str, object]) -> Variables:
        """The values, by name; a variable that was not given and has no default is left out."""
        if not self._definitions:
            return {}
        if self._only_leaves and len(given) <= len(self._leaves):
            read = self._read_leaves(given)
            if read is not None:
                return read
        check_variables(given, self._limits)
        coerced = get_variable_values(
            self._schema,
            self._definitions,
            dict(given),
            max_errors=20,
            hide_suggestions=not self._suggestions,
        )
        if isinstance(coerced, list):
            raise OperationRefused([problem_of(error, Code.BAD_USER_INPUT) for error in coerced])
        return coerced.coerced

    def _read_leaves(self, given: Mapping[str, object]) -> Variables | None:
        """The same, for what most requests send, without looking each type up anew (measured: a
        twelfth of the server's time for a look-up); None where something is to be refused."""
        read: dict[str, object] = {}
        for leaf in self._leaves:
            value = given.get(leaf.name)
            if value is not None:
                try:
                    read[leaf.name] = coerced = leaf.coerce(value)
                except Exception:
                    return None  # graphql-core will meet it again, and says what is wrong
                if coerced is Undefined:
                    return None
            elif leaf.required:
                return None
            elif leaf.name in given:
                read[leaf.name] = None
        return read


def _leaf(schema: GraphQLSchema, definition: VariableDefinitionNode) -> _Leaf | None:
    type_ = type_from_ast(schema, definition.type)
    required = isinstance(type_, GraphQLNonNull)
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if not is_leaf_type(inner) or definition.default_value is not None:
        return None
    return _Leaf(definition.variable.name.value, inner.coerce_input_value, required)
