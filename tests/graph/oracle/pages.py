"""Connections: edges put in an order, the page that is asked for, and its cursors."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

DEFAULT_SIZE = 20


@dataclass(frozen=True)
class Order:
    """Sort keys by name, of the edge or of its node; `name` is what cursors carry.

    The node's id is the last key, unless the others leave no ties.
    """

    name: str
    key: str
    descending: bool = False
    unique: bool = False


def _orders(*orders: Order) -> dict[str, Order]:
    return {order.name: order for order in orders}


MOST_CITED = Order("MOST_CITED", "citation_count", descending=True)
MOST_PAPERS = Order("MOST_PAPERS", "paper_count", descending=True)
NAME = Order("NAME", "name_key")

PAPER_ORDERS = _orders(
    MOST_CITED,
    Order("LEAST_CITED", "citation_count"),
    Order("NEWEST", "published_key", descending=True),
    Order("OLDEST", "published_key"),
    Order("TITLE", "title_key"),
)
AUTHOR_ORDERS = _orders(MOST_CITED, MOST_PAPERS, Order("H_INDEX", "h_index", descending=True), NAME)
AFFILIATION_ORDERS = _orders(
    MOST_PAPERS, MOST_CITED, Order("MOST_AUTHORS", "author_count", descending=True), NAME
)
TOPIC_ORDERS = _orders(MOST_PAPERS, MOST_CITED, NAME)
REPOSITORY_ORDERS = _orders(MOST_PAPERS, Order("URL", "url_key"))
RELATED_ORDERS = _orders(
    Order("STRENGTH", "strength", descending=True), Order("COSINE", "cosine", descending=True)
)
SHARED_ORDERS = _orders(
    Order("PAPERS", "paper_count", descending=True), Order("COSINE", "cosine", descending=True)
)
VENUE_ORDERS = _orders(MOST_PAPERS, NAME)
CONTRIBUTOR_ORDERS = _orders(Order("PAPERS", "paper_count", descending=True), MOST_CITED)
COAUTHOR_ORDERS = _orders(
    Order("PAPERS", "paper_count", descending=True),
    Order("RECENT", "last_year_key", descending=True),
    NAME,
)


def cursor_of(order_name: str, keys: Iterable[object]) -> str:
    """The opaque text by which a row's place is remembered."""
    spelt = [int(key) if isinstance(key, float) and key.is_integer() else key for key in keys]
    text = json.dumps([order_name, *spelt], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[Any, ...]:
    """The order's name and the sort keys in a cursor."""
    return tuple(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))))


class PageInfo:
    """What is known of a page's place in the whole list."""

    typename = "PageInfo"

    def __init__(self, has_previous: bool, has_next: bool, cursors: list[str]) -> None:
        self.has_previous_page = has_previous
        self.has_next_page = has_next
        self.start_cursor = cursors[0] if cursors else None
        self.end_cursor = cursors[-1] if cursors else None


class Connection:
    """A page of edges; every edge knows its node and, once it is here, its keys and cursor."""

    def __init__(
        self,
        edges: Iterable[Any],
        order: Order,
        *,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> None:
        rows = list(edges)
        for edge in rows:
            edge.place(order)
        rows.sort(key=lambda edge: edge.keys, reverse=order.descending)
        start, end = 0, len(rows)
        if after is not None:
            start = sum(not _is_behind(edge, after, order) for edge in rows)
        if before is not None:
            end = sum(_is_ahead_of(edge, before, order) for edge in rows)
        between = rows[start:end]
        size = last if last is not None else DEFAULT_SIZE if first is None else first
        skipped = max(0, len(between) - size) if last is not None else 0
        self.edges = between[skipped : skipped + size]
        self.nodes = [edge.node for edge in self.edges if edge.node is not None]
        self.total_count = len(rows)
        self.all_nodes = [edge.node for edge in rows]
        # Rows that the cursors leave out are there all the same.
        has_previous = skipped > 0 or (after is not None and start > 0)
        has_next = skipped + size < len(between) or (before is not None and end < len(rows))
        self.page_info = PageInfo(has_previous, has_next, [edge.cursor for edge in self.edges])

    def facets(self, by: str, order_by: str = "COUNT", first: int = 20) -> list[Any]:
        """The papers of the list, on all pages, by what they have in common."""
        from tests.graph.oracle.facets import buckets

        return buckets(self.all_nodes, by, order_by)[:first]


def _is_behind(edge: Any, cursor: str, order: Order) -> bool:
    keys = read_cursor(cursor)[1:]
    return edge.keys < keys if order.descending else edge.keys > keys


def _is_ahead_of(edge: Any, cursor: str, order: Order) -> bool:
    keys = read_cursor(cursor)[1:]
    return edge.keys > keys if order.descending else edge.keys < keys
