"""Authors, and what leads from an author to everything else."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType

import strawberry
from sqlalchemy import func

from service import tables
from service.compiler.fields import Many, One, Order
from service.graph.connections import Connection, Edge, Node
from service.graph.declare import Member, connection, leaf, member, one, same, unpaged
from service.graph.filters import CoauthorFilter, PaperFilter
from service.graph.identity import AuthorIdentity, reasons, shares_a_name
from service.graph.orders import PAPER_COPIES, AuthorOrder, CoauthorOrder, PaperOrder, order
from service.graph.owned import external_ids_of, other_names, reported_by
from service.graph.relatedness import CITED_AUTHORS, CITING_AUTHORS
from service.graph.together import SUGGESTED
from service.tables.author import MOST_COAUTHORS


@strawberry.enum(description="What kind of author it is.")
class AuthorKind(Enum):
    PERSON = strawberry.enum_value("PERSON", description="A person.")
    GROUP = strawberry.enum_value("GROUP", description="A collaboration, a lab, a committee.")


@strawberry.type(description="A paper of an author.")
class AuthorPaperEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    position: int | None = leaf(
        lambda authorship: authorship.c.position, "The author's place on the paper, from 1."
    )
    name_as_written: str = leaf(
        lambda authorship: authorship.c.name_as_written, "The author's name as the paper writes it."
    )
    node: Paper = member(Member.NODE, "The paper.")


@strawberry.type(description="A topic that an author works on.")
class AuthorTopicEdge:
    cursor: str = member(Member.CURSOR, "The topic's place in the list.")
    paper_count: int = leaf(lambda link: link.c.paper_count, "The author's papers on it.")
    node: Topic = member(Member.NODE, "The topic.")


@strawberry.type(description="Where an author was.")
class AuthorAffiliationEdge:
    cursor: str = member(Member.CURSOR, "The affiliation's place in the list.")
    paper_count: int = leaf(
        lambda link: link.c.paper_count, "The author's papers that give this affiliation."
    )
    first_year: int | None = leaf(lambda link: link.c.first_year, "Year of the first of them.")
    last_year: int | None = leaf(lambda link: link.c.last_year, "Year of the last of them.")
    node: Affiliation = member(Member.NODE, "The affiliation.")


_BY_PAPERS = Order(("paper_count",), descending=True)
_PAPER_COUNT = MappingProxyType({"paper_count": "paper_count"})


@strawberry.type(description="Who writes papers: a person or a group.")
class Author(Node):
    name: str = leaf(lambda author: author.c.name, "Name as displayed.")
    name_variants: list[str] = leaf(
        other_names("author"), "The other forms in which the name was written, by code point."
    )
    kind: AuthorKind = leaf(lambda author: func.upper(author.c.kind), "Person or group.")
    orcid: str | None = leaf(lambda author: author.c.orcid, "ORCID iD.")
    homepage: str | None = leaf(lambda author: author.c.homepage, "Home page.")
    external_ids: list[ExternalId] = unpaged(
        external_ids_of("author"), "What the outside world calls the author."
    )
    identity: list[AuthorIdentity] = unpaged(
        reasons, "Why names without an outside id are this author's, by name and rule."
    )
    possibly_same: Connection[Edge[Author], Author] = connection(
        Many(tables.author, order(AuthorOrder.MOST_PAPERS), on=shares_a_name),
        "Others who are written the same in some form, case and accents aside, and whom nothing"
        " joins to the author.",
        order=AuthorOrder.MOST_PAPERS,
    )
    primary_topic: Topic | None = one(
        One(tables.topic, lambda author, topic: topic.c.id == author.c.primary_topic_id),
        "The main topic: as a source gives it, else the topic of most papers.",
    )
    metrics: AuthorMetrics = same("Figures computed from the graph that is here.")
    reported_metrics: list[ReportedMetric] = unpaged(
        reported_by("author"), "Figures that others report, the latest first."
    )
    papers: Papers[AuthorPaperEdge, Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            on=lambda author, authorship: (
                (authorship.c.author_id == author.c.id) & ~authorship.c.is_repeat
            ),
            through=tables.authorship,
            target="paper_id",
            copies=PAPER_COPIES,
            counter=lambda author: author.c.paper_count,
        ),
        "The author's papers.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    coauthors: Connection[CoauthorEdge, Author] = connection(
        Many(
            tables.author,
            order(CoauthorOrder.PAPERS),
            on=lambda author, pair: pair.c.author_id == author.c.id,
            through=tables.coauthorship,
            target="coauthor_id",
            copies=MappingProxyType(
                {"paper_count": "paper_count", "last_year_key": "last_year_key"}
            ),
            counter=lambda author: author.c.coauthor_count,
        ),
        "Those with whom the author wrote, by papers of at most"
        f" {MOST_COAUTHORS} authors: a larger one tells nothing about who works with whom.",
        order=CoauthorOrder.PAPERS,
        filter=CoauthorFilter,
    )
    suggested_coauthors: Connection[SuggestedCoauthorEdge, Author] = connection(
        SUGGESTED,
        "Those with whom the author has not written, but closest coauthors have: "
        "most such coauthors first.",
    )
    cited_authors: Connection[CitedAuthorEdge, Author] = connection(
        CITED_AUTHORS, "The others whom the author's papers cite, the most cited by them first."
    )
    citing_authors: Connection[CitedAuthorEdge, Author] = connection(
        CITING_AUTHORS, "The others whose papers cite the author, those who do most first."
    )
    topics: Connection[AuthorTopicEdge, Topic] = connection(
        Many(
            tables.topic,
            _BY_PAPERS,
            on=lambda author, link: link.c.author_id == author.c.id,
            through=tables.author_topic,
            target="topic_id",
            copies=_PAPER_COUNT,
            counter=lambda author: author.c.topic_count,
        ),
        "The topics of the author's papers, the most frequent first.",
    )
    affiliations: Connection[AuthorAffiliationEdge, Affiliation] = connection(
        Many(
            tables.affiliation,
            _BY_PAPERS,
            on=lambda author, link: link.c.author_id == author.c.id,
            through=tables.author_affiliation,
            target="affiliation_id",
            copies=_PAPER_COUNT,
            counter=lambda author: author.c.affiliation_count,
        ),
        "Where the author was, by number of papers.",
    )


from service.graph.affiliation import Affiliation  # noqa: E402
from service.graph.coauthor import CoauthorEdge, SuggestedCoauthorEdge  # noqa: E402
from service.graph.external_id import ExternalId  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.metric import AuthorMetrics, ReportedMetric  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
from service.graph.related import CitedAuthorEdge  # noqa: E402
from service.graph.topic import Topic  # noqa: E402
