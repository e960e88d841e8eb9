"""What several kinds of entity have: other names, outside ids, reports about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from service import tables
from service.compiler.fields import Expression, Many, Order
from service.compiler.row import Row

_NONE: ColumnElement[Any] = literal_column("'{}'::text[]")


def other_names(owner: str) -> Expression:
    """All written forms of an entity's name but the displayed one, by code point."""
    names = tables.metadata.tables[f"{owner}_name"]

    def collect(row: Row) -> ColumnElement[Any]:
        ordered = aggregate_order_by(names.c.name, names.c.name.collate("C"))
        found = select(func.array_agg(ordered, type_=ARRAY(Text))).where(
            names.c[f"{owner}_id"] == row.c.id, names.c.name != row.c.name
        )
        return func.coalesce(found.scalar_subquery(), _NONE)

    return collect


def external_ids_of(owner: str) -> Many:
    """The outside ids of an entity, by scheme."""
    names = tables.metadata.tables[f"{owner}_external_id"]
    return Many(
        names,
        Order(("scheme", "value"), unique=True),
        on=lambda parent, external: external.c[f"{owner}_id"] == parent.c.id,
    )


def reported_by(owner: str) -> Many:
    """The reports about an author or a paper, the latest first."""
    return Many(
        tables.reported_metric,
        Order(("as_of",), descending=True),
        on=lambda parent, metric: metric.c[f"{owner}_id"] == parent.c.id,
    )
