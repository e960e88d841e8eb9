"""A request as an operation gets it: its parameters, and its body when that has been read."""

from __future__ import annotations

from functools import lru_cache

import starlette.requests
from starlette.datastructures import QueryParams

from service.rest.departure import ClientLeft
from service.rest.errors import BadRequest

LARGEST_BODY = 1_000_000
# Longer ones hardly come again.
_KEPT_LENGTH = 2_000


class Request(starlette.requests.Request):
    """`content` is the body of an operation that has one."""

    content: bytes = b""

    @property
    def query_params(self) -> QueryParams:
        text = self.scope["query_string"]
        return _kept(text) if len(text) <= _KEPT_LENGTH else QueryParams(text)

    async def read_content(self) -> None:
        """Reads all of the body; BadRequest if it is larger than any that makes sense."""
        parts, length = [], 0
        try:
            async for part in self.stream():
                parts.append(part)
                length += len(part)
                if length > LARGEST_BODY:
                    raise BadRequest(f"The body has more than {LARGEST_BODY:,} bytes.")
        except starlette.requests.ClientDisconnect:
            raise ClientLeft from None
        self.content = b"".join(parts)


@lru_cache(maxsize=500)
def _kept(text: bytes) -> QueryParams:
    """Clients ask for the same fields again and again."""
    return QueryParams(text)
