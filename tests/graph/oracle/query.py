"""The roots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.graph.oracle import pages, rising
from tests.graph.oracle.changes import ChangeEdge
from tests.graph.oracle.conditions import (
    Filter,
    has_words,
    holds,
    number,
    parts,
)
from tests.graph.oracle.entities import (
    ENTITIES,
    Affiliation,
    Author,
    CodeRepository,
    Edge,
    Entity,
    Paper,
    Topic,
    Venue,
)
from tests.graph.oracle.graph import Graph
from tests.graph.oracle.network import CoauthorNetwork
from tests.graph.oracle.pages import Connection, Order
from tests.graph.oracle.paths import CitationPath, CoauthorPath, Paths
from tests.graph.oracle.references import look_up
from tests.graph.oracle.resolving import Resolution
from tests.graph.oracle.stats import Stats

By = Mapping[str, Any]


class Query:
    typename = "Query"

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.paths = Paths(graph)

    def node(self, id: str) -> Entity | None:
        noun, number = parts(id) or ("", 0)
        if noun not in ENTITIES:
            return None
        return ENTITIES[noun].with_id(self.graph, self.graph.current_id(noun, number))

    def nodes(self, ids: list[str]) -> list[Entity | None]:
        return [self.node(id) for id in ids]

    def paper(self, by: By) -> Entity | None:
        return look_up(self.graph, Paper, by)

    def author(self, by: By) -> Entity | None:
        return look_up(self.graph, Author, by)

    def affiliation(self, by: By) -> Entity | None:
        return look_up(self.graph, Affiliation, by)

    def topic(self, by: By) -> Entity | None:
        return look_up(self.graph, Topic, by)

    def code_repository(self, by: By) -> Entity | None:
        return look_up(self.graph, CodeRepository, by)

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        return self._all(Paper, filter, pages.PAPER_ORDERS[order_by], page)

    def papers_by_page_rank(self, filter: Filter = None, **page: Any) -> Connection:
        rows = self.graph.rows["page_rank"]
        edges = [Edge(Paper.with_id(self.graph, row["paper_id"]), row) for row in rows]
        kept = (edge for edge in edges if holds(filter, edge.node))
        return Connection(kept, Order("score", "score", descending=True), **page)

    def authors(
        self,
        search: str | None = None,
        filter: Filter = None,
        order_by: str = "MOST_CITED",
        **page: Any,
    ) -> Connection:
        order = pages.AUTHOR_ORDERS[order_by]
        return self._all(Author, filter, order, page, lambda author: _is_named(author, search))

    def affiliations(
        self,
        search: str | None = None,
        filter: Filter = None,
        order_by: str = "MOST_PAPERS",
        **page: Any,
    ) -> Connection:
        order = pages.AFFILIATION_ORDERS[order_by]
        return self._all(Affiliation, filter, order, page, lambda found: _is_named(found, search))

    def topics(
        self,
        search: str | None = None,
        filter: Filter = None,
        order_by: str = "MOST_PAPERS",
        **page: Any,
    ) -> Connection:
        order = pages.TOPIC_ORDERS[order_by]
        return self._all(Topic, filter, order, page, lambda topic: _is_about(topic, search))

    def venue(self, by: By) -> Entity | None:
        return look_up(self.graph, Venue, by)

    def venues(
        self,
        search: str | None = None,
        filter: Filter = None,
        order_by: str = "MOST_PAPERS",
        **page: Any,
    ) -> Connection:
        order = pages.VENUE_ORDERS[order_by]
        return self._all(Venue, filter, order, page, lambda found: _is_named(found, search))

    def code_repositories(
        self,
        search: str | None = None,
        filter: Filter = None,
        order_by: str = "MOST_PAPERS",
        **page: Any,
    ) -> Connection:
        order = pages.REPOSITORY_ORDERS[order_by]
        return self._all(CodeRepository, filter, order, page, lambda found: _is_at(found, search))

    def resolve(self, refs: list[str]) -> list[Resolution]:
        return [Resolution(self.graph, ref) for ref in refs]

    def changes(self, **page: Any) -> Connection:
        edges = [ChangeEdge(self.graph, row) for row in self.graph.rows["change"]]
        return Connection(edges, Order("sequence", "sequence", unique=True), **page)

    def stats(self) -> Stats:
        return Stats(self.graph)

    def related_papers(self, seeds: list[str], filter: Filter = None, **page: Any) -> Connection:
        ids = {self.graph.current_id("paper", number(seed, "paper")) for seed in seeds}
        papers = [paper for id_ in ids if (paper := Paper.with_id(self.graph, id_))]
        edges = []
        for row in self.graph.rows["paper"]:
            other = Paper(self.graph, row)
            cited = sum(len(seed.citing_ids() & other.citing_ids()) for seed in papers)
            coupled = sum(len(seed.cited_ids() & other.cited_ids()) for seed in papers)
            if row["id"] not in ids and cited + coupled and holds(filter, other):
                counts = {"co_cited_count": cited, "shared_reference_count": coupled}
                edges.append(Edge(other, counts | {"strength": cited + coupled}))
        return Connection(edges, Order("strength", "strength", descending=True), **page)

    def rising_papers(
        self, last_year: int | None = None, years: int = 2, filter: Filter = None, **page: Any
    ) -> Connection:
        everything = {row["id"] for row in self.graph.rows["paper"]}
        return rising.papers(self.graph, everything, last_year, years, filter, page)

    def rising_topics(
        self, last_year: int | None = None, years: int = 2, filter: Filter = None, **page: Any
    ) -> Connection:
        return rising.topics(self.graph, last_year, years, filter, page)

    def coauthor_network(
        self, author: By, depth: int = 1, min_papers: int = 1, max_authors: int = 50
    ) -> CoauthorNetwork | None:
        found = look_up(self.graph, Author, author)
        if found is None:
            return None
        return CoauthorNetwork(self.graph, found.row["id"], depth, min_papers, max_authors)

    def coauthor_path(self, max_length: int = 6, **ends: By) -> CoauthorPath | None:
        source, target = (look_up(self.graph, Author, ends[end]) for end in ("from", "to"))
        return self.paths.between_authors(source, target, max_length)

    def citation_path(self, max_length: int = 6, **ends: By) -> CitationPath | None:
        source, target = (look_up(self.graph, Paper, ends[end]) for end in ("from", "to"))
        return self.paths.between_papers(source, target, max_length)

    def _all(
        self,
        type_: type[Entity],
        filter: Filter,
        order: Order,
        page: dict[str, Any],
        is_found: Callable[[Any], bool] = lambda entity: True,
    ) -> Connection:
        entities = [type_(self.graph, row) for row in self.graph.rows[type_.table]]
        kept = (entity for entity in entities if is_found(entity) and holds(filter, entity))
        return Connection(map(Edge, kept), order, **page)


def _is_named(entity: Entity, search: str | None) -> bool:
    return search is None or any(has_words(name, search) for name in entity.all_names())


def _is_about(topic: Topic, search: str | None) -> bool:
    if search is None:
        return True
    return has_words(topic.row["name"], search) or topic.row["code"].lower() == search.casefold()


def _is_at(repository: CodeRepository, search: str | None) -> bool:
    return search is None or search.casefold() in repository.row["url_key"]
