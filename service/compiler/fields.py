"""How a field says what it is in SQL: declarations, the only thing that a new field needs.

A declaration takes rows (aliases) and gives SQL; it never sees a request, a value or an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, Table
from sqlalchemy.types import TypeEngine

from service.compiler.row import Row

Expression = Callable[..., ColumnElement[Any]]
"""SQL of a row, and of the operands that the field's own arguments give."""

Counter = Callable[[Any], ColumnElement[Any]]
"""SQL of the number of a parent row's children; at the root the parent is None."""

Link = Callable[[Row, Row], ColumnElement[bool]]
"""Which rows of the second alias belong to the first."""

Made = Callable[..., Select[Any]]
"""Rows that no table holds: a SELECT for a parent (None at the root) and the operands that the
field's own arguments give. Its columns are those of the table that describes the rows, which is in
no database."""


Telling = Callable[[ColumnElement[Any]], ColumnElement[Any]]
"""SQL of a value as people read it."""


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A leaf: one expression of the row. `price` is what it costs beyond a column of the row, in
    objects."""

    sql: Expression
    price: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """An object that is another view of the same row, such as an author's metrics."""


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """At most one row of `to`, found by `on(parent, row)`; without `on`, by the field's
    arguments. `made` gives the row where no table holds it, at the `price` of so many objects."""

    to: Table
    on: Link | None = None
    made: Made | None = None
    price: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Switch:
    """At most one row of one of several tables: (GraphQL type, table, on(parent, row)) each."""

    cases: tuple[tuple[str, One], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """What the rows of a list can be counted by.

    `value(row)` is an expression of the entity or, where an entity can have several, of the rows of
    `through` for which `on(entity, row)` holds. What has no value is in no bucket. `text` and
    `label` tell a value to people. `repeats`: an entity may have the same value more than once.
    `most`: how many values there are at most, where that is known.
    """

    type: TypeEngine[Any]
    value: Expression
    text: Telling
    label: Telling
    through: Table | None = None
    on: Link | None = None
    repeats: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """Of a condition that an index finds the rows of: a SELECT of their ids, `ids(*operands)`, and
    the test of one row by what stands in it, `each(row, *operands)`, which uses no index.
    `is_excluding(*operands)`: whether the index would be read whole to find them."""

    ids: Callable[..., Select[Any]]
    each: Callable[..., ColumnElement[bool]]
    is_excluding: Callable[..., ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Order:
    """Sort keys that all run in one direction, so that a page can start behind any row by
    comparing rows.

    `keys` are column names of the listed entity or of the edge that leads to it. None of them may
    be NULL. The entity's id is added as the last key unless the keys alone are `unique` within a
    list.
    """

    keys: tuple[str, ...]
    descending: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """The rows of `to` that belong to a parent, directly or through an edge table.

    `on(parent, row)` speaks of the edge where there is one, else of the entity itself; a list of
    the whole table has none. `target` is the edge's column that names the entity. `copies` tells
    which sort keys of the entity stand on the edge too, under which name: an order made of those
    alone reads an index of the edge and stops after a page. `counter` gives the length of the
    unfiltered list. `optional` edges may lead to no entity at all. `bound` is the greatest usual
    length of an unpaged list, for the cost. `made` gives the edges (without `through`, the
    entities) of a parent where no table holds them, at the `price` of so many objects, and of
    `each` more for each row.
    """

    to: Table
    order: Order
    on: Link | None = None
    through: Table | None = None
    target: str = "id"
    copies: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    counter: Counter | None = None
    optional: bool = False
    bound: int = 20
    made: Made | None = None
    price: int = 0
    each: int = 0
