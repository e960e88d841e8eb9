"""Asks a running Colophon by the generated client, all questions at once."""

import asyncio
import datetime
import json
import sys

from colophon_async import AuthorRef, Colophon, IntFilter, PaperFacet, PaperFilter, PaperOrder


async def titles(colophon: Colophon) -> list[str]:
    """The titles of all papers since 2020, page by page."""
    since_2020 = PaperFilter(year=IntFilter(gte=2020))
    found: list[str] = []
    after: str | None = None
    while True:
        page = await colophon.paper_list(PaperOrder.OLDEST, since_2020, first=3, after=after)
        found += [paper.title for paper in page.papers.nodes]
        if not page.papers.page_info.has_next_page:
            return found
        after = page.papers.page_info.end_cursor


async def ask(address: str) -> dict[str, object]:
    async with Colophon(url=f"{address}/graphql") as colophon:
        page, facets, found, listed = await asyncio.gather(
            colophon.author_page(by=AuthorRef(orcid="0009-9999-9999-9925")),
            colophon.papers_by(PaperFacet.COUNTRY, PaperFilter(hasCode=True)),
            colophon.find(query="quillfeather", limit=5),
            titles(colophon),
        )
    assert page.author is not None
    day: datetime.date | None = page.author.papers.edges[0].node.published_on
    return {
        "page": page.model_dump(mode="json", by_alias=True),
        "day": day and day.isoformat(),
        "titles": listed,
        "facets": facets.model_dump(mode="json", by_alias=True),
        "found": found.model_dump(mode="json", by_alias=True),
    }


print(json.dumps(asyncio.run(ask(sys.argv[1]))))
