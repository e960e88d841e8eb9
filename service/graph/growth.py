"""What rises: a window of years beside as many years before it. Relations, no types.

The growth is an observed number over an expected one, both smoothed by adding a constant, so that
three after none does not outdo 300 after 20:

    growth = (observed + 5) / (expected + 5)

Of a paper, observed are its citations from papers of the window, and expected as many as from the
years before. Of a topic, observed are its papers of the window, and expected as many as it would
have with the share that it had of its classification in the years before: `earlier · N / M`, where
N and M are what all topics of the classification have in the window and in the years before. So a
literature that grows as a whole makes no topic rise.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    Integer,
    Select,
    Table,
    cast,
    func,
    select,
    true,
)

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.inputs import argument, number
from service.graph.made import COUNT, ID, SHARE, described

SMOOTHING = 5
MOST_YEARS = 5
CANDIDATES = 200
"""Of each year of the window, so many papers are compared: those most cited in it."""
TOPIC_CANDIDATES = 200
"""Of a topic, so many papers are compared: the newest, and as many of the most cited."""

WINDOW = (
    argument(
        "lastYear",
        int | None,
        "The last year of the window; if left out, the latest that there is in the data, which may "
        "not be over.",
        type=Integer(),
        parse=number(1, 9_999),
    ),
    argument(
        "years",
        int,
        f"How many years the window has, up to {MOST_YEARS}; as many years before are compared.",
        default=2,
        type=Integer(),
        parse=number(1, MOST_YEARS),
    ),
)
_BY_GROWTH = Order(("growth",), descending=True)
_GROWTH = MappingProxyType({"growth": "growth"})


def _window(year: Any, years: Any, counts: Table) -> CTE:
    """One row: `first` and `last` year of the window, and `earliest` of the years before."""
    latest = select(func.max(counts.c.year)).scalar_subquery()
    last = latest if year is None else cast(year, Integer)
    asked = select(last.label("last"), cast(years, Integer).label("years")).subquery("asked")
    return select(
        asked.c.last,
        (asked.c.last - asked.c.years + constant(1)).label("first"),
        (asked.c.last - constant(2) * asked.c.years + constant(1)).label("earliest"),
    ).cte("window_of_years")


def _both(window: CTE, year: Any, count: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Sums over the window, and over the years before."""
    is_recent = year >= window.c.first
    recent, earlier = func.sum(count).filter(is_recent), func.sum(count).filter(~is_recent)
    return func.coalesce(recent, constant(0)), func.coalesce(earlier, constant(0))


def _growth(observed: Any, expected: Any) -> ColumnElement[Any]:
    above = cast(observed, Double) + constant(SMOOTHING)
    return (above / (cast(expected, Double) + constant(SMOOTHING))).label("growth")


def _grown(window: CTE, papers: Any) -> Select[Any]:
    """How much more these papers are cited in the window than before it."""
    cited = tables.paper_year.alias("cited_in")
    recent, earlier = _both(window, cited.c.year, cited.c.citation_count)
    within = cited.c.year.between(window.c.earliest, window.c.last)
    counted = (
        select(
            papers.c.paper_id,
            window.c.last.label("last_year"),
            recent.label("recent_count"),
            earlier.label("earlier_count"),
        )
        .select_from(papers.join(window, true()))
        .join(cited, (cited.c.paper_id == papers.c.paper_id) & within)
        .group_by(papers.c.paper_id, window.c.last)
        .subquery("counted")
    )
    growth = _growth(counted.c.recent_count, counted.c.earlier_count)
    # Of a topic's papers, some were cited before the window alone.
    return (
        select(*counted.c, growth)
        .where(counted.c.recent_count > constant(0))
        .add_cte(window, nest_here=True)
    )


def _rising_papers(_: Row | None, year: Any, years: Any) -> Select[Any]:
    window = _window(year, years, tables.paper_year)
    series = func.generate_series(window.c.first, window.c.last)
    of_year = series.table_valued("year").render_derived(name="of_year")
    cited = tables.paper_year.alias("cited_most")
    most_cited = (
        select(cited.c.paper_id)
        .where(cited.c.year == of_year.c.year)
        .order_by(cited.c.citation_count.desc(), cited.c.paper_id.desc())
        .limit(constant(CANDIDATES))
        .correlate(of_year)
        .lateral("most_cited")
    )
    candidates = (
        select(most_cited.c.paper_id)
        .select_from(window.join(of_year, true()).join(most_cited, true()))
        .distinct()
        .subquery("candidate")
    )
    return _grown(window, candidates)


def _rising_on_topic(topic: Row, year: Any, years: Any) -> Select[Any]:
    window = _window(year, years, tables.paper_year)
    selected = []
    for key in ("published_key", "citation_count"):
        bears = tables.paper_topic.alias(f"by_{key}")
        selected.append(
            select(bears.c.paper_id)
            .where(bears.c.topic_id == topic.c.id)
            .order_by(bears.c[key].desc(), bears.c.paper_id.desc())
            .limit(constant(TOPIC_CANDIDATES))
            .subquery(f"first_by_{key}")
        )
    newest, most_cited = (select(part.c.paper_id) for part in selected)
    return _grown(window, newest.union(most_cited).subquery("candidate"))


def _rising_papers_of(made: Any, price: int) -> Many:
    return Many(
        tables.paper,
        _BY_GROWTH,
        through=described(
            "rising_paper",
            paper_id=ID,
            last_year=COUNT,
            recent_count=COUNT,
            earlier_count=COUNT,
            growth=SHARE,
        ),
        target="paper_id",
        copies=_GROWTH,
        made=made,
        price=price,
    )


RISING_PAPERS = _rising_papers_of(_rising_papers, 1_000)
RISING_ON_TOPIC = _rising_papers_of(_rising_on_topic, 500)


def _rising_topics(_: Row | None, year: Any, years: Any) -> Select[Any]:
    window = _window(year, years, tables.topic_year)
    count, topic = tables.topic_year.alias("papers_in"), tables.topic.alias("classified")
    recent, earlier = _both(window, count.c.year, count.c.paper_count)
    counted = (
        select(
            topic.c.id.label("topic_id"),
            topic.c.scheme,
            window.c.last.label("last_year"),
            recent.label("recent_count"),
            earlier.label("earlier_count"),
        )
        .select_from(window.join(count, count.c.year.between(window.c.earliest, window.c.last)))
        .join(topic, topic.c.id == count.c.topic_id)
        .group_by(topic.c.id, topic.c.scheme, window.c.last)
        .subquery("counted")
    )

    def of_scheme(number: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.sum(number).over(partition_by=counted.c.scheme)

    before = func.nullif(of_scheme(counted.c.earlier_count), constant(0))
    share = cast(counted.c.earlier_count, Double) * cast(of_scheme(counted.c.recent_count), Double)
    compared = select(
        *counted.c,
        func.coalesce(share / cast(before, Double), constant(0)).label("expected_count"),
    ).subquery("compared")
    return (
        select(*compared.c, _growth(compared.c.recent_count, compared.c.expected_count))
        .where(compared.c.recent_count > constant(0))
        .add_cte(window, nest_here=True)
    )


RISING_TOPICS = Many(
    tables.topic,
    _BY_GROWTH,
    through=described(
        "rising_topic",
        topic_id=ID,
        last_year=COUNT,
        recent_count=COUNT,
        earlier_count=COUNT,
        expected_count=SHARE,
        growth=SHARE,
    ),
    target="topic_id",
    copies=_GROWTH,
    made=_rising_topics,
    price=1_000,
)
