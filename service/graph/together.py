"""How authors are related through the papers that they share: relations, no types."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, true

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.made import COUNT, ID, described
from service.graph.orders import PAPER_COPIES, AuthorOrder, PaperOrder, order
from service.tables.author import MOST_COAUTHORS

NEAREST = 200
"""Through how many coauthors others are suggested."""


def _written_together(pair: Row, authorship: Row) -> ColumnElement[bool]:
    """By the papers that make two authors coauthors, as service/derive counts them."""
    other = tables.authorship.alias("other_authorship")
    shared = tables.paper.alias("shared_paper")
    return (authorship.c.author_id == pair.c.author_id) & exists(
        select(true())
        .select_from(other.join(shared, shared.c.id == other.c.paper_id))
        .where(
            other.c.paper_id == authorship.c.paper_id,
            other.c.author_id == pair.c.coauthor_id,
            shared.c.author_count <= constant(MOST_COAUTHORS),
        )
    )


PAPERS_TOGETHER = Many(
    tables.paper,
    order(PaperOrder.MOST_CITED),
    on=lambda pair, authorship: _written_together(pair, authorship) & ~authorship.c.is_repeat,
    through=tables.authorship,
    target="paper_id",
    copies=PAPER_COPIES,
    counter=lambda pair: pair.c.paper_count,
)
"""The papers of a pair: a row with `author_id`, `coauthor_id` and `paper_count`."""


_SUGGESTION = described("suggestion", author_id=ID, coauthor_id=ID, shared_count=COUNT)


def _suggested(author: Row) -> Select[Any]:
    """Coauthors of the coauthors, but for the author and those who are coauthors already."""
    near, far = tables.coauthorship.alias("near"), tables.coauthorship.alias("far")
    known = tables.coauthorship.alias("known")
    nearest = (
        select(near.c.coauthor_id)
        .where(near.c.author_id == author.c.id)
        .order_by(near.c.paper_count.desc(), near.c.coauthor_id.desc())
        .limit(constant(NEAREST))
        .subquery("nearest")
    )
    is_known = exists(
        select(true()).where(
            known.c.author_id == author.c.id, known.c.coauthor_id == far.c.coauthor_id
        )
    )
    return (
        select(
            author.c.id.label("author_id"),
            far.c.coauthor_id,
            func.count().label("shared_count"),
        )
        .select_from(nearest.join(far, far.c.author_id == nearest.c.coauthor_id))
        .where(far.c.coauthor_id != author.c.id, ~is_known)
        .group_by(far.c.coauthor_id)
    )


def _between(suggestion: Row) -> Select[Any]:
    """Those who wrote with both."""
    one, other = tables.coauthorship.alias("one_side"), tables.coauthorship.alias("other_side")
    return (
        select(one.c.coauthor_id)
        .select_from(one.join(other, other.c.author_id == one.c.coauthor_id))
        .where(
            one.c.author_id == suggestion.c.author_id,
            other.c.coauthor_id == suggestion.c.coauthor_id,
        )
    )


SUGGESTED = Many(
    tables.author,
    Order(("shared_count",), descending=True),
    through=_SUGGESTION,
    target="coauthor_id",
    copies=MappingProxyType({"shared_count": "shared_count"}),
    made=_suggested,
    price=400,
)


COMMON = Many(
    tables.author,
    order(AuthorOrder.MOST_CITED),
    through=described("common_coauthor", coauthor_id=ID),
    target="coauthor_id",
    made=_between,
)
"""Those who wrote with both: of a row with `author_id` and `coauthor_id`."""
