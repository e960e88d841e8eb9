"""The size of the graph, and its state."""

from __future__ import annotations

from datetime import UTC

from tests.graph.oracle.entities import PageRankComputation
from tests.graph.oracle.graph import Graph


class Stats:
    typename = "Stats"

    def __init__(self, graph: Graph) -> None:
        rows = graph.rows
        [version] = rows["data_version"]
        [computation] = rows["page_rank_computation"]
        self.paper_count = len(rows["paper"])
        self.author_count = len(rows["author"])
        self.affiliation_count = len(rows["affiliation"])
        self.topic_count = len(rows["topic"])
        self.venue_count = len(rows["venue"])
        self.code_repository_count = len(rows["code_repository"])
        self.sources = sorted({row["source"] for row in rows["source_record"]})
        self.data_version = str(version["version"])
        self.change_sequence = max(row["sequence"] for row in rows["change"])
        at = version["updated_at"].astimezone(UTC)
        self.updated_at = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        self.page_rank = PageRankComputation(graph, computation)
