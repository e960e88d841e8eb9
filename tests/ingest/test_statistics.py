"""What an ingest leaves for PostgreSQL to plan by."""

from __future__ import annotations

import json

import pytest

from service.ingest import run
from service.tables import metadata
from tests.ingest.made_up import papers


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in papers(60)))
    return path


def test_a_long_run_leaves_statistics_of_every_table_and_a_short_one_none(
    ingest, lines, rows, monkeypatch
):
    unknown = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples < 0"
    ingest("papers-jsonl", lines, limit=13)
    assert len(rows(unknown, list(metadata.tables))) == len(metadata.tables)
    monkeypatch.setattr(run, "_FEW", 20)
    ingest("papers-jsonl", lines)
    assert rows(unknown, list(metadata.tables)) == []


def test_a_further_run_leaves_statistics_of_what_changed_by_a_tenth(
    ingest, lines, rows, monkeypatch, tmp_path
):
    counted = "SELECT relname, analyze_count FROM pg_stat_user_tables WHERE relname = ANY(%s)"
    monkeypatch.setattr(run, "_FEW", 20)
    ingest("papers-jsonl", lines)
    before = dict(rows(counted, list(metadata.tables)))
    # Papers that nobody wrote: no author is touched.
    more = tmp_path / "more.jsonl"
    more.write_text("".join(f'{{"id": "more-{n}", "title": "More {n}"}}\n' for n in range(30)))
    ingest("papers-jsonl", more)

    after = dict(rows(counted, list(metadata.tables)))

    again = {name for name in after if after[name] > before[name]}
    assert {"paper", "paper_text", "source_record", "change"} <= again
    assert not again & {"author", "authorship", "coauthorship", "citation", "topic"}


def test_ids_are_looked_up_by_themselves_though_no_record_was_of_a_paper_before(
    ingest, lines, rows, tmp_path
):
    table = tmp_path / "topics.csv"
    own = "".join(f"own,t{n},Topic {n}\n" for n in range(1_200))
    table.write_text("scheme,code,name\n" + own)
    ingest("topics", table)
    assert rows(
        "SELECT null_frac FROM pg_stats WHERE attname = 'paper_id' AND tablename = 'source_record'"
    ) == [(1.0,)]

    ingest("papers-jsonl", lines, batch_size=10)

    # By the index of records by their paper only records of these are looked for.
    read = "SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = %s"
    ((count,),) = rows(read, "ix_source_record_paper_id")
    assert count <= 60
