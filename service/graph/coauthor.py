"""Who wrote with whom: the edges to coauthors, and to those who could become some."""

from __future__ import annotations

import strawberry

from service.graph.connections import Connection, Edge
from service.graph.declare import Member, connection, leaf, member
from service.graph.filters import PaperFilter
from service.graph.orders import AuthorOrder, PaperOrder
from service.graph.together import COMMON, NEAREST, PAPERS_TOGETHER


@strawberry.type(description="Somebody with whom an author wrote.")
class CoauthorEdge:
    cursor: str = member(Member.CURSOR, "The coauthor's place in the list.")
    paper_count: int = leaf(lambda pair: pair.c.paper_count, "Papers written together.")
    first_year: int | None = leaf(
        lambda pair: pair.c.first_year, "Year of the first paper together."
    )
    last_year: int | None = leaf(lambda pair: pair.c.last_year, "Year of the last one.")
    papers: Papers[AuthorPaperEdge, Paper] = connection(
        PAPERS_TOGETHER,
        "The papers written together; the edges tell of the author, not the coauthor.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    node: Author = member(Member.NODE, "The coauthor.")


@strawberry.type(description="Somebody with whom an author did not write, but coauthors did.")
class SuggestedCoauthorEdge:
    cursor: str = member(Member.CURSOR, "The author's place in the list.")
    shared_coauthor_count: int = leaf(
        lambda suggestion: suggestion.c.shared_count,
        f"How many of the author's {NEAREST} closest coauthors wrote with them.",
    )
    shared_coauthors: Connection[Edge[Author], Author] = connection(
        COMMON,
        "Everybody who wrote with both.",
        order=AuthorOrder.MOST_CITED,
    )
    node: Author = member(Member.NODE, "The author.")


from service.graph.author import Author, AuthorPaperEdge  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
