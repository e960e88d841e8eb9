"""The values of a request's variables, as the types that the operation declares make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLList,
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
    """A variable of a scalar or enum type or a list of these, without a default."""

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
        most = limits.values // max(len(self._definitions), 1)
        leaves = [_leaf(schema, definition, most) for definition in self._definitions]
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


def _leaf(schema: GraphQLSchema, definition: VariableDefinitionNode, most: int) -> _Leaf | None:
    type_ = type_from_ast(schema, definition.type)
    required = isinstance(type_, GraphQLNonNull)
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if definition.default_value is not None:
        return None
    name = definition.variable.name.value
    if is_leaf_type(inner):
        return _Leaf(name, inner.coerce_input_value, required)
    if isinstance(inner, GraphQLList) and isinstance(inner.of_type, GraphQLNonNull):
        item = inner.of_type.of_type
        if is_leaf_type(item):
            return _Leaf(name, _list_of(item.coerce_input_value, most), required)
    return None


def _list_of(coerce: Callable[[Any], Any], most: int) -> Callable[[Any], Any]:
    """Reads a list of so many at most; Undefined for what graphql-core has to look at."""

    def read(values: Any) -> Any:
        if not isinstance(values, list) or len(values) > most or None in values:
            return Undefined
        coerced = [coerce(value) for value in values]
        return Undefined if any(value is Undefined for value in coerced) else coerced

    return read
