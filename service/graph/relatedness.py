"""How papers are related through citations: relations, no types.

Co-citation: how many papers cite both (Small 1973). Bibliographic coupling: how many papers both
cite (Kessler 1963). Normalised as Salton's cosine: the count divided by the geometric mean of the
two papers' own counts.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, cast, exists, func, select, true, union_all
from sqlalchemy.sql.elements import ColumnElement

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.made import COUNT, ID, described
from service.graph.orders import RelatedOrder, order
from service.graph.shared_papers import in_common
from service.tables.change import current_id

_STRENGTH = order(RelatedOrder.STRENGTH)
CO_CITED = in_common(
    *(tables.paper, tables.citation, "citing_id", "cited_id", "citation_count", _STRENGTH)
)
COUPLED = in_common(
    *(tables.paper, tables.citation, "cited_id", "citing_id", "reference_count", _STRENGTH)
)


def is_self_citation(citation: Row) -> ColumnElement[bool]:
    """Whether somebody wrote both papers."""
    citing, cited = (
        tables.authorship.alias("citing_author"),
        tables.authorship.alias("cited_author"),
    )
    return exists(
        select(true())
        .select_from(citing.join(cited, cited.c.author_id == citing.c.author_id))
        .where(citing.c.paper_id == citation.c.citing_id, cited.c.paper_id == citation.c.cited_id)
    )


def _cited_authors(own_end: str, other_end: str) -> Many:
    def made(author: Row) -> Select[Any]:
        own, other = tables.authorship.alias("own"), tables.authorship.alias("other")
        joined = own.join(tables.citation, tables.citation.c[own_end] == own.c.paper_id).join(
            other, other.c.paper_id == tables.citation.c[other_end]
        )
        return (
            select(other.c.author_id, func.count().label("citation_count"))
            .select_from(joined)
            .where(
                own.c.author_id == author.c.id,
                ~own.c.is_repeat,
                ~other.c.is_repeat,
                other.c.author_id != author.c.id,
            )
            .group_by(other.c.author_id)
        )

    return Many(
        tables.author,
        Order(("citation_count",), descending=True),
        through=described("cited_author", author_id=ID, citation_count=COUNT),
        target="author_id",
        copies=MappingProxyType({"citation_count": "citation_count"}),
        made=made,
        price=300,
    )


CITED_AUTHORS = _cited_authors("citing_id", "cited_id")
CITING_AUTHORS = _cited_authors("cited_id", "citing_id")


def _related_to_seeds(_: Row | None, seeds: Any) -> Select[Any]:
    """Papers that share citing papers or references with any of the seeds, but for the seeds."""
    asked = func.unnest(seeds).table_valued("id").render_derived(name="asked_seed")
    seed = select(current_id(tables.paper, cast(asked.c.id, BigInteger)).label("id")).distinct()
    seed_ids = seed.cte("seed")
    counts = []
    for shared, end, which in (
        ("citing_id", "cited_id", 0),
        ("cited_id", "citing_id", 1),
    ):
        own, other = tables.citation.alias(f"own{which}"), tables.citation.alias(f"other{which}")
        # A paper that many seeds share is gone through once, not once for each of them.
        between = (
            select(own.c[shared].label("id"), cast(func.count(), Integer).label("seeds"))
            .select_from(seed_ids.join(own, own.c[end] == seed_ids.c.id))
            .group_by(own.c[shared])
            .subquery(f"between{which}")
        )
        counts.append(
            select(
                other.c[end].label("paper_id"),
                (between.c.seeds * constant(1 - which)).label("co_cited"),
                (between.c.seeds * constant(which)).label("coupled"),
            )
            .select_from(between.join(other, other.c[shared] == between.c.id))
            .where(other.c[end].not_in(select(seed_ids.c.id)))
        )
    link = union_all(*counts).subquery("link")
    return (
        select(
            link.c.paper_id,
            func.sum(link.c.co_cited).label("co_cited_count"),
            func.sum(link.c.coupled).label("shared_reference_count"),
            func.sum(link.c.co_cited + link.c.coupled).label("strength"),
        )
        .group_by(link.c.paper_id)
        .add_cte(seed_ids, nest_here=True)
    )


RELATED_TO_SEEDS = Many(
    tables.paper,
    order(RelatedOrder.STRENGTH),
    through=described(
        "related_to_seeds",
        paper_id=ID,
        co_cited_count=COUNT,
        shared_reference_count=COUNT,
        strength=COUNT,
    ),
    target="paper_id",
    copies=MappingProxyType({"strength": "strength"}),
    made=_related_to_seeds,
    price=8_000,
)
