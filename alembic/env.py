"""Runs migrations on the connection it is handed, or on the URL it is told, one run at a time."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection, text

from service.database.engine import writing_engine
from service.database.roles import create_roles, grant
from service.errors import CommandError
from service.tables import metadata

# Any number, as long as every version of Colophon uses the same: "colophon" on a telephone.
MIGRATION_LOCK = 26567466


def database_url() -> str:
    """For a developer's `alembic -x url=…`, else from the environment."""
    told = context.get_x_argument(as_dictionary=True).get("url")
    url = told or os.environ.get("COLOPHON_DATABASE_URL")
    if not url:
        raise CommandError("Which database? Set COLOPHON_DATABASE_URL, or give -x url=…")
    return url


def migrate(connection: Connection) -> None:
    """Migrations on a connection that is in no transaction; each has one of its own."""
    # A session's lock: the second of two runs waits, and then finds its work done.
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
    connection.commit()
    try:
        create_roles(connection)
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            compare_server_default=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        with connection.begin():
            grant(connection)
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": MIGRATION_LOCK})
        connection.commit()


def run() -> None:
    if context.is_offline_mode():
        raise CommandError("Migrations look at the database they change; there is no --sql mode.")
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    with writing_engine(database_url()).connect() as connection:
        migrate(connection)


run()
