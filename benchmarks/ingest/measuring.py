"""The ingest as a process of its own, and the COPY of all rows that it ended in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Table

from service.tables import metadata

# A row or a handful, which the migration makes.
_MADE_BY_MIGRATION = {"data_version", "entity_count"}
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Ingest:
    """What it took: wall-clock seconds, and the largest resident memory of its process."""

    seconds: float
    peak_mb: float


def ingest(owner_url: str, path: Path) -> Ingest:
    """`colophon ingest openalex PATH` on a database without rows; its progress goes to stderr."""
    command = [sys.executable, "-m", "service", "ingest", "openalex", str(path)]
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=os.environ | {"COLOPHON_DATABASE_URL": owner_url},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ingest(time.perf_counter() - began, usage.ru_maxrss / 1024)


def dump(owner_url: str, folder: Path) -> int:
    """Writes all rows to files, one a table, as COPY reads them; how many rows there are."""
    folder.mkdir(exist_ok=True)
    rows = 0
    with psycopg.connect(owner_url) as connection:
        for table in metadata.sorted_tables:
            if table.name in _MADE_BY_MIGRATION:
                continue
            statement = sql.SQL("COPY {} ({}) TO STDOUT (FORMAT binary)").format(*_names(table))
            with (
                (folder / table.name).open("wb") as file,
                connection.cursor() as cursor,
                cursor.copy(statement) as copy,
            ):
                for block in copy:
                    file.write(block)
                rows += max(0, cursor.rowcount)
    return rows


def copy(url: str, folder: Path, *, checked: bool) -> float:
    """The seconds of a COPY of those files into the same tables with their indexes; `checked`, as
    for every writer, with their foreign keys. As superuser."""
    began = time.perf_counter()
    with psycopg.connect(url) as connection:
        if not checked:
            connection.execute("SET session_replication_role = replica")
        for table in metadata.sorted_tables:
            if any(key.column.table is table for key in table.foreign_keys):
                # A topic or institution may come before the one above it: the ingest knows the
                # order, the files do not.
                connection.execute(
                    sql.SQL("ALTER TABLE {} DISABLE TRIGGER ALL").format(sql.Identifier(table.name))
                )
        for table in metadata.sorted_tables:
            if table.name in _MADE_BY_MIGRATION:
                continue
            statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(*_names(table))
            with (
                (folder / table.name).open("rb") as file,
                connection.cursor() as cursor,
                cursor.copy(statement) as into,
            ):
                while block := file.read(_BLOCK):
                    into.write(block)
    return time.perf_counter() - began


def _names(table: Table) -> tuple[sql.Identifier, sql.Composed]:
    """The table, and its columns but those that PostgreSQL computes."""
    columns = [column.name for column in table.columns if column.computed is None]
    return sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, columns))
