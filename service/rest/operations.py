"""An operation: what a method of a path is asked with and answers, and the function that answers.

The routes and `/openapi.json` are made of the same operations.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from starlette.responses import JSONResponse, Response
from starlette.routing import Route, compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from service.rest.departure import ClientLeft, unless_client_leaves
from service.rest.errors import response_of
from service.rest.request import Request
from service.rest.shapes import TEXT, Json, Shape, thing

log = logging.getLogger(__name__)

JSON = "application/json"
Answer = Callable[[Request], Awaitable[Response]]

ERROR = thing({"error": TEXT.about("What is wrong, and what was expected.")}, name="Error")
FAILURE = thing({"message": TEXT.about("What failed.")}, name="Failure")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that is asked with. Lists are written with commas."""

    name: str
    shape: Shape
    required: bool = False
    empty: bool = False
    """Whether it may stand without a value."""
    where: Literal["query", "path", "header"] = "query"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer of one status is."""

    description: str
    shape: Shape | None = None
    media_types: tuple[str, ...] = (JSON,)


BAD_REQUEST = Reply("The parameters or the body mean nothing here.", ERROR)
NOT_FOUND = Reply("There is no such thing.", ERROR)
FAILED = Reply("The service failed.", FAILURE)
UNAVAILABLE = Reply("The database cannot be reached; ask again.", FAILURE)
TIMEOUT = Reply("The database took too long; ask for less.", FAILURE)
FAILURES = {500: FAILED, 503: UNAVAILABLE, 504: TIMEOUT}


@dataclass(frozen=True, slots=True)
class Example:
    """A path with its query, and the body where there is one; and the answer on the sample, JSON or
    else a text."""

    request: str
    answer: Json
    body: Json = None


@dataclass(frozen=True, slots=True)
class Operation:
    """`path` is written as OpenAPI does; an id in it may hold slashes if it is one of `deep`."""

    method: str
    path: str
    name: str
    summary: str
    tag: str
    answer: Answer | None
    replies: dict[int, Reply]
    parameters: tuple[Parameter, ...] = ()
    body: Shape | None = None
    description: str = ""
    deep: tuple[str, ...] = ()
    example: Example = field(kw_only=True)


def routes_of(operations: Iterable[Operation]) -> list[Route]:
    """One route for each path, in the order of the operations."""
    return [Route(path, answers) for path, answers in _by_path(operations)]


def application_of(operations: Iterable[Operation]) -> ASGIApp:
    """The operations alone, for paths under which there is nothing else: no middleware stands
    before them, for what fails in an operation is answered by itself."""
    paths = _by_path(operations)
    fixed = {path: answers for path, answers in paths if "{" not in path}
    with_ids = [(compile_path(path)[0], answers) for path, answers in paths if "{" in path]

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if answers := fixed.get(path):
            return await answers(scope, receive, send)
        for pattern, answers in with_ids:
            if match := pattern.match(path):
                scope["path_params"] = match.groupdict()
                return await answers(scope, receive, send)
        return await nothing_there(scope, receive, send)

    return dispatch


async def nothing_there(scope: Scope, receive: Receive, send: Send) -> None:
    """The answer of a path that leads nowhere."""
    error = {"error": f"There is nothing at {scope['path'][:200]}"}
    await JSONResponse(error, 404)(scope, receive, send)


def _by_path(operations: Iterable[Operation]) -> list[tuple[str, _Path]]:
    """Each path as Starlette writes it, with all that is answered there."""
    by_path: dict[str, list[Operation]] = {}
    for operation in operations:
        path = operation.path
        for name in operation.deep:
            path = path.replace(f"{{{name}}}", f"{{{name}:path}}")
        by_path.setdefault(path, []).append(operation)
    return [(path, _Path(found)) for path, found in by_path.items()]


class _Path:
    """An ASGI application: every method of a path is answered here, also those that are not
    there."""

    def __init__(self, operations: list[Operation]) -> None:
        self._operations = {one.method: one for one in operations if one.answer is not None}
        if "GET" in self._operations:
            self._operations["HEAD"] = self._operations["GET"]
        self._allowed = {"allow": ", ".join(self._operations)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        operation = self._operations.get(scope["method"])
        if operation is None:
            error = {"error": f"Use {self._allowed['allow']} here."}
            response: Response = JSONResponse(error, 405, headers=self._allowed)
        else:
            try:
                response = await _answered(operation, Request(scope, receive))
            except ClientLeft:
                log.info("A client left before its answer was ready.")
                return
            except Exception as error:
                response = response_of(error)
        await response(scope, receive, send)


async def _answered(operation: Operation, request: Request) -> Response:
    assert operation.answer is not None
    if operation.body is not None:
        await request.read_content()
    return await unless_client_leaves(operation.answer(request), request.receive)
