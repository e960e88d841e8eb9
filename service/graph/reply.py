"""One HTTP response of the GraphQL face, and how it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import Send


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers except content-length, body."""

    status: int
    headers: Iterable[tuple[bytes, bytes]]
    body: bytes

    async def send(self, send: Send, *, bodiless: bool = False) -> None:
        """In two messages; bodiless for HEAD, whose headers tell what GET would have sent."""
        headers = list(self.headers)
        if self.status != 304:  # whose length would be that of the answer it stands for
            headers.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        body = b"" if bodiless else self.body
        await send({"type": "http.response.body", "body": body})


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def headers_of(raw: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers of a request by name; what came more than once is joined as HTTP joins it."""
    headers = dict(raw)
    if len(headers) < len(raw):
        for name in headers:
            headers[name] = b", ".join(value for other, value in raw if other == name)
    return headers
