"""Stops work on an answer whose client has gone, so that its statement ends in PostgreSQL too."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

from service.errors import ColophonError

# Most answers are done long before; until then a request pays for one timer and nothing else.
PATIENCE = 0.25

T = TypeVar("T")


class ClientLeft(ColophonError):
    """Nobody waits for this answer any more."""


async def unless_client_leaves(work: Awaitable[T], receive: Receive) -> T:
    """Await the work in this very task; cancel it and raise ClientLeft on `http.disconnect`."""
    task = asyncio.current_task()
    watcher: asyncio.Task[None] | None = None
    client_left = False

    async def watch() -> None:
        nonlocal client_left
        while (await receive())["type"] != "http.disconnect":
            pass
        client_left = True
        if task is not None:
            task.cancel()

    def begin() -> None:
        nonlocal watcher
        watcher = asyncio.create_task(watch())

    timer = asyncio.get_running_loop().call_later(PATIENCE, begin)
    try:
        return await work
    except asyncio.CancelledError:
        if client_left:
            raise ClientLeft from None
        raise
    finally:
        timer.cancel()
        if watcher is not None:
            watcher.cancel()
