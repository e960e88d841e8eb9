"""The GraphQL endpoint: a bare ASGI application between the socket and the engine.

In charge of the protocol only; the engine's bytes go out as they are, or compressed. What GraphQL
over HTTP leaves open is decided in `response.py` (status codes), `media_type.py` and `coding.py`
(negotiation), `conditional.py` (entity tags) and `forgery.py` (which GETs are answered).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace

from starlette.types import Receive, Scope, Send

from service.errors import OperationFailed, OperationRefused
from service.graph.coding import WORTH_BYTES, encode, negotiate_coding
from service.graph.conditional import UNTAGGED, Form, known_tags, tag_headers, tag_of
from service.graph.cost_report import HEADER, Cost, CostAsked, cost_asked
from service.graph.explorer import Explorer
from service.graph.forgery import EXPLANATION, is_forgeable
from service.graph.kept import Answer
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
from service.rest.departure import ClientLeft, unless_client_leaves

log = logging.getLogger(__name__)

Body = Callable[[GraphQLRequest], Awaitable[bytes]]
Priced = Callable[[GraphQLRequest], Cost]
UnlessKnown = Callable[[GraphQLRequest, Collection[str]], Awaitable[Answer]]
Headers = dict[bytes, bytes]

ALLOW = (b"allow", b"GET, HEAD, POST, OPTIONS")
ANSWERS = (MediaType.GRAPHQL, MediaType.JSON)
PAGE_OR_ANSWERS = (*ANSWERS, MediaType.HTML)

VARY = (b"vary", b"Accept, Accept-Encoding")
FORM_HEADERS = {
    media_type: (
        (b"content-type", media_type.value),
        VARY,
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
        answer: Body,
        *,
        answer_unless_known: UnlessKnown | None = None,
        priced: Priced | None = None,
        codings: Sequence[str] = (),
        profile: Profile = Profile.AUDIT,
        body_bytes: int = 1_000_000,
        explorer: Explorer | None = None,
    ) -> None:
        self._answer = answer
        self._answer_unless_known = answer_unless_known
        self._priced = priced
        self._codings = tuple(codings)
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
        accepted = headers.get(b"accept-encoding", b"").decode("latin-1")
        form = Form(media_type or MediaType.JSON, negotiate_coding(accepted, self._codings))
        known: Mapping[str, str] = {}
        request: GraphQLRequest | None = None
        try:
            if media_type is None:
                raise RequestRefused(Outcome.NOT_ACCEPTABLE, NOT_ACCEPTABLE)
            request = await self._read(scope, headers, receive)
        except RequestRefused as refusal:
            outcome, answer = refusal.outcome, Answer(errors_alone([refusal.problem]), None)
        else:
            if request.method == "GET":
                known = known_tags(headers.get(b"if-none-match", b"").decode("latin-1"), form)
            asked = cost_asked(headers.get(HEADER))
            outcome, answer = await self._carry_out(request, known, asked, receive)
        code = status(self._profile, outcome, form.media_type)
        if log.isEnabledFor(logging.DEBUG):
            _log(scope["method"], request, code, outcome, began)
        if answer.body is None:
            assert answer.mark is not None
            return Reply(code, (VARY, *tag_headers(known[answer.mark])), b"")
        return await _in_form(form, code, EXTRA_HEADERS.get(outcome, ()), answer.body, answer.mark)

    async def _carry_out(
        self,
        request: GraphQLRequest,
        known: Collection[str],
        asked: CostAsked | None,
        receive: Receive,
    ) -> tuple[Outcome, Answer]:
        """How the operation ended, and the body that says so."""
        try:
            answer = await unless_client_leaves(self._answered(request, known, asked), receive)
            return Outcome.ANSWERED if answer.body is not None else Outcome.NOT_MODIFIED, answer
        except ClientLeft:
            raise
        except OperationRefused as refusal:
            outcome, body = outcome_of_refusal(refusal.problems), errors_alone(refusal.problems)
            if request.method == "GET" and is_mutation(request):
                outcome = Outcome.METHOD_NOT_ALLOWED
        except OperationFailed as failure:
            outcome = outcome_of_failure(failure.problem)
            body = errors_without_data(failure.problem)
        except Exception:
            log.exception("A request failed in a way that nobody foresaw.")
            outcome, body = Outcome.FAILED, errors_without_data(OperationFailed().problem)
        return outcome, Answer(body, None)

    async def _answered(
        self, request: GraphQLRequest, known: Collection[str], asked: CostAsked | None
    ) -> Answer:
        """Only what is asked by GET can be asked about again, so only that is told apart; what
        tells its cost is never the same answer as one that does not."""
        if asked is not None and self._priced is not None:
            cost = self._priced(request)
            if asked is CostAsked.DRY_RUN:
                return Answer(cost.alone(), None)
            return Answer(cost.beside(await self._answer(request)), None)
        if request.method == "GET" and self._answer_unless_known is not None:
            return await self._answer_unless_known(request, known)
        return Answer(await self._answer(request), None)

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


async def _in_form(
    form: Form,
    code: int,
    extra: Sequence[tuple[bytes, bytes]],
    body: bytes,
    mark: str | None,
) -> Reply:
    """The reply in the client's coding where that is worth it, with a tag where there is a mark."""
    headers = [*FORM_HEADERS[form.media_type], *extra]
    coding = form.coding
    if coding is not None and len(body) < WORTH_BYTES:
        form = replace(form, coding=None)
    elif coding is not None:
        body = await encode(body, coding)
        headers.append((b"content-encoding", coding.encode()))
    headers += tag_headers(tag_of(mark, form)) if mark else UNTAGGED
    return Reply(code, headers, body)


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
