"""The migrations: where they are, in a checkout or an installed wheel, and how they are run."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from service.database.engine import writing_engine
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
    """Bring the database of this URL to a revision, by default the newest.

    Two at once are safe: env.py lets the second wait. Roles and their rights are put right too.
    """
    with writing_engine(owner_url).connect() as connection:
        command.upgrade(configuration(connection), revision)


def downgrade(owner_url: str, revision: str) -> None:
    """Take the database back to a revision, or to nothing by `base`."""
    with writing_engine(owner_url).connect() as connection:
        command.downgrade(configuration(connection), revision)


def warning(owner_url: str) -> str | None:
    """What is wrong with how the database was made, if anything; only another one has it right."""
    reads_words = text("""SELECT to_tsvector('simple', '“word”') @@ 'word'::tsquery""")
    with writing_engine(owner_url).connect() as connection:
        if connection.scalar(reads_words):
            return None
    return (
        "in this database a search takes all of “word” for one word, because its LC_CTYPE is C;"
        " make it with one of UTF-8 (CREATE DATABASE … LC_CTYPE 'C.UTF-8' TEMPLATE template0)"
    )


def newest_revision() -> str | None:
    """The last revision that this code knows."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def current_revision(url: str) -> str | None:
    """The revision that the database is at; none when it was never migrated."""
    with writing_engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def refuse_other_revision(url: str) -> None:
    """Stop before the first statement that would fail on tables of another form."""
    current, newest = current_revision(url), newest_revision()
    if current is None:
        raise CommandError("the database has no tables yet; make them with: colophon migrate")
    if current != newest:
        raise CommandError(
            f"the database is at revision {current}, this Colophon needs {newest}; "
            "bring it there with: colophon migrate"
        )
