"""GraphQL documents: parsed and validated once, within limits, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    specified_rules,
    validate,
)

from service.errors import Code, OperationRefused, Problem
from service.graph.limits import Limits


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
            names = ", ".join(sorted(str(known) for known in self.operations)) or "none"
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
    _Measure(fragments, limits).check(node)
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
    return Problem(code, error.message, locations, tuple(error.path or ()))


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


class _Measure:
    """Depth and aliases of what would be executed: counted through fragments, each visited once
    a path, before validation spends time on them."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits) -> None:
        self._fragments = fragments
        self._limits = limits
        self._measured: dict[str, tuple[int, int]] = {}

    def check(self, document: DocumentNode) -> None:
        """Refuses an operation that goes too deep, renames too much, or repeats a field too
        often."""
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                depth, aliases = self._of(definition.selection_set, frozenset())
                if depth > self._limits.depth:
                    raise _invalid(
                        f"The operation is {depth} levels deep; "
                        f"at most {self._limits.depth} are allowed."
                    )
                if aliases > self._limits.aliases:
                    raise _invalid(
                        f"The operation has {aliases:,} aliases; "
                        f"at most {self._limits.aliases} are allowed."
                    )

    def _of(
        self, selection_set: SelectionSetNode | None, within: frozenset[str]
    ) -> tuple[int, int]:
        depth = aliases = 0
        for selection in selection_set.selections if selection_set else ():
            below = (0, 0)
            if isinstance(selection, FragmentSpreadNode):
                below = self._of_fragment(selection.name.value, within)
            elif isinstance(selection, InlineFragmentNode):
                below = self._of(selection.selection_set, within)
            elif isinstance(selection, FieldNode):
                deeper, aliases_below = self._of(selection.selection_set, within)
                below = (deeper + 1, aliases_below + (selection.alias is not None))
            depth = max(depth, below[0])
            aliases += below[1]
        return depth, aliases

    def _of_fragment(self, name: str, within: frozenset[str]) -> tuple[int, int]:
        if name in within or name not in self._fragments:
            return 0, 0  # a cycle or an unknown fragment: validation says so
        if name not in self._measured:
            fragment = self._fragments[name]
            self._measured[name] = self._of(fragment.selection_set, within | {name})
        return self._measured[name]
