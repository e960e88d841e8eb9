"""Watches from outside what PostgreSQL does for the service."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import psycopg

from service.database.roles import READER


def wait_for(connection: psycopg.Connection, count: int, condition: str) -> None:
    """Until that many of the reader's backends are as the condition on pg_stat_activity says."""
    statement = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        f" AND usename = '{READER}' AND {condition}"
    )
    deadline = time.monotonic() + 10
    while (found := connection.execute(statement).fetchone()) != (count,):
        assert time.monotonic() < deadline, f"{found} are, not {count}: {condition}"
        time.sleep(0.02)


def address_of(url: str) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 0
