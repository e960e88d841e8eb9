"""The bare route: what one gets by hand for one question, and so the measure of all the rest.

Starlette under uvicorn, a pool, one prepared statement a question in which PostgreSQL builds the
JSON, and its bytes as the answer. Nothing here is Colophon's: `python -m benchmarks.bare`.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import uvicorn
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.adapt import Buffer, Loader
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.questions import QUESTIONS

Connection = AsyncConnection[tuple[bytes]]


class RawJson(Loader):
    def load(self, data: Buffer) -> bytes:
        return bytes(data)


async def configure(connection: Connection) -> None:
    connection.prepare_threshold = 0
    connection.adapters.register_loader("json", RawJson)


def application(url: str, pool_size: int) -> Starlette:
    pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
        url,
        kwargs={"autocommit": True, "cursor_factory": AsyncRawCursor},
        min_size=pool_size,
        max_size=pool_size,
        open=False,
        configure=configure,
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.open(wait=True)
        yield
        await pool.close()

    def route(sql: bytes) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            asked = json.loads(await request.body())
            async with pool.connection() as connection:
                cursor = await connection.execute(sql, asked)
                row = await cursor.fetchone()
            assert row is not None
            return Response(b'{"data":%b}' % row[0], media_type="application/json")

        return answer

    routes = [
        Route(f"/{question.name}", route(statement.encode()), methods=["POST"])
        for question in QUESTIONS
        if (statement := question.text("bare.sql")) is not None
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def main() -> None:
    app = application(os.environ["COLOPHON_READER_URL"], int(os.environ["COLOPHON_POOL_SIZE"]))
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", access_log=False, log_level="warning"
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        print(f"The bare route answers at http://127.0.0.1:{taken.getsockname()[1]}", flush=True)
        uvicorn.Server(config).run(sockets=[taken])


if __name__ == "__main__":
    main()
