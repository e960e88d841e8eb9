"""What an operation selects: the one place that walks GraphQL selections, fragments and
directives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from service.compiler.plan import Variables
from service.errors import Code, OperationRefused

_UNLESS = {"skip": True, "include": False}
"""The directives that leave a field out, and the value of `if` at which they do."""

FieldGroups = Mapping[str, list[FieldNode]]
"""The fields of one selection by response key; fields of equal key are merged."""


class Selections:
    """Collects the fields of selections as the specification's CollectFields does."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    def fields(
        self, type_: GraphQLObjectType, selections: Iterable[SelectionSetNode | None]
    ) -> FieldGroups:
        """The fields that these selections ask of an object of this type, in the answer's order."""
        groups: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection_set in selections:
            if selection_set is not None:
                self._collect(type_, selection_set, groups, seen)
        return groups

    def below(self, type_: GraphQLObjectType, nodes: Iterable[FieldNode]) -> FieldGroups:
        """The fields that merged field nodes ask of the object that they lead to."""
        return self.fields(type_, (node.selection_set for node in nodes))

    def _collect(
        self,
        type_: GraphQLObjectType,
        selection_set: SelectionSetNode,
        groups: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for selection in selection_set.selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                key = (selection.alias or selection.name).value
                groups.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or self._applies(condition.name.value, type_):
                    self._collect(type_, selection.selection_set, groups, seen)
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                if name in seen:
                    continue
                seen.add(name)
                fragment = self._fragments[name]
                if self._applies(fragment.type_condition.name.value, type_):
                    self._collect(type_, fragment.selection_set, groups, seen)

    def _applies(self, condition: str, type_: GraphQLObjectType) -> bool:
        if condition == type_.name:
            return True
        abstract = self._schema.get_type(condition)
        return is_abstract_type(abstract) and self._schema.is_sub_type(abstract, type_)

    def _included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name in _UNLESS and self._condition(directive) is _UNLESS[name]:
                return False
        return True

    def _condition(self, directive: DirectiveNode) -> bool:
        (argument,) = directive.arguments or ()
        value = argument.value
        if isinstance(value, BooleanValueNode):
            return value.value
        assert isinstance(value, VariableNode)
        given = self._variables[value.name.value]
        if not isinstance(given, bool):
            raise OperationRefused.because(
                Code.BAD_USER_INPUT,
                f"`@{directive.name.value}` needs true or false, but ${value.name.value} is null.",
            )
        return given
