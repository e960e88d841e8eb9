"""Affiliations: institutions, companies, labs."""

from __future__ import annotations

from types import MappingProxyType

import strawberry
from sqlalchemy import ColumnElement, func, select

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row
from service.graph.connections import Connection, Edge, Node
from service.graph.declare import Member, connection, leaf, member, one, unpaged
from service.graph.filters import AffiliationFilter, AuthorFilter, PaperFilter, TopicFilter
from service.graph.orders import (
    PAPER_COPIES,
    AffiliationOrder,
    ContributorOrder,
    PaperOrder,
    SharedOrder,
    order,
)
from service.graph.owned import external_ids_of, other_names
from service.graph.shared_papers import on_same_papers, through_papers, years_of

_AUTHOR_COPIES = MappingProxyType(
    {"paper_count": "paper_count", "citation_count": "author_citation_count"}
)


def _is_latest(link: Row) -> ColumnElement[bool]:
    later = tables.author_affiliation.alias("any_affiliation")
    latest = select(func.max(later.c.last_year)).where(later.c.author_id == link.c.author_id)
    return link.c.last_year == latest.scalar_subquery()


@strawberry.type(description="Somebody who was at an affiliation.")
class AffiliationAuthorEdge:
    cursor: str = member(Member.CURSOR, "The author's place in the list.")
    paper_count: int = leaf(
        lambda link: link.c.paper_count, "The author's papers that give this affiliation."
    )
    first_year: int | None = leaf(lambda link: link.c.first_year, "Year of the first of them.")
    last_year: int | None = leaf(lambda link: link.c.last_year, "Year of the last of them.")
    node: Author = member(Member.NODE, "The author.")


@strawberry.type(description="An affiliation with which another wrote papers.")
class CollaboratorEdge:
    cursor: str = member(Member.CURSOR, "The affiliation's place in the list.")
    paper_count: int = leaf(lambda pair: pair.c.paper_count, "Papers of both.")
    cosine: float = leaf(
        lambda pair: pair.c.cosine,
        "`paperCount` divided by the geometric mean of the two affiliations' numbers of papers: "
        "from 0 to 1 (Salton's cosine).",
    )
    node: Affiliation = member(Member.NODE, "The affiliation.")


@strawberry.type(description="A topic that the papers of an affiliation bear.")
class AffiliationTopicEdge:
    cursor: str = member(Member.CURSOR, "The topic's place in the list.")
    paper_count: int = leaf(
        lambda link: link.c.paper_count, "The affiliation's papers that bear this very topic."
    )
    node: Topic = member(Member.NODE, "The topic.")


@strawberry.type(description="An institution, company or lab that authors give on their papers.")
class Affiliation(Node):
    name: str = leaf(
        lambda affiliation: affiliation.c.name, "Name, or the token that a source gives."
    )
    name_variants: list[str] = leaf(
        other_names("affiliation"), "Other names and abbreviations, by code point."
    )
    kind: str | None = leaf(
        lambda affiliation: affiliation.c.kind, "Kind: `education`, `company`, `facility` …"
    )
    country_code: str | None = leaf(
        lambda affiliation: affiliation.c.country_code, "Country, as an ISO 3166-1 alpha-2 code."
    )
    city: str | None = leaf(lambda affiliation: affiliation.c.city, "City.")
    latitude: float | None = leaf(lambda affiliation: affiliation.c.latitude, "Degrees north.")
    longitude: float | None = leaf(lambda affiliation: affiliation.c.longitude, "Degrees east.")
    homepage: str | None = leaf(lambda affiliation: affiliation.c.homepage, "Home page.")
    external_ids: list[ExternalId] = unpaged(
        external_ids_of("affiliation"), "What the outside world calls it."
    )
    parent: Affiliation | None = one(
        One(
            tables.affiliation,
            lambda affiliation, parent: parent.c.id == affiliation.c.parent_id,
        ),
        "What it belongs to.",
    )
    children: Connection[Edge[Affiliation], Affiliation] = connection(
        Many(
            tables.affiliation,
            order(AffiliationOrder.NAME),
            on=lambda affiliation, child: child.c.parent_id == affiliation.c.id,
        ),
        "What belongs directly to it: faculties, institutes, subsidiaries.",
        order=AffiliationOrder.NAME,
        filter=AffiliationFilter,
    )
    institutions: list[AffiliationMatch] = unpaged(
        Many(
            tables.affiliation_match,
            Order(("confidence", "institution_id"), descending=True, unique=True),
            on=lambda affiliation, match: match.c.affiliation_id == affiliation.c.id,
            bound=3,
        ),
        "Of an affiliation that is known by nothing but what authors write: the institutions of"
        " ROR that it names, the surest first. It stays an affiliation of its own: what is"
        " concluded is not mixed with what was said.",
    )
    written_as: Connection[AffiliationTextEdge, Affiliation] = connection(
        Many(
            tables.affiliation,
            Order(("confidence",), descending=True),
            on=lambda affiliation, match: match.c.institution_id == affiliation.c.id,
            through=tables.affiliation_match,
            target="affiliation_id",
            copies=MappingProxyType({"confidence": "confidence"}),
        ),
        "Of an institution of ROR: the affiliations in plain text that name it, the surest first."
        " Their papers are not counted among its own.",
        filter=AffiliationFilter,
    )
    paper_count: int = leaf(lambda affiliation: affiliation.c.paper_count, "Papers here.")
    author_count: int = leaf(lambda affiliation: affiliation.c.author_count, "Authors here.")
    citation_count: int = leaf(
        lambda affiliation: affiliation.c.citation_count, "Citations that the papers received."
    )
    authors: Connection[AffiliationAuthorEdge, Author] = connection(
        Many(
            tables.author,
            order(ContributorOrder.PAPERS),
            on=lambda affiliation, link: link.c.affiliation_id == affiliation.c.id,
            through=tables.author_affiliation,
            target="author_id",
            copies=_AUTHOR_COPIES,
            counter=lambda affiliation: affiliation.c.author_count,
        ),
        "Everybody who ever gave it on a paper.",
        order=ContributorOrder.PAPERS,
        filter=AuthorFilter,
    )
    papers: Papers[Edge[Paper], Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            on=lambda affiliation, link: link.c.affiliation_id == affiliation.c.id,
            through=tables.paper_affiliation,
            target="paper_id",
            copies=PAPER_COPIES,
            counter=lambda affiliation: affiliation.c.paper_count,
        ),
        "The papers that give it.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    papers_by_year: list[PaperYearCount] = unpaged(
        years_of(tables.paper_affiliation, "affiliation_id"),
        "The papers that give it by year, the earliest first.",
    )
    collaborators: Connection[CollaboratorEdge, Affiliation] = connection(
        on_same_papers(tables.affiliation, tables.paper_affiliation, "affiliation_id"),
        "Affiliations that papers give together with this one.",
        order=SharedOrder.PAPERS,
        filter=AffiliationFilter,
    )
    topics: Connection[AffiliationTopicEdge, Topic] = connection(
        through_papers(
            tables.paper_affiliation,
            "affiliation_id",
            tables.topic,
            tables.paper_topic,
            "topic_id",
        ),
        "The topics of its papers, the most frequent first.",
        filter=TopicFilter,
    )
    current_authors: Connection[AffiliationAuthorEdge, Author] = connection(
        Many(
            tables.author,
            order(ContributorOrder.PAPERS),
            on=lambda affiliation, link: (
                (link.c.affiliation_id == affiliation.c.id) & _is_latest(link)
            ),
            through=tables.author_affiliation,
            target="author_id",
            copies=_AUTHOR_COPIES,
        ),
        "Those who gave it in the latest year in which they gave any affiliation.",
        order=ContributorOrder.PAPERS,
        filter=AuthorFilter,
    )


from service.graph.affiliation_match import AffiliationMatch, AffiliationTextEdge  # noqa: E402
from service.graph.author import Author  # noqa: E402
from service.graph.external_id import ExternalId  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
from service.graph.topic import Topic  # noqa: E402
from service.graph.year_count import PaperYearCount  # noqa: E402
