"""One operation is one statement: counted in the messages that PostgreSQL gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from service.database.pool import Connection, ReadDatabase
from service.graph.limits import Limits
from tests.graph.oracle.comparison import Sides

MESSAGES = re.compile(r"\tF\t[0-9]+\t(Execute|Query|FunctionCall)\b")
"""What a client sends to have something executed, as libpq's trace writes it."""


class TracedDatabase(ReadDatabase):
    """Has libpq write down every message of every connection."""

    def __init__(self, conninfo: str, trace: IO[str]) -> None:
        super().__init__(conninfo, size=1)
        self._trace = trace

    async def _prepare(self, connection: Connection) -> None:
        await super()._prepare(connection)
        connection.pgconn.trace(self._trace.fileno())


class Executions:
    """Counts what has been executed since it was asked last."""

    def __init__(self, trace: Path) -> None:
        self._trace = trace
        self._read = 0

    def since(self) -> list[str]:
        text = self._trace.read_text()
        found = MESSAGES.findall(text, self._read)
        self._read = len(text)
        return found


@pytest.fixture
def traced(world, oracle, loop, tmp_path) -> Iterator[tuple[Sides, Executions]]:
    with (tmp_path / "trace").open("w") as trace:
        database = loop.run(_opened(world.reader_url, trace))
        executions = Executions(tmp_path / "trace")
        executions.since()
        yield Sides(loop, database, oracle, Limits()), executions
        loop.run(database.close())


async def _opened(url: str, trace: IO[str]) -> TracedDatabase:
    database = TracedDatabase(url, trace)
    await database.open()
    return database


OPERATIONS = {
    "one field": ("{ papers(first: 1) { totalCount } }", {}),
    "several root fields": (
        """{ papers(first: 3) { nodes { title } } authors(first: 2) { totalCount nodes { name } }
             topic(by: {code: "lib.CO"}) { name } node(id: "venue:1") { id } nodes(ids: ["paper:1"])
             { id } __typename __schema { queryType { name } } }""",
        {},
    ),
    "lists in lists": (
        """query ($first: Int!, $filter: PaperFilter) { author(by: {id: "author:1"}) { name
             metrics { hIndex countsByYear { year } } reportedMetrics { name explanation }
             coauthors(first: $first) { edges { papers(first: 2, filter: $filter) { totalCount
               edges { node { citations(first: 2) { totalCount nodes { authors(first: 2) {
                 edges { affiliations { parent { name } } } } } } } } } } } } }""",
        {"first": 5, "filter": {"year": {"gt": 2000}}},
    ),
    "a page between cursors": (
        """query ($after: String) { papers(last: 2, after: $after, search: "ink") {
             pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } } }""",
        {"after": None},
    ),
}


@pytest.mark.parametrize(("query", "variables"), OPERATIONS.values(), ids=OPERATIONS)
def test_an_operation_is_one_statement(traced, query, variables):
    sides, executions = traced
    for cold in (True, False, False, False):
        sides.engine_says(query, variables, cold=cold)
        # A statement without values goes out in one message until it is prepared.
        assert len(executions.since()) == 1


@pytest.mark.parametrize(
    "query",
    ["{ __typename }", "{ __schema { types { name } } }", '{ __type(name: "Paper") { name } }'],
)
def test_what_needs_no_rows_needs_no_statement(traced, query):
    sides, executions = traced
    sides.engine_says(query)
    assert executions.since() == []
