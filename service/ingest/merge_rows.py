"""Makes the rows of some owners exactly those given: what is missing goes, what differs changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    and_,
    delete,
    exists,
    insert,
    select,
    tuple_,
    update,
)

from service.ingest.copy import Row, among, column_types, copy_rows, stage_rows


@dataclass(slots=True)
class OwnedRows:
    """Rows of one table by the entity that owns them.

    `key` tells two rows apart, `values` are the other columns that a source decides (counters and
    copies are not ours). `fresh` rows belong to entities that are new, and need no comparison.
    """

    table: Table
    owner: str
    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    fresh: list[Row] = field(default_factory=list)
    present: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.key, *self.values)

    @property
    def _stage_name(self) -> str:
        return f"incoming_{self.table.name}"

    def stage(self, connection: Connection) -> None:
        """Puts the rows of owners that are in the graph beside the ones stored."""
        columns = column_types(self.table, self.columns)
        stage_rows(connection, self._stage_name, columns, self.present)

    def remove_missing(self, connection: Connection, owners: Sequence[int]) -> set[int]:
        """Deletes what these owners no longer have; whose rows went."""
        if not owners:
            return set()
        staged = self._staged()
        gone = (
            delete(self.table)
            .where(among(self.table.c[self.owner], owners), ~exists().where(self._same_key(staged)))
            .returning(self.table.c[self.owner])
        )
        return set(connection.scalars(gone))

    def write(self, connection: Connection) -> set[int]:
        """Changes what differs, adds what is new; whose rows are not what they were."""
        touched: set[int] = set()
        if self.present:
            staged = self._staged()
            touched |= self._change(connection, staged) | self._add(connection, staged)
        if self.fresh:
            copy_rows(connection, self.table.name, self.columns, self.fresh)
        return touched

    def _change(self, connection: Connection, staged: Table) -> set[int]:
        if not self.values:
            return set()
        differs = tuple_(*(self.table.c[name] for name in self.values)).is_distinct_from(
            tuple_(*(staged.c[name] for name in self.values))
        )
        changed = (
            update(self.table)
            .where(self._same_key(staged), differs)
            .values({name: staged.c[name] for name in self.values})
            .returning(self.table.c[self.owner])
        )
        return set(connection.scalars(changed))

    def _add(self, connection: Connection, staged: Table) -> set[int]:
        missing = select(*(staged.c[name] for name in self.columns)).where(
            ~exists().where(self._same_key(staged)).correlate(staged)
        )
        added = (
            insert(self.table)
            .from_select(list(self.columns), missing)
            .returning(self.table.c[self.owner])
        )
        return set(connection.scalars(added))

    def _same_key(self, staged: Table) -> ColumnElement[bool]:
        return and_(*(self.table.c[name] == staged.c[name] for name in self.key))

    def _staged(self) -> Table:
        columns = (Column(name, self.table.c[name].type) for name in self.columns)
        return Table(self._stage_name, MetaData(), *columns)


def replace_rows(
    connection: Connection, tables: Sequence[OwnedRows], owners: Iterable[int]
) -> set[int]:
    """Writes all tables, parents first as they are given; `owners` are those in the graph already.

    Returns the owners among them whose rows differ from what was stored.
    """
    present = sorted(owners)
    touched: set[int] = set()
    if present:
        for rows in tables:
            rows.stage(connection)
        for rows in reversed(tables):
            touched |= rows.remove_missing(connection, present)
    for rows in tables:
        touched |= rows.write(connection)
    return touched
