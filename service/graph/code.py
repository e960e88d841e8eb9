"""Code: repositories, and the links that papers have to them and to other artifacts."""

from __future__ import annotations

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, func

from service import tables
from service.compiler.fields import Many, One
from service.compiler.row import Row
from service.graph.connections import Edge, Node
from service.graph.declare import connection, leaf, one
from service.graph.filters import PaperFilter
from service.graph.orders import PAPER_COPIES, PaperOrder, order


@strawberry.enum(description="Where a source had a link.")
class FoundIn(Enum):
    ABSTRACT = strawberry.enum_value("ABSTRACT", description="In the abstract's text.")
    PAGE = strawberry.enum_value("PAGE", description="On the page of the author or paper.")
    CATALOGUE = strawberry.enum_value("CATALOGUE", description="In a catalogue of code.")
    RECORD = strawberry.enum_value("RECORD", description="In the paper's own record.")


def _found_in(link: Row) -> ColumnElement[str]:
    return func.upper(link.c.found_in)


@strawberry.type(description="A place where code lives; one may serve several papers.")
class CodeRepository(Node):
    url: str = leaf(lambda repository: repository.c.url, "Canonical address.")
    host: str = leaf(lambda repository: repository.c.host, "Host: `github.com`.")
    owner: str | None = leaf(lambda repository: repository.c.owner, "User or organisation.")
    name: str | None = leaf(lambda repository: repository.c.name, "Name.")
    framework: str | None = leaf(
        lambda repository: repository.c.framework, "Framework that the code uses."
    )
    stars: int | None = leaf(lambda repository: repository.c.stars, "Stars when last seen.")
    paper_count: int = leaf(lambda repository: repository.c.paper_count, "Papers that link to it.")
    papers: Papers[Edge[Paper], Paper] = connection(
        Many(
            tables.paper,
            order(PaperOrder.MOST_CITED),
            on=lambda repository, link: link.c.repository_id == repository.c.id,
            through=tables.code_link,
            target="paper_id",
            copies=PAPER_COPIES,
            counter=lambda repository: repository.c.paper_count,
        ),
        "The papers that link to it.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )


@strawberry.type(description="A paper's link to code.")
class CodeLink:
    is_official: bool | None = leaf(
        lambda link: link.c.is_official,
        "Whether the code is the authors' own; null if nobody said.",
    )
    source: str = leaf(lambda link: link.c.source, "The source that gave the link.")
    found_in: FoundIn = leaf(_found_in, "Where the source had it.")
    repository: CodeRepository = one(
        One(
            tables.code_repository,
            lambda link, repository: repository.c.id == link.c.repository_id,
        ),
        "The repository.",
    )


@strawberry.type(description="A paper's link to something that is no code repository.")
class ArtifactLink:
    url: str = leaf(lambda link: link.c.url, "Address.")
    source: str = leaf(lambda link: link.c.source, "The source that gave the link.")
    found_in: FoundIn = leaf(_found_in, "Where the source had it.")


from service.graph.facets import Papers  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
