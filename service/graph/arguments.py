"""Arguments of a field as planning sees them: what is known now, and what only a request knows.

An argument's value is literal or comes from variables; either way it becomes a small tree. Values
that shape the SQL (enums, Booleans, which input fields are there) stand in it plainly; all other
leaves are parameters that read the request, so that one plan serves every value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    value_from_ast,
)

from service.compiler.plan import Variables
from service.errors import Code, OperationRefused

Read = Callable[[Variables], object]


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that belongs to the plan: a Boolean or a member of an enum."""

    value: object


@dataclass(frozen=True, slots=True)
class Late:
    """A scalar, or a list of scalars, that `read` takes from each request; `now` is this one's."""

    read: Read
    now: object


@dataclass(frozen=True, slots=True)
class Fields:
    """An input object: the fields that were given, nulls left out, by the schema's names."""

    type: GraphQLInputObjectType
    fields: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of input objects."""

    items: tuple[Given, ...]


Given = Plain | Late | Fields | Items


def given(
    declared: GraphQLArgument | GraphQLInputField, node: ValueNode | None, variables: Variables
) -> Given | None:
    """The value of an argument or input field; None where it is null or not given at all."""
    if isinstance(node, VariableNode) and node.name.value not in variables:
        node = None
    if node is None:
        if declared.default_value is Undefined:
            return None
        default = declared.default_value
        return _from_value(declared.type, default, lambda _: default)
    return _from_node(declared.type, node, variables)


def _from_node(type_: GraphQLInputType, node: ValueNode, variables: Variables) -> Given | None:
    if isinstance(type_, GraphQLNonNull):
        found = _from_node(type_.of_type, node, variables)
        if found is None:
            assert isinstance(node, VariableNode)
            raise OperationRefused.because(
                Code.BAD_USER_INPUT, f"${node.name.value} is null where {type_} is needed."
            )
        return found
    if isinstance(node, NullValueNode):
        return None
    if isinstance(node, VariableNode):
        name = node.name.value
        return _from_value(type_, variables.get(name), lambda request: request.get(name))
    if isinstance(type_, GraphQLList):
        nodes = node.values if isinstance(node, ListValueNode) else (node,)
        return _list(type_, [_from_node(type_.of_type, item, variables) for item in nodes])
    if isinstance(type_, GraphQLInputObjectType):
        assert isinstance(node, ObjectValueNode)
        nodes_by_name = {field.name.value: field.value for field in node.fields}
        by_name = {
            name: given(field, nodes_by_name.get(name), variables)
            for name, field in type_.fields.items()
        }
        return _object(type_, by_name)
    value = value_from_ast(node, type_)
    return _leaf(type_, value, lambda _: value)


def _from_value(type_: GraphQLInputType, value: object, read: Read) -> Given | None:
    """The same from a value that variables coercion or a default has made already."""
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return _from_value(type_.of_type, value, read)
    if isinstance(type_, GraphQLList):
        assert isinstance(value, list)
        if not isinstance(get_named_type(type_), GraphQLInputObjectType):
            return Late(read, value)
        items = [
            _from_value(type_.of_type, item, _item(read, place)) for place, item in enumerate(value)
        ]
        return _list(type_, items)
    if isinstance(type_, GraphQLInputObjectType):
        assert isinstance(value, dict)
        found = {
            name: _from_value(field.type, value[name], _item(read, name))
            for name, field in type_.fields.items()
            if name in value
        }
        return _object(type_, found)
    return _leaf(type_, value, read)


def _leaf(type_: GraphQLInputType, value: object, read: Read) -> Given:
    if isinstance(type_, GraphQLEnumType) or type_ is GraphQLBoolean:
        return Plain(value)
    return Late(read, value)


def _list(type_: GraphQLList[GraphQLInputType], items: list[Given | None]) -> Given:
    """Scalars become one list to read; input objects stay apart, for each is planned by itself."""
    if isinstance(get_named_type(type_), GraphQLInputObjectType):
        return Items(tuple(item for item in items if item is not None))
    late = [item for item in items if isinstance(item, Late)]
    reads = [item.read for item in late]
    return Late(lambda request: [read(request) for read in reads], [item.now for item in late])


def _object(type_: GraphQLInputObjectType, found: Mapping[str, Given | None]) -> Fields:
    return Fields(type_, {name: value for name, value in found.items() if value is not None})


def _item(read: Read, key: str | int) -> Read:
    return lambda request: read(request)[key]  # type: ignore[index]


def sql_text(value: object) -> object:
    """A scalar in the form that PostgreSQL reads: every number as text, so that a statement has one
    parameter type whatever the size of the number, and stays prepared."""
    if isinstance(value, list):
        return [sql_text(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return str(value)
