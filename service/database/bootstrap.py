"""What a superuser makes in the embedded server: roles and databases. Safe to repeat."""

from __future__ import annotations

import time

import psycopg
from psycopg import sql

from service.database.roles import OWNER, READER, WRITER
from service.errors import CommandError

ANSWER_SECONDS = 60


def prepare(superuser_url: str, database: str) -> None:
    """Roles and the database; waits for a server that was found while it still recovers."""
    try:
        _wait_until_it_answers(superuser_url)
        make_roles(superuser_url)
        make_database(superuser_url, database)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1:] or [type(error).__name__]
        raise CommandError(f"PostgreSQL runs but cannot be prepared: {reason[0]}") from error


def _wait_until_it_answers(superuser_url: str) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while True:
        try:
            psycopg.connect(superuser_url).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def make_roles(superuser_url: str) -> None:
    """Owner, writer and reader; the owner may act as the other two."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, WRITER, READER):
            verb = sql.SQL("ALTER" if role in known else "CREATE")
            may_create = sql.SQL("CREATEROLE" if role == OWNER else "NOCREATEROLE")
            name = sql.Identifier(role)
            connection.execute(sql.SQL("{} ROLE {} LOGIN {}").format(verb, name, may_create))
        for role in (WRITER, READER):
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(
                    sql.Identifier(role), sql.Identifier(OWNER)
                )
            )
        # For `foreign_keys.unchecked`.
        connection.execute(
            sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}, {}").format(
                sql.Identifier(OWNER), sql.Identifier(WRITER)
            )
        )


def make_database(superuser_url: str, name: str) -> None:
    """A database of the owner's, made unless it is there."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )
