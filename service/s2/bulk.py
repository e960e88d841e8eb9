"""Bulk search: all papers that a boolean query finds, in one order, paged by token to the end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, func

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.paging import cursor_keys, key_types
from service.compiler.plan import (
    Connection,
    Node,
    Nodes,
    Page,
    PageFact,
    PageInfo,
    Parameter,
    Rows,
    TotalCount,
    Variables,
    Where,
)
from service.compiler.row import Row
from service.errors import OperationRefused
from service.rest.answering import Answering
from service.s2.filters import read_filters
from service.s2.paper import PAPER_OF_LIST
from service.s2.parameters import Query, unacceptable
from service.s2.planning import plan_fields, read_fields
from service.s2.query_syntax import to_tsquery
from service.s2.ranking import ENGLISH
from service.tables.paper import has_words

PAGE = 1_000
SORTS: Mapping[str, Order] = {
    f"{name}:{direction}": Order((key,) if key else (), descending=direction == "desc")
    for name, key in (
        ("paperId", ""),
        ("publicationDate", "published_key"),
        ("citationCount", "citation_count"),
    )
    for direction in ("asc", "desc")
}
_FACTS = (("more", PageFact.HAS_NEXT), ("token", PageFact.END))
_QUERY = Parameter(lambda values: values["query"], Text())


async def search_bulk(answering: Answering, query: Query) -> bytes:
    """`{"total", "token"?, "data"}`; an empty query finds nothing."""
    words = query.get("query", "")
    try:
        asked_for = to_tsquery(words)
    except ValueError as error:
        raise unacceptable("query", words, str(error)) from None
    sort = query.get("sort") or "paperId:asc"
    sort = sort if ":" in sort else f"{sort}:asc"
    if sort not in SORTS:
        raise unacceptable("sort", sort, f"expected one of {', '.join(SORTS)}")
    fields, token = query.get("fields"), query.get("token")
    asked = read_fields(fields, PAPER_OF_LIST)
    filtered = read_filters(query)
    if asked_for is None:
        return b'{"total":0,"data":[]}'

    def plan() -> Sequence[Node]:
        many = Many(tables.paper, SORTS[sort])
        after = _after(many, sort) if token else ()
        where = (Where(_is_found, (_QUERY,)), *filtered.where)
        rows = Rows(many, many.order, Page(PAGE, after=after), where, sort)
        parts = (TotalCount("total"), Nodes("data", plan_fields(asked, PAPER_OF_LIST)))
        return [Connection("found", rows, (*parts, PageInfo("page", _FACTS)))]

    values = {**filtered.values, "query": asked_for, "token": token}
    kind = ("bulk", fields, sort, bool(token), filtered.names)
    (text,) = await answering.ask(kind, plan, values)
    assert text is not None
    return _with_token(text)


def _is_found(paper: Row, query: Any) -> ColumnElement[bool]:
    return has_words(paper, func.to_tsquery(ENGLISH, query))


def _after(many: Many, sort: str) -> tuple[Parameter, ...]:
    """The sort keys that a token holds, one parameter each."""
    types = key_types(many, many.order)

    def key(place: int) -> Parameter:
        def read(values: Variables) -> object:
            try:
                return cursor_keys(values["token"], sort, types, ("token",))[place]
            except OperationRefused:
                expected = "expected the token of the answer before, of the same query and sort"
                raise unacceptable("token", str(values["token"]), expected) from None

        return Parameter(read, types[place])

    return tuple(map(key, range(len(types))))


def _with_token(text: bytes) -> bytes:
    """The answer with `token` where more follows, and without the page's facts, its last member."""
    body, page = _without_page(text)
    if page["more"]:
        body = body[:-1] + b',"token":"%b"}' % page["token"].encode()
    return body


def _without_page(text: bytes) -> tuple[bytes, dict[str, Any]]:
    """A connection's JSON without its last member, `page`; and that member."""
    head, _, tail = text.rpartition(b'"page"')
    page = json.loads(tail.partition(b":")[2].rstrip().removesuffix(b"}"))
    return head.rstrip().removesuffix(b",") + b"}", page
