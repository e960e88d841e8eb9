"""Facets: the papers of any list counted by what they have, each bucket opening into its rows."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import BigInteger, Boolean, ColumnElement, Integer, Table, Text, cast, select

from service import tables
from service.compiler.fields import Dimension, Telling
from service.compiler.plan import BucketFact
from service.compiler.row import Row, constant
from service.graph.connections import Connection, Edge, EdgeT, NodeT
from service.graph.declare import bucket, facets, opened
from service.graph.orders import PaperOrder
from service.tables.change import noun
from service.tables.metadata import FOLDED


def _plainly(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(value, Text)


def _global_id(table: Table) -> Telling:
    return lambda id_: constant(f"{noun(table)}:").concat(cast(id_, Text))


def _name(table: Table) -> Telling:
    named = table.alias(f"named_{noun(table)}")

    def tell(id_: ColumnElement[Any]) -> ColumnElement[Any]:
        return select(named.c.name).where(named.c.id == id_).scalar_subquery()

    return tell


def _of_paper(column: str, type_: Any, most: int | None = None) -> Dimension:
    return Dimension(type_, lambda paper: paper.c[column], _plainly, _plainly, most=most)


def _entities(table: Table, through: Table, column: str) -> Dimension:
    return Dimension(
        BigInteger(),
        lambda link: link.c[column],
        _global_id(table),
        _name(table),
        through,
        lambda paper, link: link.c.paper_id == paper.c.id,
    )


def _country(link: Row) -> ColumnElement[Any]:
    place = tables.affiliation.alias("place")
    found = select(place.c.country_code).where(place.c.id == link.c.affiliation_id)
    return found.scalar_subquery()


_AUTHOR = Dimension(
    BigInteger(),
    lambda authorship: authorship.c.author_id,
    _global_id(tables.author),
    _name(tables.author),
    tables.authorship,
    lambda paper, authorship: (authorship.c.paper_id == paper.c.id) & ~authorship.c.is_repeat,
)


@strawberry.enum(description="What papers can be counted by.")
class PaperFacet(Enum):
    YEAR = strawberry.enum_value(_of_paper("year", Integer()), description="Year of publication.")
    TYPE = strawberry.enum_value(_of_paper("type", FOLDED), description="Kind of work.")
    HAS_CODE = strawberry.enum_value(
        _of_paper("has_code", Boolean(), most=2), description="Whether code is claimed or linked."
    )
    VENUE = strawberry.enum_value(
        Dimension(
            BigInteger(),
            lambda paper: paper.c.venue_id,
            _global_id(tables.venue),
            _name(tables.venue),
        ),
        description="Where it was published.",
    )
    TOPIC = strawberry.enum_value(
        _entities(tables.topic, tables.paper_topic, "topic_id"), description="Topics that it bears."
    )
    AUTHOR = strawberry.enum_value(_AUTHOR, description="Its authors, those who are identified.")
    AFFILIATION = strawberry.enum_value(
        _entities(tables.affiliation, tables.paper_affiliation, "affiliation_id"),
        description="Affiliations of its authors.",
    )
    COUNTRY = strawberry.enum_value(
        Dimension(
            FOLDED,
            _country,
            _plainly,
            _plainly,
            tables.paper_affiliation,
            lambda paper, link: link.c.paper_id == paper.c.id,
            repeats=True,
        ),
        description="Countries of its affiliations, as ISO 3166-1 alpha-2 codes.",
    )


@strawberry.enum(description="The order of buckets.")
class FacetOrder(Enum):
    COUNT = strawberry.enum_value(False, description="The largest first.")
    VALUE = strawberry.enum_value(True, description="By what they have in common: years, ids.")


@strawberry.type(description="The papers of a list that have something in common.")
class PaperFacetBucket:
    value: str = bucket(
        BucketFact.VALUE,
        "What they have in common, as filters take it: a year, a country code, a global id …",
    )
    label: str = bucket(BucketFact.LABEL, "The same for people: the name of what has one.")
    count: int = bucket(BucketFact.COUNT, "How many papers of the list they are.")
    papers: Papers[Edge[Paper], Paper] = opened(
        "These papers. Facets of theirs count by two things at once.",
        order=PaperOrder.MOST_CITED,
    )


@strawberry.type(description="A page of papers.")
class Papers(Connection[EdgeT, NodeT]):
    facets: list[PaperFacetBucket] = facets(
        "The whole list, after search and filter, counted by something; papers without it are in "
        "no bucket.",
        PaperFacet,
        FacetOrder.COUNT,
    )


from service.graph.paper import Paper  # noqa: E402
