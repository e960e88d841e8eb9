"""Papers counted by what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from tests.graph.oracle import pages
from tests.graph.oracle.entities import Affiliation, Author, Edge, Entity, Paper, Topic, Venue
from tests.graph.oracle.pages import Connection


def _entities(type_: type[Entity]) -> Callable[[Paper, Any], tuple[str, str]]:
    def tell(paper: Paper, id_: Any) -> tuple[str, str]:
        entity = type_.with_id(paper.graph, id_)
        return entity.id, entity.row["name"]

    return tell


def _plainly(_: Paper, value: Any) -> tuple[str, str]:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text, text


def _countries(paper: Paper) -> set[Any]:
    found = (Affiliation.with_id(paper.graph, id_) for id_ in paper.all_affiliation_ids())
    return {affiliation.row["country_code"] for affiliation in found}


DIMENSIONS: dict[str, tuple[Callable[[Paper], set[Any]], Callable[[Paper, Any], Any]]] = {
    "YEAR": (lambda paper: {paper.row["year"]}, _plainly),
    "TYPE": (lambda paper: {paper.row["type"]}, _plainly),
    "HAS_CODE": (lambda paper: {paper.row["has_code"]}, _plainly),
    "VENUE": (lambda paper: {paper.row["venue_id"]}, _entities(Venue)),
    "TOPIC": (lambda paper: {topic.row["id"] for topic in paper.all_topics()}, _entities(Topic)),
    "AUTHOR": (Paper.all_author_ids, _entities(Author)),
    "AFFILIATION": (Paper.all_affiliation_ids, _entities(Affiliation)),
    "COUNTRY": (_countries, _plainly),
}


class Bucket:
    typename = "PaperFacetBucket"

    def __init__(self, papers: list[Paper], value: str, label: str) -> None:
        self.value = value
        self.label = label
        self.count = len(papers)
        self._papers = papers

    def papers(self, order_by: str = "MOST_CITED", **page: Any) -> Connection:
        return Connection(map(Edge, self._papers), pages.PAPER_ORDERS[order_by], **page)


def buckets(papers: Sequence[Paper], by: str, order_by: str) -> list[Bucket]:
    """The buckets of papers that differ."""
    values, tell = DIMENSIONS[by]
    found: dict[Any, list[Paper]] = defaultdict(list)
    for paper in papers:
        for value in values(paper) - {None}:
            found[value].append(paper)
    ordered = sorted(
        found, key=lambda value: (-len(found[value]) if order_by == "COUNT" else 0, value)
    )
    return [Bucket(found[value], *tell(found[value][0], value)) for value in ordered]
