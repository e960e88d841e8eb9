"""Other spellings of an operation that must have the same answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    ast_from_value,
    get_operation_ast,
    parse,
    parse_type,
    print_ast,
    type_from_ast,
    value_from_ast_untyped,
    visit,
)

from tests.graph.oracle.operations import Operation
from tests.graph.oracle.reduction import pruned


def _asked(operation: Operation) -> DocumentNode:
    """The document without the operations that are not asked for."""
    document = parse(operation.query)
    asked = get_operation_ast(document, operation.operation_name)
    kept = (
        found
        for found in document.definitions
        if found is asked or isinstance(found, FragmentDefinitionNode)
    )
    return pruned(DocumentNode(definitions=tuple(kept)))


def with_literals(operation: Operation, schema: GraphQLSchema) -> Operation:
    """Every variable replaced by its value; what is left out stays out."""
    document = _asked(operation)
    asked = get_operation_ast(document)
    assert asked is not None
    values: dict[str, ValueNode] = {}
    for definition in asked.variable_definitions or ():
        name = definition.variable.name.value
        if name in operation.variables:
            type_ = type_from_ast(schema, definition.type)
            values[name] = ast_from_value(operation.variables[name], type_)
        elif definition.default_value is not None:
            values[name] = definition.default_value

    class Replace(Visitor):
        def enter_variable_definition(self, node: Node, *_: object) -> object:
            return REMOVE

        def enter_argument(self, node: ArgumentNode, *_: object) -> object:
            return REMOVE if _is_absent(node.value) else None

        def enter_object_field(self, node: ObjectFieldNode, *_: object) -> object:
            return REMOVE if _is_absent(node.value) else None

        def enter_variable(self, node: VariableNode, *_: object) -> object:
            return values[node.name.value]

    def _is_absent(node: ValueNode) -> bool:
        return isinstance(node, VariableNode) and node.name.value not in values

    return Operation(print_ast(visit(document, Replace())), {}, operation.operation_name)


def with_variables(operation: Operation, schema: GraphQLSchema) -> Operation:
    """Every argument that is a literal through and through replaced by a variable."""
    document = _asked(operation)
    info = TypeInfo(schema)
    names: dict[tuple[str, str], str] = {}
    values = dict(operation.variables)

    class Extract(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: object) -> object:
            declared = info.get_argument()
            if declared is None or "$" in _without_strings(node.value):
                return None
            # Equal arguments get one variable: fields of one key must have the same arguments.
            name = names.setdefault((str(declared.type), print_ast(node.value)), f"x{len(names)}")
            values[name] = value_from_ast_untyped(node.value)
            return ArgumentNode(name=node.name, value=VariableNode(name=NameNode(value=name)))

    document = visit(document, TypeInfoVisitor(info, Extract()))
    declared = [
        VariableDefinitionNode(
            variable=VariableNode(name=NameNode(value=name)),
            type=parse_type(type_),
            directives=(),
        )
        for (type_, _), name in names.items()
    ]

    class Declare(Visitor):
        def enter_operation_definition(self, node: OperationDefinitionNode, *_: object) -> Node:
            known = node.variable_definitions or ()
            return replace(node, variable_definitions=(*known, *declared))

    query = print_ast(visit(document, Declare()))
    return Operation(query, values, operation.operation_name)


def _without_strings(node: ValueNode) -> str:
    class Empty(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: object) -> object:
            return StringValueNode(value="", block=False)

    return print_ast(visit(node, Empty()))


def in_fragments(operation: Operation, schema: GraphQLSchema) -> Operation:
    """The selections of every field in a fragment of their own, by turns named and inline."""
    info = TypeInfo(schema)
    fragments: list[FragmentDefinitionNode] = []

    class Wrap(Visitor):
        def leave_selection_set(self, node: SelectionSetNode, *_: object) -> Node:
            type_ = NamedTypeNode(name=NameNode(value=info.get_parent_type().name))
            if len(fragments) % 3 == 0:
                inline = InlineFragmentNode(type_condition=type_, directives=(), selection_set=node)
                fragments.append(inline)
                return SelectionSetNode(selections=(inline,))
            name = NameNode(value=f"Whole{len(fragments)}")
            fragments.append(
                FragmentDefinitionNode(
                    name=name, type_condition=type_, directives=(), selection_set=node
                )
            )
            return SelectionSetNode(selections=(FragmentSpreadNode(name=name, directives=()),))

    document = visit(_asked(operation), TypeInfoVisitor(info, Wrap()))
    named = (found for found in fragments if isinstance(found, FragmentDefinitionNode))
    document = DocumentNode(definitions=(*document.definitions, *named))
    return replace(operation, query=print_ast(document))


SUFFIX = "_"


def aliased(operation: Operation) -> Operation:
    """Every response key with a suffix."""

    class Rename(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> Node:
            key = (node.alias or node.name).value
            return replace(node, alias=NameNode(value=key + SUFFIX))

    return replace(operation, query=print_ast(visit(_asked(operation), Rename())))


def unaliased(data: Any) -> Any:
    """An answer to such an operation with the suffixes taken away."""
    if isinstance(data, dict):
        return {key.removesuffix(SUFFIX): unaliased(value) for key, value in data.items()}
    return [unaliased(item) for item in data] if isinstance(data, list) else data
