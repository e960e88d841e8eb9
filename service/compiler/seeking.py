"""The first rows of a list that one sought condition narrows, whether few rows meet it or most do.

An index finds the rows that meet a condition, in no order. Where they are few, they are read and
sorted. Where they are many, that takes the longer the commoner the condition is; but then the first
of them are soon met by reading the list in its order and testing each row. Which it is, the index
tells, asked for no more than `FEW` rows. Yet all of the many may stand at the list's end: so no
more than `WALKED` rows are tested before everything that the index finds is sorted after all.
A condition that only excludes is met by many for sure: to ask the index would be to read it whole.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    case,
    func,
    select,
    true,
    union_all,
)

from service.compiler.binding import named
from service.compiler.fields import Sought
from service.compiler.plan import Rows, Where
from service.compiler.row import Row, constant

# Either takes some ten milliseconds at most (docs/performance.md, "Search").
FEW = 2_000
WALKED = 20_000


def sought_in(rows: Rows) -> tuple[Where, Sought] | None:
    """The one condition of a list of a whole table, if it can be told in two ways; none where
    others narrow the list, too, for then the first rows may all be others."""
    many, page = rows.many, rows.page
    is_whole = many.on is None and many.through is None and many.made is None
    match rows.where:
        case (Where(sought=Sought() as sought) as where,) if is_whole and page.skip is None:
            return where, sought
        case _:
            return None


def names_after(what: str) -> Callable[[str], str]:
    """Names for rows that are made, which have no part in those of the statement around them."""
    numbers = count()
    return lambda of: f"{of}_of_{what}_{next(numbers)}"


def first_rows(
    name: Callable[[str], str],
    ids: Select[Any],
    each: Callable[[Row], ColumnElement[bool]],
    table: Table,
    read: Callable[[Row], Select[Any]],
    size: int,
    is_excluding: ColumnElement[bool] | None = None,
) -> CompoundSelect[Any]:
    """At most `size` of the rows whose ids an index finds, and for `each` of which the test holds.

    `read(row)` reads the table under a name that its FROM is still to give: columns, bounds, order.
    `name` makes names that nothing else has.
    """
    # Read twice, so PostgreSQL keeps it; and no further than somebody reads it.
    found = ids.cte(name("found"))
    some = select(found).limit(constant(FEW + 1)).subquery()
    are_many = select(func.count()).select_from(some).scalar_subquery() > constant(FEW)
    if is_excluding is not None:
        are_many = case((is_excluding, true()), else_=are_many)

    step, walked_row = Row(name(table.name), table), Row(name("made"), table)
    page = read(walked_row)
    columns = [step.c[column] for column in dict.fromkeys(("id", *walked_row.asked))]
    walk = read(step).with_only_columns(*columns).select_from(named(step)).limit(constant(WALKED))
    walked = (
        page.select_from(walk.subquery(walked_row.name))
        .where(are_many, each(walked_row))
        .limit(constant(size))
        .cte(name("walked"))
    )
    is_full = select(func.count()).select_from(walked).scalar_subquery() == constant(size)

    row = Row(name(table.name), table)
    sorted_ = (
        read(row)
        .select_from(named(row))
        .where(row.c.id.in_(select(found)), ~is_full)
        .limit(constant(size))
    )
    both = union_all(select(walked).where(is_full), sorted_)
    return both.add_cte(found, walked, nest_here=True)
