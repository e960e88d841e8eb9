"""What the outside world calls papers, authors and affiliations."""

from __future__ import annotations

from typing import Any

import strawberry
from sqlalchemy import ColumnElement, case, func

from service import ids
from service.compiler.row import Row, constant
from service.graph.declare import leaf


def _url(external: Row) -> ColumnElement[Any]:
    """The address of an id, as `ids.ExternalId.url` makes it; NULL for a system without one."""
    address = case(
        *(
            (external.c.scheme == constant(scheme), constant(address))
            for scheme, address in ids.ADDRESSES.items()
        )
    )
    value: ColumnElement[str] = external.c.value
    for character, escape in ids.ESCAPES.items():
        value = func.replace(value, constant(character), constant(escape))
    return address.concat(value)


@strawberry.type(description="What the outside world calls an entity.")
class ExternalId:
    scheme: str = leaf(
        lambda external: external.c.scheme, "Naming system: `arxiv`, `doi`, `orcid`, `ror` …"
    )
    value: str = leaf(lambda external: external.c.value, "The id in it, normalised.")
    url: str | None = leaf(_url, "Where the id leads, if it is an address of a known site.")
