"""The migrations: where they are, in a checkout or an installed wheel, and how they are run."""

from __future__ import annotations

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from service.errors import CommandError

PACKAGE = Path(__file__).resolve().parents[1]
# The folder stays `alembic/` at the top of a checkout. The build puts it inside the package: at the
# top of a wheel it would be installed over the library of that name.
PLACES = (PACKAGE.parent / "alembic", PACKAGE / "migrations")


def migrations_folder() -> Path:
    for place in PLACES:
        if (place / "env.py").is_file() and (place / "versions").is_dir():
            return place
    raise CommandError(f"the migrations are missing: looked in {PLACES[0]} and {PLACES[1]}")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file; `env.py` takes the connection from its attributes."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Bring the database of this URL to a revision, by default the newest."""
    with connected(owner_url) as connection:
        command.upgrade(configuration(connection), revision)
        connection.commit()


def downgrade(owner_url: str, revision: str) -> None:
    with connected(owner_url) as connection:
        command.downgrade(configuration(connection), revision)
        connection.commit()


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(configuration()).get_current_head()


def current_revision(url: str) -> str | None:
    """The revision that the database is at; none when it was never migrated."""
    with connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def connected(url: str) -> Connection:
    """A SQLAlchemy connection to a psycopg conninfo or URL, closed together with its `with`."""
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool
    )
    return engine.connect()
