"""Several workers on one port: started together, replaced when one dies, gone when all is over."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import time
import warnings

import httpx
import psutil
import psycopg
import pytest
import uvicorn

from service.serving import Server
from tests.test_cli import ENDS, ended, one_line, started
from tests.test_cli import colophon as done

TYPENAME = {"query": "{ papers { totalCount } }"}


@pytest.fixture(scope="module")
def shared(make_database):
    return make_database("workers")


@contextlib.contextmanager
def serving(database, **settings):
    process, address = started(
        "serve",
        "--workers",
        "2",
        "--port",
        "0",
        database_url=database.owner_url,
        reader_url=database.reader_url,
        writer_url=database.writer_url,
        pool_size=2,
        **settings,
    )
    try:
        yield process, address
    finally:
        if process.poll() is None:
            ended(process, signal.SIGKILL)
        process.stdout.close()


def workers_of(process) -> list[psutil.Process]:
    return psutil.Process(process.pid).children()


def until(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def answers(address: str, times: int = 20) -> None:
    """Each on a connection of its own, so that no worker is asked for all."""
    for _ in range(times):
        response = httpx.post(address, json=TYPENAME)
        assert response.json() == {"data": {"papers": {"totalCount": 0}}}


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_workers_answer_on_one_port_and_end_together(shared, number: int, code: int) -> None:
    with serving(shared) as (process, address):
        workers = workers_of(process)
        assert len(workers) == 2
        answers(address)
        assert ended(process, number) == (code, "")
        assert not any(worker.is_running() for worker in workers)


def test_connections_to_the_database_are_each_workers_own(shared) -> None:
    with (
        serving(shared),
        # Each count in a transaction of its own: one transaction sees one state of the activity.
        psycopg.connect(shared.owner_url, autocommit=True) as connection,
    ):
        count = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'colophon_reader'"
        )
        until(lambda: connection.execute(count).fetchone() == (4,))


def test_a_worker_that_dies_is_replaced_while_others_answer(shared) -> None:
    with serving(shared) as (process, address):
        first, second = workers_of(process)
        first.kill()
        until(lambda: len(workers_of(process)) == 2 and first.pid not in pids(process))
        answers(address)
        assert second.pid in pids(process)
        code, output = ended(process, signal.SIGTERM)
        assert code == 143
        killed = f"Worker {first.pid} was killed by SIGKILL; another takes its place."
        assert output.rstrip().endswith(killed)


def test_workers_end_when_nobody_watches_them_any_more(shared) -> None:
    with serving(shared) as (process, _):
        workers = workers_of(process)
        os.kill(process.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(workers, timeout=60)
        assert alive == []


def test_what_a_worker_cannot_do_at_its_start_is_one_line(shared) -> None:
    urls = {"database_url": shared.owner_url, "reader_url": shared.writer_url}
    failed = done("serve", "--workers", "2", "--port", "0", **urls, log_level="error")
    assert 'role "colophon_writer" can write' in one_line(failed)


def pids(process) -> list[int]:
    return [worker.pid for worker in workers_of(process)]


def test_a_worker_that_is_told_to_end_before_its_loop_begins_says_nothing(monkeypatch) -> None:
    """It cannot be aimed at from outside; so the signal comes where the loop is made."""

    def told_to_end():
        raise SystemExit(143)

    server = Server(uvicorn.Config(None), lambda: None, None)
    monkeypatch.setattr(server.config, "get_loop_factory", lambda: told_to_end)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with pytest.raises(SystemExit):
            server.run()
        gc.collect()
    assert said == []


def test_who_is_told_to_end_while_starting_ends_what_has_begun() -> None:
    """uvicorn returns then without a word to the application, which would never close its pool."""
    said = []

    async def application(scope, receive, send):
        assert scope["type"] == "lifespan"
        for _ in ("startup", "shutdown"):
            message = await receive()
            said.append(message["type"])
            await send({"type": f"{message['type']}.complete"})

    server = Server(
        uvicorn.Config(application, lifespan="on", log_config=None),
        lambda: said.append("ready"),
        None,
    )
    server.should_exit = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server.run(sockets=[taken])
    assert said == ["lifespan.startup", "lifespan.shutdown"]
