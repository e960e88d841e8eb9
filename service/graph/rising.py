"""Papers and topics that rise: the edges to them."""

from __future__ import annotations

import strawberry

from service.graph.declare import Member, leaf, member

_LAST_YEAR = "The last year of the window."


@strawberry.type(description="A paper that is cited more than it was, and how much.")
class RisingPaperEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    last_year: int = leaf(lambda rising: rising.c.last_year, _LAST_YEAR)
    citation_count: int = leaf(
        lambda rising: rising.c.recent_count, "Citations from papers of the window."
    )
    earlier_citation_count: int = leaf(
        lambda rising: rising.c.earlier_count, "Citations from papers of as many years before."
    )
    growth: float = leaf(
        lambda rising: rising.c.growth, "(`citationCount` + 5) / (`earlierCitationCount` + 5)."
    )
    node: Paper = member(Member.NODE, "The paper.")


@strawberry.type(description="A topic that has a greater share of papers than it had.")
class RisingTopicEdge:
    cursor: str = member(Member.CURSOR, "The topic's place in the list.")
    last_year: int = leaf(lambda rising: rising.c.last_year, _LAST_YEAR)
    paper_count: int = leaf(
        lambda rising: rising.c.recent_count, "Papers of the window that bear this very topic."
    )
    earlier_paper_count: int = leaf(
        lambda rising: rising.c.earlier_count, "Those of as many years before."
    )
    expected_paper_count: float = leaf(
        lambda rising: rising.c.expected_count,
        "`earlierPaperCount` times N / M: what all topics of the classification have in the window "
        "and in the years before, each paper once for each topic. 0 where M is.",
    )
    growth: float = leaf(
        lambda rising: rising.c.growth, "(`paperCount` + 5) / (`expectedPaperCount` + 5)."
    )
    node: Topic = member(Member.NODE, "The topic.")


from service.graph.paper import Paper  # noqa: E402
from service.graph.topic import Topic  # noqa: E402
