"""Rows into their tables by COPY, so many tables in one transaction, by whatever process.

Tables that a transaction has emptied need no write-ahead log (`database.SETTINGS`), neither for
their rows nor for the indexes that it makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, select, text

from benchmarks.corpus.authors import authors
from benchmarks.corpus.edges import Edges
from benchmarks.corpus.entities import entities
from benchmarks.corpus.graph import Graph, Size, make_graph
from benchmarks.corpus.history import history
from benchmarks.corpus.institutions import institutions
from benchmarks.corpus.papers import abstracts, papers
from benchmarks.corpus.people import People
from benchmarks.corpus.rows import Rows
from service.database.engine import writing_engine
from service.ingest.copy import Row, copy_rows
from service.tables import paper, paper_text
from service.tables.paper import search_vector

# Much at once, by nobody but us, and two of us.
SETTINGS = (
    "SET work_mem = '512MB'",
    "SET maintenance_work_mem = '1GB'",
    "SET max_parallel_maintenance_workers = 0",
    "SET synchronous_commit = off",
)


def copy_tables(
    owner_url: str, size: Size, tables: Collection[str], afterwards: Iterable[str]
) -> None:
    """Fill these empty tables, and execute what makes their keys and indexes."""
    with writing_engine(owner_url).begin() as connection:
        for statement in (*SETTINGS, f"TRUNCATE {', '.join(tables)}"):
            connection.execute(text(statement))
        for rows in _rows(size):
            if rows.table in tables:
                copy_rows(connection, rows.table, rows.columns, rows.rows, is_new=True)
        if paper_text.name in tables:
            _copy_texts(connection, abstracts(_graph(size)[0]))
        for statement in afterwards:
            connection.exec_driver_sql(statement)


@cache
def _graph(size: Size) -> tuple[Graph, People]:
    """Each process makes it for itself, at the same time."""
    graph = make_graph(size)
    return graph, People.of(graph)


def _rows(size: Size) -> Iterator[Rows]:
    """Of all tables but the texts; none is made before it is read."""
    graph, people = _graph(size)
    yield from entities(size)
    yield from institutions(size)
    yield from authors(graph, people)
    yield from papers(graph)
    yield from history(size)
    yield from Edges.of(graph, people).tables()


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
