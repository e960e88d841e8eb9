"""Whole columns of numbers out of big tables, as arrays.

PostgreSQL packs the numbers of many rows into one value, and its bytes are taken as they come: row
by row the driver would take thirty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from sqlalchemy import Connection

# Some 400,000 citations, or 60,000 papers.
PAGES = 4_096
PAGE_COUNT = "SELECT pg_relation_size(%s::regclass) / current_setting('block_size')::integer"
ARRAY_HEADER = 20


class _Numbers(Loader):
    """An array of one dimension and no nulls: a header, then length and value of each."""

    format = Format.BINARY
    kind: str

    def load(self, data: Buffer) -> NDArray[Any]:
        element = np.dtype([("length", ">i4"), ("value", f">{self.kind}")])
        return np.frombuffer(data, element, offset=ARRAY_HEADER)["value"].astype(self.kind)


class _Integers(_Numbers):
    kind = "i8"


class _Floats(_Numbers):
    kind = "f8"


def read_columns(
    connection: Connection, table: str, *columns: str
) -> Iterator[tuple[NDArray[Any], ...]]:
    """Columns of bigint or double precision without nulls, some pages of the table at a time.

    For a transaction of one state: in it no row goes to another page.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    statement = sql.SQL("SELECT {} FROM {} WHERE ctid >= %s::tid AND ctid < %s::tid").format(
        sql.SQL(", ").join(sql.SQL("array_agg({})").format(sql.Identifier(c)) for c in columns),
        sql.Identifier(table),
    )
    with raw.cursor(binary=True) as cursor:
        for name, loader in (("int8", _Integers), ("float8", _Floats)):
            cursor.adapters.register_loader(psycopg.adapters.types[name].array_oid, loader)
        ((pages,),) = cursor.execute(PAGE_COUNT, (table,)).fetchall()
        for page in range(0, pages, PAGES):
            found = cursor.execute(statement, (f"({page},0)", f"({page + PAGES},0)")).fetchall()
            if found[0][0] is not None:
                yield found[0]
