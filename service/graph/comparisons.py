"""How one value of a row is compared: an input type for each kind of value."""

from __future__ import annotations

import datetime
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Text, any_, cast, func, true, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY

from service.compiler.row import constant
from service.graph.inputs import operator


def among(column: ColumnElement[Any], values: Any) -> ColumnElement[bool]:
    """Equal to one of a list of values."""
    return column == any_(cast(values, ARRAY(column.type)))


def _starts_with(column: ColumnElement[Any], text: Any) -> ColumnElement[bool]:
    return func.starts_with(column, text, type_=column.type).is_(true())


def _contains(column: ColumnElement[Any], text: Any) -> ColumnElement[bool]:
    return func.strpos(func.lower(column), func.lower(type_coerce(text, Text()))) > constant(0)


def _is_null(column: ColumnElement[Any], wanted: bool) -> ColumnElement[bool]:
    return column.is_(None) if wanted else column.is_not(None)


@strawberry.input(description="Conditions on a number; all given ones must hold.")
class IntFilter:
    eq: int | None = operator(lambda column, v: column == v, "Equal to this.")
    ne: int | None = operator(lambda column, v: column != v, "Known, and not equal to this.")
    in_: list[int] | None = operator(among, "Equal to one of these.", name="in")
    gt: int | None = operator(lambda column, v: column > v, "Greater than this.")
    gte: int | None = operator(lambda column, v: column >= v, "This or greater.")
    lt: int | None = operator(lambda column, v: column < v, "Less than this.")
    lte: int | None = operator(lambda column, v: column <= v, "This or less.")
    is_null: bool | None = operator(_is_null, "Whether the number is unknown.")


@strawberry.input(description="Conditions on a date; all given ones must hold.")
class DateFilter:
    eq: datetime.date | None = operator(lambda column, v: column == v, "On this day.")
    gt: datetime.date | None = operator(lambda column, v: column > v, "After this day.")
    gte: datetime.date | None = operator(lambda column, v: column >= v, "On this day or later.")
    lt: datetime.date | None = operator(lambda column, v: column < v, "Before this day.")
    lte: datetime.date | None = operator(lambda column, v: column <= v, "On this day or earlier.")
    is_null: bool | None = operator(_is_null, "Whether the date is unknown.")


@strawberry.input(description="Conditions on a text; all given ones must hold.")
class StringFilter:
    eq: str | None = operator(lambda column, v: column == v, "Equal to this, to the letter.")
    ne: str | None = operator(lambda column, v: column != v, "Known, and not equal to this.")
    in_: list[str] | None = operator(among, "Equal to one of these.", name="in")
    contains: str | None = operator(
        _contains, "Contains this, upper and lower case alike.", price=8
    )
    starts_with: str | None = operator(_starts_with, "Begins with this, to the letter.", price=2)
    is_null: bool | None = operator(_is_null, "Whether the text is unknown.")
