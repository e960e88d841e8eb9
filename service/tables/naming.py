"""Which row a reference names, written as text: a scheme, a blank, a value."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, func, literal, select

from service.tables.change import current_id
from service.tables.metadata import metadata

OURS = "colophon"
"""The scheme of a reference that holds an internal id."""


def is_named(row: Any, reference: Any) -> ColumnElement[bool]:
    """Whether a row (an alias) of papers or authors is what `reference` names; the id of a merged
    one is forwarded."""
    blank = _constant(" ")
    scheme = func.split_part(reference, blank, _constant(1))
    value = func.split_part(reference, blank, _constant(2))
    noun = row.table.name
    names = metadata.tables[f"{noun}_external_id"]
    bearer = select(names.c[f"{noun}_id"]).where(names.c.scheme == scheme, names.c.value == value)
    # NULL rather than a failure where the value is no number, whatever is evaluated first.
    number = cast(func.substring(reference, _constant(f"^{OURS} ([0-9]+)$")), BigInteger)
    named: ColumnElement[bool] = row.c.id == func.coalesce(
        current_id(row.table, number), bearer.scalar_subquery()
    )
    return named


def _constant(value: str | int) -> ColumnElement[Any]:
    return literal(value, literal_execute=True)
