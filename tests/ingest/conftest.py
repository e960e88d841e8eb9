"""What tests of the ingest share: the real files, runs on a test's own database, plain look-ups."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import psycopg
import pytest

from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.run import run_ingest

AS_OF = date(2026, 11, 22)
SHARED = Path(os.environ.get("COLOPHON_SHARED", Path(__file__).parents[3] / "shared" / "data"))


@pytest.fixture(scope="session")
def shared():
    """The folder of real records; it lies beside the project, not in it."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared data are not here: {SHARED} (set COLOPHON_SHARED)")
    return SHARED


@pytest.fixture
def page(shared):
    return shared / "profile_page" / "yilong-zhao.txt"


@pytest.fixture
def completing(shared):
    return shared / "profile_page" / "papers.jsonl"


@pytest.fixture
def ingest(database):
    """`ingest("papers-jsonl", path, …)` on the test's own database, as the writer."""

    def run(source, *paths, progress=None, **options):
        asked = IngestOptions(**{"as_of": AS_OF} | options)
        names = [str(path) for path in paths]
        return run_ingest(database.writer_url, source, names, asked, progress or SilentProgress())

    return run


@pytest.fixture
def rows(database):
    """`rows("SELECT …", value, …)` as the reader: a list of tuples."""

    def read(statement, *values):
        with psycopg.connect(database.reader_url) as connection:
            return connection.execute(statement, values).fetchall()

    return read
