"""Papers, and what leads from a paper to everything else."""

from __future__ import annotations

import datetime
from enum import Enum
from types import MappingProxyType

import strawberry
from sqlalchemy import ColumnElement, func

from service import tables
from service.citing.formats import FORMATS, Format
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row
from service.graph.connections import Connection, Edge, Node
from service.graph.declare import Member, connection, leaf, member, one, unpaged
from service.graph.filters import PaperFilter
from service.graph.highlight import HIGHLIGHTS, SEARCHED, Highlight
from service.graph.inputs import argument
from service.graph.orders import PaperOrder, RelatedOrder, order
from service.graph.owned import external_ids_of, reported_by
from service.graph.page_rank import OF_PAPER, PageRank
from service.graph.relatedness import CO_CITED, COUPLED, is_self_citation
from service.tables.paper import abstract as abstract_of


@strawberry.enum(description="A format that reference managers read.")
class CitationFormat(Enum):
    BIBTEX = strawberry.enum_value(FORMATS["bib"], description="BibTeX.")
    RIS = strawberry.enum_value(FORMATS["ris"], description="RIS.")
    CSL_JSON = strawberry.enum_value(FORMATS["json"], description="CSL-JSON, one item, as text.")


def _export(paper: Row, format: Enum) -> ColumnElement[str]:
    found = format.value
    assert isinstance(found, Format)
    return found.text(paper)


@strawberry.enum(description="How much of a date is known.")
class DatePrecision(Enum):
    DAY = strawberry.enum_value("DAY", description="The day.")
    MONTH = strawberry.enum_value("MONTH", description="The month; the day given is the first.")
    YEAR = strawberry.enum_value("YEAR", description="The year; the day given is January 1.")


@strawberry.type(description="An author in their place on a paper.")
class PaperAuthorEdge:
    cursor: str = member(Member.CURSOR, "The author's place in the list.")
    position: int | None = leaf(
        lambda authorship: authorship.c.position,
        "Place among the authors, from 1; null where a source names an author without a place.",
    )
    name_as_written: str = leaf(
        lambda authorship: authorship.c.name_as_written, "The name as this paper writes it."
    )
    is_corresponding: bool = leaf(
        lambda authorship: authorship.c.is_corresponding, "Whether it is the corresponding author."
    )
    affiliations: list[Affiliation] = unpaged(
        Many(
            tables.affiliation,
            Order(("place",)),
            on=lambda authorship, link: (
                (link.c.paper_id == authorship.c.paper_id)
                & (link.c.ordinal == authorship.c.ordinal)
            ),
            through=tables.authorship_affiliation,
            target="affiliation_id",
            copies=MappingProxyType({"place": "place"}),
            bound=5,
        ),
        "The author's affiliations as given on this paper.",
    )
    node: Author | None = member(
        Member.NODE, "Who it is; null while the name has not been identified."
    )


@strawberry.type(description="A citation between two papers.")
class CitationEdge:
    cursor: str = member(Member.CURSOR, "The citation's place in the list.")
    contexts: list[str] = leaf(
        lambda citation: citation.c.contexts, "The sentences in which it is cited."
    )
    intents: list[str] = leaf(
        lambda citation: citation.c.intents, "What it is cited for, as a source classed it."
    )
    is_influential: bool | None = leaf(
        lambda citation: citation.c.is_influential,
        "Whether a source calls the citation influential; null if none said.",
    )
    is_self_citation: bool = leaf(is_self_citation, "Whether somebody wrote both papers.", price=1)
    node: Paper = member(Member.NODE, "The paper at the other end.")


@strawberry.type(description="A topic that a paper bears.")
class PaperTopicEdge:
    cursor: str = member(Member.CURSOR, "The topic's place in the list.")
    is_primary: bool = leaf(
        lambda bears: bears.c.is_primary, "Whether it is the paper's main topic."
    )
    score: float | None = leaf(lambda bears: bears.c.score, "How sure the source is.")
    node: Topic = member(Member.NODE, "The topic.")


_NO_COPIES: MappingProxyType[str, str] = MappingProxyType({})
_OF_CITING = MappingProxyType(
    {"citation_count": "citing_citation_count", "published_key": "citing_published_key"}
)


def _citations(owner: str, other: str, counter: str, copies: MappingProxyType[str, str]) -> Many:
    """Citations of which this paper is one end (`owner`), and the listed paper the `other`."""
    return Many(
        tables.paper,
        order(PaperOrder.MOST_CITED),
        on=lambda paper, citation: citation.c[f"{owner}_id"] == paper.c.id,
        through=tables.citation,
        target=f"{other}_id",
        copies=copies,
        counter=lambda paper: paper.c[counter],
    )


@strawberry.type(description="A scholarly work.")
class Paper(Node):
    title: str = leaf(lambda paper: paper.c.title, "Title.")
    abstract: str | None = leaf(abstract_of, "Abstract as the source has it; LaTeX is kept.")
    highlights: list[Highlight] = unpaged(
        HIGHLIGHTS,
        "Its title, and its abstract where it has one, cut where the words of a search stand. "
        "Words that are to be missing are not marked.",
        SEARCHED,
    )
    published_on: datetime.date | None = leaf(
        lambda paper: paper.c.published_on, "Day of first publication."
    )
    published_precision: DatePrecision | None = leaf(
        lambda paper: func.upper(paper.c.published_precision), "How much of `publishedOn` is known."
    )
    year: int | None = leaf(lambda paper: paper.c.year, "Year of publication.")
    type: str | None = leaf(lambda paper: paper.c.type, "Kind of work: `article`, `preprint` …")
    language: str | None = leaf(lambda paper: paper.c.language, "Language, as an ISO 639-1 code.")
    venue: Venue | None = one(
        One(tables.venue, lambda paper, venue: venue.c.id == paper.c.venue_id),
        "Where it was published.",
    )
    is_retracted: bool = leaf(lambda paper: paper.c.is_retracted, "Whether it was withdrawn.")
    open_access_url: str | None = leaf(
        lambda paper: paper.c.open_access_url, "Where it can be read freely."
    )
    external_ids: list[ExternalId] = unpaged(
        external_ids_of("paper"), "What the outside world calls it."
    )
    primary_topic: Topic | None = one(
        One(tables.topic, lambda paper, topic: topic.c.id == paper.c.primary_topic_id),
        "Its main topic.",
    )
    topics: Connection[PaperTopicEdge, Topic] = connection(
        Many(
            tables.topic,
            Order(("ordinal",)),
            on=lambda paper, bears: bears.c.paper_id == paper.c.id,
            through=tables.paper_topic,
            target="topic_id",
            copies=MappingProxyType({"ordinal": "ordinal"}),
            counter=lambda paper: paper.c.topic_count,
        ),
        "The topics that it bears, the main one first.",
    )
    has_code: bool = leaf(
        lambda paper: paper.c.has_code, "Whether a source marks it as having code or links to code."
    )
    code_links: Connection[Edge[CodeLink], CodeLink] = connection(
        Many(
            tables.code_link,
            Order(("repository_id",), unique=True),
            on=lambda paper, link: link.c.paper_id == paper.c.id,
            counter=lambda paper: paper.c.code_link_count,
        ),
        "Its links to code.",
    )
    artifact_links: list[ArtifactLink] = unpaged(
        Many(
            tables.artifact_link,
            Order(("url",), unique=True),
            on=lambda paper, link: link.c.paper_id == paper.c.id,
            bound=5,
        ),
        "Its links to what is no code repository: data, models, short addresses.",
    )
    authors_complete: bool = leaf(
        lambda paper: paper.c.authors_complete,
        "Whether a source vouches that `authors` is the whole list.",
    )
    author_count: int = leaf(lambda paper: paper.c.author_count, "Authors that are known here.")
    authors: Connection[PaperAuthorEdge, Author] = connection(
        Many(
            tables.author,
            Order(("ordinal",), unique=True),
            on=lambda paper, authorship: (
                (authorship.c.paper_id == paper.c.id) & ~authorship.c.is_repeat
            ),
            through=tables.authorship,
            target="author_id",
            copies=MappingProxyType({"ordinal": "ordinal"}),
            counter=lambda paper: paper.c.author_count,
            optional=True,
        ),
        "Its authors in their order, those without a known place last. "
        "`nodes` leaves out names that nobody identified yet; `edges` has them all.",
    )
    affiliations: Connection[Edge[Affiliation], Affiliation] = connection(
        Many(
            tables.affiliation,
            Order(("ordinal",)),
            on=lambda paper, link: link.c.paper_id == paper.c.id,
            through=tables.paper_affiliation,
            target="affiliation_id",
            copies=MappingProxyType({"ordinal": "ordinal"}),
            counter=lambda paper: paper.c.affiliation_count,
        ),
        "Affiliations of its authors, and those that a source gave to the paper alone.",
    )
    citation_count: int = leaf(
        lambda paper: paper.c.citation_count, "Papers here that cite this one."
    )
    reference_count: int = leaf(
        lambda paper: paper.c.reference_count, "Papers here that this one cites."
    )
    citations: Papers[CitationEdge, Paper] = connection(
        _citations("cited", "citing", "citation_count", _OF_CITING),
        "The papers that cite this one.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    references: Papers[CitationEdge, Paper] = connection(
        _citations("citing", "cited", "reference_count", _NO_COPIES),
        "The papers that this one cites.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    page_rank: PageRank | None = one(
        OF_PAPER,
        "Its PageRank; null where none was computed since it came (`colophon rank` computes it).",
    )
    counts_by_year: list[CitationYearCount] = unpaged(
        Many(
            tables.paper_year,
            Order(("year",), unique=True),
            on=lambda paper, count: count.c.paper_id == paper.c.id,
            bound=50,
        ),
        "Its citations by the year of the citing papers, the earliest first.",
    )
    co_cited: Papers[CoCitationEdge, Paper] = connection(
        CO_CITED,
        "Papers that are cited together with this one.",
        order=RelatedOrder.STRENGTH,
        filter=PaperFilter,
    )
    coupled: Papers[CouplingEdge, Paper] = connection(
        COUPLED,
        "Papers that cite the same papers as this one (bibliographic coupling).",
        order=RelatedOrder.STRENGTH,
        filter=PaperFilter,
    )
    export: str = leaf(
        _export,
        "The paper as a reference manager takes it.",
        argument("format", CitationFormat, "Which format."),
        price=16,
    )
    reported_metrics: list[ReportedMetric] = unpaged(
        reported_by("paper"), "Figures that others report about it, the latest first."
    )


from service.graph.affiliation import Affiliation  # noqa: E402
from service.graph.author import Author  # noqa: E402
from service.graph.code import ArtifactLink, CodeLink  # noqa: E402
from service.graph.external_id import ExternalId  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.metric import ReportedMetric  # noqa: E402
from service.graph.related import CoCitationEdge, CouplingEdge  # noqa: E402
from service.graph.topic import Topic  # noqa: E402
from service.graph.venue import Venue  # noqa: E402
from service.graph.year_count import CitationYearCount  # noqa: E402
