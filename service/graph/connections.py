"""What every list has: the page, its edges, and global ids (Relay's connections and `Node`)."""

from __future__ import annotations

from typing import Generic, TypeVar

import strawberry
from sqlalchemy import ColumnElement, Text, cast

from service.compiler.row import Row, constant
from service.graph.declare import Member, leaf, member
from service.tables.change import noun

NodeT = TypeVar("NodeT")
EdgeT = TypeVar("EdgeT")


def global_id(row: Row) -> ColumnElement[str]:
    """The global id of a row: its noun and its id, as in `paper:12`."""
    prefix = constant(f"{noun(row.table)}:")
    return prefix.concat(cast(row.c.id, Text))


@strawberry.interface(description="Whatever has a global id and can be fetched again by it.")
class Node:
    id: strawberry.ID = leaf(
        global_id, "Global id, such as `paper:12`. It never changes; merged ids are forwarded."
    )


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether rows follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether rows come before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row.")


@strawberry.type(description="A row of a list.")
class Edge(Generic[NodeT]):
    cursor: str = member(Member.CURSOR, "The row's place in the list, for `after` and `before`.")
    node: NodeT = member(Member.NODE, "What the list is about.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[EdgeT, NodeT]):
    edges: list[EdgeT] = member(
        Member.EDGES, "The rows of the page with what is known of each place."
    )
    nodes: list[NodeT] = member(Member.NODES, "What the rows of the page are about.")
    page_info: PageInfo = member(Member.PAGE_INFO, "Where the page lies in its list.")
    total_count: int = member(
        Member.TOTAL_COUNT, "How many rows the list has on all pages, after search and filter."
    )
