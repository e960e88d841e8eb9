"""What rises, counted anew from citations and from the topics of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import Any

from tests.graph.oracle.conditions import Filter, holds
from tests.graph.oracle.entities import Edge, Paper, Topic
from tests.graph.oracle.graph import Graph
from tests.graph.oracle.pages import Connection, Order

BY_GROWTH = Order("growth", "growth", descending=True)
Counts = Counter[tuple[Any, int]]
"""How many there are of a thing (by id) in a year."""


class RisingEdge(Edge):
    """The row has what `_compared` counted."""

    @property
    def citation_count(self) -> int:
        return self.row["recent"]

    @property
    def earlier_citation_count(self) -> int:
        return self.row["earlier"]

    @property
    def paper_count(self) -> int:
        return self.row["recent"]

    @property
    def earlier_paper_count(self) -> int:
        return self.row["earlier"]

    @property
    def expected_paper_count(self) -> float:
        return self.row["expected"]


def papers(
    graph: Graph,
    of: Container[Any],
    last_year: int | None,
    years: int,
    filter: Filter,
    page: dict[str, Any],
) -> Connection:
    """Of the papers with these ids, those that are cited in the window."""
    received: Counts = Counter()
    for row in graph.rows["citation"]:
        year = graph.where("paper", id=row["citing_id"])[0]["year"]
        if year is not None:
            received[row["cited_id"], year] += 1
    edges = []
    for id_, row in _compared(received, last_year, years).items():
        if row["recent"] and id_ in of:
            row["growth"] = (row["recent"] + 5) / (row["earlier"] + 5)
            edges.append(RisingEdge(Paper.with_id(graph, id_), row))
    return Connection((edge for edge in edges if holds(filter, edge.node)), BY_GROWTH, **page)


def topics(
    graph: Graph, last_year: int | None, years: int, filter: Filter, page: dict[str, Any]
) -> Connection:
    """All topics that have papers in the window."""
    borne: Counts = Counter()
    for row in graph.rows["paper_topic"]:
        year = graph.where("paper", id=row["paper_id"])[0]["year"]
        if year is not None:
            borne[row["topic_id"], year] += 1
    compared = _compared(borne, last_year, years)
    totals: Counter[tuple[str, str]] = Counter()
    for id_, row in compared.items():
        scheme = Topic.with_id(graph, id_).row["scheme"]
        totals[scheme, "recent"] += row["recent"]
        totals[scheme, "earlier"] += row["earlier"]
    edges = []
    for id_, row in compared.items():
        topic = Topic.with_id(graph, id_)
        before, now = (totals[topic.row["scheme"], when] for when in ("earlier", "recent"))
        row["expected"] = row["earlier"] * now / before if before else 0
        row["growth"] = (row["recent"] + 5) / (row["expected"] + 5)
        if row["recent"] and holds(filter, topic):
            edges.append(RisingEdge(topic, row))
    return Connection(edges, BY_GROWTH, **page)


def _compared(counts: Counts, last_year: int | None, years: int) -> dict[Any, dict[str, Any]]:
    """What everything has in the window, and in as many years before."""
    last = max(year for _, year in counts) if last_year is None else last_year
    found: dict[Any, dict[str, Any]] = {}
    for (id_, year), count in counts.items():
        row = found.setdefault(id_, {"last_year": last, "recent": 0, "earlier": 0})
        if last - years < year <= last:
            row["recent"] += count
        if last - 2 * years < year <= last - years:
            row["earlier"] += count
    return found
