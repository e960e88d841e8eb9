"""What happened year by year."""

from __future__ import annotations

import strawberry

from service.graph.declare import leaf


@strawberry.type(description="What happened in one year.")
class YearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year.")
    paper_count: int = leaf(lambda count: count.c.paper_count, "Papers published in it.")
    citation_count: int = leaf(
        lambda count: count.c.citation_count, "Citations received from papers of that year."
    )


@strawberry.type(description="Papers of one year.")
class PaperYearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year.")
    paper_count: int = leaf(lambda count: count.c.paper_count, "Papers published in it.")


@strawberry.type(description="Citations that a paper received in one year.")
class CitationYearCount:
    year: int = leaf(lambda count: count.c.year, "Calendar year of the citing papers.")
    citation_count: int = leaf(lambda count: count.c.citation_count, "Citations from them.")
