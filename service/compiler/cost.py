"""What a plan may cost at most: the objects that an answer could hold, known before any SQL
runs."""

from __future__ import annotations

from typing import assert_never

from service.compiler.plan import (
    Connection,
    Constant,
    Cursor,
    Edges,
    FirstOf,
    Group,
    Leaf,
    Listing,
    Node,
    Nodes,
    Object,
    PageInfo,
    Rows,
    Selected,
    Target,
    TotalCount,
)


def cost(fields: tuple[Node, ...]) -> int:
    """Sum over the tree of the products of page sizes: an object costs 1, a leaf nothing."""
    return sum(_node(node) for node in fields)


def _node(node: Node) -> int:
    match node:
        case Leaf() | Constant() | Cursor():
            return 0
        case Group() | Object() | Target():
            return 1 + cost(node.fields)
        case FirstOf():
            return max((_node(case) for case in node.cases), default=0)
        case Selected():
            return node.length * max((_node(case) for _, case in node.cases), default=0)
        case Listing():
            return _length(node.rows) * (1 + cost(node.fields))
        case Connection():
            return 1 + sum(_part(part, _length(node.rows)) for part in node.parts)
        case _:
            assert_never(node)


def _part(part: Edges | Nodes | TotalCount | PageInfo | Constant, length: int) -> int:
    match part:
        case Edges() | Nodes():
            return length * (1 + cost(part.fields))
        case TotalCount() | PageInfo() | Constant():
            return 0
        case _:
            assert_never(part)


def _length(rows: Rows) -> int:
    return rows.many.bound if rows.page.size is None else rows.page.size
