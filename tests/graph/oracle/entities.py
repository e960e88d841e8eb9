"""The object types: an attribute or method of a class is the resolver of the field of its name.

Long because each type leads to the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from service import ids
from service.tables.author import MOST_COAUTHORS
from tests.corpus.derived import UNKNOWN_DATE
from tests.corpus.rows import Row
from tests.graph.oracle import pages
from tests.graph.oracle.conditions import Filter, holds
from tests.graph.oracle.graph import Graph, is_counted
from tests.graph.oracle.pages import Connection, Order, cursor_of


class Thing:
    """A row, whose columns are attributes unless the class says otherwise."""

    typename: ClassVar[str]

    def __init__(self, graph: Graph, row: Row) -> None:
        self.graph = graph
        self.row = row

    def __getattr__(self, name: str) -> Any:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__} has no {name}") from None


class Entity(Thing):
    """A thing that has a global id."""

    noun: ClassVar[str]
    table: ClassVar[str]

    @classmethod
    def with_id(cls, graph: Graph, id_: Any) -> Any:
        """The entity with this internal id, if it is there."""
        row = graph.one(cls.table, id=id_)
        return None if row is None else cls(graph, row)

    @property
    def id(self) -> str:
        return f"{self.noun}:{self.row['id']}"

    @property
    def external_ids(self) -> list[ExternalId]:
        rows = self.graph.where(f"{self.noun}_external_id", **{f"{self.noun}_id": self.row["id"]})
        rows = sorted(rows, key=lambda row: (row["scheme"], row["value"]))
        return [ExternalId(self.graph, row) for row in rows]

    @property
    def name_variants(self) -> list[str]:
        names = self.all_names()
        names.remove(self.row["name"])
        return sorted(names)

    def all_names(self) -> list[str]:
        """Every form in which the name was written, the displayed one too."""
        rows = self.graph.where(f"{self.noun}_name", **{f"{self.noun}_id": self.row["id"]})
        return [row["name"] for row in rows]

    @property
    def reported_metrics(self) -> list[ReportedMetric]:
        rows = self.graph.where("reported_metric", **{f"{self.noun}_id": self.row["id"]})
        rows = sorted(rows, key=lambda row: (row["as_of"], row["id"]), reverse=True)
        return [ReportedMetric(self.graph, row) for row in rows]

    def _papers(
        self, edges: Iterable[Edge], filter: Filter, order_by: str, page: dict[str, Any]
    ) -> Connection:
        kept = (edge for edge in edges if holds(filter, edge.node))
        return Connection(kept, pages.PAPER_ORDERS[order_by], **page)


class Edge(Thing):
    """What leads to a node: attributes come from the edge's row, keys from it or from the node."""

    keys: tuple[Any, ...]
    cursor: str

    def __init__(self, node: Any, row: Row | None = None, graph: Graph | None = None) -> None:
        self.graph = graph
        self.node = node
        self.row = {} if row is None else row

    def place(self, order: Order) -> None:
        """Learn the edge's keys and cursor in an order."""
        own = (order.key in OWN_KEYS or order.name == "citation_count") and order.key in self.row
        key = self.row[order.key] if own else getattr(self.node, order.key)
        self.keys = (key,) if order.unique else (key, self.node.row["id"])
        self.cursor = cursor_of(order.name, self.keys)


OWN_KEYS = (
    "ordinal",
    "confidence",
    "paper_count",
    "last_year_key",
    "shared_count",
    "strength",
    "cosine",
    "independent_count",
    "score",
    "growth",
)


class PaperAuthorEdge(Edge):
    @property
    def affiliations(self) -> list[Affiliation]:
        links = self.graph.where("authorship_affiliation", paper_id=self.row["paper_id"])
        links = [link for link in links if link["ordinal"] == self.row["ordinal"]]
        links.sort(key=lambda link: link["place"])
        return [Affiliation.with_id(self.graph, link["affiliation_id"]) for link in links]


class AffiliationTextEdge(Edge):
    @property
    def match(self) -> AffiliationMatch:
        return AffiliationMatch(self.graph, self.row)


class CoauthorEdge(Edge):
    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        author = Author.with_id(self.graph, self.row["author_id"])
        with_coauthor = {row["paper_id"] for row in self.graph.written_by(self.row["coauthor_id"])}
        edges = [
            edge
            for edge in author.paper_edges()
            if edge.row["paper_id"] in with_coauthor
            and edge.node.row["author_count"] <= MOST_COAUTHORS
        ]
        return self.node._papers(edges, filter, order_by, page)

    def all_topics(self) -> list[Topic]:
        """The topics of the papers together."""
        papers = [edge.node for edge in self.papers(first=1_000).edges]
        return [topic for paper in papers for topic in paper.all_topics()]


class SuggestedCoauthorEdge(Edge):
    @property
    def shared_coauthor_count(self) -> int:
        return self.row["shared_count"]

    def shared_coauthors(self, order_by: str = "MOST_CITED", **page: Any) -> Connection:
        ends = (self.row["author_id"], self.row["coauthor_id"])
        one, other = ({author.row["id"] for author in _coauthors(self.graph, end)} for end in ends)
        common = [Edge(Author.with_id(self.graph, id_)) for id_ in one & other]
        return Connection(common, pages.AUTHOR_ORDERS[order_by], **page)


def _coauthors(graph: Graph, author_id: Any) -> list[Author]:
    pairs = graph.where("coauthorship", author_id=author_id)
    return [Author.with_id(graph, pair["coauthor_id"]) for pair in pairs]


class CitationEdge(Edge):
    @property
    def is_self_citation(self) -> bool:
        ends = (self.row["citing_id"], self.row["cited_id"])
        citing, cited = (Paper.with_id(self.graph, end).all_author_ids() for end in ends)
        return bool((citing & cited) - {None})


class CodeLinkEdge(Edge):
    def place(self, order: Order) -> None:
        self.keys = (self.node.row["repository_id"],)
        self.cursor = cursor_of(order.name, self.keys)


class Paper(Entity):
    typename = "Paper"
    noun = table = "paper"

    @property
    def published_key(self) -> str:
        """Of papers and of edges to them: the unknown date is before all others."""
        date = self.row["published_on"]
        return "-infinity" if date in (None, UNKNOWN_DATE) else date.isoformat()

    @property
    def published_on(self) -> str | None:
        date = self.row["published_on"]
        return None if date is None else date.isoformat()

    @property
    def page_rank(self) -> PageRank | None:
        row = self.graph.one("page_rank", paper_id=self.row["id"])
        return None if row is None else PageRank(self.graph, row)

    @property
    def published_precision(self) -> str | None:
        precision = self.row["published_precision"]
        return None if precision is None else precision.upper()

    @property
    def abstract(self) -> str | None:
        text = self.graph.one("paper_text", paper_id=self.row["id"])
        return None if text is None else text["abstract"]

    @property
    def venue(self) -> Venue | None:
        return Venue.with_id(self.graph, self.row["venue_id"])

    @property
    def primary_topic(self) -> Topic | None:
        return Topic.with_id(self.graph, self.row["primary_topic_id"])

    def all_topics(self) -> list[Topic]:
        rows = self.graph.where("paper_topic", paper_id=self.row["id"])
        return [Topic.with_id(self.graph, row["topic_id"]) for row in rows]

    def all_author_ids(self) -> set[Any]:
        return {row["author_id"] for row in self.graph.where("authorship", paper_id=self.row["id"])}

    def all_affiliation_ids(self) -> set[Any]:
        rows = self.graph.where("paper_affiliation", paper_id=self.row["id"])
        return {row["affiliation_id"] for row in rows}

    def official_marks(self) -> list[bool | None]:
        rows = self.graph.where("code_link", paper_id=self.row["id"])
        return [row["is_official"] for row in rows]

    def all_repositories(self) -> list[CodeRepository]:
        rows = self.graph.where("code_link", paper_id=self.row["id"])
        return [CodeRepository.with_id(self.graph, row["repository_id"]) for row in rows]

    def topics(self, **page: Any) -> Connection:
        rows = self.graph.where("paper_topic", paper_id=self.row["id"])
        edges = [Edge(Topic.with_id(self.graph, row["topic_id"]), row) for row in rows]
        return Connection(edges, Order("ordinal", "ordinal"), **page)

    def code_links(self, **page: Any) -> Connection:
        rows = self.graph.where("code_link", paper_id=self.row["id"])
        edges = [CodeLinkEdge(CodeLink(self.graph, row)) for row in rows]
        return Connection(edges, Order("repository_id", "repository_id", unique=True), **page)

    @property
    def artifact_links(self) -> list[ArtifactLink]:
        rows = self.graph.where("artifact_link", paper_id=self.row["id"])
        return [ArtifactLink(self.graph, row) for row in sorted(rows, key=lambda row: row["url"])]

    def authors(self, **page: Any) -> Connection:
        edges = [
            PaperAuthorEdge(Author.with_id(self.graph, row["author_id"]), row, self.graph)
            for row in self.graph.where("authorship", paper_id=self.row["id"])
            if is_counted(row)
        ]
        return Connection(edges, Order("ordinal", "ordinal", unique=True), **page)

    def affiliations(self, **page: Any) -> Connection:
        rows = self.graph.where("paper_affiliation", paper_id=self.row["id"])
        edges = [Edge(Affiliation.with_id(self.graph, row["affiliation_id"]), row) for row in rows]
        return Connection(edges, Order("ordinal", "ordinal"), **page)

    def citations(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("citation", cited_id=self.row["id"])
        edges = [
            CitationEdge(Paper.with_id(self.graph, row["citing_id"]), row, self.graph)
            for row in rows
        ]
        return self._papers(edges, filter, order_by, page)

    def references(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("citation", citing_id=self.row["id"])
        edges = [
            CitationEdge(Paper.with_id(self.graph, row["cited_id"]), row, self.graph)
            for row in rows
        ]
        return self._papers(edges, filter, order_by, page)

    @property
    def counts_by_year(self) -> list[CitationYearCount]:
        years = Counter(
            citing.row["year"]
            for citing in (Paper.with_id(self.graph, id_) for id_ in self.citing_ids())
            if citing.row["year"] is not None
        )
        return [
            CitationYearCount(self.graph, {"year": year, "citation_count": count})
            for year, count in sorted(years.items())
        ]

    def citing_ids(self) -> set[Any]:
        return {row["citing_id"] for row in self.graph.where("citation", cited_id=self.row["id"])}

    def cited_ids(self) -> set[Any]:
        return {row["cited_id"] for row in self.graph.where("citation", citing_id=self.row["id"])}

    def co_cited(
        self, filter: Filter = None, order_by: str = "STRENGTH", **page: Any
    ) -> Connection:
        return self._related(Paper.citing_ids, filter, order_by, page)

    def coupled(self, filter: Filter = None, order_by: str = "STRENGTH", **page: Any) -> Connection:
        return self._related(Paper.cited_ids, filter, order_by, page)

    def _related(
        self, ends: Callable[[Paper], set[Any]], filter: Filter, order_by: str, page: dict[str, Any]
    ) -> Connection:
        """All other papers compared with this one, each by its own set."""
        edges = []
        for row in self.graph.rows["paper"]:
            other = Paper(self.graph, row)
            shared = ends(self) & ends(other)
            if shared and row["id"] != self.row["id"] and holds(filter, other):
                size = len(ends(self)) * len(ends(other))
                related = {"strength": len(shared), "cosine": len(shared) / math.sqrt(size)}
                edges.append(Edge(other, related))
        return Connection(edges, pages.RELATED_ORDERS[order_by], **page)


class Author(Entity):
    typename = "Author"
    noun = table = "author"

    @property
    def kind(self) -> str:
        return self.row["kind"].upper()

    @property
    def primary_topic(self) -> Topic | None:
        return Topic.with_id(self.graph, self.row["primary_topic_id"])

    @property
    def identity(self) -> list[AuthorIdentity]:
        rows = self.graph.where("author_identity", author_id=self.row["id"])
        rows = sorted(rows, key=lambda row: (row["name_key"], row["rule"]))
        return [AuthorIdentity(self.graph, row) for row in rows]

    def possibly_same(self, order_by: str = "MOST_PAPERS", **page: Any) -> Connection:
        names = {ids.name_key(name) for name in self.all_names()}
        others = {
            row["author_id"]
            for row in self.graph.rows["author_name"]
            if row["author_id"] != self.row["id"] and ids.name_key(row["name"]) in names
        }
        edges = [Edge(Author.with_id(self.graph, id_)) for id_ in others]
        return Connection(edges, pages.AUTHOR_ORDERS[order_by], **page)

    @property
    def metrics(self) -> AuthorMetrics:
        return AuthorMetrics(self.graph, self.row)

    def paper_edges(self) -> list[Edge]:
        return [
            Edge(Paper.with_id(self.graph, row["paper_id"]), row)
            for row in self.graph.written_by(self.row["id"])
        ]

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        return self._papers(self.paper_edges(), filter, order_by, page)

    def coauthors(self, filter: Filter = None, order_by: str = "PAPERS", **page: Any) -> Connection:
        edges = [
            CoauthorEdge(Author.with_id(self.graph, row["coauthor_id"]), row, self.graph)
            for row in self.graph.where("coauthorship", author_id=self.row["id"])
        ]
        kept = [edge for edge in edges if holds(filter, edge)]
        return Connection(kept, pages.COAUTHOR_ORDERS[order_by], **page)

    def suggested_coauthors(self, **page: Any) -> Connection:
        id_ = self.row["id"]
        near = {author.row["id"] for author in _coauthors(self.graph, id_)}
        shared = Counter(
            far.row["id"] for author_id in near for far in _coauthors(self.graph, author_id)
        )
        edges = [
            SuggestedCoauthorEdge(
                Author.with_id(self.graph, far),
                {"author_id": id_, "coauthor_id": far, "shared_count": count},
                self.graph,
            )
            for far, count in shared.items()
            if far != id_ and far not in near
        ]
        return Connection(edges, Order("shared_count", "shared_count", descending=True), **page)

    def paper_ids(self) -> set[Any]:
        return {row["paper_id"] for row in self.graph.written_by(self.row["id"])}

    def paper(self, id_: Any) -> Paper:
        """A paper that has something to do with the author's."""
        return Paper.with_id(self.graph, id_)

    def cited_authors(self, **page: Any) -> Connection:
        return self._others(lambda own, other: (own, other), page)

    def citing_authors(self, **page: Any) -> Connection:
        return self._others(lambda own, other: (other, own), page)

    def _others(self, ends: Callable[[Any, Any], Any], page: dict[str, Any]) -> Connection:
        """All other authors, by the citations between each of their papers and the author's."""
        citations = {(row["citing_id"], row["cited_id"]) for row in self.graph.rows["citation"]}
        edges = []
        for row in self.graph.rows["author"]:
            other = Author(self.graph, row)
            pairs = {ends(a, b) for a in self.paper_ids() for b in other.paper_ids()}
            if row["id"] != self.row["id"] and pairs & citations:
                edges.append(Edge(other, {"citation_count": len(pairs & citations)}))
        return Connection(edges, Order("citation_count", "citation_count", descending=True), **page)

    def all_topics(self) -> list[Topic]:
        rows = self.graph.where("author_topic", author_id=self.row["id"])
        return [Topic.with_id(self.graph, row["topic_id"]) for row in rows]

    def all_affiliation_ids(self) -> set[Any]:
        rows = self.graph.where("author_affiliation", author_id=self.row["id"])
        return {row["affiliation_id"] for row in rows}

    def topics(self, **page: Any) -> Connection:
        rows = self.graph.where("author_topic", author_id=self.row["id"])
        edges = [Edge(Topic.with_id(self.graph, row["topic_id"]), row) for row in rows]
        return Connection(edges, BY_PAPERS, **page)

    def affiliations(self, **page: Any) -> Connection:
        rows = self.graph.where("author_affiliation", author_id=self.row["id"])
        edges = [Edge(Affiliation.with_id(self.graph, row["affiliation_id"]), row) for row in rows]
        return Connection(edges, BY_PAPERS, **page)


BY_PAPERS = Order("paper_count", "paper_count", descending=True)


class Affiliation(Entity):
    typename = "Affiliation"
    noun = table = "affiliation"

    @property
    def parent(self) -> Affiliation | None:
        return Affiliation.with_id(self.graph, self.row["parent_id"])

    def children(self, filter: Filter = None, order_by: str = "NAME", **page: Any) -> Connection:
        rows = self.graph.where("affiliation", parent_id=self.row["id"])
        children = [Affiliation(self.graph, row) for row in rows]
        edges = [Edge(child) for child in children if holds(filter, child)]
        return Connection(edges, pages.AFFILIATION_ORDERS[order_by], **page)

    @property
    def institutions(self) -> list[AffiliationMatch]:
        rows = self.graph.where("affiliation_match", affiliation_id=self.row["id"])
        rows = sorted(rows, key=lambda row: (row["confidence"], row["institution_id"]))
        return [AffiliationMatch(self.graph, row) for row in reversed(rows)]

    def written_as(self, filter: Filter = None, **page: Any) -> Connection:
        rows = self.graph.where("affiliation_match", institution_id=self.row["id"])
        edges = [
            AffiliationTextEdge(
                Affiliation.with_id(self.graph, row["affiliation_id"]), row, self.graph
            )
            for row in rows
        ]
        order = Order("confidence", "confidence", descending=True)
        return Connection((edge for edge in edges if holds(filter, edge.node)), order, **page)

    def authors(self, filter: Filter = None, order_by: str = "PAPERS", **page: Any) -> Connection:
        rows = self.graph.where("author_affiliation", affiliation_id=self.row["id"])
        edges = [Edge(Author.with_id(self.graph, row["author_id"]), row) for row in rows]
        return _contributors(edges, filter, order_by, page)

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("paper_affiliation", affiliation_id=self.row["id"])
        edges = [Edge(Paper.with_id(self.graph, row["paper_id"])) for row in rows]
        return self._papers(edges, filter, order_by, page)

    @property
    def papers_by_year(self) -> list[PaperYearCount]:
        rows = self.graph.where("paper_affiliation", affiliation_id=self.row["id"])
        papers = (self.graph.one("paper", id=row["paper_id"]) for row in rows)
        return _by_year(self.graph, [paper for paper in papers if paper])

    def collaborators(
        self, filter: Filter = None, order_by: str = "PAPERS", **page: Any
    ) -> Connection:
        others = _papers_by(self.graph, "paper_affiliation", "affiliation_id")
        own = others.pop(self.row["id"], set())
        edges = [
            Edge(Affiliation.with_id(self.graph, id_), row)
            for id_, row in _with_cosine(own, others).items()
        ]
        kept = [edge for edge in edges if holds(filter, edge.node)]
        return Connection(kept, pages.SHARED_ORDERS[order_by], **page)

    def topics(self, filter: Filter = None, **page: Any) -> Connection:
        everywhere = _papers_by(self.graph, "paper_affiliation", "affiliation_id")
        own = everywhere.get(self.row["id"], set())
        edges = [
            Edge(Topic.with_id(self.graph, id_), {"paper_count": len(own & papers)})
            for id_, papers in _papers_by(self.graph, "paper_topic", "topic_id").items()
            if own & papers
        ]
        return Connection((edge for edge in edges if holds(filter, edge.node)), BY_PAPERS, **page)

    def current_authors(
        self, filter: Filter = None, order_by: str = "PAPERS", **page: Any
    ) -> Connection:
        edges = []
        for row in self.graph.where("author_affiliation", affiliation_id=self.row["id"]):
            links = self.graph.where("author_affiliation", author_id=row["author_id"])
            years = [link["last_year"] for link in links if link["last_year"] is not None]
            if years and row["last_year"] == max(years):
                edges.append(Edge(Author.with_id(self.graph, row["author_id"]), row))
        return _contributors(edges, filter, order_by, page)


def _contributors(
    edges: list[Edge], filter: Filter, order_by: str, page: dict[str, Any]
) -> Connection:
    kept = (edge for edge in edges if holds(filter, edge.node))
    return Connection(kept, pages.CONTRIBUTOR_ORDERS[order_by], **page)


class TreeEdge(Edge):
    def place(self, order: Order) -> None:
        self.keys = (self.node.row["level"], self.node.row["name_key"], self.node.row["id"])
        self.cursor = cursor_of(order.name, self.keys)


class PageRank(Thing):
    @property
    def times_mean(self) -> float:
        return self.row["score"] * self.computation.row["paper_count"]

    @property
    def computation(self) -> PageRankComputation:
        [row] = self.graph.rows["page_rank_computation"]
        return PageRankComputation(self.graph, row)


class PageRankComputation(Thing):
    @property
    def data_version(self) -> str:
        return str(self.row["data_version"])

    @property
    def computed_at(self) -> str:
        return self.row["computed_at"].strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Topic(Entity):
    typename = "Topic"
    noun = table = "topic"

    @property
    def parent(self) -> Topic | None:
        return Topic.with_id(self.graph, self.row["parent_id"])

    def children(self, filter: Filter = None, order_by: str = "NAME", **page: Any) -> Connection:
        children = [
            Topic(self.graph, row) for row in self.graph.where("topic", parent_id=self.row["id"])
        ]
        edges = [Edge(child) for child in children if holds(filter, child)]
        return Connection(edges, pages.TOPIC_ORDERS[order_by], **page)

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("paper_topic", topic_id=self.row["id"])
        edges = [Edge(Paper.with_id(self.graph, row["paper_id"])) for row in rows]
        return self._papers(edges, filter, order_by, page)

    @property
    def ancestors(self) -> list[Topic]:
        parent = self.parent
        return [] if parent is None else [*parent.ancestors, parent]

    def below(self) -> list[Topic]:
        children = [
            Topic(self.graph, row) for row in self.graph.where("topic", parent_id=self.row["id"])
        ]
        return children + [topic for child in children for topic in child.below()]

    def descendants(self, filter: Filter = None, **page: Any) -> Connection:
        edges = [TreeEdge(topic) for topic in self.below() if holds(filter, topic)]
        return Connection(edges, Order("level-name_key", "level"), **page)

    def papers_in_tree(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        tree = {self.row["id"], *(topic.row["id"] for topic in self.below())}
        papers = [Paper(self.graph, row) for row in self.graph.rows["paper"]]
        inside = [
            Edge(paper)
            for paper in papers
            if {topic.row["id"] for topic in paper.all_topics()} & tree
        ]
        return self._papers(inside, filter, order_by, page)

    @property
    def papers_by_year(self) -> list[PaperYearCount]:
        rows = self.graph.where("paper_topic", topic_id=self.row["id"])
        papers = (self.graph.one("paper", id=row["paper_id"]) for row in rows)
        return _by_year(self.graph, [paper for paper in papers if paper])

    def related(self, filter: Filter = None, order_by: str = "PAPERS", **page: Any) -> Connection:
        others = _papers_by(self.graph, "paper_topic", "topic_id")
        own = others.pop(self.row["id"], set())
        edges = [
            Edge(Topic.with_id(self.graph, id_), row)
            for id_, row in _with_cosine(own, others).items()
        ]
        kept = [edge for edge in edges if holds(filter, edge.node)]
        return Connection(kept, pages.SHARED_ORDERS[order_by], **page)

    def rising_papers(
        self, last_year: int | None = None, years: int = 2, filter: Filter = None, **page: Any
    ) -> Connection:
        from tests.graph.oracle import rising

        own = _papers_by(self.graph, "paper_topic", "topic_id").get(self.row["id"], set())
        return rising.papers(self.graph, own, last_year, years, filter, page)

    def affiliations(self, filter: Filter = None, **page: Any) -> Connection:
        own = _papers_by(self.graph, "paper_topic", "topic_id").get(self.row["id"], set())
        edges = [
            Edge(Affiliation.with_id(self.graph, id_), {"paper_count": len(own & papers)})
            for id_, papers in _papers_by(self.graph, "paper_affiliation", "affiliation_id").items()
            if own & papers
        ]
        return Connection((edge for edge in edges if holds(filter, edge.node)), BY_PAPERS, **page)

    def authors(self, filter: Filter = None, order_by: str = "PAPERS", **page: Any) -> Connection:
        rows = self.graph.where("author_topic", topic_id=self.row["id"])
        edges = [Edge(Author.with_id(self.graph, row["author_id"]), row) for row in rows]
        return _contributors(edges, filter, order_by, page)


class CodeRepository(Entity):
    typename = "CodeRepository"
    noun = "repository"
    table = "code_repository"

    def official_marks(self) -> list[bool | None]:
        rows = self.graph.where("code_link", repository_id=self.row["id"])
        return [row["is_official"] for row in rows]

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("code_link", repository_id=self.row["id"])
        edges = [Edge(Paper.with_id(self.graph, row["paper_id"])) for row in rows]
        return self._papers(edges, filter, order_by, page)


class Venue(Entity):
    typename = "Venue"
    noun = table = "venue"

    def all_names(self) -> list[str]:
        return [self.row["name"]]

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        rows = self.graph.where("paper", venue_id=self.row["id"])
        edges = [Edge(Paper(self.graph, row)) for row in rows]
        return self._papers(edges, filter, order_by, page)

    @property
    def papers_by_year(self) -> list[PaperYearCount]:
        return _by_year(self.graph, self.graph.where("paper", venue_id=self.row["id"]))


class PaperYearCount(Thing):
    typename = "PaperYearCount"


def _by_year(graph: Graph, papers: Iterable[Row]) -> list[PaperYearCount]:
    years = Counter(paper["year"] for paper in papers if paper["year"] is not None)
    return [
        PaperYearCount(graph, {"year": year, "paper_count": count})
        for year, count in sorted(years.items())
    ]


def _with_cosine(own: set[Any], others: dict[Any, set[Any]]) -> dict[Any, dict[str, Any]]:
    """Of those that share papers, how many and as a cosine."""
    return {
        other: {
            "paper_count": len(own & papers),
            "cosine": len(own & papers) / math.sqrt(len(own) * len(papers)),
        }
        for other, papers in others.items()
        if own & papers
    }


def _papers_by(graph: Graph, table: str, column: str) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {}
    for row in graph.rows[table]:
        found.setdefault(row[column], set()).add(row["paper_id"])
    return found


class AffiliationMatch(Thing):
    typename = "AffiliationMatch"

    @property
    def rule(self) -> str:
        return self.row["rule"].upper()

    @property
    def institution(self) -> Affiliation:
        return Affiliation.with_id(self.graph, self.row["institution_id"])


class CodeLink(Thing):
    typename = "CodeLink"

    @property
    def found_in(self) -> str:
        return self.row["found_in"].upper()

    @property
    def repository(self) -> CodeRepository:
        return CodeRepository.with_id(self.graph, self.row["repository_id"])


class ArtifactLink(Thing):
    typename = "ArtifactLink"

    @property
    def found_in(self) -> str:
        return self.row["found_in"].upper()


class ExternalId(Thing):
    typename = "ExternalId"

    @property
    def url(self) -> str | None:
        return ids.ExternalId(self.row["scheme"], self.row["value"]).url()


class AuthorIdentity(Thing):
    typename = "AuthorIdentity"

    @property
    def rule(self) -> str:
        return self.row["rule"].upper()

    @property
    def name(self) -> str:
        return self.row["name_key"]


class AuthorMetrics(Thing):
    typename = "AuthorMetrics"

    @property
    def counts_by_year(self) -> list[YearCount]:
        rows = self.graph.where("author_year", author_id=self.row["id"])
        return [YearCount(self.graph, row) for row in sorted(rows, key=lambda row: row["year"])]

    @property
    def m_quotient(self) -> float | None:
        if self.row["first_year"] is None:
            return None
        return self.row["h_index"] / (self.row["last_year"] - self.row["first_year"] + 1)

    def h_core(self, order_by: str = "MOST_CITED", **page: Any) -> Connection:
        edges = Author(self.graph, self.row).paper_edges()
        edges.sort(key=lambda edge: (-edge.node.row["citation_count"], -edge.node.row["id"]))
        core = edges[: self.row["h_index"]]
        return Connection(core, pages.PAPER_ORDERS[order_by], **page)

    @property
    def without_self_citations(self) -> IndependentMetrics:
        return IndependentMetrics(Author(self.graph, self.row))


class CitationYearCount(Thing):
    typename = "CitationYearCount"


class IndependentMetrics:
    """What remains of an author's figures when their own papers are left out as citing ones."""

    typename = "IndependentMetrics"

    def __init__(self, author: Author) -> None:
        own = author.paper_ids()
        self.author = author
        self.others = {id_: author.paper(id_).citing_ids() - own for id_ in own}
        counts = sorted(map(len, self.others.values()), reverse=True)
        self.citation_count = sum(counts)
        self.self_citation_count = sum(len(author.paper(id_).citing_ids() & own) for id_ in own)
        sizes = range(len(counts) + 1)
        self.h_index = max(h for h in sizes if sum(count >= h for count in counts) >= h)
        self.i10_index = sum(count >= 10 for count in counts)
        self.g_index = max(g for g in sizes if sum(counts[:g]) >= g * g)

    @property
    def m_quotient(self) -> float | None:
        years = [self.author.paper(id_).row["year"] for id_ in self.others]
        known = [year for year in years if year is not None]
        return self.h_index / (max(known) - min(known) + 1) if known else None

    @property
    def counts_by_year(self) -> list[CitationYearCount]:
        citing = [self.author.paper(id_) for ids in self.others.values() for id_ in ids]
        years = Counter(paper.row["year"] for paper in citing if paper.row["year"] is not None)
        return [
            CitationYearCount(self.author.graph, {"year": year, "citation_count": count})
            for year, count in sorted(years.items())
        ]

    def papers(self, **page: Any) -> Connection:
        ranked = [
            Edge(self.author.paper(id_), {"independent_count": len(others)})
            for id_, others in self.others.items()
        ]
        order = Order("independent_count", "independent_count", descending=True)
        return Connection(ranked, order, **page)


class MetricGap:
    typename = "MetricGap"

    def __init__(self, metric: Row, author: Row, column: str) -> None:
        self.reported = metric["value"]
        self.computed = author[column]
        value = metric["value"]
        value = int(value) if float(value).is_integer() else value
        self.explanation = (
            f"{metric['source']} reports {value}; counted here from {author['paper_count']:,} "
            "papers and the citations among the papers that are here: "
            f"{author[column]:,}."
        )


COUNTED = {"h-index": "h_index", "papers": "paper_count", "citations": "citation_count"}


class YearCount(Thing):
    typename = "YearCount"


class ReportedMetric(Thing):
    typename = "ReportedMetric"

    @property
    def as_of(self) -> str:
        return self.row["as_of"].isoformat()

    @property
    def subject(self) -> Author | Paper:
        if self.row["author_id"] is not None:
            return Author.with_id(self.graph, self.row["author_id"])
        return Paper.with_id(self.graph, self.row["paper_id"])

    @property
    def gap(self) -> MetricGap | None:
        if self.row["author_id"] is None or self.row["name"] not in COUNTED:
            return None
        author = self.graph.one("author", id=self.row["author_id"])
        assert author is not None
        return MetricGap(self.row, author, COUNTED[self.row["name"]])

    @property
    def consistent(self) -> bool:
        return self.explanation is None

    @property
    def explanation(self) -> str | None:
        """A figure is judged with the others that its source reports on the same day."""
        if self.row["name"] not in ("h-index", "papers", "citations"):
            return None
        if self.row["author_id"] is None:
            return None
        report = {
            row["name"]: int(row["value"])
            for row in self.graph.where("reported_metric", author_id=self.row["author_id"])
            if (row["source"], row["as_of"]) == (self.row["source"], self.row["as_of"])
        }
        h, papers, citations = (report.get(name) for name in ("h-index", "papers", "citations"))
        if h is None:
            return None
        if (citations is None or citations >= h * h) and (papers is None or papers >= h):
            return None
        return (
            f"An h-index of {h:,} needs at least {h * h:,} citations and {h:,} papers; "
            f"the same source reports {_figure(citations)} citations and {_figure(papers)} papers."
        )


def _figure(value: int | None) -> str:
    return "an unknown number of" if value is None else f"{value:,}"


ENTITIES: dict[str, type[Entity]] = {
    entity.noun: entity for entity in (Paper, Author, Affiliation, Topic, CodeRepository, Venue)
}
