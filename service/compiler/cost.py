"""What a plan may cost at most, known before any SQL runs: the objects that an answer could hold
and what it takes to find them, and the conditions to test."""

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

# What it costs to go through a list to its end, which narrowing and counting come to in the worst
# case: to read it, for each comparison of its rows, and for each facet. Measured on the ACL
# Anthology (docs/performance.md), where the longest lists of one paper or author have some thousand
# rows and the tables some hundred thousand.
_READ_OF_A_ROW, _READ_OF_A_TABLE = 20, 1_600
_COMPARED_OF_A_ROW, _COMPARED_OF_A_TABLE = 20, 300
_FACET_OF_A_ROW, _FACET_OF_A_TABLE = 200, 3_000
_FACET_THROUGH_A_TABLE = 10_000
"""Where an entity can have several values, and those of all entities are read."""
_THROUGH = 8
"""So many comparisons is the test of one value of several."""
_LEAVES = 10
"""So many values cost as much as an object."""


def cost(fields: tuple[Node, ...]) -> int:
    """In objects: an object costs 1, and a page as many as it has rows, each with what is below.
    What costs more than rows found by an index has a price beside, in objects too."""
    leaves = sum(isinstance(node, Leaf | Bucket) for node in fields)
    return sum(_node(node) for node in fields) + leaves // _LEAVES


def conditions(fields: tuple[Node, ...]) -> int:
    """How many conditions the plan tests; an empty combination is one, too. Of several possible
    types the greatest counts, as for the cost."""
    return sum(_conditions(node) for node in fields)


def _node(node: Node) -> int:
    match node:
        case Constant() | Cursor() | Bucket():
            return 0
        case Leaf():
            return node.price
        case Group() | Target():
            return 1 + cost(node.fields)
        case Object():
            return 1 + node.one.price + cost(node.fields)
        case FirstOf():
            return max((_node(case) for case in node.cases), default=0)
        case Selected():
            return node.length * (2 + max((_node(case) for _, case in node.cases), default=0))
        case Listing():
            many = node.rows.many
            return many.price + _length(node.rows) * (1 + many.each + cost(node.fields))
        case Connection():
            return 1 + _page(node) + sum(_part(part, node.rows) for part in node.parts)
        case Opened():
            # The bucket knows its count.
            parts = (part for part in node.parts if not isinstance(part, TotalCount))
            return 1 + _page(node) + sum(_part(part, node.rows) for part in parts)
        case _:
            assert_never(node)


def _part(part: Part, rows: Rows) -> int:
    """What is counted is found, or made, once more."""
    match part:
        case Edges() | Nodes():
            return _length(rows) * (1 + cost(part.fields))
        case TotalCount():
            if rows.many.counter is not None and not rows.where:
                return 0
            return rows.many.price + (_narrowing(rows) or _reading(rows))
        case Facets():
            found = rows.many.price + _narrowing(rows)
            bucket = 1 + _opening(part) + cost(part.fields)
            most = part.dimension.most
            buckets = part.size if most is None else min(part.size, most)
            return found + _counting(part) + buckets * bucket
        case PageInfo() | Constant():
            return 0
        case _:
            assert_never(part)


def _page(node: Connection | Opened) -> int:
    return node.rows.many.price + _narrowing(node.rows) if _is_read(node.parts) else 0


def _is_read(parts: tuple[Part, ...]) -> bool:
    return any(isinstance(part, Edges | Nodes | PageInfo) for part in parts)


def _length(rows: Rows) -> int:
    if rows.page.size is not None:
        return rows.page.size
    return rows.many.bound if rows.length is None else rows.length


def _tables(rows: Rows) -> int:
    """How many whole tables are read; none where the rows belong to one row, or are made. One that
    another leads to is read beside that one."""
    if rows.many.on is not None or rows.many.made is not None:
        return 0
    return 1 if rows.many.through is None else 2


def _reading(rows: Rows) -> int:
    return _tables(rows) * _READ_OF_A_TABLE or _READ_OF_A_ROW


def _narrowing(rows: Rows) -> int:
    """What it costs if few rows meet the conditions."""
    tests = sum(_comparisons(predicate) for predicate in rows.where)
    if not rows.where or not _tables(rows):
        return _COMPARED_OF_A_ROW * tests
    return _tables(rows) * (_READ_OF_A_TABLE + _COMPARED_OF_A_TABLE * tests)


def _comparisons(predicate: Predicate) -> int:
    """As many comparisons of numbers take as long."""
    match predicate:
        case Where():
            return predicate.price
        case AllOf() | AnyOf():
            return sum(_comparisons(part) for part in predicate.parts)
        case Not():
            return _comparisons(predicate.part)
        case _:
            assert_never(predicate)


def _opening(facets: Facets) -> int:
    """What it costs to find the rows of a bucket that has few of them."""
    pages = [node for node in facets.fields if isinstance(node, Opened) and _is_read(node.parts)]
    if tables := _tables(facets.rows):
        return len(pages) * tables * _READ_OF_A_TABLE
    test = 1 if facets.dimension.through is None else _THROUGH
    return len(pages) * test * _COMPARED_OF_A_ROW


def _counting(facets: Facets) -> int:
    tables = _tables(facets.rows)
    if not tables:
        return _FACET_OF_A_ROW
    is_through = facets.dimension.through is not None
    counted = _FACET_THROUGH_A_TABLE if is_through else _FACET_OF_A_TABLE
    return counted + (tables - 1) * _READ_OF_A_TABLE


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
