"""The benchmark of the ingest, on a handful of works."""

from __future__ import annotations

import json

import psycopg

from benchmarks.ingest import measuring
from benchmarks.ingest.works import works

COUNT = 60


def test_works_are_always_the_same_and_cite_what_came_before() -> None:
    made = list(works(COUNT))
    assert made == list(works(COUNT))
    for number, line in enumerate(made, 1):
        work = json.loads(line)
        assert work["id"].endswith(f"/W{number}")
        assert all(int(one.rpartition("W")[2]) < number for one in work["referenced_works"])


def test_a_copy_of_the_rows_is_the_graph_that_was_ingested(make_database, tmp_path) -> None:
    ingested = make_database("ingested")
    copied = {checked: make_database(f"copied_{checked}".lower()) for checked in (True, False)}
    path = tmp_path / "works.jsonl"
    path.write_bytes(b"".join(works(COUNT)))
    done = measuring.ingest(ingested.owner_url, path)
    assert done.seconds > 0
    assert done.peak_mb > 10
    rows = measuring.dump(ingested.owner_url, tmp_path / "rows")
    for checked, database in copied.items():
        measuring.copy(database.superuser_url, tmp_path / "rows", checked=checked)
    statement = (
        "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM authorship),"
        " (SELECT count(*) FROM citation), (SELECT sum(citation_count) FROM paper)"
    )
    found = []
    for database in (ingested, *copied.values()):
        with psycopg.connect(database.owner_url) as connection:
            found.append(connection.execute(statement).fetchone())
    assert found[1:] == [found[0]] * 2
    assert found[0][0] == COUNT
    assert rows > sum(found[0][:3])
