"""What is wrong with files, lines and commands is said, and the rest goes on; progress is told."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from service.errors import CommandError
from service.ingest.progress import LineProgress, SilentProgress, describe
from tests.ingest.made_up import papers


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


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_one_line_on_a_terminal_and_lines_elsewhere():
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


def test_a_terminal_says_at_once_that_a_batch_ends():
    plain, live = io.StringIO(), Terminal()
    for stream in (plain, live):
        progress = LineProgress(stream, every=3_600.0)
        progress.settle(7_000)
    assert plain.getvalue() == ""
    assert live.getvalue() == "\r7,000 records, deriving what follows from them"


def test_a_run_says_that_a_batch_ends_behind_its_last_portion(ingest, tmp_path):
    class Heard(SilentProgress):
        def __init__(self):
            self.told = []

        def advance(self, records, *_):
            self.told.append(("read", records))

        def settle(self, records):
            self.told.append(("settled", records))

    lines, heard = tmp_path / "papers.jsonl", Heard()
    lines.write_text("".join(f'{{"id": "{n}", "title": "On Ink {n}"}}\n' for n in range(25)))

    ingest("papers-jsonl", lines, batch_size=10, progress=heard)

    assert heard.told == [
        *(("read", 10), ("settled", 10), ("read", 20), ("settled", 20)),
        *(("read", 25), ("settled", 25)),
    ]
