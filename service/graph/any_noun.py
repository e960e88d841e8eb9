"""A field that leads to an entity of whatever kind a row names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, and_

from service import tables
from service.compiler.fields import Expression, One
from service.compiler.row import constant
from service.graph.declare import switch
from service.tables.change import noun

ENTITIES = {
    "Paper": tables.paper,
    "Author": tables.author,
    "Affiliation": tables.affiliation,
    "Topic": tables.topic,
    "CodeRepository": tables.code_repository,
    "Venue": tables.venue,
}
"""The table behind each type that implements `Node`."""


def entity_of_any_kind(kind: Expression, id_: Expression, description: str) -> Any:
    """The entity whose noun and id the row tells; null where there is none."""

    def one(table: Table) -> One:
        def on(row: Any, entity: Any) -> ColumnElement[bool]:
            return and_(kind(row) == constant(noun(table)), entity.c.id == id_(row))

        return One(table, on)

    return switch(description, **{name: one(table) for name, table in ENTITIES.items()})
