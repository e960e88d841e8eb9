"""A client that leaves ends its statement in PostgreSQL, wherever outside GraphQL it asked."""

from __future__ import annotations

import socket

import psycopg
import pytest

from service.app import create_app
from service.settings import Settings
from tests.graph.server import serving
from tests.rest.waiting import address_of, wait_for

BODY = b'{"ids": ["DOI:10.5555/ink.1"]}'


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /graph/v1/paper/DOI:10.5555/ink.1 HTTP/1.1\r\nhost: here\r\n\r\n",
        b"GET /papers/10.5555/ink.1.bib HTTP/1.1\r\nhost: here\r\n\r\n",
        b"GET /export?query=%7Bpapers%7Bnodes%7Bid%7D%7D%7D HTTP/1.1\r\nhost: here\r\n\r\n",
        b"POST /graph/v1/paper/batch HTTP/1.1\r\nhost: here\r\ncontent-length: %d\r\n\r\n%b"
        % (len(BODY), BODY),
    ],
    ids=["one", "cited", "export", "batch"],
)
def test_a_client_that_leaves_ends_its_statement(database, request_) -> None:
    app = create_app(Settings(pool_size=1), database.reader_url)
    is_waiting = "wait_event_type = 'Lock'"
    with (
        serving(app) as address,
        psycopg.connect(database.owner_url) as owner,
        psycopg.connect(database.superuser_url, autocommit=True) as watching,
    ):
        owner.execute("LOCK TABLE paper IN ACCESS EXCLUSIVE MODE")
        client = socket.create_connection(address_of(address))
        client.sendall(request_)
        wait_for(watching, 1, is_waiting)
        client.close()
        wait_for(watching, 0, is_waiting)
