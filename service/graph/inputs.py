"""How an argument, a filter or a reference of the schema says what it is in SQL: the words for
what comes in.

Each word hangs its declaration on the argument or input field; planning finds it there again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

import strawberry
from graphql import GraphQLInputField
from sqlalchemy import ColumnElement, Table
from sqlalchemy.types import TypeEngine
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from service.compiler.fields import Expression, Sought
from service.compiler.row import Row

Parse = Callable[[str], object]
"""Turns the text of an argument into what is stored; ValueError says what was expected instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """A condition that takes its argument as an operand: `sql(row, operand)`.

    `parse` reads the text of the argument first; `type` is the SQL type of the operand where the
    expression does not make it plain. `of_edge`: the row is the edge, not the entity at its end.
    `sought`: what nearly every row may meet, told so that the first are found soon in any case.
    `price`: to test a row costs so many times what comparing a number does.
    """

    sql: Callable[[Row, Any], ColumnElement[bool]]
    parse: Parse | None = None
    type: TypeEngine[Any] | None = None
    of_edge: bool = False
    sought: Sought | None = None
    price: int = 8


@dataclass(frozen=True, slots=True, eq=False)
class Compare:
    """A condition whose argument holds operators (`IntFilter` …) to apply to one expression of
    the entity, or of the edge to it."""

    sql: Expression
    of_edge: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Operator:
    """One operator of such an argument: `sql(expression, operand)`; `price` as of a test."""

    sql: Callable[[ColumnElement[Any], Any], ColumnElement[bool]]
    price: int


@dataclass(frozen=True, slots=True, eq=False)
class Combine:
    """A condition made of conditions."""

    how: Literal["and", "or", "not"]


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """Conditions on the entity at the end of an edge, inside a filter of the edges."""


Input = Test | Compare | Operator | Combine | Within


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """An argument of one field alone: an operand of its SQL.

    A reference (`to` is set) becomes the id of the entity that it points at; filters of several
    kinds (`narrows`) become a test of each; any other value is
    read by `parse` (each item, of a list of at `most` so many) and bound with the SQL type.
    `limits`: its number, or the number of its items, is how many rows there are at most.
    """

    name: str
    graphql: StrawberryArgument
    type: TypeEngine[Any] | None = None
    parse: Parse | None = None
    to: Table | None = None
    most: int | None = None
    narrows: bool = False
    limits: bool = False


_DECLARED = "colophon"


def where(
    sql: Callable[[Row, Any], ColumnElement[bool]],
    description: str,
    *,
    parse: Parse | None = None,
    type: TypeEngine[Any] | None = None,
    name: str | None = None,
    of_edge: bool = False,
) -> Any:
    """An input field that is a condition with an operand."""
    return _input(Test(sql, parse, type, of_edge), description, name)


def flag(sql: Expression, description: str, *, price: int = 1) -> Any:
    """An input field that asks whether an expression of the row is true."""
    test = Test(lambda row, wanted: sql(row) if wanted else ~sql(row), price=price)
    return _input(test, description)


def compare(sql: Expression, description: str, *, of_edge: bool = False) -> Any:
    """An input field that holds operators to apply to one expression of the row."""
    return _input(Compare(sql, of_edge), description)


def within(description: str) -> Any:
    """An input field that holds the conditions on the entity at the end of the edge."""
    return _input(Within(), description)


def operator(
    sql: Callable[[ColumnElement[Any], Any], ColumnElement[bool]],
    description: str,
    *,
    name: str | None = None,
    price: int = 1,
) -> Any:
    """An input field that is one operator."""
    return _input(Operator(sql, price), description, name)


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


def argument(
    name: str,
    type_: Any,
    description: str,
    *,
    default: object = strawberry.UNSET,
    type: TypeEngine[Any] | None = None,
    parse: Parse | None = None,
    most: int | None = None,
    limits: bool = False,
) -> Argument:
    """An argument with a value; without a default it may be left out, unless its type says no."""
    graphql = given_as(name, type_, description, default)
    return Argument(name, graphql, type, parse, most=most, limits=limits)


def pointer(name: str, reference: type, to: Table, description: str) -> Argument:
    """An argument that points at one entity: a @oneOf reference."""
    return Argument(name, given_as(name, reference, description), to=to)


def narrowing(name: str, filters: type, description: str) -> Argument:
    """An argument that holds a filter for each of several kinds."""
    return Argument(name, given_as(name, filters | None, description), narrows=True)


def given_as(
    name: str, type_: Any, description: str, default: object = strawberry.UNSET
) -> StrawberryArgument:
    """What the schema prints of an argument."""
    return StrawberryArgument(
        name, name, StrawberryAnnotation(type_), default=default, description=description
    )


def number(least: int, most: int) -> Parse:
    """Reads a whole number between two, both included."""

    def parse(text: str) -> str:
        if not least <= int(text) <= most:
            raise ValueError(f"a number from {least:,} to {most:,}")
        return text

    return parse


def input_of(field: GraphQLInputField) -> Input | None:
    """What an input field of the built schema was declared as."""
    definition = field.extensions.get("strawberry-definition")
    found = definition.metadata.get(_DECLARED) if definition is not None else None
    return cast("Input | None", found)
