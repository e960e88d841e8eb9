"""Sends one HTTP request to an ASGI application, byte for byte as given: no client adds headers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes
    messages: list[dict] = field(default_factory=list)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of the only error."""
        (error,) = self.json["errors"]
        return error["extensions"]["code"]


def scope(method: str, path: str, query: bytes, headers: Mapping[str, str]) -> dict:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [
            (name.lower().encode(), text.encode("latin-1")) for name, text in headers.items()
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }


async def ask(
    app,
    method: str = "POST",
    path: str = "/graphql",
    *,
    query: bytes = b"",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    pieces: int = 1,
) -> Response:
    """The response; the body comes in that many pieces."""
    size = max(1, -(-len(body) // pieces))
    parts = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
    incoming = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1}
        for at, part in enumerate(parts)
    ]
    sent: list[dict] = []

    async def receive() -> dict:
        if incoming:
            return incoming.pop(0)
        await asyncio.Event().wait()  # as a server does, until the client goes
        raise AssertionError

    async def send(message: dict) -> None:
        sent.append(message)

    await app(scope(method, path, query, headers or {}), receive, send)
    start, *rest = sent
    return Response(
        start["status"],
        {name.decode(): text.decode() for name, text in start["headers"]},
        b"".join(message["body"] for message in rest),
        sent,
    )


def call(app, method: str = "POST", path: str = "/graphql", **request) -> Response:
    return asyncio.run(ask(app, method, path, **request))


def post(app, payload: object, **headers: str) -> Response:
    """POST a JSON value; header names with underscores for dashes."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return call(
        app,
        headers={"content-type": "application/json", **named},
        body=json.dumps(payload).encode(),
    )
