"""Whatever a file holds, it becomes records and rejections, and every record can be written."""

from __future__ import annotations

import gzip
from functools import partial

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.database.engine import writing_engine
from service.ingest import log
from service.ingest.batch import Batch
from service.ingest.inputs import SourceFile
from service.ingest.options import IngestOptions
from service.ingest.portions import portions
from service.ingest.sources import SOURCES, source_named
from tests.ingest.conftest import AS_OF
from tests.ingest.sources import forms
from tests.ingest.sources.reading import assert_sane, damaged
from tests.ingest.sources.shapes import SHAPES

any_file = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)


@pytest.fixture(scope="module")
def connection(make_database):
    """As the writer, with a run to write for."""
    database = make_database("fuzz")
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("INSERT INTO ingest_run (source) VALUES ('test')")
    with writing_engine(database.writer_url).connect() as connection:
        yield connection


def is_read_and_written(shape, folder, data, connection, unpacked=None):
    """No bytes are too strange for the reader, nor is what comes of them for PostgreSQL."""
    declaration, source = source_named(shape.source), shape.source
    name = shape.file if unpacked is None else f"{shape.file}.gz"
    assert_sane(partial(declaration.read, as_of=AS_OF), folder, data, name, unpacked)
    file = SourceFile(str(folder / name))
    with connection.begin() as transaction:
        batch = Batch(connection, 1)
        for portion in portions(declaration, [file], IngestOptions(as_of=AS_OF)):
            outcome = batch.write(portion.records)
            log.reject(connection, 1, source, portion.rejected)
            log.report_conflicts(connection, 1, source, outcome.conflicts)
        batch.finish()
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.rollback()


def test_every_source_has_its_shapes():
    told = {shape.source for shape in SHAPES}
    assert told == SOURCES.keys() - {"sample"}  # which reads what papers-jsonl reads


@every_shape
def test_the_whole_file_gives_records(shape, shared, tmp_path):
    """What is damaged below begins as a file that gives records."""
    path = tmp_path / shape.file
    path.write_bytes(shape.form(shape.sample(shared)))
    (portion, *_) = portions(
        source_named(shape.source), [SourceFile(str(path))], IngestOptions(as_of=AS_OF)
    )
    assert portion.records or shape.id == "openalex-others"


@every_shape
@any_file
@given(data=st.data())
def test_no_structure_is_too_strange(shape, shared, tmp_path, connection, data):
    tree = data.draw(forms.mutated(shape.sample(shared)))
    is_read_and_written(shape, tmp_path, shape.form(tree), connection)


@every_shape
@any_file
@given(data=st.data())
def test_no_bytes_are_too_strange(shape, shared, tmp_path, connection, data):
    whole = shape.form(shape.sample(shared))
    flipped = st.tuples(st.integers(0, 8 * len(whole) - 1)).map(lambda at: _flip(whole, *at))
    raw = data.draw(st.binary(max_size=300) | damaged(whole) | damaged(whole) | flipped)
    if data.draw(st.integers(0, 4)):
        is_read_and_written(shape, tmp_path, raw, connection)
    else:
        packed = gzip.compress(raw)
        cut = packed[: data.draw(st.integers(0, len(packed)))]
        is_read_and_written(shape, tmp_path, cut, connection, unpacked=raw)


def _flip(whole, bit):
    flipped = bytearray(whole)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)
