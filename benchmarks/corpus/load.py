"""Loads the graph into empty tables: COPY, then derived data, then indexes and foreign keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    TextClause,
    select,
    text,
)

from benchmarks.corpus.authors import authors
from benchmarks.corpus.edges import Edges
from benchmarks.corpus.entities import entities
from benchmarks.corpus.graph import Size, make_graph
from benchmarks.corpus.history import change_count, history
from benchmarks.corpus.institutions import institutions
from benchmarks.corpus.papers import abstracts, papers
from benchmarks.corpus.people import People
from benchmarks.corpus.rows import Rows
from service import derive
from service.database.engine import writing_engine
from service.derive.ranking import rank
from service.ingest.copy import Row, copy_rows
from service.tables import metadata, paper, paper_text
from service.tables.paper import search_vector

Report = Callable[[str], None]

# Much at once, by nobody but us.
SETTINGS = (
    "SET LOCAL work_mem = '256MB'",
    "SET LOCAL maintenance_work_mem = '512MB'",
    "SET LOCAL synchronous_commit = off",
)
# What is built after the rows are there: indexes that no constraint needs, and foreign keys, which
# are then checked by one join each rather than row by row.
INDEXES = text(
    """
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid
     WHERE relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
     ORDER BY indexrelid::regclass::text
    """
)
FOREIGN_KEYS = text(
    """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
      FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace
     ORDER BY conrelid::regclass::text, conname
    """
)
# Ids were given, not drawn: what is ingested later goes on behind them.
SEQUENCES = text(
    """
    SELECT format('SELECT setval(%L, max(id)) FROM %I',
                  pg_get_serial_sequence(table_name, 'id'), table_name)
      FROM information_schema.columns
     WHERE table_schema = 'public' AND is_identity = 'YES' AND column_name = 'id'
     ORDER BY table_name
    """
)
ALL_TABLES = ", ".join(metadata.tables)
DAMPING = 0.85
VERSION = text("UPDATE data_version SET version = 1, change_sequence = :changes")


def load(owner_url: str, size: Size, report: Report) -> None:
    """Fill the empty tables of a migrated database; whole, or not at all."""
    engine = writing_engine(owner_url)
    with engine.begin() as connection:
        for setting in SETTINGS:
            connection.execute(text(setting))
        with (
            _without(connection, FOREIGN_KEYS, "foreign keys", report),
            _without(connection, INDEXES, "indexes", report),
        ):
            _copy(connection, size, report)
            connection.execute(text(f"ANALYZE {ALL_TABLES}"))
            report("derived data")
            derive.rebuild(connection)
        for (statement,) in connection.execute(SEQUENCES).all():
            connection.execute(text(statement))
        connection.execute(VERSION, {"changes": change_count(size)})
    rank(owner_url, DAMPING, report)
    report("vacuum, statistics")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"VACUUM (FREEZE, ANALYZE) {ALL_TABLES}"))


def _copy(connection: Connection, size: Size, report: Report) -> None:
    report("who writes, cites and bears what")
    graph = make_graph(size)
    people = People.of(graph)
    nouns = entities(size), institutions(size), authors(graph, people), papers(graph)
    for rows in _tables(*nouns, history(size)):
        _copy_table(connection, rows, report)
    report("paper_text")
    _copy_texts(connection, abstracts(graph))
    for rows in Edges.of(graph, people).tables():
        _copy_table(connection, rows, report)


def _tables(*groups: Iterator[Rows]) -> Iterator[Rows]:
    for group in groups:
        yield from group


def _copy_table(connection: Connection, rows: Rows, report: Report) -> None:
    report(rows.table)
    copy_rows(connection, rows.table, rows.columns, rows.rows)


def _copy_texts(connection: Connection, rows: Iterator[Row]) -> None:
    """The search vector is PostgreSQL's to make."""
    staged = Table(
        "abstract",
        MetaData(),
        Column("paper_id", BigInteger),
        Column("abstract", Text),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    staged.create(connection)
    copy_rows(connection, staged.name, ("paper_id", "abstract"), rows)
    vector = search_vector(paper.c.title, staged.c.abstract)
    texts = select(paper.c.id, staged.c.abstract, vector).join(
        staged, staged.c.paper_id == paper.c.id
    )
    columns = [paper_text.c.paper_id, paper_text.c.abstract, paper_text.c.search]
    connection.execute(paper_text.insert().from_select(columns, texts))


@contextmanager
def _without(connection: Connection, what: TextClause, name: str, report: Report) -> Iterator[None]:
    """Drops what these statements drop, and makes it again afterwards."""
    found = connection.execute(what).all()
    for drop, _ in found:
        connection.exec_driver_sql(drop)
    yield
    report(name)
    for _, create in found:
        connection.exec_driver_sql(create)
