"""An author's figures without the citations that come from the author's own papers."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    Select,
    Subquery,
    cast,
    exists,
    func,
    select,
    true,
)

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row, constant
from service.graph.declare import Member, connection, leaf, member, unpaged
from service.graph.made import COUNT, ID, described

_FIGURES = described(
    "figures",
    author_id=ID,
    citations=COUNT,
    self_citations=COUNT,
    h_index=COUNT,
    i10_index=COUNT,
    g_index=COUNT,
    years=COUNT,
    papers=COUNT,
)
_YEARS = described("citations_of_year", year=COUNT, citation_count=COUNT)
_RANKED = described("ranked_paper", paper_id=ID, independent_count=COUNT)


def _is_by(author_id: Any, citation: Any) -> ColumnElement[bool]:
    """Whether the author wrote the citing paper."""
    citing = tables.authorship.alias("citing_author")
    return exists(
        select(true()).where(
            citing.c.paper_id == citation.c.citing_id, citing.c.author_id == author_id
        )
    )


def _papers(author_id: Any) -> Subquery:
    """Each paper of the author, with its citations by others and by the author."""
    own, citation = tables.authorship.alias("own"), tables.citation.alias("received")
    is_own = _is_by(author_id, citation)
    received = citation.c.citing_id.is_not(None)
    return (
        select(
            own.c.paper_id,
            func.count().filter(received, ~is_own).label("others"),
            func.count().filter(received, is_own).label("selves"),
        )
        .select_from(own.outerjoin(citation, citation.c.cited_id == own.c.paper_id))
        .where(own.c.author_id == author_id, ~own.c.is_repeat)
        .group_by(own.c.paper_id)
        .subquery("papers")
    )


def _figures(author: Row) -> Select[Any]:
    papers = _papers(author.c.id)
    by_citations = (papers.c.others.desc(), papers.c.paper_id)
    ranked = select(
        papers.c.others,
        papers.c.selves,
        func.row_number().over(order_by=by_citations).label("place"),
        func.sum(papers.c.others).over(order_by=by_citations, rows=(None, 0)).label("together"),
    ).subquery("ranked")
    others, place = ranked.c.others, ranked.c.place
    columns: list[ColumnElement[Any]] = [
        author.c.id.label("author_id"),
        author.c.paper_count.label("papers"),
        (author.c.last_year - author.c.first_year + constant(1)).label("years"),
        cast(func.coalesce(func.sum(others), constant(0)), Integer).label("citations"),
        cast(func.coalesce(func.sum(ranked.c.selves), constant(0)), Integer).label(
            "self_citations"
        ),
        func.count().filter(others >= place).label("h_index"),
        func.count().filter(others >= constant(10)).label("i10_index"),
        func.count().filter(ranked.c.together >= cast(place, BigInteger) * place).label("g_index"),
    ]
    return select(*columns)


def _by_year(figures: Row) -> Select[Any]:
    own, citation = tables.authorship.alias("own"), tables.citation.alias("received")
    citing = tables.paper.alias("citing")
    author_id = figures.c.author_id
    joined = own.join(citation, citation.c.cited_id == own.c.paper_id)
    return (
        select(citing.c.year, cast(func.count(), Integer).label("citation_count"))
        .select_from(joined.join(citing, citing.c.id == citation.c.citing_id))
        .where(own.c.author_id == author_id, ~own.c.is_repeat)
        .where(citing.c.year.is_not(None), ~_is_by(author_id, citation))
        .group_by(citing.c.year)
    )


def _ranked(figures: Row) -> Select[Any]:
    papers = _papers(figures.c.author_id)
    return select(papers.c.paper_id, papers.c.others.label("independent_count"))


def _m_quotient(figures: Row) -> ColumnElement[Any]:
    return cast(figures.c.h_index, Double) / cast(figures.c.years, Double)


WITHOUT_SELF_CITATIONS = One(_FIGURES, made=_figures, price=100)


@strawberry.type(description="A paper of an author, weighed by those who cite it.")
class IndependentPaperEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    independent_count: int = leaf(
        lambda ranked: ranked.c.independent_count,
        "Citations from papers that the author did not write.",
    )
    node: Paper = member(Member.NODE, "The paper.")


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
    m_quotient: float | None = leaf(
        _m_quotient,
        "This h-index divided by the years from the first paper here to the last, both included; "
        "null where no paper has a year.",
    )
    papers: Papers[IndependentPaperEdge, Paper] = connection(
        Many(
            tables.paper,
            Order(("independent_count",), descending=True),
            through=_RANKED,
            target="paper_id",
            copies=MappingProxyType({"independent_count": "independent_count"}),
            made=_ranked,
            price=100,
            counter=lambda figures: figures.c.papers,
        ),
        "The author's papers, those most cited by others first: the first `hIndex` of them make "
        "the h-core.",
    )
    counts_by_year: list[CitationYearCount] = unpaged(
        Many(_YEARS, Order(("year",), unique=True), made=_by_year, bound=50, price=100),
        "These citations by the year of the citing papers, the earliest first.",
    )


from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
from service.graph.year_count import CitationYearCount  # noqa: E402
