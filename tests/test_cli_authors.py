"""`colophon authors` from outside: what it says, and how it refuses."""

from __future__ import annotations

import psycopg
import pytest

from service.database.engine import writing_engine
from service.ingest.batch import Batch
from service.ingest.payload import seal
from service.ingest.records import AuthorshipRecord, PaperRecord
from tests.test_cli import colophon, one_line


@pytest.fixture
def written(database):
    """Two authors of one common name."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("INSERT INTO ingest_run (source) VALUES ('test')")
    records = [
        seal(
            PaperRecord("papers-jsonl", key, f"T {key}", authors=(AuthorshipRecord("Wei Wang", 1),))
        )
        for key in "12"
    ]
    with writing_engine(database.writer_url).connect() as connection, connection.begin():
        batch = Batch(connection, 1)
        batch.write(records)
        batch.finish()
    return database


def test_authors_are_merged_listed_and_apart_again(written):
    url = written.owner_url
    done = colophon("authors", "merge", "author:1", "2", database_url=url)
    told = "author:1 and author:2 are author:1; colophon authors undo 1 takes it back\n"
    assert (done.returncode, done.stdout) == (0, told)
    listed = colophon("authors", "list", database_url=url).stdout
    assert listed.startswith("1  merge  ")
    assert listed.endswith("  author:1\n")
    done = colophon("authors", "undo", database_url=url)
    assert done.stdout.startswith("decision 1 is taken back: author:1 and author:")
    assert colophon("authors", "list", database_url=url).stdout.endswith("  taken back\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "1", "1"], "author:1 and author:1 are one author already"),
        (["merge", "1", "9"], "author:9 is not in the graph"),
        (["split", "1", "paper:2"], "author:1 is not on paper:2"),
        (["undo"], "no decision stands; colophon authors list tells which do"),
    ],
)
def test_what_cannot_be_decided_is_one_line(written, arguments, told):
    assert one_line(colophon("authors", *arguments, database_url=written.owner_url)) == told


@pytest.mark.parametrize("arguments", [[], ["join"], ["merge", "1"], ["merge", "x", "1"]])
def test_a_wrong_command_is_one_line_that_leads_to_the_help(arguments):
    done = colophon("authors", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--help tells what there is" in done.stderr
