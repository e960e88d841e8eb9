"""Asks a running Colophon by the generated client, one question after the other."""

import datetime
import json
import sys

from colophon_sync import AuthorRef, Colophon, IntFilter, PaperFacet, PaperFilter, PaperOrder


def titles(colophon: Colophon) -> list[str]:
    """The titles of all papers since 2020, page by page."""
    since_2020 = PaperFilter(year=IntFilter(gte=2020))
    found: list[str] = []
    after: str | None = None
    while True:
        papers = colophon.paper_list(PaperOrder.OLDEST, since_2020, first=3, after=after).papers
        found += [paper.title for paper in papers.nodes]
        if not papers.page_info.has_next_page:
            return found
        after = papers.page_info.end_cursor


with Colophon(url=f"{sys.argv[1]}/graphql") as colophon:
    page = colophon.author_page(by=AuthorRef(orcid="0009-9999-9999-9925"))
    assert page.author is not None
    day: datetime.date | None = page.author.papers.edges[0].node.published_on
    facets = colophon.papers_by(PaperFacet.COUNTRY, PaperFilter(hasCode=True))
    found = colophon.find(query="quillfeather", limit=5)
    answer = {
        "page": page.model_dump(mode="json", by_alias=True),
        "day": day and day.isoformat(),
        "titles": titles(colophon),
        "facets": facets.model_dump(mode="json", by_alias=True),
        "found": found.model_dump(mode="json", by_alias=True),
    }
print(json.dumps(answer))
