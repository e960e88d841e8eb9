"""An engine on a real database that remembers its statements, asked as the endpoint would ask."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from service.database.pool import ReadDatabase
from service.errors import OperationFailed, OperationRefused, Problem
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.request import GraphQLRequest
from tests.corpus.fixture import World

Variables = Mapping[str, Any] | None


class RecordedDatabase(ReadDatabase):
    """Remembers each statement that it was asked to run, before it runs."""

    def __init__(self, conninfo: str, **options: Any) -> None:
        super().__init__(conninfo, **options)
        self.statements: list[tuple[str, tuple[object, ...]]] = []

    async def read_row(self, statement: str, values: Sequence[object]) -> tuple[bytes | None, ...]:
        self.statements.append((statement, tuple(values)))
        return await super().read_row(statement, values)


class Graph:
    """The GraphQL face on one database."""

    def __init__(self, runner: asyncio.Runner, database: RecordedDatabase, limits: Limits) -> None:
        self.engine = Engine(database, limits)
        self._runner = runner
        self._database = database

    def body(
        self, query: str, variables: Variables = None, operation_name: str | None = None
    ) -> bytes:
        """The body of the answer as it goes to the client; keeps just its own statements."""
        self._database.statements.clear()
        return self._runner.run(self.engine.answer(request(query, variables, operation_name)))

    def ask(
        self, query: str, variables: Variables = None, operation_name: str | None = None
    ) -> Any:
        """The data of an answer."""
        body = json.loads(self.body(query, variables, operation_name))
        assert list(body) == ["data"]
        return body["data"]

    def refusal(
        self, query: str, variables: Variables = None, operation_name: str | None = None
    ) -> Problem:
        """The only reason why an operation is refused, before any statement."""
        (problem,) = self.refusals(query, variables, operation_name)
        return problem

    def refusals(
        self, query: str, variables: Variables = None, operation_name: str | None = None
    ) -> tuple[Problem, ...]:
        with pytest.raises(OperationRefused) as raised:
            self.body(query, variables, operation_name)
        assert self.statements == []
        return raised.value.problems

    def failure(self, query: str, variables: Variables = None) -> Problem:
        """What a client learns of an operation that could not be carried out."""
        with pytest.raises(OperationFailed) as raised:
            self.body(query, variables)
        return raised.value.problem

    @property
    def statements(self) -> list[tuple[str, tuple[object, ...]]]:
        """The statements of the last question, with their values."""
        return self._database.statements


def request(
    query: str, variables: Variables = None, operation_name: str | None = None
) -> GraphQLRequest:
    return GraphQLRequest(query, operation_name, dict(variables or {}), "POST")


@contextmanager
def asking(url: str, limits: Limits | None = None, **options: Any) -> Iterator[Graph]:
    """The face on the database of that address, for a while; options are those of the pool."""
    with asyncio.Runner() as runner:
        database = RecordedDatabase(url, **{"size": 1, **options})
        runner.run(database.open())
        try:
            yield Graph(runner, database, limits or Limits())
        finally:
            runner.run(database.close())


@pytest.fixture(scope="session")
def graph(world: World) -> Iterator[Graph]:
    """The face on the corpus."""
    with asking(world.reader_url) as graph:
        yield graph
