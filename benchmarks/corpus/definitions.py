"""Indexes and constraints that rows do without while they come: taken away, and made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, text

Statements = list[str]

# Keys of the tables that get their rows by COPY; those that are derived find their rows by them.
KEYS = text(
    """
    SELECT conrelid::regclass::text,
           format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
      FROM pg_constraint
     WHERE contype IN ('p', 'u') AND conrelid::regclass::text = ANY(:copied)
     ORDER BY conrelid::regclass::text, conname
    """
)
INDEXES = text(
    """
    SELECT indrelid::regclass::text, format('DROP INDEX %s', indexrelid::regclass),
           pg_get_indexdef(indexrelid)
      FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid
     WHERE relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
     ORDER BY indexrelid::regclass::text
    """
)
# Checked by one join each rather than row by row, and that in a statement of its own: it lets
# others read and check meanwhile.
FOREIGN_KEYS = text(
    """
    SELECT conrelid::regclass::text,
           format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname,
                  pg_get_constraintdef(oid)),
           format('ALTER TABLE %s VALIDATE CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace
     ORDER BY conname
    """
)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What makes it all again: keys and indexes by table, foreign keys in two steps."""

    keys: dict[str, Statements]
    indexes: dict[str, Statements]
    foreign_keys: Statements
    validations: Statements

    def keys_of(self, tables: Iterable[str]) -> Statements:
        return [statement for table in tables for statement in self.keys.get(table, [])]

    def indexes_of(self, tables: Iterable[str]) -> Statements:
        return [statement for table in tables for statement in self.indexes.get(table, [])]


def take_away(connection: Connection, copied: Collection[str]) -> Definitions:
    """From all tables; the keys only from those that get their rows by COPY."""
    foreign_keys = connection.execute(FOREIGN_KEYS).all()
    for _, drop, _, _ in foreign_keys:
        connection.exec_driver_sql(drop)
    return Definitions(
        _taken(connection, KEYS, copied=list(copied)),
        _taken(connection, INDEXES),
        [make for _, _, make, _ in foreign_keys],
        [validate for _, _, _, validate in foreign_keys],
    )


def _taken(connection: Connection, what: TextClause, **values: list[str]) -> dict[str, Statements]:
    made = defaultdict(list)
    for table, drop, make in connection.execute(what, values).all():
        connection.exec_driver_sql(drop)
        made[table].append(make)
    return dict(made)
