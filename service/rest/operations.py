"""An operation: what a method of a path is asked with and answers, and the function that answers.

The routes and `/openapi.json` are made of the same operations.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from service.rest.errors import response_of
from service.rest.shapes import TEXT, Shape, thing

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
    example: str = field(default="", kw_only=True)
    """A path with its query that can be tried on the sample."""


def routes_of(operations: Iterable[Operation]) -> list[Route]:
    """One route for each path, in the order of the operations."""
    by_path: dict[str, list[Operation]] = {}
    for operation in operations:
        path = operation.path
        for name in operation.deep:
            path = path.replace(f"{{{name}}}", f"{{{name}:path}}")
        by_path.setdefault(path, []).append(operation)
    return [Route(path, _Path(found)) for path, found in by_path.items()]


def application_of(operations: Iterable[Operation]) -> ASGIApp:
    """The operations alone, for paths under which there is nothing else: no middleware stands
    before them, for what fails in an operation is answered by itself."""

    async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
        error = {"error": f"There is nothing at {scope['path'][:200]}"}
        await JSONResponse(error, 404)(scope, receive, send)

    return Router(routes_of(operations), redirect_slashes=False, default=nothing)


class _Path:
    """An ASGI application: every method of a path is answered here, also those that are not
    there."""

    def __init__(self, operations: list[Operation]) -> None:
        self._answers = {one.method: one.answer for one in operations if one.answer is not None}
        if "GET" in self._answers:
            self._answers["HEAD"] = self._answers["GET"]
        self._allowed = {"allow": ", ".join(self._answers)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answers.get(scope["method"])
        if answer is None:
            error = {"error": f"Use {self._allowed['allow']} here."}
            response: Response = JSONResponse(error, 405, headers=self._allowed)
        else:
            try:
                response = await answer(Request(scope, receive))
            except Exception as error:
                response = response_of(error)
        await response(scope, receive, send)
