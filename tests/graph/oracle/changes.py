"""The log of changes."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tests.corpus.rows import Row
from tests.graph.oracle.entities import ENTITIES, Entity, Thing
from tests.graph.oracle.graph import Graph
from tests.graph.oracle.pages import Order, cursor_of


class Change(Thing):
    typename = "Change"

    @property
    def action(self) -> str:
        return self.row["action"].upper()

    @property
    def changed_at(self) -> str:
        return self.row["changed_at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @property
    def entity_id(self) -> str:
        return f"{self.row['entity']}:{self.row['entity_id']}"

    @property
    def merged_into(self) -> str | None:
        into = self.row["merged_into"]
        return None if into is None else f"{self.row['entity']}:{into}"

    @property
    def entity(self) -> Entity | None:
        return ENTITIES[self.row["entity"]].with_id(self.graph, self.row["entity_id"])


class ChangeEdge:
    keys: tuple[Any, ...]
    cursor: str

    def __init__(self, graph: Graph, row: Row) -> None:
        self.node = Change(graph, row)

    def place(self, order: Order) -> None:
        self.keys = (self.node.row["sequence"],)
        self.cursor = cursor_of(order.name, self.keys)
