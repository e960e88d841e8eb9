"""Packed files: the same bytes whatever packed them, and no silence where they break off."""

from __future__ import annotations

import bz2
import gzip
import io
import tracemalloc

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.sources import source_named
from service.ingest.unpacking import DAMAGED, unpacked

PACK = {"gz": gzip.compress, "bz2": bz2.compress, "zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("ending", PACK)
@given(parts=st.lists(st.binary(max_size=2_000), min_size=1, max_size=4))
def test_parts_packed_one_after_the_other_are_read_as_one(ending, parts) -> None:
    packed = io.BytesIO(b"".join(map(PACK[ending], parts)))
    with unpacked(f"file.{ending}", packed) as stream:
        assert stream.read() == b"".join(parts)
    assert packed.closed


@pytest.mark.parametrize("ending", PACK)
def test_a_file_that_breaks_off_is_damaged_at_whatever_byte(ending) -> None:
    whole = PACK[ending](bytes(range(256)) * 40)
    for length in range(1, len(whole), 7):
        with pytest.raises(DAMAGED), unpacked(f"f.{ending}", io.BytesIO(whole[:length])) as stream:
            stream.read()


@pytest.mark.parametrize("ending", PACK)
def test_what_is_not_packed_is_damaged(ending) -> None:
    with pytest.raises(DAMAGED), unpacked(f"f.{ending}", io.BytesIO(b"plain text, " * 9)) as stream:
        stream.read()


@pytest.mark.parametrize("ending", PACK)
def test_lines_of_a_packed_file_are_read_up_to_where_it_breaks_off(ending, tmp_path) -> None:
    lines = [f"line {number}\n".encode() for number in range(20_000)]
    path = tmp_path / f"lines.{ending}"
    path.write_bytes(PACK[ending](b"".join(lines)))
    assert [line.data + b"\n" for line in SourceFile(str(path)).lines()] == lines
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFile):
        list(SourceFile(str(path)).lines())


def test_a_packed_file_is_not_unpacked_at_once(tmp_path) -> None:
    """512 MB of one letter are a few kilobytes of Zstandard: what is asked for is given."""
    path = tmp_path / "letters.zst"
    with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as packed:
        for _ in range(512):
            packed.write(b"a" * (1 << 20))
    tracemalloc.start()
    with unpacked(str(path), path.open("rb")) as stream:
        assert stream.read(1 << 20) == b"a" * (1 << 20)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 128 << 20


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("source", ["dblp", "openalex"])
def test_a_reader_tells_where_a_packed_file_breaks_off(ending, source, tmp_path) -> None:
    """XML and JSON come in pieces, not in lines; whatever packed them, the damage is told."""
    whole = b"<dblp>\n" + b"<article/>\n" * 9_000 if source == "dblp" else b"[1, 2]\n" * 9_000
    path = tmp_path / f"cut.{ending}"
    for data in (PACK[ending](whole)[:-9], b"never packed " * 9):
        path.write_bytes(data)
        with pytest.raises(UnreadableFile):
            list(source_named(source).read(SourceFile(str(path)), None))
