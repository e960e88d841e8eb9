"""A run from its lock to its summary: checkpoints, kills, interruption, what is set aside."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path

import psycopg
import pytest

from service.derive.verify import verify
from service.ingest import portions, run
from service.ingest.batch import Batch
from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.run import run_ingest
from tests.ingest.graph import graph
from tests.ingest.made_up import papers

ROOT = Path(__file__).parents[2]

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


class Clock(SilentProgress):
    """By it a portion takes 130 seconds, and the end of a batch 170."""

    def __init__(self):
        self.now = 0.0
        self.portions = 0
        self.finished = []

    def monotonic(self):
        return self.now

    def advance(self, *_):
        self.portions += 1
        self.now += 130

    def batch(self, *arguments):
        clock = self

        class Slow(Batch):
            def finish(self):
                super().finish()
                clock.now += 170
                clock.finished.append(clock.portions)

        return Slow(*arguments)


class Rings(SilentProgress):
    """Leaves a ring of objects after each portion, and counts how many were still there before."""

    def __init__(self):
        self.alive = []
        self._left = []

    def advance(self, *_):
        self.alive.append(sum(one() is not None for one in self._left))
        self._left.append(weakref.ref(Ring()))


class Ring:
    def __init__(self):
        self.itself = self


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
    from service.ingest import batch

    written = []

    def stop_at_third(self, records):
        written.append(len(records))
        if len(written) == 3:
            raise KeyboardInterrupt
        return real(self, records)

    real = batch.Batch.write
    monkeypatch.setattr(batch.Batch, "write", stop_at_third)
    told = ingest("papers-jsonl", lines, batch_size=10)
    assert (told.status, told.read, told.accepted) == ("interrupted", 20, 20)
    assert rows("SELECT status, records_read FROM ingest_run") == [("interrupted", 20)]
    monkeypatch.setattr(batch.Batch, "write", real)
    heard = Heard()
    again = ingest("papers-jsonl", lines, batch_size=10, progress=heard)
    assert (again.status, again.read, again.accepted) == ("finished", 40, 40)
    assert "goes on at byte" in heard.notes[0]


def test_a_file_that_changed_is_read_from_its_beginning(ingest, lines, monkeypatch):
    from service.ingest import batch

    real = batch.Batch.write
    calls = iter([True, False])

    def stop_at_second(*given):
        if next(calls):
            return real(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(batch.Batch, "write", stop_at_second)
    assert ingest("papers-jsonl", lines, batch_size=10).status == "interrupted"
    monkeypatch.setattr(batch.Batch, "write", real)
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


def test_a_batch_may_take_three_times_as_long_as_the_end_of_the_one_before(
    ingest, lines, monkeypatch
):
    clock = Clock()
    monkeypatch.setattr(portions, "_MOST_RECORDS", 10)
    monkeypatch.setattr(run, "time", clock)
    monkeypatch.setattr(run, "Batch", clock.batch)

    ingest("papers-jsonl", lines, progress=clock)

    # The first ends after 300 seconds, the second may take 510.
    assert clock.finished == [3, 7]


def test_what_is_left_in_rings_goes(ingest, lines, monkeypatch):
    rings = Rings()
    monkeypatch.setattr(run, "_COLLECTED_AFTER", 20)

    ingest("papers-jsonl", lines, batch_size=10, progress=rings)

    # Each time that twenty records have been read.
    assert rings.alive == [0, 1, 0, 1, 0, 1, 0]


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
