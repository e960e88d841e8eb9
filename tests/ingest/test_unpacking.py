"""Packed files: the same bytes whatever packed them, and no silence where they break off."""

from __future__ import annotations

import bz2
import gzip
import io

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from service.ingest.inputs import SourceFile, UnreadableFile
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
