"""Shortest paths, as networkx finds them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any

import networkx

from tests.graph.oracle.entities import Author, CoauthorEdge, Connection, Filter, Paper
from tests.graph.oracle.graph import Graph


class Paths:
    """The two networks in which paths are looked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def _coauthors(self) -> Any:
        pairs = self.graph.rows["coauthorship"]
        return networkx.Graph((pair["author_id"], pair["coauthor_id"]) for pair in pairs)

    @cached_property
    def _citations(self) -> Any:
        rows = self.graph.rows["citation"]
        return networkx.DiGraph((row["cited_id"], row["citing_id"]) for row in rows)

    def between_authors(self, source: Any, target: Any, longest: int) -> CoauthorPath | None:
        ids = _smallest(self._coauthors, source, target, longest)
        return None if ids is None else CoauthorPath(self.graph, ids)

    def between_papers(self, source: Any, target: Any, longest: int) -> CitationPath | None:
        ids = _smallest(self._citations, source, target, longest)
        return None if ids is None else CitationPath(self.graph, ids)


def _smallest(network: Any, source: Any, target: Any, longest: int) -> list[Any] | None:
    """Of the shortest paths the one whose ids, in order, are the smallest."""
    if source is None or target is None:
        return None
    ends = [source.row["id"], target.row["id"]]
    if ends[0] == ends[1]:
        return ends[:1]
    try:
        found = min(networkx.all_shortest_paths(network, *ends))
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        return None
    return found if len(found) <= longest + 1 else None


class CoauthorPath:
    typename = "CoauthorPath"

    def __init__(self, graph: Graph, ids: list[Any]) -> None:
        self.length = len(ids) - 1
        self.authors = [Author.with_id(graph, id_) for id_ in ids]
        self.steps = [CoauthorStep(graph, *ends) for ends in pairwise(ids)]


class CoauthorStep:
    typename = "CoauthorStep"

    def __init__(self, graph: Graph, source: Any, target: Any) -> None:
        self.source = Author.with_id(graph, source)
        self.target = Author.with_id(graph, target)
        pairs = graph.where("coauthorship", author_id=source)
        (pair,) = (pair for pair in pairs if pair["coauthor_id"] == target)
        self._edge = CoauthorEdge(self.target, pair, graph)
        self.paper_count = pair["paper_count"]

    def papers(
        self, filter: Filter = None, order_by: str = "MOST_CITED", **page: Any
    ) -> Connection:
        return self._edge.papers(filter, order_by, **page)


class CitationPath:
    typename = "CitationPath"

    def __init__(self, graph: Graph, ids: Iterable[Any]) -> None:
        self.papers = [Paper.with_id(graph, id_) for id_ in ids]
        self.length = len(self.papers) - 1
