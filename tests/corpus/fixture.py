"""The session fixture `world`: a migrated database with the corpus in it, to read from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.corpus import world_rows
from tests.corpus.load import load
from tests.corpus.rows import Rows

if TYPE_CHECKING:
    from tests.conftest import Database, MakeDatabase

# Each conftest.py that imports the fixture makes it anew, and so needs a name of its own.
COPIES = count(1)


@dataclass(frozen=True, slots=True)
class World:
    """The loaded corpus: its rows as plain dicts, and the database that has the same rows."""

    database: Database
    rows: Rows

    @property
    def owner_url(self) -> str:
        return self.database.owner_url

    @property
    def writer_url(self) -> str:
        return self.database.writer_url

    @property
    def reader_url(self) -> str:
        return self.database.reader_url

    @property
    def superuser_url(self) -> str:
        return self.database.superuser_url


@pytest.fixture(scope="session")
def world(make_database: MakeDatabase) -> World:
    """The corpus, loaded once; no test may write to it."""
    database = make_database(f"world_{next(COPIES)}")
    rows = world_rows()
    load(database.owner_url, rows)
    return World(database, rows)
