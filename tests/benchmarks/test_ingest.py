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
    ingested, copied = make_database("ingested"), make_database("copied")
    path = tmp_path / "works.jsonl"
    path.write_bytes(b"".join(works(COUNT)))
    done = measuring.ingest(ingested.owner_url, path)
    assert done.seconds > 0
    assert done.peak_mb > 10
    rows = measuring.dump(ingested.owner_url, tmp_path / "rows")
    measuring.copy(copied.superuser_url, tmp_path / "rows")
    statement = (
        "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM authorship),"
        " (SELECT count(*) FROM citation), (SELECT sum(citation_count) FROM paper)"
    )
    found = []
    for database in (ingested, copied):
        with psycopg.connect(database.owner_url) as connection:
            found.append(connection.execute(statement).fetchone())
    assert found[0] == found[1]
    assert found[0][0] == COUNT
    assert rows > sum(found[0][:3])
