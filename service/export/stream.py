"""The pages of a connection, read one behind the other from one snapshot, as lines."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from service.errors import ColophonError, OperationFailed, OperationRefused
from service.export.document import AFTER, ITEMS, PAGE, ROWS, Paged
from service.graph.engine import Engine
from service.graph.request import GraphQLRequest


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, and the cursor behind them; None where nothing follows."""

    lines: bytes
    cursor: str | None


async def read_page(
    engine: Engine, document: Paged, variables: dict[str, object], cursor: str | None
) -> Page:
    """The page behind a cursor."""
    asked = {**variables, AFTER: cursor}
    body = await engine.answer(GraphQLRequest(document.text, None, asked, "POST"))
    rows = json.loads(body)["data"][ROWS]
    lines = "".join(f"{_line(item)}\n" for item in rows[ITEMS])
    page = rows[PAGE]
    return Page(lines.encode(), page["endCursor"] if page["hasNextPage"] else None)


async def lines(
    engine: Engine, document: Paged, variables: dict[str, object], first: Page
) -> AsyncIterator[bytes]:
    """All lines behind and with the first page's. What fails on the way is told as a last line,
    `{"errors": [...]}`: a stream without one is whole."""
    page = first
    yield page.lines
    while page.cursor is not None:
        try:
            page = await read_page(engine, document, variables, page.cursor)
        except (OperationRefused, OperationFailed) as error:
            yield f"{_line({'errors': [{'message': _message(error)}]})}\n".encode()
            return
        yield page.lines


def _message(error: ColophonError) -> str:
    if isinstance(error, OperationRefused):
        return error.problems[0].message
    return str(error)


# Many a reader takes these for line ends, which in JSON they are not.
_ESCAPED = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
