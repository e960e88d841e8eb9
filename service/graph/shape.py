"""Which requests can share a plan: the shape of their variables, everything but the bound
values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    ArgumentNode,
    DocumentNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    type_from_ast,
    visit,
)

from service.compiler.plan import Variables

SHAPING_ARGUMENTS = frozenset({"first", "last", "ids", "limit", "refs"})
"""Arguments whose value shapes the SQL or its cost: page sizes, and the number of ids and
references asked for."""


@dataclass(frozen=True, slots=True)
class _Shaped:
    name: str
    type: GraphQLInputType
    whole: bool


class Shaper:
    """Tells the shape of the variables of one operation."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
    ) -> None:
        whole = _variables_of_shaping_arguments(document)
        self._variables = tuple(
            _Shaped(
                definition.variable.name.value,
                _input_type(schema, definition),
                definition.variable.name.value in whole,
            )
            for definition in operation.variable_definitions or ()
        )

    def shape(self, variables: Variables) -> tuple[Hashable, ...]:
        """Equal for two requests exactly when the same plan answers both."""
        return tuple(
            _shape(variables[shaped.name], shaped.type, shaped.whole)
            if shaped.name in variables
            else "absent"
            for shaped in self._variables
        )


def _shape(value: Any, type_: GraphQLInputType, whole: bool) -> Hashable:
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return _shape(value, type_.of_type, whole)
    if isinstance(type_, GraphQLList):
        if isinstance(get_named_type(type_), GraphQLInputObjectType):
            return tuple(_shape(item, type_.of_type, whole) for item in value)
        return ("list", len(value) if whole else 0)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple(
            (name, _shape(value[name], field.type, whole))
            for name, field in type_.fields.items()
            if name in value
        )
    if whole or isinstance(type_, GraphQLEnumType) or type_ is GraphQLBoolean:
        return (type(value).__name__, value)
    return "value"


def _input_type(schema: GraphQLSchema, definition: VariableDefinitionNode) -> GraphQLInputType:
    return cast(GraphQLInputType, type_from_ast(schema, definition.type))


def _variables_of_shaping_arguments(document: DocumentNode) -> frozenset[str]:
    found: set[str] = set()

    class Collect(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: object) -> None:
            if node.name.value in SHAPING_ARGUMENTS and isinstance(node.value, VariableNode):
                found.add(node.value.name.value)

    visit(document, Collect())
    return frozenset(found)
