"""A run from its lock to its summary: checkpoints, kills, interruption, what is set aside."""

from __future__ import annotations

import gzip
import io
import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from service.derive.verify import verify
from service.errors import CommandError
from service.ingest.options import IngestOptions
from service.ingest.progress import LineProgress, SilentProgress, describe
from service.ingest.run import run_ingest
from tests.ingest.graph import graph

ROOT = Path(__file__).parents[2]
PEOPLE = ("Ada Byron", "Bo Weaver", "Cy Loom", "Di Shuttle", "Ed Warp", "Flo Weft")

# A process of its own, to be killed: an ingest of small batches.
WORKER = """
import sys

from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.run import run_ingest
url, path, size = sys.argv[1:]
asked = IngestOptions(batch_size=int(size))
told = run_ingest(url, "papers-jsonl", [path], asked, SilentProgress())
print(told.status)
"""


def papers(count, seed=1):
    """Lines of papers that share authors and cite each other, forward and back."""
    chance = random.Random(seed)
    return [
        {
            "arxiv_id": f"2301.{number:05}",
            "title": f"Paper {number % (count - 3)}",
            "year": 2020 + number % 4,
            "authors": chance.sample(PEOPLE, 3),
            "references": [f"arxiv:2301.{chance.randrange(count):05}" for _ in range(3)],
            "code": [f"https://github.com/loom/{number % 5}"],
        }
        for number in range(1, count + 1)
    ]


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in papers(60)))
    return path


class Heard(SilentProgress):
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


def worker(url, path, size=7):
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, url, str(path), str(size)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_run_killed_again_and_again_ends_in_the_same_graph(
    ingest, lines, database, make_database, rows
):
    whole = make_database("not_killed")
    run_ingest(whole.writer_url, "papers-jsonl", [str(lines)], IngestOptions(), SilentProgress())
    chance = random.Random(5)
    offset = "SELECT coalesce(max(byte_offset), 0) FROM ingest_checkpoint"
    for _ in range(4):
        before = rows(offset)
        process = worker(database.writer_url, lines, size=4)
        while process.poll() is None and rows(offset) == before:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
    ((left_off,),) = rows(offset)
    assert 0 < left_off < lines.stat().st_size
    told = ingest("papers-jsonl", lines, as_of=None, batch_size=7)
    assert (told.status, told.read < 60) == ("finished", True)
    assert graph(database.reader_url) == graph(whole.reader_url)
    assert verify(database.reader_url) == []
    assert rows("SELECT status FROM ingest_run WHERE status = 'running'") == []
    assert rows("SELECT finished, byte_offset FROM ingest_checkpoint") == [
        (True, lines.stat().st_size)
    ]
    sequences = [number for (number,) in rows("SELECT sequence FROM change ORDER BY sequence")]
    assert sequences == list(range(1, len(sequences) + 1))


def test_a_stopped_run_goes_on_from_its_checkpoint(ingest, lines, rows, monkeypatch):
    from service.ingest import run

    written = []

    def stop_at_third(connection, records, run_id):
        written.append(len(records))
        if len(written) == 3:
            raise KeyboardInterrupt
        return real(connection, records, run_id)

    real = run.write_batch
    monkeypatch.setattr(run, "write_batch", stop_at_third)
    told = ingest("papers-jsonl", lines, batch_size=10)
    assert (told.status, told.read, told.accepted) == ("interrupted", 20, 20)
    assert rows("SELECT status, records_read FROM ingest_run") == [("interrupted", 20)]
    monkeypatch.setattr(run, "write_batch", real)
    heard = Heard()
    again = ingest("papers-jsonl", lines, batch_size=10, progress=heard)
    assert (again.status, again.read, again.accepted) == ("finished", 40, 40)
    assert "goes on at byte" in heard.notes[0]


def test_a_file_that_changed_is_read_from_its_beginning(ingest, lines, monkeypatch):
    from service.ingest import run

    real = run.write_batch
    calls = iter([True, False])

    def stop_at_second(*given):
        if next(calls):
            return real(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "write_batch", stop_at_second)
    assert ingest("papers-jsonl", lines, batch_size=10).status == "interrupted"
    monkeypatch.setattr(run, "write_batch", real)
    lines.write_text(lines.read_text() + '{"title": "One more"}\n')
    assert ingest("papers-jsonl", lines, batch_size=10).read == 61


def test_ctrl_c_ends_a_run_after_whole_batches_only(lines, database, rows):
    process = worker(database.writer_url, lines, size=1)
    deadline = time.monotonic() + 60
    while not rows("SELECT 1 FROM ingest_checkpoint") and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0].strip() in ("interrupted", "finished")
    ((papers_there,),) = rows("SELECT count(*) FROM paper_external_id")
    ((records,),) = rows("SELECT records FROM ingest_checkpoint")
    assert papers_there == records
    assert rows("SELECT count(*) FROM ingest_run WHERE status = 'running'") == [(0,)]


def test_a_second_ingest_waits_and_says_so(ingest, lines, database):
    heard = Heard()
    with psycopg.connect(database.writer_url, autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(464378)")
        told = []
        thread = threading.Thread(
            target=lambda: told.append(ingest("papers-jsonl", lines, progress=heard))
        )
        thread.start()
        deadline = time.monotonic() + 60
        while not heard.notes and time.monotonic() < deadline:
            time.sleep(0.02)
        assert heard.notes == ["another ingest is running: waiting for it to end"]
        assert told == []
    thread.join(timeout=60)
    assert told[0].status == "finished"


def test_a_dry_run_counts_and_writes_nothing(ingest, lines, rows):
    lines.write_text(lines.read_text() + "{\n")
    heard = Heard()
    told = ingest("papers-jsonl", lines, dry_run=True, progress=heard)
    assert (told.read, told.accepted, told.rejected, told.run_id) == (61, 60, 1, None)
    assert heard.notes[0].startswith(f"{lines}:61: expected JSON")
    assert rows("SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM ingest_run)") == [
        (0, 0)
    ]


def test_a_limit_ends_the_run_there(ingest, lines, rows):
    assert ingest("papers-jsonl", lines, limit=13, batch_size=5).read == 13
    assert rows("SELECT count(*) FROM paper") == [(13,)]


def test_bad_lines_are_set_aside_with_file_line_and_reason(ingest, tmp_path, rows):
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b'{"title": "Good"}\n\xff\xfe\n{"title": 5}\n\n{"title": "Fine"}\n')
    told = ingest("papers-jsonl", path)
    assert (told.read, told.accepted, told.rejected, told.status) == (4, 2, 2, "finished")
    found = rows("SELECT path, line, field, reason FROM rejected_record ORDER BY line")
    assert [row[:3] for row in found] == [(str(path), 2, None), (str(path), 3, "title")]
    assert found[1][3] == "expected text, not 5"


def test_too_many_bad_lines_stop_the_run_with_a_clear_line(ingest, tmp_path, rows):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"title": "Good"}\n' * 700 + "{\n" * 400)
    with pytest.raises(CommandError, match="400 of 1,100 records were set aside, more than 10%"):
        ingest("papers-jsonl", path)
    assert rows("SELECT status FROM ingest_run") == [("failed",)]
    assert ingest("papers-jsonl", path, max_rejects=0.5).status == "finished"


@pytest.mark.parametrize("damage", ["cut", "not packed"])
def test_a_packed_file_that_breaks_off_counts_as_far_as_it_goes(damage, ingest, tmp_path, rows):
    path = tmp_path / "papers.jsonl.gz"
    packed = gzip.compress("".join(json.dumps(line) + "\n" for line in papers(2_000)).encode())
    path.write_bytes(packed[: len(packed) // 2] if damage == "cut" else b"no gzip")
    told = ingest("papers-jsonl", path)
    assert (told.status, told.rejected) == ("finished", 1)
    assert (told.accepted > 0) is (damage == "cut")
    ((reason,),) = rows("SELECT reason FROM rejected_record")
    assert reason.startswith("the file cannot be read further: ")


def test_what_no_table_can_hold_is_refused_and_the_batch_goes_on(ingest, tmp_path, rows):
    path = tmp_path / "odd.jsonl"
    odd = [
        {"title": "A" * 20_000},
        {"title": "B", "authors": ["x" * 600]},
        {"title": "C", "year": 99_999},
        {
            "title": "D",
            "authors": [{"name": "Y", "affiliations": [{"name": "Z", "country_code": "USA"}]}],
        },
        {"title": "E\x00F \ud800", "authors": ["Nul\x00 Byte"]},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in odd))
    told = ingest("papers-jsonl", path)
    assert (told.accepted, told.rejected) == (1, 4)
    assert rows("SELECT title FROM paper") == [("EF ",)]
    fields = [field for (field,) in rows("SELECT field FROM rejected_record ORDER BY line")]
    assert fields == ["title", "authors", "year", "country_code"]


def test_a_folder_a_glob_and_packed_files_are_read_once_each(ingest, tmp_path):
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).write_text(f'{{"title": "{name}"}}\n')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"title": "c"}\n'))
    (tmp_path / ".hidden").write_text("no")
    assert ingest("papers-jsonl", tmp_path, tmp_path / "*.jsonl").read == 3


@pytest.mark.parametrize(
    ("source", "path", "complaint"),
    [
        ("papers-jsonl", "nowhere.jsonl", "no such file: .*nowhere.jsonl"),
        ("papers-json", "x", "no source is called papers-json; there are: .*papers-jsonl"),
    ],
)
def test_what_cannot_be_begun_is_told_in_a_line(source, path, complaint, ingest, tmp_path):
    with pytest.raises(CommandError, match=complaint):
        ingest(source, tmp_path / path)


def test_a_page_without_its_day_is_refused(ingest, page):
    with pytest.raises(CommandError, match="needs --as-of"):
        ingest("profile-page", page, as_of=None)


def test_progress_is_one_line_on_a_terminal_and_lines_elsewhere():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    assert (
        describe(12_000, 2, 41, 100, 4.0) == "12,000 records, 3,000/s, 2 rejected, 41%, 0:06 left"
    )
    assert describe(5, 0, 0, None, 0.0) == "5 records, 0/s"
    plain, live = io.StringIO(), Terminal()
    for stream in (plain, live):
        progress = LineProgress(stream, every=0.0)
        progress._every = 0.0
        progress.advance(10, 0, 1, 2)
        progress.note("done")
        progress.close()
    assert plain.getvalue().count("\n") == 2
    assert live.getvalue().startswith("\r10 records")
    assert live.getvalue().endswith("done\n")


def test_the_ingest_needs_no_more_than_the_writer_s_rights(lines, database):
    assert "colophon_writer" in database.writer_url
    told = run_ingest(
        database.writer_url, "papers-jsonl", [str(lines)], IngestOptions(), SilentProgress()
    )
    assert told.status == "finished"
    with pytest.raises(psycopg.Error, match=r"permission denied|read-only"):
        raise_cause(
            lambda: run_ingest(
                database.reader_url, "papers-jsonl", [str(lines)], IngestOptions(), SilentProgress()
            )
        )


def raise_cause(call):
    """The database's own complaint, whatever it was wrapped in."""
    try:
        call()
    except Exception as error:
        raise getattr(error, "orig", error) from error
