"""Migrations go forward and back, lose nothing, agree with the tables, and run one at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from service import tables
from service.database import bootstrap, migrations
from service.database.engine import writing_engine
from service.database.roles import OWNER
from service.errors import CommandError

ROWS = (Path(__file__).parents[1] / "tables" / "rows.sql").read_text()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
ROOT = Path(__file__).parents[2]
SCRIPTS = ScriptDirectory.from_config(migrations.configuration())
LATER = [script.revision for script in SCRIPTS.walk_revisions() if script.down_revision]

# Columns, constraints, indexes, rights and comments: everything that a migration can forget.
SHAPE = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation,
       pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum),
       (SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(c.relacl) AS item)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = 'public'::regnamespace
 UNION ALL
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), NULL, NULL, NULL, NULL, NULL
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
 UNION ALL
SELECT tablename, indexname, indexdef, NULL, NULL, NULL, NULL, NULL
  FROM pg_indexes WHERE schemaname = 'public'
 ORDER BY 1, 2, 3
"""


@pytest.fixture
def empty(cluster) -> Iterator[Callable[[str], str]]:
    """Makes databases that were never migrated; the URL is the owner's."""
    made: list[str] = []

    def make(name: str) -> str:
        name = f"{name}_{WORKER}"
        bootstrap.make_database(cluster.superuser_url, name)
        made.append(name)
        return cluster.url(OWNER, name)

    yield make
    with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def shape(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(SHAPE).fetchall()


def contents(url: str) -> dict[str, list[str]]:
    with psycopg.connect(url) as connection:
        return {
            table.name: [
                row
                for (row,) in connection.execute(
                    f"SELECT to_jsonb(t)::text FROM {table.name} AS t ORDER BY 1"
                )
            ]
            for table in tables.metadata.sorted_tables
        }


def test_an_empty_database_goes_forward_and_back_and_forward(empty):
    url = empty("round_trip")
    nothing = shape(url)
    assert migrations.current_revision(url) is None
    migrations.upgrade(url)
    first = shape(url)
    assert migrations.current_revision(url) == migrations.newest_revision()
    migrations.downgrade(url, "base")
    left = [row for row in shape(url) if not str(row[0]).startswith("alembic_version")]
    assert left == nothing
    migrations.upgrade(url)
    assert shape(url) == first


def test_the_tables_say_what_the_migrations_made(database):
    with writing_engine(database.owner_url).connect() as connection:
        command.check(migrations.configuration(connection))


def test_a_column_that_no_migration_made_is_drift(database):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("ALTER TABLE venue ALTER COLUMN issn SET DEFAULT 'x'")
        connection.execute("ALTER TABLE venue DROP COLUMN kind")
    with (
        writing_engine(database.owner_url).connect() as connection,
        pytest.raises(Exception, match="New upgrade operations detected") as drift,
    ):
        command.check(migrations.configuration(connection))
    assert "kind" in str(drift.value)
    assert "issn" in str(drift.value)


def test_the_rows_of_the_round_trip_fill_every_table(database):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(ROWS)
    assert [table for table, rows in contents(database.owner_url).items() if not rows] == []


@pytest.mark.parametrize("revision", LATER)
def test_a_full_database_goes_back_and_forward_without_loss(database, revision):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(ROWS)
    before = contents(database.owner_url)
    migrations.downgrade(database.owner_url, f"{revision}-1")
    migrations.upgrade(database.owner_url)
    assert contents(database.owner_url) == before


def test_a_full_database_can_be_taken_back_to_nothing(database):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(ROWS)
    migrations.downgrade(database.owner_url, "base")
    migrations.upgrade(database.owner_url)
    filled = {table: len(rows) for table, rows in contents(database.owner_url).items() if rows}
    assert filled == {"data_version": 1, "entity_count": 6}


def test_a_second_upgrade_changes_nothing(database):
    before = shape(database.owner_url)
    migrations.upgrade(database.owner_url)
    assert shape(database.owner_url) == before


def test_two_upgrades_at_once_are_one_after_the_other(empty):
    url = empty("at_once")
    code = "import sys; from service.database.migrations import upgrade; upgrade(sys.argv[1])"
    runs = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    assert migrations.current_revision(url) == migrations.newest_revision()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty):
    url = empty("failing")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE change (id int)")
    before = shape(url)
    with pytest.raises(Exception, match='relation "change" already exists'):
        migrations.upgrade(url)
    assert migrations.current_revision(url) is None
    assert [row for row in shape(url) if not str(row[0]).startswith("alembic_version")] == before
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE change")
    migrations.upgrade(url)  # the lock was let go


def test_the_folder_of_migrations_does_not_hide_the_library():
    code = "import alembic, alembic.command; print(alembic.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "site-packages" in found.stdout


def test_migrations_are_found_in_a_package_without_a_checkout(tmp_path, monkeypatch):
    inside = tmp_path / "service" / "migrations"
    (inside / "versions").mkdir(parents=True)
    (inside / "env.py").touch()
    library = tmp_path / "alembic"  # installed beside the package, and not what is looked for
    (library / "versions").mkdir(parents=True)
    monkeypatch.setattr(migrations, "PLACES", (library, inside))
    assert migrations.migrations_folder() == inside


def test_missing_migrations_are_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "PLACES", (tmp_path / "alembic", tmp_path / "migrations"))
    with pytest.raises(CommandError, match="the migrations are missing: looked in"):
        migrations.configuration()


def test_a_developer_names_the_database_or_is_asked_to(database, monkeypatch):
    monkeypatch.delenv("COLOPHON_DATABASE_URL", raising=False)
    with pytest.raises(CommandError, match="Which database"):
        command.current(migrations.configuration())
    monkeypatch.setenv("COLOPHON_DATABASE_URL", database.owner_url)
    command.check(migrations.configuration())
