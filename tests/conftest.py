"""The suite's own PostgreSQL: one server for all workers, a migrated template, clones to write in.

- `cluster`: the running server (session).
- `make_database`: `make_database(name)` clones the migrated template; kept until the session ends.
  The name is made the worker's own, so session fixtures of two workers do not meet.
- `database`: a clone of one test's own, dropped after it.

A `Database` has `.owner_url`, `.writer_url`, `.reader_url`, `.superuser_url`: strings for psycopg.
"""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import psycopg
import pytest
from psycopg import sql

from service.database import bootstrap, embedded, migrations
from service.database.embedded import EmbeddedServer
from service.database.postgres import SUPERUSER
from service.database.roles import DATABASE_STATEMENTS, OWNER, READER, WRITER

TEMPLATE = "template_migrated"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@dataclass(frozen=True, slots=True)
class Database:
    name: str
    owner_url: str
    writer_url: str
    reader_url: str
    superuser_url: str


# CI tries the same examples every time; elsewhere each run tries new ones. No test measures time.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if "CI" in os.environ else "local")

MakeDatabase = Callable[[str], Database]


def pytest_configure(config: pytest.Config) -> None:
    # A cancelled run (SIGTERM) unwinds like an interrupted one, and so stops the server.
    signal.signal(signal.SIGTERM, _interrupt)
    # A shell starts what works behind it without Ctrl-C, and so would be what the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what killed workers have left; does nothing while anybody still uses the server."""
    # Also runs in the process that only hands out tests to workers, where no fixture is made.
    folder = _shared_folder(config._tmp_path_factory) / "cluster"
    if folder.exists():
        embedded.stop_unless_used(folder)


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The session's folder: under xdist, the one above the worker's."""
    folder = tmp_path_factory.getbasetemp()
    return folder if WORKER == "main" else folder.parent


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """The server itself; the workers share it as commands share the embedded one."""
    folder = _shared_folder(tmp_path_factory) / "cluster"
    with embedded.running(folder, durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def _template(cluster: EmbeddedServer) -> str:
    """The database that all others are copies of, migrated once."""
    with (cluster.folder.path / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
            made = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(made, [TEMPLATE]).fetchone() is None:
                bootstrap.make_database(cluster.superuser_url, "unfinished")
                migrations.upgrade(cluster.url(OWNER, "unfinished"))
                connection.execute(f"ALTER DATABASE unfinished RENAME TO {TEMPLATE}")
    return TEMPLATE


@pytest.fixture(scope="session")
def make_database(cluster: EmbeddedServer, _template: str) -> Iterator[MakeDatabase]:
    made: list[str] = []

    def make(name: str) -> Database:
        database = _clone(cluster, f"{name}_{WORKER}")
        made.append(database.name)
        return database

    yield make
    for name in made:
        _drop(cluster, name)


@pytest.fixture
def database(
    cluster: EmbeddedServer, _template: str, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """A database with all tables and no rows, of this test alone."""
    database = _clone(cluster, f"test_{WORKER}")
    yield database
    _drop(cluster, database.name)


def _clone(cluster: EmbeddedServer, name: str) -> Database:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
        sql.Identifier(name), sql.Identifier(TEMPLATE), sql.Identifier(OWNER)
    )
    with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
        connection.execute(statement)
    # What belongs to a database itself is not in its copy.
    with psycopg.connect(cluster.url(OWNER, name), autocommit=True) as connection:
        for statement in DATABASE_STATEMENTS:
            connection.execute(statement)
    return Database(
        name,
        owner_url=cluster.url(OWNER, name),
        writer_url=cluster.url(WRITER, name),
        reader_url=cluster.url(READER, name),
        superuser_url=cluster.url(SUPERUSER, name),
    )


def _drop(cluster: EmbeddedServer, name: str) -> None:
    statement = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
        connection.execute(statement)
