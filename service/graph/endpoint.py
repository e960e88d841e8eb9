"""The GraphQL endpoint: a bare ASGI application between the socket and the engine.

In charge of the protocol only; the engine's bytes go out as they are. What GraphQL over HTTP
leaves open is decided in `response.py` (status codes), `media_type.py` (negotiation) and
`forgery.py` (which GETs are answered).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from starlette.types import Receive, Scope, Send

from service.errors import OperationFailed, OperationRefused
from service.graph.departure import ClientLeft, unless_client_leaves
from service.graph.explorer import Explorer
from service.graph.forgery import EXPLANATION, is_forgeable
from service.graph.media_type import MediaType, is_readable, negotiate
from service.graph.reply import Reply, encoded, headers_of
from service.graph.request import GraphQLRequest, from_body, from_query_string, is_mutation
from service.graph.response import (
    UNASKED,
    Outcome,
    Profile,
    RequestRefused,
    errors_alone,
    errors_without_data,
    outcome_of_failure,
    outcome_of_refusal,
    status,
)

log = logging.getLogger(__name__)

Answer = Callable[[GraphQLRequest], Awaitable[bytes]]
Headers = dict[bytes, bytes]

ALLOW = (b"allow", b"GET, HEAD, POST, OPTIONS")
ANSWERS = (MediaType.GRAPHQL, MediaType.JSON)
PAGE_OR_ANSWERS = (*ANSWERS, MediaType.HTML)

# An answer holds for one state of the data, and nobody on the way can tell when that has passed.
HEADERS = {
    media_type: (
        (b"content-type", media_type.value),
        (b"vary", b"Accept"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    )
    for media_type in ANSWERS
}
EXTRA_HEADERS = {
    Outcome.METHOD_NOT_ALLOWED: (ALLOW,),
    Outcome.UNAVAILABLE: ((b"retry-after", b"2"),),
}

NOT_ACCEPTABLE = (
    "This endpoint answers in application/graphql-response+json or application/json, and the"
    " accept header has neither."
)


class GraphQLEndpoint:
    """Answers GraphQL requests at whatever path it is put, and shows GraphiQL to browsers."""

    def __init__(
        self,
        answer: Answer,
        *,
        profile: Profile = Profile.AUDIT,
        body_bytes: int = 1_000_000,
        explorer: Explorer | None = None,
    ) -> None:
        self._answer = answer
        self._profile = profile
        self._body_bytes = body_bytes
        self._explorer = explorer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method: str = scope["method"]
        headers = headers_of(scope["headers"])
        if method == "OPTIONS":
            reply = Reply(200, (ALLOW,), b"")
        elif self._explorer is not None and _is_for_page(scope, headers):
            page = self._explorer.page(scope["path"])
            reply = Reply(200, encoded(page.headers), page.body)
        else:
            try:
                reply = await self._reply(scope, headers, receive)
            except ClientLeft:
                log.info("A client left before its answer was ready.")
                return
        await reply.send(send, bodiless=method == "HEAD")

    async def _reply(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        began = time.perf_counter()
        accept = headers.get(b"accept", b"").decode("latin-1")
        media_type = negotiate(accept, ANSWERS, UNASKED[self._profile])
        request: GraphQLRequest | None = None
        try:
            if media_type is None:
                raise RequestRefused(Outcome.NOT_ACCEPTABLE, NOT_ACCEPTABLE)
            request = await self._read(scope, headers, receive)
        except RequestRefused as refusal:
            outcome, body = refusal.outcome, errors_alone([refusal.problem])
        else:
            outcome, body = await self._carry_out(request, receive)
        media_type = media_type or MediaType.JSON
        code = status(self._profile, outcome, media_type)
        if log.isEnabledFor(logging.DEBUG):
            _log(scope["method"], request, code, outcome, began)
        return Reply(code, (*HEADERS[media_type], *EXTRA_HEADERS.get(outcome, ())), body)

    async def _carry_out(self, request: GraphQLRequest, receive: Receive) -> tuple[Outcome, bytes]:
        """How the operation ended, and the body that says so."""
        try:
            return Outcome.ANSWERED, await unless_client_leaves(self._answer(request), receive)
        except ClientLeft:
            raise
        except OperationRefused as refusal:
            body = errors_alone(refusal.problems)
            if request.method == "GET" and is_mutation(request):
                return Outcome.METHOD_NOT_ALLOWED, body
            return outcome_of_refusal(refusal.problems), body
        except OperationFailed as failure:
            return outcome_of_failure(failure.problem), errors_without_data(failure.problem)
        except Exception:
            log.exception("A request failed in a way that nobody foresaw.")
            return Outcome.FAILED, errors_without_data(OperationFailed().problem)

    async def _read(self, scope: Scope, headers: Headers, receive: Receive) -> GraphQLRequest:
        method: str = scope["method"]
        if method == "POST":
            if not is_readable(headers.get(b"content-type", b"").decode("latin-1")):
                raise RequestRefused(
                    Outcome.UNSUPPORTED_MEDIA_TYPE,
                    "A POST must have the content-type application/json, in UTF-8.",
                )
            if headers.get(b"content-encoding", b"identity").lower() != b"identity":
                raise RequestRefused(
                    Outcome.UNSUPPORTED_MEDIA_TYPE, "A compressed body is not supported."
                )
            return from_body(await self._body(headers, receive))
        if method in ("GET", "HEAD"):
            query_string: bytes = scope["query_string"]
            self._check_size(len(query_string))
            request = from_query_string(query_string)
            if is_forgeable(headers):
                if is_mutation(request):
                    raise RequestRefused(
                        Outcome.METHOD_NOT_ALLOWED, "A GET never changes anything."
                    )
                raise RequestRefused(Outcome.FORGEABLE, EXPLANATION)
            return request
        raise RequestRefused(
            Outcome.METHOD_NOT_ALLOWED, "Send GraphQL requests by POST, or queries by GET."
        )

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        announced = headers.get(b"content-length", b"")
        if announced.isdigit():
            self._check_size(int(announced[:20]))
        body: bytes = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft
            body += message.get("body", b"")
            self._check_size(len(body))
            if not message.get("more_body", False):
                return body

    def _check_size(self, size: int) -> None:
        if size > self._body_bytes:
            raise RequestRefused(
                Outcome.TOO_LARGE,
                f"The request has more than {self._body_bytes:,} bytes, the limit of this service.",
            )


def _is_for_page(scope: Scope, headers: Headers) -> bool:
    """Is this a browser that asks nothing yet: it likes HTML best, and there is no query?"""
    query_string: bytes = scope["query_string"]
    if scope["method"] not in ("GET", "HEAD") or b"&query=" in b"&" + query_string:
        return False
    accept = headers.get(b"accept", b"").decode("latin-1")
    return negotiate(accept, PAGE_OR_ANSWERS, MediaType.JSON) is MediaType.HTML


def _log(
    method: str, request: GraphQLRequest | None, code: int, outcome: Outcome, began: float
) -> None:
    """One line a request: what was asked by name, never the document or its variables."""
    fields = {
        "method": method,
        "operation": request.operation_name if request else None,
        "status": code,
        "outcome": outcome.name,
        "milliseconds": round((time.perf_counter() - began) * 1000, 2),
    }
    log.debug("request", extra={"fields": fields})
