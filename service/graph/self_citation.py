"""An author's figures without the citations that come from the author's own papers."""

from __future__ import annotations

from typing import Any

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Integer, Select, cast, exists, func, select, true

from service import tables
from service.compiler.fields import One
from service.compiler.row import Row, constant
from service.graph.declare import leaf
from service.graph.made import COUNT, described

_FIGURES = described(
    "figures", citations=COUNT, self_citations=COUNT, h_index=COUNT, i10_index=COUNT, g_index=COUNT
)


def _figures(author: Row) -> Select[Any]:
    own, citing = tables.authorship.alias("own"), tables.authorship.alias("citing_author")
    citation = tables.citation.alias("received")
    is_own = exists(
        select(true()).where(
            citing.c.paper_id == citation.c.citing_id, citing.c.author_id == author.c.id
        )
    )
    joined = own.outerjoin(citation, citation.c.cited_id == own.c.paper_id)
    received = citation.c.citing_id.is_not(None)
    papers = (
        select(
            own.c.paper_id,
            func.count().filter(received, ~is_own).label("others"),
            func.count().filter(received, is_own).label("selves"),
        )
        .select_from(joined)
        .where(own.c.author_id == author.c.id, ~own.c.is_repeat)
        .group_by(own.c.paper_id)
        .subquery("papers")
    )
    by_citations = (papers.c.others.desc(), papers.c.paper_id)
    ranked = select(
        papers.c.others,
        papers.c.selves,
        func.row_number().over(order_by=by_citations).label("place"),
        func.sum(papers.c.others).over(order_by=by_citations, rows=(None, 0)).label("together"),
    ).subquery("ranked")
    others, place = ranked.c.others, ranked.c.place
    columns: list[ColumnElement[Any]] = [
        cast(func.coalesce(func.sum(others), constant(0)), Integer).label("citations"),
        cast(func.coalesce(func.sum(ranked.c.selves), constant(0)), Integer).label(
            "self_citations"
        ),
        func.count().filter(others >= place).label("h_index"),
        func.count().filter(others >= constant(10)).label("i10_index"),
        func.count().filter(ranked.c.together >= cast(place, BigInteger) * place).label("g_index"),
    ]
    return select(*columns)


WITHOUT_SELF_CITATIONS = One(_FIGURES, made=_figures, price=100)


@strawberry.type(
    description="An author's figures, counting only citations from papers that others wrote."
)
class IndependentMetrics:
    citation_count: int = leaf(
        lambda figures: figures.c.citations, "Citations from papers that the author did not write."
    )
    self_citation_count: int = leaf(
        lambda figures: figures.c.self_citations, "Citations from the author's own papers."
    )
    h_index: int = leaf(
        lambda figures: figures.c.h_index, "The h-index of these citations (Hirsch 2005)."
    )
    i10_index: int = leaf(
        lambda figures: figures.c.i10_index, "Papers with at least ten of these citations."
    )
    g_index: int = leaf(
        lambda figures: figures.c.g_index,
        "The g-index of these citations (Egghe 2006), at most the number of papers.",
    )
