"""PageRank of papers: what was computed of the citations that are here, when and how."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Text, cast, select

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row
from service.graph.changes import moment
from service.graph.declare import leaf, one


def _times_mean(rank: Row) -> ColumnElement[Any]:
    computation = tables.page_rank_computation
    return rank.c.score * select(computation.c.paper_count).scalar_subquery()


OF_PAPER = One(tables.page_rank, lambda paper, rank: rank.c.paper_id == paper.c.id)
COMPUTATION = One(tables.page_rank_computation, lambda _, computation: computation.c.id)
"""The last one: of whatever row."""
PAPERS_BY_SCORE = Many(
    tables.paper,
    Order(("score",), descending=True),
    through=tables.page_rank,
    target="paper_id",
    copies=MappingProxyType({"score": "score"}),
)


@strawberry.type(description="How PageRank was computed the last time that it was.")
class PageRankComputation:
    data_version: str = leaf(
        lambda computation: cast(computation.c.data_version, Text),
        "The state of the data whose citations it is of: compare `stats { dataVersion }`, which "
        "the storing of the scores raises by one.",
    )
    computed_at: str = leaf(
        lambda computation: moment(computation.c.computed_at),
        "When the scores were stored, in UTC, as ISO 8601 writes it.",
    )
    damping: float = leaf(
        lambda computation: computation.c.damping,
        "The chance that the reader goes on to a reference of the paper; else to any paper.",
    )
    tolerance: float = leaf(
        lambda computation: computation.c.tolerance,
        "The iteration ended when all scores together changed by no more than this.",
    )
    steps: int = leaf(lambda computation: computation.c.steps, "Steps that it took.")
    paper_count: int = leaf(lambda computation: computation.c.paper_count, "Papers ranked.")
    citation_count: int = leaf(
        lambda computation: computation.c.citation_count, "Citations between them."
    )


@strawberry.type(
    description="PageRank of a paper over the citations that are here: the share of the time that "
    "somebody spends with it who goes from paper to paper by their references at random (Page, "
    "Brin, Motwani, Winograd 1999)."
)
class PageRank:
    score: float = leaf(
        lambda rank: rank.c.score,
        "score(p) = (1 - d) / n + d (sum of score(q) / references(q) over the papers q that cite p "
        "+ sum of score(s) / n over the papers s without references): d is `damping`, n the number "
        "of papers. The scores of all papers add to 1.",
    )
    times_mean: float = leaf(
        _times_mean, "`score` divided by the mean score: 1 is the average paper."
    )
    computation: PageRankComputation | None = one(
        COMPUTATION, "Of which state of the data it is, and how it was computed."
    )
