"""The paths of the Academic Graph API, and the way from a request to its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.database.pool import ReadDatabase
from service.rest.answering import Answering
from service.rest.errors import BadRequest, response_of
from service.s2 import searches
from service.s2.bulk import search_bulk
from service.s2.lists import LISTS, page_of
from service.s2.lookups import AUTHORS, PAPERS, Entity, look_up, look_up_batch
from service.s2.searches import Search, autocomplete, match, search

GRAPH = "/graph/v1"
LARGEST_ANSWER = 10_000_000
_LARGEST_BODY = 1_000_000
_TOO_LARGE = "Response would exceed maximum size. Ask for smaller pages or for fewer fields."

Answer = Callable[[Request], Awaitable[bytes]]


def routes(database: ReadDatabase) -> list[Route]:
    """All paths of this face; what is fixed in a path goes before what is an id."""
    answering = Answering(database)
    found: list[Route] = []

    def get(path: str, answer: Answer) -> None:
        found.append(Route(GRAPH + path, _answered(answer), methods=["GET"]))

    def post(path: str, answer: Answer) -> None:
        found.append(Route(GRAPH + path, _answered(answer), methods=["POST"]))

    get("/paper/search/bulk", lambda request: search_bulk(answering, request.query_params))
    get("/paper/search/match", lambda request: match(answering, request.query_params))
    get("/paper/autocomplete", lambda request: autocomplete(answering, request.query_params))
    for noun, what in (("paper", searches.PAPERS), ("author", searches.AUTHORS)):
        get(f"/{noun}/search", _search(answering, what))
    for noun, entity in (("paper", PAPERS), ("author", AUTHORS)):
        post(f"/{noun}/batch", _batch(answering, entity))
    for owner, name in LISTS:
        get(f"/{owner}/{{id:path}}/{name}", _list(answering, owner, name))
    for noun, entity in (("paper", PAPERS), ("author", AUTHORS)):
        get(f"/{noun}/{{id:path}}", _one(answering, entity))
    return found


def _answered(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            body = await answer(request)
            if len(body) > LARGEST_ANSWER:
                raise BadRequest(_TOO_LARGE)
        except Exception as error:
            return response_of(error)
        return Response(body, media_type="application/json")

    return endpoint


def _search(answering: Answering, what: Search) -> Answer:
    async def answer(request: Request) -> bytes:
        return await search(answering, what, request.query_params)

    return answer


def _one(answering: Answering, entity: Entity) -> Answer:
    async def answer(request: Request) -> bytes:
        id_, fields = request.path_params["id"], request.query_params.get("fields")
        return await look_up(answering, entity, id_, fields)

    return answer


def _batch(answering: Answering, entity: Entity) -> Answer:
    async def answer(request: Request) -> bytes:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST_BODY:
                raise BadRequest(f"The body has more than {_LARGEST_BODY:,} bytes.")
        return await look_up_batch(answering, entity, body, request.query_params.get("fields"))

    return answer


def _list(answering: Answering, owner: str, name: str) -> Answer:
    list_ = LISTS[owner, name]

    async def answer(request: Request) -> bytes:
        return await page_of(answering, list_, request.path_params["id"], request.query_params)

    return answer
