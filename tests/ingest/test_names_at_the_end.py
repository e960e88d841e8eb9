"""Names that no id tells are told apart once, at the end of their batch."""

from __future__ import annotations

import json

import pytest

from service.database.engine import writing_engine
from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest import blocks, portions, tell_apart
from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.records import AuthorshipRecord
from service.ingest.resolve import resolve_block
from service.ingest.run import run_ingest
from tests.ingest.graph import graph
from tests.ingest.made_up import papers
from tests.ingest.test_order import emptied, write
from tests.ingest.test_order_by_hand import paper

__all__ = ["emptied"]


@pytest.fixture
def lines(tmp_path):
    """Sixty papers of their own, each by three of six people."""
    path = tmp_path / "papers.jsonl"
    path.write_text(
        "".join(
            json.dumps(line | {"title": f"Paper {number}"}) + "\n"
            for number, line in enumerate(papers(60))
        )
    )
    return path


@pytest.fixture
def looked_at(monkeypatch):
    """How many names in their places were told apart, each time that any were."""
    counts = []

    def counted(mentions):
        counts.append(len(mentions))
        return resolve_block(mentions)

    monkeypatch.setattr(tell_apart, "resolve_block", counted)
    monkeypatch.setattr(portions, "_MOST_RECORDS", 10)
    return counts


def test_each_name_is_looked_at_once_however_many_portions_a_batch_has(ingest, lines, looked_at):
    ingest("papers-jsonl", lines)

    # Sixty papers of three names, in six blocks.
    assert (sum(looked_at), len(looked_at)) == (180, 6)


def test_so_it_is_when_another_source_speaks_of_the_same_papers(
    ingest, lines, looked_at, tmp_path, rows, database
):
    ingest("papers-jsonl", lines)
    # Thirty of the papers once more, of which the list of authors has somebody else at its end.
    later = tmp_path / "later.jsonl"
    said = [json.loads(line) for line in lines.read_text().splitlines()[:30]]
    later.write_text(
        "".join(
            json.dumps(one | {"authors": [*one["authors"], "Zoë Ortiz"], "updated": "2025-01-01"})
            + "\n"
            for one in said
        )
    )
    looked_at.clear()
    known = rows("SELECT id, name FROM author ORDER BY id")

    ingest("papers-jsonl", later)

    # All names are compared with each other once more, and are those whom they were.
    assert (sum(looked_at), len(looked_at)) == (210, 7)
    assert rows("SELECT id, name FROM author WHERE name <> 'Zoë Ortiz' ORDER BY id") == known
    assert rows("SELECT DISTINCT action FROM change WHERE entity = 'author' ORDER BY 1") == [
        ("added",),
        ("updated",),
    ]
    assert rows("SELECT paper_count FROM author WHERE name = 'Zoë Ortiz'") == [(30,)]
    assert rows("SELECT name_as_written FROM authorship WHERE author_id IS NULL") == []
    assert verify(database.reader_url) == []


def test_whose_only_paper_is_said_anew_is_who_they_were(ingest, tmp_path, rows):
    path = tmp_path / "papers.jsonl"
    line = {"id": "1", "title": "Paper", "year": 2020, "authors": ["Ada Byron"]}
    path.write_text(json.dumps(line) + "\n")
    ingest("papers-jsonl", path)
    known = rows("SELECT id, name FROM author")
    path.write_text(json.dumps(line | {"authors": ["Bo Weaver", "Ada Byron"]}) + "\n")

    ingest("papers-jsonl", path)

    assert rows("SELECT id, name FROM author WHERE name = 'Ada Byron'") == known


def test_a_paper_said_twice_in_a_batch_waits_as_well(ingest, lines, looked_at, rows, database):
    again = json.dumps({"arxiv_id": "2301.00001", "title": "Paper 0", "authors": ["Ada Byron"]})
    with lines.open("a") as file:
        file.write(again + "\n")

    ingest("papers-jsonl", lines)

    assert (sum(looked_at), len(looked_at)) == (178, 6)
    assert len(rows("SELECT id FROM author")) == 6
    assert rows("SELECT name_as_written FROM authorship WHERE author_id IS NULL") == []
    assert verify(database.reader_url) == []


def test_groups_of_names_make_no_difference(lines, monkeypatch, make_database, looked_at):
    graphs = []
    for most in (1_000, 1):
        monkeypatch.setattr(blocks, "_AT_ONCE", most)
        database = make_database(f"groups_of_{most}")
        run_ingest(
            database.writer_url, "papers-jsonl", [str(lines)], IngestOptions(), SilentProgress()
        )
        graphs.append(graph(database.reader_url))

    assert graphs[0] == graphs[1]
    # A block is never divided.
    assert len(looked_at) == 12


def test_a_group_counts_those_whom_ids_tell(emptied, monkeypatch):
    ada, bo = (
        AuthorshipRecord(name, 1, ids=(ExternalId("openalex", f"A{number}"),))
        for number, name in enumerate(("Ada Byron", "Bo Weaver"))
    )
    database = emptied()
    write(database, [[paper(str(number), ada) for number in range(10)] + [paper("10", bo)]])
    monkeypatch.setattr(blocks, "_AT_ONCE", 10)

    with writing_engine(database.writer_url).connect() as connection:
        groups = list(blocks.in_groups(connection, ["ada byron", "bo weaver", "cy loom"]))

    assert groups == [{"ada byron"}, {"bo weaver", "cy loom"}]
