"""The coauthors around an author, ring by ring."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.graph.oracle.entities import Author
from tests.graph.oracle.graph import Graph


class CoauthorNetwork:
    typename = "CoauthorNetwork"

    def __init__(self, graph: Graph, root: Any, depth: int, min_papers: int, most: int) -> None:
        pairs = [pair for pair in graph.rows["coauthorship"] if pair["paper_count"] >= min_papers]
        distances = {root: 0}
        ring = {root}
        for distance in range(1, depth + 1):
            closeness: Counter[Any] = Counter()
            for pair in pairs:
                if pair["author_id"] in ring and pair["coauthor_id"] not in distances:
                    closeness[pair["coauthor_id"]] += pair["paper_count"]
            best = sorted(closeness, key=lambda id_: (-closeness[id_], id_))
            ring = set(best[: most - len(distances)])
            distances |= dict.fromkeys(ring, distance)
        places = sorted(distances, key=lambda id_: (distances[id_], id_))
        self.nodes = [Node(Author.with_id(graph, id_), distances[id_]) for id_ in places]
        among = [
            pair
            for pair in pairs
            if pair["author_id"] < pair["coauthor_id"]
            and {pair["author_id"], pair["coauthor_id"]} <= distances.keys()
        ]
        among.sort(key=lambda pair: (pair["author_id"], pair["coauthor_id"]))
        self.links = [NetworkLink(graph, pair) for pair in among]


class Node:
    typename = "CoauthorNetworkNode"

    def __init__(self, author: Any, distance: int) -> None:
        self.author = author
        self.distance = distance


class NetworkLink:
    typename = "CoauthorNetworkLink"

    def __init__(self, graph: Graph, pair: Any) -> None:
        self.source = Author.with_id(graph, pair["author_id"])
        self.target = Author.with_id(graph, pair["coauthor_id"])
        self.paper_count = pair["paper_count"]
