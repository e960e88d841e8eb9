"""The roots of the schema: where a question can begin."""

from __future__ import annotations

from enum import Enum

import strawberry
from sqlalchemy import ARRAY, BigInteger, Table

from service import tables
from service.compiler.fields import Counter, Many, One
from service.graph import search
from service.graph.affiliation import Affiliation
from service.graph.author import Author
from service.graph.changes import CHANGES, Change, ChangeEdge
from service.graph.code import CodeRepository
from service.graph.connections import Connection, Edge, Node
from service.graph.declare import by_global_id, by_global_ids, connection, lookup, one, unpaged
from service.graph.facets import Papers
from service.graph.filters import (
    AffiliationFilter,
    AuthorFilter,
    CodeRepositoryFilter,
    PaperFilter,
    TopicFilter,
    VenueFilter,
)
from service.graph.finding import FOUND, KINDS, LIMIT, PREFIX, QUERY, SUGGESTED, Hit
from service.graph.growth import CANDIDATES, RISING_PAPERS, RISING_TOPICS, WINDOW
from service.graph.inputs import argument, pointer
from service.graph.network import ARGUMENTS as NETWORK_ARGUMENTS
from service.graph.network import NETWORK, CoauthorNetwork
from service.graph.orders import (
    AffiliationOrder,
    AuthorOrder,
    CodeRepositoryOrder,
    PaperOrder,
    TopicOrder,
    VenueOrder,
    order,
)
from service.graph.page_rank import PAPERS_BY_SCORE
from service.graph.paper import Paper
from service.graph.paths import MAX_LENGTH, CitationPath, CoauthorPath, path_between
from service.graph.references import (
    AffiliationRef,
    AuthorRef,
    CodeRepositoryRef,
    PaperRef,
    TopicRef,
    VenueRef,
    entity_id,
)
from service.graph.related import RelatedPaperEdge
from service.graph.relatedness import RELATED_TO_SEEDS
from service.graph.resolve import REFS, RESOLVED, Resolution
from service.graph.rising import RisingPaperEdge, RisingTopicEdge
from service.graph.stats import STATS, Stats, size_of
from service.graph.topic import Topic
from service.graph.venue import Venue


def _size(table: Table) -> Counter:
    return lambda _: size_of(table)


def _all(table: Table, by: Enum) -> Many:
    return Many(table, order(by), counter=_size(table))


@strawberry.type(description="Where a question begins.")
class Query:
    node: Node | None = by_global_id("Whatever bears a global id; null if nothing does.")
    nodes: list[Node | None] = by_global_ids(
        "Whatever bears these global ids, in their order, null where nothing does."
    )
    paper: Paper | None = lookup(
        One(tables.paper), PaperRef, "One paper by any of its ids; null if it is not here."
    )
    author: Author | None = lookup(
        One(tables.author), AuthorRef, "One author by any of their ids; null if not here."
    )
    affiliation: Affiliation | None = lookup(
        One(tables.affiliation), AffiliationRef, "One affiliation by any of its ids."
    )
    topic: Topic | None = lookup(One(tables.topic), TopicRef, "One topic by any of its ids.")
    venue: Venue | None = lookup(One(tables.venue), VenueRef, "One venue by any of its ids.")
    code_repository: CodeRepository | None = lookup(
        One(tables.code_repository), CodeRepositoryRef, "One code repository by any of its ids."
    )
    papers: Papers[Edge[Paper], Paper] = connection(
        _all(tables.paper, PaperOrder.MOST_CITED),
        "All papers.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
        search=search.papers,
        search_description=search.TEXT_SEARCH,
    )
    papers_by_page_rank: Papers[Edge[Paper], Paper] = connection(
        PAPERS_BY_SCORE,
        "The papers that have a PageRank, the highest first: none until `colophon rank` has run.",
        filter=PaperFilter,
    )
    authors: Connection[Edge[Author], Author] = connection(
        _all(tables.author, AuthorOrder.MOST_CITED),
        "All authors.",
        order=AuthorOrder.MOST_CITED,
        filter=AuthorFilter,
        search=search.authors,
        search_description=search.NAME_SEARCH,
    )
    affiliations: Connection[Edge[Affiliation], Affiliation] = connection(
        _all(tables.affiliation, AffiliationOrder.MOST_PAPERS),
        "All affiliations.",
        order=AffiliationOrder.MOST_PAPERS,
        filter=AffiliationFilter,
        search=search.affiliations,
        search_description=search.NAME_SEARCH,
    )
    topics: Connection[Edge[Topic], Topic] = connection(
        _all(tables.topic, TopicOrder.MOST_PAPERS),
        "All topics.",
        order=TopicOrder.MOST_PAPERS,
        filter=TopicFilter,
        search=search.topics,
        search_description="Keeps those whose name has all these words, or whose code this is.",
    )
    venues: Connection[Edge[Venue], Venue] = connection(
        _all(tables.venue, VenueOrder.MOST_PAPERS),
        "All venues.",
        order=VenueOrder.MOST_PAPERS,
        filter=VenueFilter,
        search=search.venues,
        search_description="Keeps those whose name has all these words.",
    )
    code_repositories: Connection[Edge[CodeRepository], CodeRepository] = connection(
        _all(tables.code_repository, CodeRepositoryOrder.MOST_PAPERS),
        "All code repositories.",
        order=CodeRepositoryOrder.MOST_PAPERS,
        filter=CodeRepositoryFilter,
        search=search.code_repositories,
        search_description="Keeps those whose address contains this.",
    )
    search: list[Hit] = unpaged(
        FOUND,
        "Papers, authors, topics, affiliations and venues that have these words: the best of each "
        "kind, then the second best, and so on. A name or title that is the query itself comes "
        "first in its kind, then the most cited, or those with most papers; of papers the 200 most "
        "cited matches are compared. Of authors those follow last who are only spelt much the "
        "same.",
        QUERY,
        KINDS,
        LIMIT,
    )
    suggest: list[Hit] = unpaged(
        SUGGESTED,
        "Entities whose name or title begins so, to complete what somebody types: in the same "
        "order as `search`; of each kind the first 200 names in the alphabet are compared.",
        PREFIX,
        LIMIT,
    )
    resolve: list[Resolution] = unpaged(
        RESOLVED,
        "What each of many references means, in their order. An id or an address counts before "
        "a name or title that is spelt the same.",
        REFS,
    )
    changes: Connection[ChangeEdge, Change] = connection(
        CHANGES,
        "What was added, updated, merged and deleted, in order and without a gap: who keeps the "
        "last cursor can go on from it at any time.",
    )
    stats: Stats = one(STATS, "The size of the graph that is here, and its state.")
    related_papers: Papers[RelatedPaperEdge, Paper] = connection(
        RELATED_TO_SEEDS,
        "Papers related to some given ones: cited together with them, or citing what they cite; "
        "the strongest relation first.",
        argument(
            "seeds",
            list[strawberry.ID],
            "Global ids of the given papers, up to 100; those that are not here are ignored.",
            type=ARRAY(BigInteger),
            parse=entity_id(tables.paper),
            most=100,
        ),
        filter=PaperFilter,
    )
    rising_papers: Papers[RisingPaperEdge, Paper] = connection(
        RISING_PAPERS,
        f"Papers by how much more they are cited than before (`growth`). Of each year of the "
        f"window the {CANDIDATES} papers most cited in it are compared.",
        *WINDOW,
        filter=PaperFilter,
    )
    rising_topics: Connection[RisingTopicEdge, Topic] = connection(
        RISING_TOPICS,
        "Topics with papers in the window by how much their share of the papers of their "
        "classification has grown (`growth`).",
        *WINDOW,
        filter=TopicFilter,
    )
    coauthor_network: CoauthorNetwork | None = one(
        NETWORK,
        "The coauthors around an author, their coauthors, and so on, the nearest first; of those "
        "equally near the ones with most papers with the ring before, then the smaller id. "
        "A ring grows from those of the ring before that are shown. Null if the author is not "
        "here.",
        pointer("author", AuthorRef, tables.author, "Who is in the middle."),
        *NETWORK_ARGUMENTS,
    )
    coauthor_path: CoauthorPath | None = one(
        path_between("coauthor_path"),
        "A shortest chain of coauthors between two authors; of several the one with the smallest "
        "ids, compared in order from `from`. Null if there is none within `maxLength` steps, or if "
        "one of the two is not here.",
        pointer("from", AuthorRef, tables.author, "Where the path begins."),
        pointer("to", AuthorRef, tables.author, "Where it ends."),
        MAX_LENGTH,
    )
    citation_path: CitationPath | None = one(
        path_between("citation_path"),
        "A shortest chain of citations by which one paper's ideas reach another: each paper is "
        "cited by the next; of several the one with the smallest ids, compared in order. Null if "
        "there is none within `maxLength` steps, or if one of the two is not here.",
        pointer("from", PaperRef, tables.paper, "The paper whose ideas travel."),
        pointer("to", PaperRef, tables.paper, "The paper that they reach."),
        MAX_LENGTH,
    )
