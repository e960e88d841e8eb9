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


NOWHERE = "postgresql://nobody@127.0.0.1:9/none"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 1, "which source?"),
        (["arxvi", "x"], 1, "no source is called arxvi; there are: acl-anthology, arxiv, "),
        (["arxiv"], 1, "arxiv needs a file to read: "),
        (["arxiv", "/nowhere/at.all"], 1, "no such file: /nowhere/at.all"),
        (["arxiv", "/nowhere/*.gz"], 1, "no such file: /nowhere/*.gz"),
        (["profile-page", "/dev/null"], 1, "profile-page needs --as-of DATE"),
        (["arxiv", "/dev/null", "--scheme", "doi"], 1, "arxiv takes no --scheme"),
        (["citations", "x", "--scheme", "isbn"], 2, "invalid choice: 'isbn'"),
        (["arxiv", "x", "--as-of", "yesterday"], 2, "'yesterday' is no day"),
        (["arxiv", "x", "--limit", "0"], 2, "'0' is no whole number above 0"),
        (["arxiv", "x", "--batch", "all"], 2, "'all' is no whole number above 0"),
        (["arxiv", "x", "--max-rejects", "half"], 2, "'half' is no whole number from 0 to 100"),
        (["arxiv", "x", "--nonsense"], 2, "unrecognized arguments: --nonsense"),
    ],
)
def test_a_mistake_is_told_in_one_line_before_a_database_is_needed(arguments, code, told):
    ended = colophon("ingest", *arguments, database_url=NOWHERE)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (code, "", 1)
    assert told in ended.stderr


def test_a_dry_run_needs_no_database(tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text('{"title": "One"}\n{\n')
    ended = colophon("ingest", "papers-jsonl", str(path), "--dry-run", database_url=NOWHERE)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "papers-jsonl: 2 records read, 1 new or changed, 0 known, 1 set aside\n"
    assert ended.stderr.startswith(f"{path}:2: expected JSON")


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


@pytest.mark.parametrize(("asked", "commits"), [([], 1), (["--batch", "3"], 3)])
def test_records_are_committed_some_at_a_time(database, tmp_path, asked, commits):
    path = tmp_path / "seven.jsonl"
    path.write_text("".join(f'{{"title": "Paper {number}"}}\n' for number in range(7)))
    told = colophon("ingest", "papers-jsonl", str(path), *asked, database_url=database.owner_url)
    assert told.returncode == 0, told.stderr
    with psycopg.connect(database.owner_url) as connection:
        found = "SELECT count(DISTINCT xmin::text) FROM paper"
        assert connection.execute(found).fetchone() == (commits,)


@pytest.mark.parametrize(
    "arguments", [["ingest", "arxiv", "--nonsense", "file"], ["verify", "file"], ["serve", "-x"]]
)
def test_what_a_command_does_not_know_is_refused(arguments):
    told = colophon(*arguments)
    assert told.returncode == 2
    assert "unrecognized arguments: " in told.stderr
