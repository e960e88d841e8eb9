"""Figures about authors and papers: counted here, or reported by others and then examined."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Select,
    Text,
    case,
    cast,
    func,
    or_,
    select,
)

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row, constant
from service.graph.declare import connection, leaf, one, switch, unpaged
from service.graph.made import COUNT, SHARE, WORDS, described
from service.graph.orders import PAPER_COPIES, PaperOrder, order
from service.graph.self_citation import WITHOUT_SELF_CITATIONS, IndependentMetrics
from service.graph.year_count import YearCount


def _figure(report: Any, name: str) -> ColumnElement[int]:
    """One figure of a report, NULL where it has none of that name."""
    return cast(func.max(report.c.value).filter(report.c.name == constant(name)), BigInteger)


def _contradiction(metric: Row) -> ColumnElement[Any]:
    """Why the figures of a report cannot be together, NULL when they can.

    h papers with at least h citations each make h² citations, by the definition of the h-index
    (Hirsch 2005, doi:10.1073/pnas.0507655102). A report is what one source says on one day.
    """
    report = tables.reported_metric.alias("report")
    figures = (
        select(
            _figure(report, "h-index").label("h"),
            _figure(report, "papers").label("papers"),
            _figure(report, "citations").label("citations"),
        )
        .where(
            report.c.author_id == metric.c.author_id,
            report.c.source == metric.c.source,
            report.c.as_of == metric.c.as_of,
        )
        .subquery("figures")
    )
    h, papers, citations = figures.c.h, figures.c.papers, figures.c.citations
    concerned = or_(
        *(metric.c.name == constant(name) for name in ("h-index", "papers", "citations"))
    )
    reason = func.concat(
        constant("An h-index of "),
        _number(h),
        constant(" needs at least "),
        _number(h * h),
        constant(" citations and "),
        _number(h),
        constant(" papers; the same source reports "),
        func.coalesce(_number(citations), _UNKNOWN),
        constant(" citations and "),
        func.coalesce(_number(papers), _UNKNOWN),
        constant(" papers."),
    )
    return (
        select(reason)
        .select_from(figures)
        .where(concerned, or_(citations < h * h, papers < h))
        .scalar_subquery()
    )


def _number(value: ColumnElement[int]) -> ColumnElement[str]:
    return func.to_char(value, constant("FM999,999,999,999,999,990"))


_UNKNOWN = constant("an unknown number of")


def _gap(metric: Row) -> Select[Any]:
    """What is counted of the author under the name of a reported figure."""
    author = tables.author.alias("counted_author")
    counted = {
        "h-index": author.c.h_index,
        "papers": author.c.paper_count,
        "citations": author.c.citation_count,
    }
    computed = case(*((metric.c.name == constant(name), count) for name, count in counted.items()))
    found = (
        select(computed.label("computed"), author.c.paper_count.label("papers"))
        .where(author.c.id == metric.c.author_id)
        .subquery("found")
    )
    explanation = func.concat(
        metric.c.source,
        constant(" reports "),
        cast(metric.c.value, Text),
        constant("; counted here from "),
        _number(found.c.papers),
        constant(" papers and the citations among the papers that are here: "),
        _number(found.c.computed),
        constant("."),
    )
    return select(
        metric.c.value.label("reported"), found.c.computed, explanation.label("explanation")
    ).where(found.c.computed.is_not(None))


def _m_quotient(author: Row) -> ColumnElement[Any]:
    years = author.c.last_year - author.c.first_year + constant(1)
    return cast(author.c.h_index, Double) / cast(years, Double)


def _h_core(author: Row) -> Select[Any]:
    own = tables.authorship.alias("own")
    return (
        select(own)
        .where(own.c.author_id == author.c.id, ~own.c.is_repeat)
        .order_by(own.c.citation_count.desc(), own.c.paper_id.desc())
        .limit(author.c.h_index)
    )


@strawberry.type(description="A figure that somebody reported; never mixed with what is counted.")
class ReportedMetric:
    name: str = leaf(
        lambda metric: metric.c.name,
        "What is reported: `h-index`, `papers`, `citations`, `novelty`, `AI score`; "
        "of a paper: `score`.",
    )
    value: float = leaf(lambda metric: metric.c.value, "The figure, in its unit.")
    unit: str | None = leaf(lambda metric: metric.c.unit, "The unit, where it has one: `%`.")
    source: str = leaf(lambda metric: metric.c.source, "Who reports it.")
    as_of: datetime.date = leaf(lambda metric: metric.c.as_of, "The day of the report.")
    consistent: bool = leaf(
        lambda metric: _contradiction(metric).is_(None),
        "Whether it can be true together with the other figures of the same report.",
    )
    explanation: str | None = leaf(
        _contradiction, "Why it cannot; null where nothing speaks against it."
    )
    gap: MetricGap | None = one(
        One(described("gap", reported=SHARE, computed=COUNT, explanation=WORDS), made=_gap),
        "The figure beside what is counted here; null where nothing of the kind is counted.",
    )
    subject: MetricSubject = switch(
        "Whom or what it is about.",
        Author=One(tables.author, lambda metric, author: author.c.id == metric.c.author_id),
        Paper=One(tables.paper, lambda metric, paper: paper.c.id == metric.c.paper_id),
    )


@strawberry.type(description="A figure that somebody reports, beside what is counted here.")
class MetricGap:
    reported: float = leaf(lambda gap: gap.c.reported, "The figure as reported.")
    computed: int = leaf(lambda gap: gap.c.computed, "The same, counted in the graph here.")
    explanation: str = leaf(lambda gap: gap.c.explanation, "What the two are counted from.")


@strawberry.type(description="What is counted of an author in the graph that is here.")
class AuthorMetrics:
    paper_count: int = leaf(lambda author: author.c.paper_count, "Papers.")
    citation_count: int = leaf(
        lambda author: author.c.citation_count, "Citations that the papers received."
    )
    h_index: int = leaf(
        lambda author: author.c.h_index,
        "The largest h such that h papers have at least h citations each (Hirsch 2005).",
    )
    i10_index: int = leaf(lambda author: author.c.i10_index, "Papers with at least ten citations.")
    g_index: int = leaf(
        lambda author: author.c.g_index,
        "The largest g such that the g most cited papers have g² citations together (Egghe 2006), "
        "at most the number of papers.",
    )
    m_quotient: float | None = leaf(
        _m_quotient,
        "The h-index divided by the years from the first paper here to the last, both included "
        "(Hirsch 2005); null where no paper has a year.",
    )
    without_self_citations: IndependentMetrics = one(
        WITHOUT_SELF_CITATIONS, "The same figures without the author's citations of themselves."
    )
    h_core: Papers[AuthorPaperEdge, Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            through=tables.authorship,
            target="paper_id",
            copies=PAPER_COPIES,
            made=_h_core,
            counter=lambda author: author.c.h_index,
        ),
        "The papers that make the h-index: as many of the most cited ones.",
        order=PaperOrder.MOST_CITED,
    )
    first_year: int | None = leaf(lambda author: author.c.first_year, "Year of the first paper.")
    last_year: int | None = leaf(lambda author: author.c.last_year, "Year of the last paper.")
    counts_by_year: list[YearCount] = unpaged(
        Many(
            tables.author_year,
            Order(("year",), unique=True),
            on=lambda author, count: count.c.author_id == author.c.id,
            bound=50,
        ),
        "Papers and citations by year, the earliest first.",
    )


from service.graph.author import Author, AuthorPaperEdge  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402

MetricSubject = Annotated[
    Author | Paper,
    strawberry.union("MetricSubject", description="Whom or what a reported figure is about."),
]
