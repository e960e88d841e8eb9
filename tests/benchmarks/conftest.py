"""A small graph of the benchmarks in a database that all these tests read."""

from __future__ import annotations

import pytest

from benchmarks.corpus.graph import Size
from benchmarks.corpus.load import load

SIZE = Size(400)


@pytest.fixture(scope="session")
def corpus(make_database):
    database = make_database("benchmarks")
    load(database.owner_url, SIZE, lambda step: None)
    return database
