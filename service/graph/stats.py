"""What is here: sizes, sources, and the state of the data."""

from __future__ import annotations

from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Integer, Table, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from service import tables
from service.compiler.fields import Expression, One
from service.compiler.row import Row, constant
from service.graph.changes import moment
from service.graph.declare import leaf, one
from service.graph.page_rank import COMPUTATION, PageRankComputation
from service.tables.change import noun


def size_of(table: Table) -> ColumnElement[Any]:
    """How many entities there are, from the table that derive keeps."""
    sizes = tables.entity_count
    found = select(cast(sizes.c.count, Integer)).where(sizes.c.entity == constant(noun(table)))
    return func.coalesce(found.scalar_subquery(), constant(0))


def _size(table: Table) -> Expression:
    return lambda _: size_of(table)


def _sources(_: Row) -> ColumnElement[Any]:
    """Each source once, found by steps through the index rather than by reading all records."""
    record, further = tables.source_record.alias("first_record"), tables.source_record.alias("next")
    step = select(func.min(record.c.source).label("source")).cte("step", recursive=True)
    after = select(func.min(further.c.source)).where(further.c.source > step.c.source)
    step = step.union_all(select(after.scalar_subquery()).where(step.c.source.is_not(None)))
    names = func.array_agg(
        aggregate_order_by(step.c.source, step.c.source.collate("C")), type_=ARRAY(Text)
    )
    found = select(names.filter(step.c.source.is_not(None))).add_cte(step, nest_here=True)
    return func.coalesce(found.scalar_subquery(), literal_column("'{}'::text[]"))


STATS = One(tables.data_version)


@strawberry.type(description="The size of the graph that is here, and its state.")
class Stats:
    paper_count: int = leaf(_size(tables.paper), "Papers.")
    author_count: int = leaf(_size(tables.author), "Authors.")
    affiliation_count: int = leaf(_size(tables.affiliation), "Affiliations.")
    topic_count: int = leaf(_size(tables.topic), "Topics.")
    venue_count: int = leaf(_size(tables.venue), "Venues.")
    code_repository_count: int = leaf(_size(tables.code_repository), "Code repositories.")
    sources: list[str] = leaf(_sources, "The sources whose records are here, by name.")
    data_version: str = leaf(
        lambda version: cast(version.c.version, Text),
        "The state of the data as a number, which grows with every change.",
    )
    change_sequence: int = leaf(
        lambda version: cast(version.c.change_sequence, Integer),
        "The last place in the log that `changes` reads.",
    )
    updated_at: str = leaf(
        lambda version: moment(version.c.updated_at),
        "When the data last changed, in UTC, as ISO 8601 writes it.",
    )
    page_rank: PageRankComputation | None = one(
        COMPUTATION, "How PageRank was computed last; null if it never was."
    )
