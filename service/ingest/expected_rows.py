"""Rows that ought to be stored, held in a temporary file until they are compared with those that
are: however many they are, memory stays the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

from sqlalchemy import Connection, Table, select

from service.derive.verify import Difference

Key = tuple[object, ...]
Values = Mapping[str, object]

_CREATE = """
    CREATE TABLE expected (
        name TEXT NOT NULL, key TEXT NOT NULL, said TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1, is_found INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (name, key)
    ) WITHOUT ROWID
"""
_PUT = """
    INSERT INTO expected (name, key, said) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET times = times + 1, said = excluded.said
"""
_FIND = """
    UPDATE expected SET is_found = 1 WHERE name = ? AND key = ? RETURNING said, times
"""
_LEFT = "SELECT key, said, times FROM expected WHERE name = ? AND NOT is_found ORDER BY key"


class ExpectedRows:
    """Rows by table and key; `counted` names a column that says how often a row was put."""

    def __init__(self, counted: str | None = None) -> None:
        self._counted = counted
        # SQLite keeps a database without a name in a file that nobody else sees.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute(_CREATE)

    def __enter__(self) -> ExpectedRows:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()

    def put(self, table: Table, rows: Iterable[tuple[Key, Values]]) -> None:
        """Rows that ought to be there; of two with one key the last."""
        self._rows.execute("BEGIN")
        given = ((table.name, json.dumps(key), json.dumps(values)) for key, values in rows)
        self._rows.executemany(_PUT, given)
        self._rows.execute("COMMIT")

    def differences(
        self, connection: Connection, table: Table, key: tuple[str, ...], values: tuple[str, ...]
    ) -> Iterator[Difference]:
        """The rows of a table that are left over, wrong or missing."""
        columns = [table.c[name] for name in (*key, *values)]
        statement = select(*columns).execution_options(stream_results=True)
        self._rows.execute("BEGIN")
        with connection.execute(statement) as stored:
            for row in stored:
                plain = [one.hex() if isinstance(one, bytes) else one for one in row]
                known_as, said = tuple(plain[: len(key)]), plain[len(key) :]
                found = self._rows.execute(_FIND, (table.name, json.dumps(known_as))).fetchone()
                expected = None if found is None else self._expected(*found)
                is_stored = dict(zip(values, said, strict=True))
                if is_stored != expected:
                    yield Difference(table.name, known_as, is_stored, expected)
        self._rows.execute("COMMIT")
        for known, said, times in self._rows.execute(_LEFT, (table.name,)):
            missing = self._expected(said, times)
            yield Difference(table.name, tuple(json.loads(known)), None, missing)

    def _expected(self, said: str, times: int) -> dict[str, object]:
        values: dict[str, object] = json.loads(said)
        return values | ({} if self._counted is None else {self._counted: times})
