"""How a field, a filter or an argument of the schema says what it is: the words of every noun's
file.

Each word makes a Strawberry field and hangs its declaration (service/compiler/fields) on it;
planning finds it there again. There are no resolvers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, cast

import strawberry
from graphql import GraphQLField, GraphQLInputField
from sqlalchemy import ColumnElement
from sqlalchemy.types import TypeEngine
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from service.compiler.fields import Expression, Many, One, Same, Switch, Value
from service.compiler.row import Row

Parse = Callable[[str], object]
"""Turns the text of an argument into what is stored; ValueError says what was expected instead."""


class Member(Enum):
    """The fields that every connection and edge has; planning gives each its meaning."""

    EDGES = "edges"
    NODES = "nodes"
    PAGE_INFO = "pageInfo"
    TOTAL_COUNT = "totalCount"
    CURSOR = "cursor"
    NODE = "node"


@dataclass(frozen=True, slots=True, eq=False)
class Paged:
    """A connection: its rows, and what its `search` argument tests, where it has one."""

    many: Many
    search: Test | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """At most one row, found by the `by` argument: a @oneOf reference."""

    one: One


@dataclass(frozen=True, slots=True, eq=False)
class Unpaged:
    """A short list without pages."""

    many: Many


@dataclass(frozen=True, slots=True, eq=False)
class ById:
    """`node` (or `nodes`, where `several`): whatever bears the global id."""

    several: bool


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """A condition that takes its argument as an operand: `sql(row, operand)`.

    `parse` reads the text of the argument first; `type` is the SQL type of the operand where the
    expression does not make it plain.
    """

    sql: Callable[[Row, Any], ColumnElement[bool]]
    parse: Parse | None = None
    type: TypeEngine[Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Compare:
    """A condition whose argument holds operators (`IntFilter` …) to apply to one expression."""

    sql: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Operator:
    """One operator of such an argument: `sql(expression, operand)`."""

    sql: Callable[[ColumnElement[Any], Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, eq=False)
class Combine:
    """A condition made of conditions."""

    how: Literal["and", "or", "not"]


Output = Value | Same | One | Switch | Paged | Lookup | Unpaged | ById | Member
Input = Test | Compare | Operator | Combine

_DECLARED = "colophon"


def _field(declared: Output, description: str) -> Any:
    return strawberry.field(description=description, metadata={_DECLARED: declared})


def leaf(sql: Expression, description: str) -> Any:
    """A leaf: an expression of the row."""
    return _field(Value(sql), description)


def same(description: str) -> Any:
    """An object that is another view of the same row."""
    return _field(Same(), description)


def one(to: One, description: str) -> Any:
    """At most one other row."""
    return _field(to, description)


def switch(description: str, **cases: One) -> Any:
    """At most one row of one of several types: an interface or a union. Keywords name the types."""
    return _field(Switch(tuple(cases.items())), description)


def unpaged(many: Many, description: str) -> Any:
    """A short list without pages."""
    return _field(Unpaged(many), description)


def member(of: Member, description: str) -> Any:
    """A field that every connection or edge has."""
    return _field(of, description)


def connection(
    many: Many,
    description: str,
    *,
    order: Enum | None = None,
    filter: type | None = None,
    search: Test | None = None,
    search_description: str = "",
) -> Any:
    """A page of rows; `order` is the default of `orderBy`, `filter` the type of that argument."""
    field = _field(Paged(many, search), description)
    arguments = []
    if search is not None:
        arguments.append(_argument("search", str, search_description))
    if filter is not None:
        arguments.append(_argument("filter", filter, "Keeps the rows that meet all conditions."))
    if order is not None:
        arguments.append(
            StrawberryArgument(
                "order_by",
                "orderBy",
                StrawberryAnnotation(type(order)),
                default=order,
                description="The order of the rows; ties go by id, in the same direction.",
            )
        )
    field.arguments = [*arguments, *_paging()]
    return field


def _paging() -> list[StrawberryArgument]:
    return [
        _argument("first", int, "How many rows to give from the start, or after `after`."),
        _argument("after", str, "A cursor: give the rows behind it."),
        _argument("last", int, "How many rows to give from the end, or before `before`."),
        _argument("before", str, "A cursor: give the rows ahead of it."),
    ]


def _argument(name: str, type_: Any, description: str) -> StrawberryArgument:
    return StrawberryArgument(
        name,
        name,
        StrawberryAnnotation(type_ | None),
        default=strawberry.UNSET,
        description=description,
    )


def lookup(one: One, reference: type, description: str) -> Any:
    """At most one row, found by the argument `by`."""
    field = _field(Lookup(one), description)
    field.arguments = [
        StrawberryArgument(
            "by", "by", StrawberryAnnotation(reference), description="Exactly one of its ids."
        )
    ]
    return field


def by_global_id(description: str) -> Any:
    """Whatever bears the global id given as `id`."""
    field = _field(ById(several=False), description)
    field.arguments = [
        StrawberryArgument(
            "id", "id", StrawberryAnnotation(strawberry.ID), description="A global id."
        )
    ]
    return field


def by_global_ids(description: str) -> Any:
    """Whatever bears the global ids given as `ids`."""
    field = _field(ById(several=True), description)
    field.arguments = [
        StrawberryArgument(
            "ids", "ids", StrawberryAnnotation(list[strawberry.ID]), description="Global ids."
        )
    ]
    return field


def where(
    sql: Callable[[Row, Any], ColumnElement[bool]],
    description: str,
    *,
    parse: Parse | None = None,
    type: TypeEngine[Any] | None = None,
    name: str | None = None,
) -> Any:
    """An input field that is a condition with an operand."""
    return _input(Test(sql, parse, type), description, name)


def flag(sql: Expression, description: str) -> Any:
    """An input field that asks whether an expression of the row is true."""
    return _input(Test(lambda row, wanted: sql(row) if wanted else ~sql(row)), description)


def compare(sql: Expression, description: str) -> Any:
    """An input field that holds operators to apply to one expression of the row."""
    return _input(Compare(sql), description)


def operator(
    sql: Callable[[ColumnElement[Any], Any], ColumnElement[bool]],
    description: str,
    *,
    name: str | None = None,
) -> Any:
    """An input field that is one operator."""
    return _input(Operator(sql), description, name)


def combine(how: Literal["and", "or", "not"], description: str) -> Any:
    """An input field made of other conditions."""
    return _input(Combine(how), description, how)


def _input(declared: Input, description: str, name: str | None = None) -> Any:
    return strawberry.field(
        default=strawberry.UNSET,
        description=description,
        name=name,
        metadata={_DECLARED: declared},
    )


def output_of(field: GraphQLField) -> Output | None:
    """What an output field of the built schema was declared as."""
    return cast("Output | None", _declared(field))


def input_of(field: GraphQLInputField) -> Input | None:
    """What an input field of the built schema was declared as."""
    return cast("Input | None", _declared(field))


def _declared(field: GraphQLField | GraphQLInputField) -> Any:
    definition = field.extensions.get("strawberry-definition")
    return definition.metadata.get(_DECLARED) if definition is not None else None
