"""Figures about authors and papers: counted here, or reported by others and then examined."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    cast,
    func,
    or_,
    select,
)

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row, constant
from service.graph.declare import leaf, switch, unpaged


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
    subject: MetricSubject = switch(
        "Whom or what it is about.",
        Author=One(tables.author, lambda metric, author: author.c.id == metric.c.author_id),
        Paper=One(tables.paper, lambda metric, paper: paper.c.id == metric.c.paper_id),
    )


@strawberry.type(description="What happened in one year.")
class YearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year.")
    paper_count: int = leaf(lambda count: count.c.paper_count, "Papers published in it.")
    citation_count: int = leaf(
        lambda count: count.c.citation_count, "Citations received from papers of that year."
    )


@strawberry.type(description="Papers of one year.")
class PaperYearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year.")
    paper_count: int = leaf(lambda count: count.c.paper_count, "Papers published in it.")


@strawberry.type(description="Citations that a paper received in one year.")
class CitationYearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year of the citing papers.")
    citation_count: int = leaf(lambda count: count.c.citation_count, "Citations from them.")


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


from service.graph.author import Author  # noqa: E402
from service.graph.paper import Paper  # noqa: E402

MetricSubject = Annotated[
    Author | Paper,
    strawberry.union("MetricSubject", description="Whom or what a reported figure is about."),
]
