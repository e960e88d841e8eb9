"""A reader that goes away in the middle of a stream takes its statement and its snapshot along."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import psycopg
import pytest

from service.app import create_app
from service.settings import Settings
from tests.graph.server import serving
from tests.rest.waiting import address_of, wait_for

ROWS = 30_000
ON_THE_SECOND_PAGE = ROWS - 150
IN_SNAPSHOT = "xact_start IS NOT NULL"


@pytest.fixture
def papers(database) -> Iterator[psycopg.Connection]:
    """Far more bytes than sockets hold."""
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO paper (title, title_key)"
            f" SELECT repeat('x', 1000), 'paper ' || n FROM generate_series(1, {ROWS}) n"
        )
        yield connection


def opened(address: str) -> socket.socket:
    """A reader that has taken the first bytes of a stream, and no more."""
    reader = socket.create_connection(address_of(address))
    reader.sendall(
        b"GET /export?query=%7Bpapers(orderBy:NEWEST)%7Bnodes%7Bid%20title%7D%7D%7D HTTP/1.1\r\n"
        b"host: here\r\n\r\n"
    )
    assert reader.recv(12) == b"HTTP/1.1 200"
    return reader


def test_while_the_service_waits_for_the_reader(database, papers) -> None:
    app = create_app(Settings(pool_size=1), database.reader_url)
    with serving(app) as address:
        reader = opened(address)
        # It has stopped to read: the socket is full.
        wait_for(papers, 1, f"{IN_SNAPSHOT} AND state = 'idle in transaction'")
        reader.close()
        wait_for(papers, 0, IN_SNAPSHOT)


def test_while_the_service_waits_for_postgresql(database, papers, caplog) -> None:
    papers.execute(
        f"""CREATE FUNCTION shown(id bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
              IF id = {ON_THE_SECOND_PAGE} THEN PERFORM pg_sleep(60); END IF; RETURN true; END $$;
            ALTER TABLE paper ENABLE ROW LEVEL SECURITY;
            CREATE POLICY slow ON paper USING (shown(id))"""
    )
    app = create_app(Settings(pool_size=1, statement_timeout_ms=60_000), database.reader_url)
    with serving(app) as address:
        reader = opened(address)
        wait_for(papers, 1, "wait_event = 'PgSleep'")
        reader.close()
        wait_for(papers, 0, "wait_event = 'PgSleep'")
        wait_for(papers, 0, IN_SNAPSHOT)
    # PostgreSQL was asked to end it, and did not have to find out that nobody is there.
    assert "cancellation interrupted" not in caplog.text


def test_the_next_reader_gets_the_turn_of_those_who_left(database, papers) -> None:
    app = create_app(Settings(pool_size=1), database.reader_url)
    with serving(app) as address:
        for _ in range(3):
            readers = [opened(address) for _ in range(2)]
            for reader in readers:
                reader.close()
