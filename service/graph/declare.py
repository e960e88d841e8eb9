"""How a field of the schema says what it is: the words of every noun's file.

Each word makes a Strawberry field and hangs its declaration (service/compiler/fields) on it;
planning finds it there again. There are no resolvers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

import strawberry
from graphql import GraphQLField
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from service.compiler.fields import Expression, Many, One, Same, Switch, Value
from service.compiler.plan import BucketFact
from service.graph.inputs import Argument, Test, given_as


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
class Counted:
    """The list of a connection, counted by the dimension that `by` names."""


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """The rows that a bucket counts."""


Output = (
    Value
    | Same
    | One
    | Switch
    | Paged
    | Lookup
    | Unpaged
    | ById
    | Member
    | Counted
    | BucketFact
    | Opening
)

_DECLARED = "colophon"
_ARGUMENTS = "colophon-arguments"


def _field(declared: Output, description: str, arguments: Sequence[Argument] = ()) -> Any:
    metadata = {_DECLARED: declared, _ARGUMENTS: tuple(arguments)}
    field = strawberry.field(description=description, metadata=metadata)
    field.arguments = [argument.graphql for argument in arguments]
    return field


def leaf(sql: Expression, description: str, *arguments: Argument, price: int = 0) -> Any:
    """A leaf: an expression of the row; `price` is what it costs beyond a column, in objects."""
    return _field(Value(sql, price), description, arguments)


def same(description: str) -> Any:
    """An object that is another view of the same row."""
    return _field(Same(), description)


def one(to: One, description: str, *arguments: Argument) -> Any:
    """At most one other row."""
    return _field(to, description, arguments)


def switch(description: str, **cases: One) -> Any:
    """At most one row of one of several types: an interface or a union. Keywords name the types."""
    return _field(Switch(tuple(cases.items())), description)


def unpaged(many: Many, description: str, *arguments: Argument) -> Any:
    """A short list without pages."""
    return _field(Unpaged(many), description, arguments)


def member(of: Member, description: str) -> Any:
    """A field that every connection or edge has."""
    return _field(of, description)


def facets(description: str, by: type, order: Enum) -> Any:
    """The list of a connection, counted by a member of `by`; `order` is the default of
    `orderBy`."""
    field = _field(Counted(), description)
    field.arguments = [
        given_as("by", by, "What to count by."),
        _order_by(order, "The order of the buckets."),
        given_as("first", int, "How many buckets to give.", 20),
    ]
    return field


def bucket(fact: BucketFact, description: str) -> Any:
    """What a bucket of facets tells about itself."""
    return _field(fact, description)


def opened(description: str, *, order: Enum) -> Any:
    """The rows that a bucket of facets counts, in pages."""
    field = _field(Opening(), description)
    field.arguments = [_order_by(order, _ORDER), *_paging()]
    return field


def _order_by(default: Enum, description: str) -> StrawberryArgument:
    return StrawberryArgument(
        "order_by",
        "orderBy",
        StrawberryAnnotation(type(default)),
        default=default,
        description=description,
    )


_ORDER = "The order of the rows; ties go by id, in the same direction."


def connection(
    many: Many,
    description: str,
    *arguments: Argument,
    order: Enum | None = None,
    filter: type | None = None,
    search: Test | None = None,
    search_description: str = "",
) -> Any:
    """A page of rows; `order` is the default of `orderBy`, `filter` the type of that argument."""
    field = _field(Paged(many, search), description, arguments)
    if search is not None:
        field.arguments.append(given_as("search", str | None, search_description))
    if filter is not None:
        kept = "Keeps the rows that meet all conditions."
        field.arguments.append(given_as("filter", filter | None, kept))
    if order is not None:
        field.arguments.append(_order_by(order, _ORDER))
    field.arguments += _paging()
    return field


def _paging() -> list[StrawberryArgument]:
    return [
        given_as("first", int | None, "How many rows to give from the start, or after `after`."),
        given_as("after", str | None, "A cursor: give the rows behind it."),
        given_as("last", int | None, "How many rows to give from the end, or before `before`."),
        given_as("before", str | None, "A cursor: give the rows ahead of it."),
    ]


def lookup(one: One, reference: type, description: str) -> Any:
    """At most one row, found by the argument `by`."""
    field = _field(Lookup(one), description)
    field.arguments = [given_as("by", reference, "Exactly one of its ids.")]
    return field


def by_global_id(description: str) -> Any:
    """Whatever bears the global id given as `id`."""
    field = _field(ById(several=False), description)
    field.arguments = [given_as("id", strawberry.ID, "A global id.")]
    return field


def by_global_ids(description: str) -> Any:
    """Whatever bears the global ids given as `ids`."""
    field = _field(ById(several=True), description)
    field.arguments = [given_as("ids", list[strawberry.ID], "Global ids.")]
    return field


def output_of(field: GraphQLField) -> Output | None:
    """What an output field of the built schema was declared as."""
    definition = field.extensions.get("strawberry-definition")
    found = definition.metadata.get(_DECLARED) if definition is not None else None
    return cast("Output | None", found)


def arguments_of(field: GraphQLField) -> tuple[Argument, ...]:
    """The arguments that an output field alone has, in the order in which its SQL takes them."""
    definition = field.extensions.get("strawberry-definition")
    found = definition.metadata.get(_ARGUMENTS, ()) if definition is not None else ()
    return cast("tuple[Argument, ...]", found)
