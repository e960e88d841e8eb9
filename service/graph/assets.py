"""Serves the files that GraphiQL loads, at PATH/assets/."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from service.graph.coding import negotiate_coding
from service.graph.explorer import Explorer
from service.graph.reply import Reply, encoded, headers_of

PLAIN_TEXT = ((b"content-type", b"text/plain; charset=utf-8"),)


class Assets:
    """An ASGI application; the last segment of the path is the file's name."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method: str = scope["method"]
        await self._reply(scope, method).send(send, bodiless=method == "HEAD")

    def _reply(self, scope: Scope, method: str) -> Reply:
        if method not in ("GET", "HEAD"):
            return Reply(405, ((b"allow", b"GET, HEAD"), *PLAIN_TEXT), b"Method not allowed\n")
        path: str = scope["path"]
        accepted = headers_of(scope["headers"]).get(b"accept-encoding", b"")
        file = self._explorer.asset(
            path.rsplit("/", 1)[-1],
            gzip=negotiate_coding(accepted.decode("latin-1"), ("gzip",)) == "gzip",
        )
        if file is None:
            return Reply(404, PLAIN_TEXT, b"No such file\n")
        return Reply(200, encoded(file.headers), file.body)
