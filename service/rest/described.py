"""`/openapi.json` and `/docs`: what can be asked, for machines and for people."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.rest.openapi import document
from service.rest.operations import Operation
from service.rest.page import HEADERS, page

OPENAPI = "/openapi.json"
DOCS = "/docs"
_TITLE = "Colophon"
_VERSION = "1"
_ABOUT = "The scholarly graph you host yourself: GraphQL, and the Academic Graph API v1."


class Described:
    """Both are made once, when they are first asked for."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._operations = operations
        self._document: bytes | None = None
        self._page: str | None = None

    async def document(self, request: Request) -> Response:
        if self._document is None:
            found = document(self._operations, _TITLE, _VERSION, _ABOUT)
            self._document = json.dumps(found, ensure_ascii=False).encode()
        return Response(self._document, media_type="application/json")

    async def page(self, request: Request) -> Response:
        if self._page is None:
            self._page = page(self._operations, _TITLE, OPENAPI[1:])
        return HTMLResponse(self._page, headers=HEADERS)
