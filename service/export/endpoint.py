"""`/export?query=…`: a connection to its end, one JSON value a line."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import urlencode

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from service.database.pool import ReadDatabase
from service.export.document import paged
from service.export.stream import lines, read_page
from service.graph.engine import Engine
from service.graph.forgery import OWN_SITES
from service.graph.kept import READ_STATE
from service.graph.limits import Limits
from service.graph.request import from_query_string
from service.graph.response import RequestRefused
from service.rest.departure import ClientLeft, unless_client_leaves
from service.rest.errors import BadRequest
from service.rest.operations import BAD_REQUEST, FAILURES, Example, Operation, Parameter, Reply
from service.rest.request import Request
from service.rest.shapes import TEXT

log = logging.getLogger(__name__)

PATH = "/export"
MEDIA_TYPE = "application/jsonl"
AT_ONCE = 2
"""Streams of one worker at a time: each has a connection of its own, and a snapshot."""

_EXAMPLE = "{ papers(filter: {year: {eq: 2023}}) { nodes { id year } } }"
_EXAMPLE_ANSWER = '{"id":"paper:3","year":2023}\n'


def operations_of(
    database: ReadDatabase, limits: Limits, *, introspection: bool
) -> list[Operation]:
    """The one operation; it is limited as GraphQL is, page by page."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def export(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none").encode() not in OWN_SITES:
            raise BadRequest("A foreign web page cannot ask for an export.")
        try:
            asked = from_query_string(request.scope["query_string"])
        except RequestRefused as refusal:
            raise BadRequest(refusal.problem.message) from None
        document = paged(asked.query, limits.tokens)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(turn)
            snapshot = await stack.enter_async_context(database.snapshot())
            engine = Engine(snapshot, limits, introspection=introspection)
            first = await read_page(engine, document, asked.variables, None)
            (state,) = await snapshot.read_row(READ_STATE, ())
            found = lines(engine, document, asked.variables, first)
            headers = {
                "x-colophon-data-state": (state or b"").decode(),
                "cache-control": "no-store",
            }
            return _Stream(found, headers, stack.pop_all())

    return [
        Operation(
            *("GET", PATH, "export", "A connection to its end, one JSON value a line"),
            *("GraphQL", export),
            {
                200: Reply("The rows.", TEXT, (MEDIA_TYPE,)),
                400: BAD_REQUEST,
                **FAILURES,
            },
            (
                Parameter("query", TEXT.about(_ABOUT, _EXAMPLE), required=True),
                Parameter("variables", TEXT.about("A JSON object.")),
            ),
            description="All rows are of one state of the data, which the header"
            " `x-colophon-data-state` names. A stream that could not be ended has"
            ' `{"errors": [...]}` as its last line.',
            example=Example(f"{PATH}?{urlencode({'query': _EXAMPLE})}", _EXAMPLE_ANSWER),
        )
    ]


_ABOUT = (
    "A document with one connection, and `nodes` or `edges` of it. `first` is how many are read at"
    " a time."
)


class _Stream(StreamingResponse):
    """Gives back what it reads from, however it ends."""

    def __init__(
        self, found: AsyncIterator[bytes], headers: dict[str, str], stack: AsyncExitStack
    ) -> None:
        super().__init__(found, headers=headers, media_type=MEDIA_TYPE)
        self._stack = stack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Starlette's own way cancels over and over, so that psycopg cannot end its statement.
        try:
            async with self._stack:
                await unless_client_leaves(self.stream_response(send), receive)
        except ClientLeft:
            log.info("A client left before its stream was whole.")
