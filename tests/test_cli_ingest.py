"""`colophon ingest` from outside: what it lists, what it misses, what it reads by itself."""

import psycopg
import pytest

from service.ingest.sources import SOURCES
from tests.test_cli import colophon


def test_the_sources_are_listed_without_a_database():
    listed = colophon("ingest", "--list", database_url="postgresql://nobody@127.0.0.1:9/none")
    assert (listed.returncode, listed.stderr) == (0, "")
    lines = listed.stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(SOURCES)
    assert all(SOURCES[line.split()[0]].expects in line for line in lines)


def test_an_ingest_says_what_is_missing(database):
    url = database.owner_url
    told = colophon("ingest", database_url=url)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "--list" in told.stderr
    told = colophon("ingest", "arxiv", database_url=url)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert told.stderr.startswith("colophon: arxiv needs a file to read: ")
    told = colophon("ingest", "topics", "--max-rejects", "101", database_url=url)
    assert told.returncode == 2
    assert "'101' is no whole number from 0 to 100" in told.stderr


def test_topics_that_come_with_colophon_are_read_where_no_file_is_named(database):
    url = database.owner_url
    first = colophon("ingest", "topics", database_url=url)
    assert (
        first.stdout == "topics: 4,990 records read, 4,990 new or changed, 0 known, 0 set aside\n"
    )
    again = colophon("ingest", "topics", database_url=url)
    assert (
        again.stdout == "topics: 4,990 records read, 0 new or changed, 4,990 known, 0 set aside\n"
    )
    with psycopg.connect(url) as connection:
        found = "SELECT count(*), count(parent_id) FROM topic WHERE scheme = 'openalex'"
        assert connection.execute(found).fetchone() == (4_516 + 252 + 26 + 4, 4_516 + 252 + 26)


@pytest.mark.parametrize(
    "arguments",
    [
        ["papers-jsonl", "--dry-run", "{one}", "{two}"],
        ["--dry-run", "papers-jsonl", "{one}", "{two}"],
        ["papers-jsonl", "{one}", "--dry-run", "{two}"],
        ["papers-jsonl", "{one}", "{two}", "--dry-run"],
        ["papers-jsonl", "--limit", "9", "{one}", "--dry-run", "{two}"],
    ],
)
def test_flags_stand_before_between_and_behind_paths(database, tmp_path, arguments):
    files = {name: tmp_path / f"{name}.jsonl" for name in ("one", "two")}
    for name, path in files.items():
        path.write_text(f'{{"title": "{name}"}}\n')
    given = [argument.format(**files) for argument in arguments]
    told = colophon("ingest", *given, database_url=database.owner_url)
    expected = "papers-jsonl: 2 records read, 2 new or changed, 0 known, 0 set aside\n"
    assert (told.returncode, told.stdout) == (0, expected), told.stderr


@pytest.mark.parametrize(
    "arguments", [["ingest", "arxiv", "--nonsense", "file"], ["verify", "file"], ["serve", "-x"]]
)
def test_what_a_command_does_not_know_is_refused(arguments):
    told = colophon(*arguments)
    assert told.returncode == 2
    assert "unrecognized arguments: " in told.stderr
