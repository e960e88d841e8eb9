"""Lists that hang on one paper or author, paged by offset, without a cap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, exists, select, true

from service import tables
from service.compiler.fields import Many
from service.compiler.plan import Constant, Listing, Node, Page, Parameter, Rows, Where
from service.compiler.row import Row
from service.rest.answering import Answering
from service.rest.errors import BadRequest
from service.s2 import author, citation, paper
from service.s2.author import SIGNATURE_WITH_PAPERS
from service.s2.declare import Fields
from service.s2.filters import read_filters
from service.s2.lookups import AUTHORS, PAPERS, Entity, look_up, named, not_found
from service.s2.paper import PAPER
from service.s2.parameters import Query, limit, offset
from service.s2.planning import plan_fields, read_fields

MOST = 1_000
_DATED = ("publicationDateOrYear",)

_SKIP = Parameter(lambda values: values["skip"], BigInteger())
_BEYOND = Parameter(lambda values: values["beyond"], BigInteger())


@dataclass(frozen=True, slots=True, eq=False)
class HangingList:
    """`/owner/{id}/name`. `end` is the column of a citation that leads to the listed paper, whose
    date the list can then be filtered by."""

    owner: Entity
    many: Many
    fields: Fields
    filters: tuple[str, ...] = ()
    end: str | None = None


LISTS = {
    ("paper", "authors"): HangingList(PAPERS, paper.AUTHORS, SIGNATURE_WITH_PAPERS),
    ("paper", "citations"): HangingList(
        PAPERS, citation.CITATIONS, citation.CITING, _DATED, "citing_id"
    ),
    ("paper", "references"): HangingList(PAPERS, citation.REFERENCES, citation.CITED),
    ("author", "papers"): HangingList(AUTHORS, author.PAPERS, PAPER, _DATED),
}


async def page_of(answering: Answering, list_: HangingList, id_: str, query: Query) -> bytes:
    """`{"offset", "next"?, "data"}`: `next` where rows follow, and nowhere else."""
    fields = query.get("fields")
    owner = named(list_.owner, id_)
    try:
        asked = read_fields(fields, list_.fields)
        size, skip = limit(query, MOST), offset(query)
        filtered = read_filters(query, list_.filters)
    except BadRequest:
        await look_up(answering, list_.owner, id_, None)
        raise
    where = tuple(replace(one, test=_at(list_.end, one)) for one in filtered.where)

    def plan() -> Sequence[Node]:
        def rows(page: Page) -> Rows:
            return Rows(list_.many, list_.many.order, page, where)

        data = Listing("data", rows(Page(size, skip=_SKIP)), plan_fields(asked, list_.fields))
        following = Listing("following", rows(Page(1, skip=_BEYOND)), (Constant("is", "there"),))
        return [owner.found(list_.owner, [one]) for one in (data, following)]

    values = {**filtered.values, **owner.values, "skip": skip, "beyond": skip + size}
    kind = ("list", id(list_), owner.is_ours, fields, size, filtered.names)
    data, following = await answering.ask(kind, plan, values)
    if data is None:
        raise not_found(list_.owner, id_)
    more = b',"next":%d' % (skip + size) if b"there" in (following or b"") else b""
    return b'{"offset":%d%b,%b' % (skip, more, data[1:])


def _at(end: str | None, where: Where) -> Callable[..., ColumnElement[bool]]:
    """The condition on the listed row: on the paper itself, or on the one at a citation's end."""
    if end is None:
        return where.test

    def test(citation: Row, *values: Any) -> ColumnElement[bool]:
        listed = Row("listed", tables.paper)
        found = select(true()).select_from(tables.paper.alias(listed.name))
        return exists(found.where(listed.c.id == citation.c[end], where.test(listed, *values)))

    return test
