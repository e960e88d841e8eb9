"""A row of the statement being built: an alias, the columns asked of it, and constants beside
them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine


def constant(value: str | int) -> ColumnElement[Any]:
    """A value that a declaration itself knows: SQLAlchemy writes it into the statement, quoted, so
    that the planner sees it and a request has one value less to send."""
    return literal(value, literal_execute=True)


class RowColumn(ColumnElement[Any]):
    """A column of an alias, by name.

    Unlike a `Column` it brings no FROM entry along: what a select reads is what `lower` says it
    reads, so a sub-select can never silently join its parent's table a second time.
    """

    inherit_cache = False

    def __init__(self, row: str, name: str, type_: TypeEngine[Any]) -> None:
        self.row = row
        self.name = name
        self.type = type_


@compiles(RowColumn)
def _row_column_sql(element: RowColumn, compiler: SQLCompiler, **_: object) -> str:
    quote = compiler.preparer.quote
    return f"{quote(element.row)}.{quote(element.name)}"


class Columns:
    """The columns of a row as attributes; remembers which were asked for."""

    __slots__ = ("_asked", "_row", "_table")

    def __init__(self, row: str, table: Table, asked: dict[str, None]) -> None:
        self._row = row
        self._table = table
        self._asked = asked

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        if name not in self._table.c:
            raise AttributeError(f"{self._table.name} has no column {name}")
        self._asked[name] = None
        return RowColumn(self._row, name, self._table.c[name].type)

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        return self.__getattr__(name)


class Row:
    """One alias of one table; `c` gives its columns, `asked` tells which were used, in first-use
    order."""

    __slots__ = ("asked", "c", "extras", "name", "table")

    def __init__(self, name: str, table: Table) -> None:
        self.name = name
        self.table = table
        self.asked: dict[str, None] = {}
        self.extras: set[str] = set()
        self.c = Columns(name, table, self.asked)

    def extra(self, name: str, type_: TypeEngine[Any]) -> ColumnElement[Any]:
        """A column that the statement itself adds to this alias: a place in the page, a sort
        key."""
        self.extras.add(name)
        return RowColumn(self.name, name, type_)
