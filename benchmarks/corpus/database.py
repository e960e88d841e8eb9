"""The benchmarks' own PostgreSQL: one data folder between runs, one database for each size."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import psycopg
from psycopg import sql
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks.corpus.graph import Size
from benchmarks.corpus.load import Report, load
from service.database import bootstrap, embedded, migrations
from service.database.embedded import EmbeddedServer
from service.database.roles import OWNER, READER
from service.tables import metadata

# Raised with every change of what is generated: databases of another version are dropped.
VERSION = 4
UNFINISHED = "unfinished"
# Rows that come into an emptied table are not logged, and nothing is vacuumed while much is loaded
# and measured: the load does it.
SETTINGS = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A loaded database, as the systems and the report see it."""

    size: Size
    reader_url: str
    owner_url: str
    postmaster: int


def default_folder() -> Path:
    return platformdirs.user_cache_path("colophon", appauthor=False) / "benchmarks"


@contextmanager
def corpus(folder: Path, papers: int, report: Report) -> Iterator[Corpus]:
    """The graph of this size, made unless it is there from an earlier run."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with embedded.running(folder, settings=SETTINGS) as server:
        version = _version()
        name = f"papers_{papers}_{version}"
        with _alone(folder):
            for old in _databases(server):
                if not old.endswith(version):
                    _drop(server, old)
            if name not in _databases(server):
                _make(server, f"{UNFINISHED}_{os.getpid()}", name, Size(papers), report)
        pid = (server.folder.postgresql / "postmaster.pid").read_text().split("\n", 1)[0]
        yield Corpus(Size(papers), server.url(READER, name), server.url(OWNER, name), int(pid))


def _version() -> str:
    """What the databases are made for: the generator, the migrations, the tables as they are."""
    made = [str(CreateTable(table)) for table in metadata.sorted_tables]
    made += [
        str(CreateIndex(index).compile(dialect=postgresql.dialect()))
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    digest = hashlib.blake2b("".join(made).encode(), digest_size=4).hexdigest()
    return f"v{VERSION}_{migrations.newest_revision()}_{digest}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """What another run is making at this moment is not what a killed one has left."""
    with (folder / "corpus.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(server: EmbeddedServer, unfinished: str, name: str, size: Size, report: Report) -> None:
    """Whole or not at all: the database gets its name at the end.

    Until then it has one that no other run gives: what a killed one has left working ends with its
    own database.
    """
    bootstrap.make_database(server.superuser_url, unfinished)
    owner_url = server.url(OWNER, unfinished)
    migrations.upgrade(owner_url)
    load(owner_url, size, report)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))


def _databases(server: EmbeddedServer) -> set[str]:
    """Those of ours, of any version."""
    with psycopg.connect(server.superuser_url) as connection:
        names = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
    return {name for name in names if name.startswith((UNFINISHED, "papers_"))}


def _drop(server: EmbeddedServer, name: str) -> None:
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
