"""The endpoint behind a real server and a real socket."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from urllib.parse import urlsplit

import psycopg
import pytest
import uvicorn

from service.database.pool import ReadDatabase
from service.database.roles import READER
from service.graph.endpoint import GraphQLEndpoint
from tests.graph import toy_engine
from tests.graph.server import serving

AS_JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def address():
    with serving(GraphQLEndpoint(toy_engine.answer)) as address:
        yield urlsplit(address).netloc


def exchange(connection: http.client.HTTPConnection, method: str, body, **headers: str):
    connection.request(method, "/graphql", body, headers={**AS_JSON, **headers})
    response = connection.getresponse()
    return response.status, response.read()


def test_one_connection_carries_many_requests_refused_ones_among_them(address: str) -> None:
    connection = http.client.HTTPConnection(address, timeout=10)
    for _ in range(2):
        assert exchange(connection, "POST", b'{"query": "{ echo }"}') == (
            200,
            b'{"data": {"echo": null}}',
        )
        assert exchange(connection, "POST", b"[" * 100_000)[0] == 400
        assert exchange(connection, "PUT", b"{}")[0] == 405
        assert exchange(connection, "HEAD", None)[1] == b""
        assert exchange(connection, "OPTIONS", None) == (200, b"")
    connection.close()


def test_a_body_far_too_long_gets_its_answer_all_the_same(address: str) -> None:
    connection = http.client.HTTPConnection(address, timeout=10)
    status, body = exchange(connection, "POST", b" " * 5_000_000)
    assert status == 413
    assert json.loads(body)["errors"][0]["message"].startswith("The request has more than")
    connection.close()


def test_a_long_body_without_a_length_is_cut_off_at_the_limit(address: str) -> None:
    connection = http.client.HTTPConnection(address, timeout=10)
    pieces = (b" " * 50_000 for _ in range(60))
    assert exchange(connection, "POST", pieces)[0] == 413
    connection.close()


def test_a_client_that_leaves_ends_its_statement_in_postgresql(make_database) -> None:
    made = make_database("leaving")
    running = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        f" AND usename = '{READER}' AND state = 'active' AND query LIKE '%pg_sleep(60)%'"
    )

    async def scenario() -> None:
        pool = ReadDatabase(made.reader_url, size=1, statement_timeout=60)
        await pool.open()

        async def answer(request) -> bytes:
            (answer,) = await pool.read_row("SELECT to_json(1) FROM pg_sleep(60)", ())
            return answer or b""

        connection = await psycopg.AsyncConnection.connect(made.superuser_url, autocommit=True)

        async def wait_for(count: int) -> None:
            deadline = time.monotonic() + 10
            while (await (await connection.execute(running)).fetchone()) != (count,):
                assert time.monotonic() < deadline, f"never were {count} statements running"
                await asyncio.sleep(0.05)

        server = uvicorn.Server(
            uvicorn.Config(
                GraphQLEndpoint(answer), port=0, lifespan="off", log_config=None, loop="asyncio"
            )
        )
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        body = b'{"query": "{ a }"}'
        writer.write(
            b"POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n"
            b"content-length: %d\r\n\r\n%b" % (len(body), body)
        )
        await wait_for(1)
        writer.close()
        await wait_for(0)
        assert await pool.read_row("SELECT to_json(2)", ()) == (b"2",)
        server.should_exit = True
        await serving
        await connection.close()
        await pool.close()

    asyncio.run(scenario())
