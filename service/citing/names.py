"""A name on a paper as family, given and suffix; groups and names of one word stay whole.

The rule is BibTeX's for names without a comma: the family name is the last word, with the words in
small letters right before it (`Ludwig van Beethoven`). Sources give names in one piece, so a family
name of two capitalised words is not seen.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from service import tables
from service.compiler.row import Row, constant

_SUFFIX = r",?\s+(Jr\.?|Sr\.?|II|III|IV)$"
_FAMILY = r"^\S+(?:\s+[^[:lower:]\s]\S*)*?\s+((?:[[:lower:]]\S*\s+)*\S+)$"


def signatures(paper: Row) -> Select[Any]:
    """Of each name on the paper, in order: `place`, `whole`, and `family`, `given`, `suffix`.

    `family` is null where the name is not to be taken apart.
    """
    signs, who = tables.authorship.alias("signs"), tables.author.alias("who")
    whole = on_one_line(signs.c.name_as_written)
    named = (
        select(
            signs.c.ordinal.label("place"),
            whole.label("whole"),
            or_(signs.c.is_group, who.c.kind.is_not_distinct_from(constant("group"))).label(
                "is_group"
            ),
            func.substring(whole, constant(_SUFFIX)).label("suffix"),
            func.regexp_replace(whole, constant(_SUFFIX), constant("")).label("bare"),
        )
        .select_from(signs.outerjoin(who, who.c.id == signs.c.author_id))
        .where(signs.c.paper_id == paper.c.id, ~signs.c.is_repeat)
        .subquery("named")
    )
    found = func.substring(named.c.bare, constant(_FAMILY))
    split = select(named, case((named.c.is_group, None), else_=found).label("family")).subquery(
        "split"
    )
    length = func.length(split.c.bare) - func.length(split.c.family)
    return select(
        split.c.place,
        split.c.whole,
        split.c.family,
        func.rtrim(func.left(split.c.bare, length)).label("given"),
        case((split.c.family.is_not(None), split.c.suffix)).label("suffix"),
        split.c.is_group,
    )


def first_family(paper: Row) -> ColumnElement[Any]:
    """The family name of the first author, or the whole name; null without authors."""
    names = signatures(paper).subquery("first_named")
    name = func.coalesce(names.c.family, names.c.whole)
    return select(name).order_by(names.c.place).limit(constant(1)).scalar_subquery()


def on_one_line(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Without what a line of a format cannot hold: control characters, line ends, doubled
    blanks."""
    blank = constant(" ")
    return func.btrim(
        func.regexp_replace(
            text, constant(r"[[:cntrl:][:space:]\u2028\u2029]+"), blank, constant("g")
        ),
        blank,
    )
