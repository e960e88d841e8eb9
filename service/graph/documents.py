"""GraphQL documents: parsed and validated once, within limits, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)

from service.errors import Code, OperationRefused, Problem
from service.graph.limits import Limits
from service.graph.measure import check_selections

_MESSAGE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document: its operations by name (one without a name has the name None)."""

    node: DocumentNode
    operations: Mapping[str | None, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to execute; refuses an unknown name, and no name where there are
        several."""
        if name is None and len(self.operations) != 1:
            names = ", ".join(sorted(str(known)[:80] for known in self.operations)[:10]) or "none"
            raise _invalid(f"`operationName` must say which operation to execute: {names}.")
        found = next(iter(self.operations.values())) if name is None else self.operations.get(name)
        if found is None:
            raise _invalid(f"The document has no operation named {str(name)[:80]!r}.")
        if found.operation is not OperationType.QUERY:
            raise _invalid(f"This schema answers queries only, no {found.operation.value}.")
        return found


def read_document(
    schema: GraphQLSchema, text: str, limits: Limits, *, introspection: bool = True
) -> Document:
    """Parse, measure and validate a document; refuses with every reason that was found.

    Without introspection nobody learns the schema from us, by questions or by suggestions.
    """
    if len(text.encode()) > limits.document_bytes:
        raise _invalid(
            f"The document has {len(text.encode()):,} bytes; "
            f"at most {limits.document_bytes:,} are allowed."
        )
    node = _parsed(text, limits)
    fragments = {
        definition.name.value: definition
        for definition in node.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
    check_selections(node, fragments, limits)
    rules = (
        specified_rules if introspection else (*specified_rules, NoSchemaIntrospectionCustomRule)
    )
    errors = validate(schema, node, rules, max_errors=20, hide_suggestions=not introspection)
    if errors:
        raise OperationRefused([problem_of(error, Code.VALIDATION_FAILED) for error in errors])
    operations = {
        definition.name.value if definition.name else None: definition
        for definition in node.definitions
        if isinstance(definition, OperationDefinitionNode)
    }
    return Document(node, operations, fragments)


def problem_of(error: GraphQLError, code: Code) -> Problem:
    """A finding of graphql-core as one of ours."""
    locations = tuple((place.line, place.column) for place in error.locations or ())
    message = error.message
    if len(message) > _MESSAGE_LENGTH:  # it quotes the document
        message = f"{message[:_MESSAGE_LENGTH]} …"
    return Problem(code, message, locations, tuple(error.path or ()))


def _parsed(text: str, limits: Limits) -> DocumentNode:
    try:
        return parse(text, max_tokens=limits.tokens)
    except GraphQLError as error:
        raise OperationRefused([problem_of(error, Code.PARSE_FAILED)]) from None
    except RecursionError:
        message = f"The document nests too deeply; at most {limits.depth} levels are allowed."
        raise OperationRefused.because(Code.PARSE_FAILED, message) from None


def _invalid(message: str) -> OperationRefused:
    return OperationRefused.because(Code.VALIDATION_FAILED, message)
