"""Which row a reference names, written as text: a scheme, a blank, a value."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, cast, func, literal, select

from service.tables.change import current_id
from service.tables.metadata import metadata

OURS = "colophon"
"""The scheme of a reference that holds an internal id."""


def is_named(row: Any, reference: Any) -> ColumnElement[bool]:
    """Whether a row (an alias) of papers or authors is what `reference` names."""
    named: ColumnElement[bool] = row.c.id == named_id(row.table, reference)
    return named


def is_numbered(row: Any, number: Any) -> ColumnElement[bool]:
    """The same for an internal id."""
    numbered: ColumnElement[bool] = row.c.id == current_id(row.table, number)
    return numbered


def is_borne(row: Any, scheme: Any, value: Any) -> ColumnElement[bool]:
    """The same for an id of the outside world."""
    borne: ColumnElement[bool] = row.c.id == _bearer(row.table, scheme, value)
    return borne


def named_id(table: Table, reference: Any) -> ColumnElement[Any]:
    """The id of the paper or author that `reference` names, null for none; the id of a merged one
    is forwarded."""
    blank = _constant(" ")
    scheme = func.split_part(reference, blank, _constant(1))
    value = func.split_part(reference, blank, _constant(2))
    # NULL rather than a failure where the value is no number, whatever is evaluated first.
    number = cast(func.substring(reference, _constant(f"^{OURS} ([0-9]+)$")), BigInteger)
    return func.coalesce(current_id(table, number), _bearer(table, scheme, value))


def _bearer(table: Table, scheme: Any, value: Any) -> ColumnElement[Any]:
    noun = table.name
    names = metadata.tables[f"{noun}_external_id"]
    bearer = select(names.c[f"{noun}_id"]).where(names.c.scheme == scheme, names.c.value == value)
    return bearer.scalar_subquery()


def _constant(value: str | int) -> ColumnElement[Any]:
    return literal(value, literal_execute=True)
