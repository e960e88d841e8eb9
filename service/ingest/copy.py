"""Rows to PostgreSQL by COPY: into a table, or into a temporary one of the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import BigInteger, ColumnElement, Connection, Table, any_, literal
from sqlalchemy.dialects import postgresql

Row = Sequence[object]

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_ARRAY_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})
_WRITTEN_AT_ONCE = 1 << 18
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
) -> int:
    """Adds the rows to the table; how many there were.

    To a table that is new, or emptied by this transaction, they come as if vacuumed long ago.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN{}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(" (FREEZE)" if is_new else ""),
    )
    count, pending, size = 0, [], 0
    with driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            line = "\t".join([_FORMS.get(type(value), _field)(value) for value in row])
            pending.append(line)
            count += 1
            size += len(line)
            if size > _WRITTEN_AT_ONCE:
                copy.write("\n".join(pending) + "\n")
                pending, size = [], 0
        if pending:
            copy.write("\n".join(pending) + "\n")
    return count


def stage_rows(
    connection: Connection, name: str, columns: dict[str, str], rows: Iterable[Row]
) -> int:
    """Puts the rows into a temporary table of those columns and types, which a commit drops."""
    stage(connection, name, columns)
    count = copy_rows(connection, name, list(columns), rows)
    with driver(connection).cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(sql.Identifier(name)))
    return count


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


def _text(value: str) -> str:
    # Most text has nothing to escape, and looking is cheaper than translating.
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        return value.translate(_ESCAPES)
    return value


def _array(items: Sequence[object]) -> str:
    if not items:
        return "{}"
    quoted = ",".join(['"' + str(item).translate(_ARRAY_ESCAPES) + '"' for item in items])
    return _text("{" + quoted + "}")


# How COPY writes a value of each type; a subclass is found by `_field`.
_FORMS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "\\N",
    bool: lambda value: "t" if value else "f",
    str: _text,
    int: repr,
    float: repr,
    bytes: lambda value: "\\\\x" + value.hex(),
    date: date.isoformat,
    list: _array,
    tuple: _array,
}


def _field(value: object) -> str:
    for kind, write in _FORMS.items():
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"no COPY form for {type(value).__name__}")
