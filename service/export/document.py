"""From a document with one connection at its top to one that asks for a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    print_ast,
)

from service.errors import Code, OperationRefused

ROWS, ITEMS, PAGE = "rows", "items", "page"
AFTER = "exportedUpTo"
"""The names in the document that asks for a page."""

PAGE_SIZE = 100
_HOW = "`/export` takes one query with one connection, and `nodes` or `edges` of it."
_OF_PAGES = {"after", "before", "last"}


@dataclass(frozen=True, slots=True)
class Paged:
    """The text that asks for a page behind the cursor in the variable AFTER."""

    text: str


def paged(text: str, tokens: int) -> Paged:
    """The document of a page; refuses what is not one connection."""
    try:
        document = parse(text, max_tokens=tokens, no_location=True)
    except GraphQLError as error:
        raise OperationRefused.because(Code.PARSE_FAILED, error.message[:500]) from None
    except RecursionError:
        raise _refused("The document nests too deeply.") from None
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        raise _refused(_HOW)
    (operation,) = operations
    others = [print_ast(one) for one in document.definitions if one is not operation]
    return Paged("\n".join([_of_page(operation), *others]))


def _of_page(operation: OperationDefinitionNode) -> str:
    connection = _only_field(operation.selection_set)
    items = _only_field(connection.selection_set)
    if items.name.value not in ("nodes", "edges") or items.selection_set is None:
        raise _refused(_HOW)
    own = {argument.name.value for argument in connection.arguments or ()}
    if wrong := own & _OF_PAGES:
        raise _refused(f"`{min(wrong)}` has no place here: a stream has no pages.")
    asked = [_printed(connection.arguments), f"after: ${AFTER}"]
    if "first" not in own:
        asked.append(f"first: {PAGE_SIZE}")
    return (
        f"query ({_printed(operation.variable_definitions)} ${AFTER}: String)"
        f" {{ {ROWS}: {connection.name.value}({' '.join(asked)}) {_printed(connection.directives)}"
        f" {{ {ITEMS}: {items.name.value} {_printed(items.directives)}"
        f" {print_ast(items.selection_set)} {PAGE}: pageInfo {{ hasNextPage endCursor }} }} }}"
    )


def _printed(nodes: Sequence[Node] | None) -> str:
    return " ".join(map(print_ast, nodes or ()))


def _only_field(asked: SelectionSetNode | None) -> FieldNode:
    if asked is None or len(asked.selections) != 1:
        raise _refused(_HOW)
    (field,) = asked.selections
    if not isinstance(field, FieldNode):
        raise _refused(_HOW)
    return field


def _refused(message: str) -> OperationRefused:
    return OperationRefused.because(Code.VALIDATION_FAILED, message)
