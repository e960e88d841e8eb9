"""Whatever a file holds, it becomes records and rejections, and every record can be written."""

from __future__ import annotations

import gzip
from functools import partial

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.database.engine import writing_engine
from service.ingest import log
from service.ingest.batch import Batch
from service.ingest.inputs import SourceFile
from service.ingest.options import IngestOptions
from service.ingest.portions import portions
from service.ingest.sources import SOURCES, source_named
from service.ingest.turn import Turn
from tests.ingest.conftest import AS_OF
from tests.ingest.sources import forms
from tests.ingest.sources.reading import any_input, assert_sane, damaged
from tests.ingest.sources.shapes import SHAPES

# To write takes a hundred times as long as to read.
few_files = settings(any_input, max_examples=15)
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)


@pytest.fixture(scope="module")
def connection(make_database):
    """As the writer, with a run to write for."""
    database = make_database("fuzz")
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("INSERT INTO ingest_run (source) VALUES ('test')")
    with writing_engine(database.writer_url).connect() as connection:
        yield connection


@st.composite
def strange_bytes(draw, whole):
    """A file of one shape with bits flipped or parts damaged, or anything; now and then packed, and
    broken off in the pack. The file, and what is packed in it."""
    flipped = st.tuples(st.integers(0, 8 * len(whole) - 1)).map(lambda at: _flip(whole, *at))
    raw = draw(st.binary(max_size=300) | damaged(whole) | damaged(whole) | flipped)
    if draw(st.integers(0, 4)):
        return raw, None
    packed = gzip.compress(raw)
    return packed[: draw(st.integers(0, len(packed)))], raw


def is_read(shape, folder, data, unpacked=None):
    """No bytes are too strange for the reader."""
    read = partial(source_named(shape.source).read, as_of=AS_OF)
    assert_sane(read, folder, data, _name(shape, unpacked), unpacked)


def is_written(shape, folder, data, connection, unpacked=None):
    """What comes of the bytes is not too strange for PostgreSQL."""
    declaration, source = source_named(shape.source), shape.source
    path = folder / _name(shape, unpacked)
    path.write_bytes(data)
    with connection.begin() as transaction:
        batch = Batch(connection, 1)
        for portion in portions(
            declaration, [SourceFile(str(path))], IngestOptions(as_of=AS_OF), Turn()
        ):
            outcome = batch.write(portion.records)
            log.reject(connection, 1, source, portion.rejected)
            log.report_conflicts(connection, 1, source, outcome.conflicts)
        batch.finish()
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.rollback()


def _name(shape, unpacked):
    return shape.file if unpacked is None else f"{shape.file}.gz"


def test_every_source_has_its_shapes():
    told = {shape.source for shape in SHAPES}
    assert told == SOURCES.keys() - {"sample"}  # which reads what papers-jsonl reads


@every_shape
def test_the_whole_file_gives_records(shape, shared, tmp_path):
    """What is damaged below begins as a file that gives records."""
    path = tmp_path / shape.file
    path.write_bytes(shape.form(shape.sample(shared)))
    (portion, *_) = portions(
        source_named(shape.source), [SourceFile(str(path))], IngestOptions(as_of=AS_OF), Turn()
    )
    assert portion.records or shape.id == "openalex-others"


@every_shape
@any_input
@given(data=st.data())
def test_no_structure_is_too_strange(shape, shared, tmp_path, data):
    is_read(shape, tmp_path, shape.form(data.draw(forms.mutated(shape.sample(shared)))))


@every_shape
@any_input
@given(data=st.data())
def test_no_bytes_are_too_strange(shape, shared, tmp_path, data):
    is_read(shape, tmp_path, *data.draw(strange_bytes(shape.form(shape.sample(shared)))))


@every_shape
@few_files
@given(data=st.data())
def test_what_is_read_of_any_structure_can_be_written(shape, shared, tmp_path, connection, data):
    tree = data.draw(forms.mutated(shape.sample(shared)))
    is_written(shape, tmp_path, shape.form(tree), connection)


@every_shape
@few_files
@given(data=st.data())
def test_what_is_read_of_any_bytes_can_be_written(shape, shared, tmp_path, connection, data):
    file, unpacked = data.draw(strange_bytes(shape.form(shape.sample(shared))))
    is_written(shape, tmp_path, file, connection, unpacked)


def _flip(whole, bit):
    flipped = bytearray(whole)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)
