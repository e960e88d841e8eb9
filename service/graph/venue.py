"""Where papers are published."""

from __future__ import annotations

import strawberry

from service import tables
from service.compiler.fields import Many
from service.graph.connections import Edge, Node
from service.graph.declare import connection, leaf, unpaged
from service.graph.filters import PaperFilter
from service.graph.orders import PaperOrder, order
from service.graph.owned import external_ids_of
from service.graph.shared_papers import years_of


@strawberry.type(description="A journal, a conference series, a repository.")
class Venue(Node):
    name: str = leaf(lambda venue: venue.c.name, "Name.")
    kind: str | None = leaf(
        lambda venue: venue.c.kind, "Kind: `journal`, `conference`, `repository` …"
    )
    issn: str | None = leaf(lambda venue: venue.c.issn, "Linking ISSN.")
    external_ids: list[ExternalId] = unpaged(
        external_ids_of("venue"), "What the outside world calls it."
    )
    paper_count: int = leaf(lambda venue: venue.c.paper_count, "Papers here.")
    papers: Papers[Edge[Paper], Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            on=lambda venue, paper: paper.c.venue_id == venue.c.id,
            counter=lambda venue: venue.c.paper_count,
        ),
        "The papers that it published.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )
    papers_by_year: list[PaperYearCount] = unpaged(
        years_of(tables.paper, "venue_id"), "Its papers by year, the earliest first."
    )


from service.graph.external_id import ExternalId  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
from service.graph.year_count import PaperYearCount  # noqa: E402
