"""The corpus for all tests of the GraphQL face, and the engine beside the oracle that knows it."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.rows import dict_row

from service.database.pool import ReadDatabase
from service.graph.limits import Limits
from tests.corpus.fixture import World, world
from tests.graph.asking import graph
from tests.graph.oracle import Oracle
from tests.graph.oracle.comparison import Loop, Sides

__all__ = ["graph", "world"]


@pytest.fixture(scope="session")
def oracle(world: World) -> Oracle:
    with psycopg.connect(world.owner_url, row_factory=dict_row) as connection:
        # What the database itself gave at the migration.
        state = connection.execute("SELECT version, updated_at FROM data_version").fetchall()
    return Oracle(world.rows | {"data_version": state})


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def sides(world: World, oracle: Oracle, loop: Loop) -> Iterator[Sides]:
    """`sides.agree(query, variables, operation_name)` asks both and compares their answers."""

    async def opened() -> ReadDatabase:
        database = ReadDatabase(world.reader_url, size=1)
        await database.open()
        return database

    database = loop.run(opened())
    # Limits have tests of their own; these operations are large to be worth their time.
    yield Sides(loop, database, oracle, Limits(aliases=1_000, selections=2_000, cost=1_000_000))
    loop.run(database.close())
