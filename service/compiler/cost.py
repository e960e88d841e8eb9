"""What a plan may cost at most, known before any SQL runs: the objects that an answer could hold,
and the conditions to test."""

from __future__ import annotations

from typing import assert_never

from service.compiler.plan import (
    AllOf,
    AnyOf,
    Bucket,
    Connection,
    Constant,
    Cursor,
    Edges,
    Facets,
    FirstOf,
    Found,
    Group,
    Leaf,
    Listing,
    Narrowed,
    Node,
    Nodes,
    Not,
    Object,
    Opened,
    Operand,
    PageInfo,
    Part,
    Predicate,
    Rows,
    Selected,
    Target,
    TotalCount,
    Where,
)

_COUNTING = 200
"""What counting a list by a dimension costs beside the buckets: it is read to its end."""


def cost(fields: tuple[Node, ...]) -> int:
    """Sum over the tree of the products of page sizes: an object costs 1, a leaf nothing."""
    return sum(_node(node) for node in fields)


def conditions(fields: tuple[Node, ...]) -> int:
    """How many conditions the plan tests; an empty combination is one, too. Of several possible
    types the greatest counts, as for the cost."""
    return sum(_conditions(node) for node in fields)


def _node(node: Node) -> int:
    match node:
        case Leaf() | Constant() | Cursor() | Bucket():
            return 0
        case Group() | Target():
            return 1 + cost(node.fields)
        case Object():
            return 1 + node.one.price + cost(node.fields)
        case FirstOf():
            return max((_node(case) for case in node.cases), default=0)
        case Selected():
            return node.length * max((_node(case) for _, case in node.cases), default=0)
        case Listing():
            return node.rows.many.price + _length(node.rows) * (1 + cost(node.fields))
        case Connection() | Opened():
            length = _length(node.rows)
            return 1 + node.rows.many.price + sum(_part(part, length) for part in node.parts)
        case _:
            assert_never(node)


def _part(part: Part, length: int) -> int:
    match part:
        case Edges() | Nodes():
            return length * (1 + cost(part.fields))
        case Facets():
            return _COUNTING + part.size * (1 + cost(part.fields))
        case TotalCount() | PageInfo() | Constant():
            return 0
        case _:
            assert_never(part)


def _length(rows: Rows) -> int:
    return rows.many.bound if rows.page.size is None else rows.page.size


def _conditions(node: Node) -> int:
    match node:
        case Constant() | Cursor() | Bucket():
            return 0
        case Leaf():
            return _pointing(node.operands)
        case Group() | Target():
            return conditions(node.fields)
        case Object():
            return _tests(node.where) + _pointing(node.operands) + conditions(node.fields)
        case FirstOf():
            return max(map(_conditions, node.cases), default=0)
        case Selected():
            return max((_conditions(case) for _, case in node.cases), default=0)
        case Listing():
            return _choosing(node.rows) + conditions(node.fields)
        case Connection() | Opened():
            below = (part.fields for part in node.parts if isinstance(part, Edges | Nodes | Facets))
            return _choosing(node.rows) + sum(map(conditions, below))
        case _:
            assert_never(node)


def _choosing(rows: Rows) -> int:
    return _tests(rows.where) + _pointing(rows.operands)


def _pointing(operands: tuple[Operand, ...]) -> int:
    pointing = sum(_tests(operand.where) for operand in operands if isinstance(operand, Found))
    narrowed = (operand.kinds for operand in operands if isinstance(operand, Narrowed))
    return pointing + sum(_tests(parts) for kinds in narrowed for _, parts in kinds)


def _tests(predicates: tuple[Predicate, ...]) -> int:
    return sum(_test(predicate) for predicate in predicates)


def _test(predicate: Predicate) -> int:
    match predicate:
        case Where():
            return 1
        case AllOf() | AnyOf():
            return max(1, _tests(predicate.parts))
        case Not():
            return _test(predicate.part)
        case _:
            assert_never(predicate)
