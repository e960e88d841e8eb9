"""The rows of the world, to be found by id or by any other column."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.corpus.rows import Row, Rows

TABLES = {"repository": "code_repository"}
"""The table of a noun, where it is not the noun itself."""


class Graph:
    """Reads rows; builds an index of a table the first time that it is asked for one."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._indexes: dict[tuple[str, str], dict[Any, list[Row]]] = {}

    def where(self, table: str, **column: Any) -> list[Row]:
        """The rows of a table with this value in this column."""
        ((name, value),) = column.items()
        key = (table, name)
        if key not in self._indexes:
            index = self._indexes[key] = defaultdict(list)
            for row in self.rows[table]:
                index[row[name]].append(row)
        return self._indexes[key].get(value, [])

    def one(self, table: str, **column: Any) -> Row | None:
        """The only row of a table with this value in this column, if there is one."""
        found = self.where(table, **column)
        assert len(found) < 2
        return found[0] if found else None

    def current_id(self, noun: str, id_: int) -> Any:
        """The id itself, or the one that it was merged into."""
        for row in self.where("forwarding", id=id_):
            if row["entity"] == noun:
                return row["into_id"]
        return id_

    def written_by(self, author_id: int) -> list[Row]:
        """The authorships of an author, one a paper."""
        return [row for row in self.where("authorship", author_id=author_id) if is_counted(row)]


def is_counted(authorship: Row) -> bool:
    """Whether it is the first time that the paper names its author."""
    return not authorship["is_repeat"]
