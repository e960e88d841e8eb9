"""What changed: a log without gaps that a mirror can follow."""

from __future__ import annotations

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, Integer, Text, case, cast, func, select

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.any_noun import entity_of_any_kind
from service.graph.connections import Node
from service.graph.declare import Member, leaf, member


@strawberry.enum(description="What happened to an entity.")
class ChangeAction(Enum):
    ADDED = strawberry.enum_value("ADDED", description="It came.")
    UPDATED = strawberry.enum_value("UPDATED", description="Something about it is new.")
    MERGED = strawberry.enum_value("MERGED", description="It went on as another: `mergedInto`.")
    DELETED = strawberry.enum_value("DELETED", description="It is gone.")


def moment(column: ColumnElement[object]) -> ColumnElement[str]:
    """A moment in UTC, as ISO 8601 writes it."""
    in_utc = func.timezone(constant("UTC"), column)
    return func.to_char(in_utc, constant('YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))


def _global_id(change: Row, column: str) -> ColumnElement[str]:
    number = cast(change.c[column], Text)
    return case((number.is_not(None), func.concat(change.c.entity, constant(":"), number)))


@strawberry.type(description="One change of one entity.")
class Change:
    sequence: int = leaf(
        lambda change: change.c.sequence, "Its place in the log: from 1, without a gap."
    )
    action: ChangeAction = leaf(lambda change: func.upper(change.c.action), "What happened.")
    changed_at: str = leaf(
        lambda change: moment(change.c.changed_at), "When, in UTC, as ISO 8601 writes it."
    )
    entity_id: strawberry.ID = leaf(
        lambda change: _global_id(change, "entity_id"), "The global id of what changed."
    )
    merged_into: strawberry.ID | None = leaf(
        lambda change: _global_id(change, "merged_into"),
        "The global id under which it goes on; null unless it was merged.",
    )
    entity: Node | None = entity_of_any_kind(
        lambda change: change.c.entity,
        lambda change: change.c.entity_id,
        "What changed, as it is now; null where it is gone.",
    )


@strawberry.type(description="A change in its place in the log.")
class ChangeEdge:
    cursor: str = member(Member.CURSOR, "The change's place in the log, to go on from.")
    node: Change = member(Member.NODE, "The change.")


def _last(_: Row | None) -> ColumnElement[int]:
    # The log has no gaps: its last place is its length.
    version = tables.data_version
    return select(cast(version.c.change_sequence, Integer)).scalar_subquery()


CHANGES = Many(tables.change, Order(("sequence",), unique=True), counter=_last)
