"""Runs plans against the database, and keeps those that come again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from service.compiler.cache import RecentCache
from service.compiler.plan import Node
from service.compiler.statement import Statement, compile_statement
from service.database.pool import ReadDatabase


class Answering:
    """One statement a request; the statement of a kind of request is made once."""

    def __init__(self, database: ReadDatabase) -> None:
        self._database = database
        self._statements: RecentCache[Hashable, Statement] = RecentCache(
            entries=1_000, weight=16_000_000
        )

    async def ask(
        self,
        kind: Hashable,
        plan: Callable[[], Sequence[Node]],
        values: Mapping[str, object],
    ) -> tuple[bytes | None, ...]:
        """The JSON of each root of the plan; `kind` is all that the plan depends on."""
        statement = self._statements.get(kind)
        if statement is None:
            statement = compile_statement(plan())
            self._statements.put(kind, statement, len(statement.text))
        return await self._database.read_row(statement.text, statement.values(values))
