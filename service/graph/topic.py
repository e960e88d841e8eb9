"""Topics: classifications of papers, as trees."""

from __future__ import annotations

from types import MappingProxyType

import strawberry

from service import tables
from service.compiler.fields import Many, One
from service.graph.connections import Connection, Edge, Node
from service.graph.declare import Member, connection, leaf, member, one, unpaged
from service.graph.filters import AffiliationFilter, AuthorFilter, PaperFilter, TopicFilter
from service.graph.growth import RISING_ON_TOPIC, TOPIC_CANDIDATES, WINDOW
from service.graph.orders import (
    PAPER_COPIES,
    ContributorOrder,
    PaperOrder,
    SharedOrder,
    TopicOrder,
    order,
)
from service.graph.shared_papers import (
    ANCESTORS,
    BY_YEAR,
    DESCENDANTS,
    on_same_papers,
    papers_in_tree,
    through_papers,
)


@strawberry.type(description="Somebody who works on a topic.")
class TopicAuthorEdge:
    cursor: str = member(Member.CURSOR, "The author's place in the list.")
    paper_count: int = leaf(
        lambda link: link.c.paper_count, "The author's papers that bear this very topic."
    )
    node: Author = member(Member.NODE, "The author.")


@strawberry.type(description="A topic that papers bear together with another.")
class RelatedTopicEdge:
    cursor: str = member(Member.CURSOR, "The topic's place in the list.")
    paper_count: int = leaf(lambda pair: pair.c.paper_count, "Papers that bear both.")
    cosine: float = leaf(
        lambda pair: pair.c.cosine,
        "`paperCount` divided by the geometric mean of the two topics' numbers of papers: "
        "from 0 to 1 (Salton's cosine).",
    )
    node: Topic = member(Member.NODE, "The topic.")


@strawberry.type(description="An affiliation whose papers bear a topic.")
class TopicAffiliationEdge:
    cursor: str = member(Member.CURSOR, "The affiliation's place in the list.")
    paper_count: int = leaf(
        lambda link: link.c.paper_count, "The affiliation's papers that bear this very topic."
    )
    node: Affiliation = member(Member.NODE, "The affiliation.")


@strawberry.type(description="A subject in a classification.")
class Topic(Node):
    scheme: str = leaf(lambda topic: topic.c.scheme, "Classification: `arxiv`, `openalex`.")
    code: str = leaf(lambda topic: topic.c.code, "Code in it: `cs.LG`, `T10320`.")
    name: str = leaf(lambda topic: topic.c.name, "Name.")
    description: str | None = leaf(lambda topic: topic.c.description, "What it covers.")
    level: int = leaf(lambda topic: topic.c.level, "Depth below the root, from 0.")
    paper_count: int = leaf(lambda topic: topic.c.paper_count, "Papers that bear this very topic.")
    author_count: int = leaf(lambda topic: topic.c.author_count, "Authors of those papers.")
    citation_count: int = leaf(
        lambda topic: topic.c.citation_count, "Citations that those papers received."
    )
    parent: Topic | None = one(
        One(tables.topic, lambda topic, parent: parent.c.id == topic.c.parent_id),
        "The topic above; null at the root.",
    )
    children: Connection[Edge[Topic], Topic] = connection(
        Many(
            tables.topic,
            order(TopicOrder.NAME),
            on=lambda topic, child: child.c.parent_id == topic.c.id,
            counter=lambda topic: topic.c.child_count,
        ),
        "The topics directly below.",
        order=TopicOrder.NAME,
        filter=TopicFilter,
    )
    papers: Papers[Edge[Paper], Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            on=lambda topic, bears: bears.c.topic_id == topic.c.id,
            through=tables.paper_topic,
            target="paper_id",
            copies=PAPER_COPIES,
            counter=lambda topic: topic.c.paper_count,
        ),
        "The papers that bear this very topic.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    papers_in_tree: Papers[Edge[Paper], Paper] = connection(
        papers_in_tree(order(PaperOrder.MOST_CITED)),
        "The papers that bear this topic or any below it, each once.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    ancestors: list[Topic] = unpaged(ANCESTORS, "The topics above, from the root down.")
    descendants: Connection[Edge[Topic], Topic] = connection(
        DESCENDANTS, "All topics below, level by level, by name.", filter=TopicFilter
    )
    papers_by_year: list[PaperYearCount] = unpaged(
        Many(
            tables.topic_year,
            BY_YEAR,
            on=lambda topic, count: count.c.topic_id == topic.c.id,
            bound=50,
        ),
        "The papers that bear this very topic by year, the earliest first.",
    )
    related: Connection[RelatedTopicEdge, Topic] = connection(
        on_same_papers(tables.topic, tables.paper_topic, "topic_id"),
        "Topics that papers bear together with this very one.",
        order=SharedOrder.PAPERS,
        filter=TopicFilter,
    )
    affiliations: Connection[TopicAffiliationEdge, Affiliation] = connection(
        through_papers(
            tables.paper_topic,
            "topic_id",
            tables.affiliation,
            tables.paper_affiliation,
            "affiliation_id",
        ),
        "Affiliations whose papers bear this very topic, those with most such papers first.",
        filter=AffiliationFilter,
    )
    rising_papers: Papers[RisingPaperEdge, Paper] = connection(
        RISING_ON_TOPIC,
        "Papers that bear this very topic by how much more they are cited than before (`growth`). "
        f"The {TOPIC_CANDIDATES} newest papers and the {TOPIC_CANDIDATES} most cited are compared.",
        *WINDOW,
        filter=PaperFilter,
    )
    authors: Connection[TopicAuthorEdge, Author] = connection(
        Many(
            tables.author,
            order(ContributorOrder.PAPERS),
            on=lambda topic, link: link.c.topic_id == topic.c.id,
            through=tables.author_topic,
            target="author_id",
            copies=MappingProxyType({"paper_count": "paper_count"}),
            counter=lambda topic: topic.c.author_count,
        ),
        "The authors of papers that bear this very topic.",
        order=ContributorOrder.PAPERS,
        filter=AuthorFilter,
    )


from service.graph.affiliation import Affiliation  # noqa: E402
from service.graph.author import Author  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
from service.graph.rising import RisingPaperEdge  # noqa: E402
from service.graph.year_count import PaperYearCount  # noqa: E402
