"""Makes an operation that fails smaller while it still fails, so that a reader sees why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from graphql import (
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

from tests.graph.oracle.operations import Operation

REMOVABLE = (
    OperationDefinitionNode,
    FieldNode,
    InlineFragmentNode,
    FragmentSpreadNode,
    DirectiveNode,
    ArgumentNode,
    ObjectFieldNode,
)


def reduced(
    operation: Operation, schema: GraphQLSchema, fails: Callable[[Operation], bool]
) -> Operation:
    """The same failure with every part left out that it does not need."""
    document = parse(operation.query)
    while True:
        for smaller in _smaller(document):
            candidate = replace(operation, query=print_ast(smaller))
            if not validate(schema, smaller) and fails(candidate):
                operation, document = candidate, smaller
                break
        else:
            return operation


def _smaller(document: DocumentNode) -> Iterator[DocumentNode]:
    """The document without one of its parts, the largest parts first."""
    parts: list[Node] = []

    class Collect(Visitor):
        def enter(self, node: Node, *_: object) -> None:
            if isinstance(node, REMOVABLE):
                parts.append(node)

    visit(document, Collect())
    for part in sorted(parts, key=lambda node: -len(print_ast(node))):
        text = print_ast(pruned(_without(document, part)))
        # What has lost its last definition or selection (printed so) is no document any more.
        if text and "{}" not in text:
            yield parse(text)


def _without(document: DocumentNode, part: Node) -> DocumentNode:
    class Remove(Visitor):
        def enter(self, node: Node, *_: object) -> object:
            return REMOVE if node is part else None

    return visit(document, Remove())


def pruned(document: DocumentNode) -> DocumentNode:
    """The document without fragments that nothing spreads and variables that nothing uses."""
    while True:
        fragments = _names(document, FragmentSpreadNode)
        kept = tuple(
            found
            for found in document.definitions
            if not isinstance(found, FragmentDefinitionNode) or found.name.value in fragments
        )
        if len(kept) == len(document.definitions):
            break
        document = DocumentNode(definitions=kept)
    used = _names(document, VariableNode)

    class Prune(Visitor):
        def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> object:
            return None if node.variable.name.value in used else REMOVE

    return visit(document, Prune())


def _names(document: DocumentNode, kind: type[Node]) -> set[str]:
    """The names of all nodes of a kind; of variables, where they are used."""
    found: set[str] = set()

    class Collect(Visitor):
        def enter(self, node: Node, key: object, parent: object, *_: object) -> None:
            if isinstance(node, kind) and not isinstance(parent, VariableDefinitionNode):
                found.add(node.name.value)

    visit(document, Collect())
    return found
