"""Where papers are published."""

from __future__ import annotations

import strawberry

from service.graph.connections import Node
from service.graph.declare import leaf


@strawberry.type(description="A journal, a conference series, a repository.")
class Venue(Node):
    name: str = leaf(lambda venue: venue.c.name, "Name.")
    kind: str | None = leaf(
        lambda venue: venue.c.kind, "Kind: `journal`, `conference`, `repository` …"
    )
    issn: str | None = leaf(lambda venue: venue.c.issn, "Linking ISSN.")
    paper_count: int = leaf(lambda venue: venue.c.paper_count, "Papers here.")
