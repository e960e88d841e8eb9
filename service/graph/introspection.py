"""Questions about the schema itself: answered by graphql-core, at a cost known before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
    get_named_type,
)

from service.errors import Code, OperationRefused
from service.graph.documents import problem_of
from service.graph.selection import FieldGroups, Selections

ABOUT_SCHEMA = {"__schema": "__Schema", "__type": "__Type"}
"""The root fields that ask about the schema, and what each gives."""

# Usual lengths of the schema's own lists; graphql-core walks them field by field.
_LENGTHS = {
    "types": 60,
    "fields": 10,
    "inputFields": 10,
    "args": 5,
    "enumValues": 5,
    "possibleTypes": 5,
    "directives": 5,
}


def document_about_schema(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    groups: FieldGroups,
) -> DocumentNode | None:
    """A document that asks only what the operation asks about the schema itself."""
    if not groups:
        return None
    fields = tuple(node for nodes in groups.values() for node in nodes)
    about_schema = OperationDefinitionNode(
        operation=operation.operation,
        variable_definitions=operation.variable_definitions,
        directives=(),
        selection_set=SelectionSetNode(selections=fields),
    )
    return DocumentNode(definitions=(about_schema, *fragments.values()))


def introspect(
    schema: GraphQLSchema, document: DocumentNode, variables: dict[str, object]
) -> Mapping[str, object]:
    """The answer to such a document."""
    result = execute_sync(schema, document, variable_values=variables)
    if result.errors:
        raise OperationRefused(
            [problem_of(error, Code.VALIDATION_FAILED) for error in result.errors]
        )
    return result.data or {}


def introspection_cost(schema: GraphQLSchema, selections: Selections, groups: FieldGroups) -> int:
    """About how many objects the answer holds, counted as the compiler counts those of a plan."""
    found = 0
    for nodes in groups.values():
        type_ = cast(GraphQLObjectType, schema.type_map[ABOUT_SCHEMA[nodes[0].name.value]])
        found += 1 + _cost(selections, type_, selections.below(type_, nodes))
    return found


def _cost(selections: Selections, type_: GraphQLObjectType, groups: FieldGroups) -> int:
    found = 0
    for nodes in groups.values():
        name = nodes[0].name.value
        below = get_named_type(type_.fields[name].type) if name in type_.fields else None
        if isinstance(below, GraphQLObjectType):
            inner = _cost(selections, below, selections.below(below, nodes))
            found += _LENGTHS.get(name, 1) * (1 + inner)
    return found
