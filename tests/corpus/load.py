"""Writes the world into a migrated database: plain INSERT statements, with the owner's rights."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from psycopg import sql

from tests.corpus.derived import UNKNOWN_DATE
from tests.corpus.rows import Row, Rows

# Referenced tables first.
TABLES = (
    "topic",
    "venue",
    "code_repository",
    "affiliation",
    "affiliation_name",
    "affiliation_external_id",
    "affiliation_match",
    "author",
    "author_name",
    "author_external_id",
    "author_identity",
    "paper",
    "paper_external_id",
    "authorship",
    "authorship_affiliation",
    "paper_affiliation",
    "paper_topic",
    "code_link",
    "artifact_link",
    "citation",
    "unresolved_reference",
    "reported_metric",
    "forwarding",
    "paper_year",
    "page_rank",
    "page_rank_computation",
    "coauthorship",
    "author_affiliation",
    "author_topic",
    "author_year",
    "topic_year",
    "entity_count",
    "change",
)

SEARCH = """
    INSERT INTO paper_text (paper_id, abstract, search)
    SELECT id, %(abstract)s,
           setweight(to_tsvector('english', title), 'A')
           || setweight(to_tsvector('english', coalesce(%(abstract)s, '')), 'B')
      FROM paper
     WHERE id = %(paper_id)s
"""


def load(url: str, rows: Rows) -> None:
    """One transaction; the database must be empty."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM entity_count")  # a migrated database counts nothing: zeros
        for table in TABLES:
            _insert(cursor, table, rows[table])
        log = len(rows["change"])
        cursor.execute("UPDATE data_version SET change_sequence = %s", (log,))
        abstracts = {row["paper_id"]: row["abstract"] for row in rows["paper_text"]}
        for paper in rows["paper"]:
            text = {"paper_id": paper["id"], "abstract": abstracts.get(paper["id"])}
            cursor.execute(SEARCH, text)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _insert(cursor: psycopg.Cursor, table: str, rows: Sequence[Row]) -> None:
    columns = list(rows[0])
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.SQL("%s")] * len(columns)),
    )
    cursor.executemany(statement, [[_stored(row[column]) for column in columns] for row in rows])


def _stored(value: object) -> object:
    return "-infinity" if value == UNKNOWN_DATE else value
