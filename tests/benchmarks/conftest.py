"""A small graph of the benchmarks in a database that all these tests read."""

from __future__ import annotations

import pytest

from benchmarks.corpus.graph import Size
from benchmarks.corpus.load import load
from service.ingest import blocks

SIZE = Size(400)
LARGEST_BLOCK = 2


@pytest.fixture(scope="session")
def corpus(make_database):
    database = make_database("benchmarks")
    with pytest.MonkeyPatch.context() as patch:
        # So few authors have no block of a thousand names.
        patch.setattr(blocks, "MOST_NAMES", LARGEST_BLOCK)
        load(database.owner_url, SIZE, lambda step: None)
    return database
