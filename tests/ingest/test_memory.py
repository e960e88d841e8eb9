"""Reading takes no more memory for a longer line or a longer file: measured on processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from service.ingest.sources import SOURCES

ROOT = Path(__file__).parents[2]
# How a line begins that goes on for ever, as the readers could take it for theirs.
BEGINNINGS = {"xml": b'<?xml version="1.0"?>\n<dblp><article key="a/b"><title>'}
BEGINNING = b'{"title": "'
ARTICLE = """<article mdate="2020-01-01" key="journals/x/A{0}"><author>Ada Byron {0:04}</author>
<author>Zoë Ortiz</author><title>On Looms, Part {0}.</title><journal>X</journal>
<year>1999</year><ee>https://doi.org/10.1000/{0}</ee></article>
"""


def read(source: str, path: Path) -> dict:
    command = [sys.executable, "-m", "tests.ingest.peak_memory", source, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def endless_line(path: Path, beginning: bytes, megabytes: int) -> None:
    """Packed, it is a few kilobytes."""
    with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as packed:
        packed.write(beginning)
        for _ in range(megabytes):
            packed.write(b"a" * (1 << 20))


def dblp(path: Path, articles: int) -> None:
    with path.open("w") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<dblp>\n')
        stream.writelines(ARTICLE.format(number) for number in range(articles))
        stream.write("</dblp>\n")


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_a_line_without_end_is_set_aside_and_not_held(source, tmp_path) -> None:
    path = tmp_path / "endless.zst"
    endless_line(path, BEGINNINGS["xml"] if source == "dblp" else BEGINNING, 512)
    told = read(source, path)
    assert (told["records"], told["rejected"]) == (0, 1)
    assert told["reason"]
    # What Python and the libraries take is some 120 MB, what may be held of a line 64.
    assert told["peak"] < 450


def test_dblp_is_read_in_constant_memory(tmp_path) -> None:
    small, large = tmp_path / "small.xml", tmp_path / "large.xml"
    dblp(small, 150_000)
    dblp(large, 450_000)
    assert large.stat().st_size > 2.9 * small.stat().st_size
    told = [read("dblp", path) for path in (small, large)]
    assert [(one["records"], one["rejected"]) for one in told] == [(150_000, 0), (450_000, 0)]
    # Up to some 35 MB of file fill buffers; from there on nothing more is held.
    assert told[1]["peak"] - told[0]["peak"] < 12
