"""Rows to PostgreSQL by COPY: into a table, or into a temporary one of the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import BigInteger, ColumnElement, Connection, Table, any_, literal
from sqlalchemy.dialects import postgresql

from service.ingest.turn import while_waiting

Row = Sequence[object]

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection inside; COPY is not SQLAlchemy's."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def copy_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    is_new: bool = False,
) -> None:
    """Adds the rows to the table.

    To a table that is new, or emptied by this transaction, they come as if vacuumed long ago.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN{}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(" (FREEZE)" if is_new else ""),
    )
    with while_waiting(), driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def stage_rows(
    connection: Connection, name: str, columns: dict[str, str], rows: Iterable[Row]
) -> None:
    """Puts the rows into a temporary table of those columns and types, which a commit drops."""
    stage(connection, name, columns)
    copy_rows(connection, name, list(columns), rows)
    with driver(connection).cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(sql.Identifier(name)))


def stage(connection: Connection, name: str, columns: dict[str, str]) -> None:
    """Makes the temporary table, empty."""
    definitions = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))
        for column, kind in columns.items()
    )
    with driver(connection).cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "DROP TABLE IF EXISTS pg_temp.{0}; CREATE TEMP TABLE {0} ({1}) ON COMMIT DROP"
            ).format(sql.Identifier(name), definitions)
        )


def column_types(table: Table, columns: Sequence[str]) -> dict[str, str]:
    """The SQL types of a table's columns, for a temporary copy of them."""
    return {name: table.c[name].type.compile(_DIALECT) for name in columns}


def among(column: ColumnElement[int], values: Iterable[int]) -> ColumnElement[bool]:
    """Is the id one of these? One bound array, however many there are."""
    return column == any_(literal(list(values), postgresql.ARRAY(BigInteger)))
