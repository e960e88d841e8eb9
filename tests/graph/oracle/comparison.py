"""The engine beside the oracle: both answer, and the answers must be the same, keys in order."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from graphql import DocumentNode

from service.database.pool import ReadDatabase
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.request import GraphQLRequest
from tests.graph.oracle import Oracle

T = TypeVar("T")
Variables = Mapping[str, Any] | None


class Loop:
    """An event loop in a thread of its own, for tests that are not asynchronous."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=60)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Sides:
    """One engine that stays warm, the oracle, and what both say."""

    def __init__(self, loop: Loop, database: ReadDatabase, oracle: Oracle, limits: Limits) -> None:
        self.oracle = oracle
        self.loop = loop
        self._database = database
        self._limits = limits
        self._engine = Engine(database, limits)

    def engine_says(
        self,
        query: str,
        variables: Variables = None,
        operation_name: str | None = None,
        *,
        cold: bool = False,
    ) -> str:
        """The data of the engine's answer, spelt so that equal answers are equal texts."""
        engine = Engine(self._database, self._limits) if cold else self._engine
        request = GraphQLRequest(query, operation_name, dict(variables or {}), "POST")
        body = json.loads(self.loop.run(engine.answer(request)), object_pairs_hook=_object)
        assert list(body) == ["data"]
        return spelt(body["data"])

    def oracle_says(
        self,
        query: str | DocumentNode,
        variables: Variables = None,
        operation_name: str | None = None,
    ) -> str:
        """The same of the oracle, which must have no errors."""
        result = self.oracle.execute(query, variables, operation_name)
        assert result.errors is None, result.errors
        return spelt(result.data)

    def agree(
        self,
        query: str,
        variables: Variables = None,
        operation_name: str | None = None,
        *,
        cold: bool = False,
    ) -> Any:
        """Both say the same; gives what they say."""
        expected = self.oracle_says(query, variables, operation_name)
        assert self.engine_says(query, variables, operation_name, cold=cold) == expected
        return json.loads(expected)


def spelt(data: object) -> str:
    """JSON with one spelling for each number, one member a line, members in their order."""
    return json.dumps(_numbers(data), ensure_ascii=False, indent=1)


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    assert len(found) == len(members), "a key stands twice in one object"
    return found
