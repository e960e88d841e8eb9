"""Answers that last: exactly as long as the data stands, with a writer beside the readers."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from urllib.parse import urlencode

import psycopg
import pytest
from sqlalchemy import text

from service.database import version
from service.database.engine import writing_engine
from service.database.pool import ReadDatabase
from service.graph.endpoint import GraphQLEndpoint
from service.graph.engine import Engine
from service.graph.kept import READ_STATE, KeptAnswers, is_steady
from service.graph.limits import Limits
from service.tables.source import UNVERSIONED
from tests.graph.asgi import ask
from tests.graph.asking import RecordedDatabase, request

PAPERS = "query ($n: Int) { papers(first: $n, orderBy: TITLE) { nodes { title } } }"
SAFE = {"apollo-require-preflight": "yes"}


@pytest.fixture
def written(database):
    """`written.title(text)` gives the only paper another title and the data another version."""
    engine = writing_engine(database.owner_url)

    class Written:
        url = database.reader_url

        def title(self, title: str) -> None:
            with engine.begin() as connection:
                version.advance(connection)
                connection.execute(text("UPDATE paper SET title = :title"), {"title": title})

    with engine.begin() as connection:
        connection.execute(text("INSERT INTO paper (id, title, title_key) VALUES (1, '0', '0')"))
    yield Written()
    engine.dispose()


@contextmanager
def kept_engine(url: str, kept_bytes: int = 1_000_000, size: int = 1):
    with asyncio.Runner() as runner:
        database = RecordedDatabase(url, size=size)
        runner.run(database.open())
        try:
            yield runner, database, Engine(database, Limits(), kept_bytes=kept_bytes)
        finally:
            runner.run(database.close())


def test_to_know_an_answer_costs_reading_one_row(written) -> None:
    with kept_engine(written.url, kept_bytes=0) as (runner, database, engine):
        asked = request(PAPERS, {"n": 5})
        first = runner.run(engine.answer_unless_known(asked, ()))
        assert titles(first.body) == ["0"]
        assert len(database.statements) == 1
        database.statements.clear()
        again = runner.run(engine.answer_unless_known(asked, {first.mark}))
        assert (again.body, again.mark) == (None, first.mark)
        assert database.statements == [(READ_STATE, ())]
        written.title("1")
        changed = runner.run(engine.answer_unless_known(asked, {first.mark}))
        assert titles(changed.body) == ["1"]
        assert changed.mark != first.mark


def test_an_answer_is_given_again_until_the_data_moves(written) -> None:
    with kept_engine(written.url) as (runner, database, engine):
        asked = request(PAPERS, {"n": 5})
        first = runner.run(engine.answer(asked))
        database.statements.clear()
        assert runner.run(engine.answer(asked)) is first
        assert database.statements == [(READ_STATE, ())]
        written.title("1")
        assert titles(runner.run(engine.answer(asked))) == ["1"]
        assert titles(runner.run(engine.answer(asked))) == ["1"]


def test_equal_answers_to_different_questions_have_different_marks(written) -> None:
    alias = PAPERS.replace("papers(", "papers: papers(")
    other = PAPERS.replace("papers(", "works: papers(")
    asked = [
        request(PAPERS, {"n": 5}),
        request(PAPERS, {"n": 6}),
        request(other, {"n": 5}),
        request("query ($id: ID!) { node(id: $id) { id } }", {"id": "paper:8"}),
        request("query ($id: ID!) { node(id: $id) { id } }", {"id": "paper:9"}),
    ]
    with kept_engine(written.url) as (runner, _, engine):
        marks = [runner.run(engine.answer_unless_known(each, ())).mark for each in asked]
        assert None not in marks
        assert len(set(marks)) == len(marks)
        same = runner.run(engine.answer_unless_known(request(alias, {"n": 5}), ()))
        assert same.mark == marks[0]


def test_the_version_of_another_history_is_another_state(written, database) -> None:
    """A graph that was restored and went on has the same numbers for other data."""
    with kept_engine(written.url) as (runner, _, engine):
        asked = request(PAPERS, {"n": 5})
        written.title("1")
        first = runner.run(engine.answer_unless_known(asked, ()))
        with psycopg.connect(database.owner_url, autocommit=True) as connection:
            connection.execute("UPDATE data_version SET version = version - 1")
        written.title("2")
        second = runner.run(engine.answer_unless_known(asked, {first.mark}))
        assert titles(second.body) == ["2"]


@pytest.mark.parametrize(
    "query",
    ["{ __schema { queryType { name } } }", "{ __typename }", "{ __typename a: __typename }"],
)
def test_what_no_statement_says_has_no_mark(written, query: str) -> None:
    with kept_engine(written.url) as (runner, _, engine):
        assert runner.run(engine.answer_unless_known(request(query), ())).mark is None


def test_a_statement_that_looks_at_the_clock_or_at_unversioned_rows_is_not_steady() -> None:
    assert is_steady("SELECT title, published_on FROM paper AS paper_1 WHERE year < $1")
    for moving in (
        "SELECT now()",
        "SELECT CURRENT_DATE",
        "SELECT current_timestamp",
        "SELECT LOCALTIME",
        "SELECT clock_timestamp()",
        "SELECT random()",
        *(f"SELECT 1 FROM {table.name} AS x" for table in UNVERSIONED),
    ):
        assert not is_steady(moving), moving


def test_what_is_kept_is_bounded_in_bytes() -> None:
    kept = KeptAnswers(10_000)
    kept.put(b"large", b"1", b"x" * 2_000)  # more than its share
    assert not kept.has(b"large")
    for number in range(50):
        kept.put(b"%d" % number, b"1", b"x" * 600)
    held = [number for number in range(50) if kept.has(b"%d" % number)]
    assert held == list(range(40, 50))
    assert kept.get(b"49", b"2") is None
    assert kept.get(b"49", b"1") == b"x" * 600


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_stale_answer_is_ever_sent_while_a_writer_writes(written, method: str) -> None:
    """The title counts the commits. What is sent, or said to hold still, is never older than what
    was committed when the request came; and a tag never stands for two answers."""
    commits, readers = 200, 4
    committed = 0

    def write() -> None:
        nonlocal committed
        for number in range(1, commits + 1):
            written.title(str(number))
            committed = number

    tags: dict[str, bytes] = {}
    seen = {200: 0, 304: 0}

    async def read(app, writer: threading.Thread) -> None:
        held: str | None = None
        while writer.is_alive():
            for _ in range(2):  # the second finds the first, unless the writer came between
                before = committed
                response = await asking(app, held)
                seen[response.status] += 1
                if response.status == 200:
                    held = response.headers.get("etag")
                    body = response.body
                    if held is not None:
                        assert tags.setdefault(held, body) == body
                else:
                    assert response.headers["etag"] == held
                    body = tags[held]
                assert int(titles(body)[0]) >= before

    async def asking(app, held: str | None):
        if method == "POST":
            body = json.dumps({"query": PAPERS, "variables": {"n": 5}}).encode()
            return await ask(app, headers={"content-type": "application/json"}, body=body)
        query = urlencode({"query": PAPERS, "variables": '{"n": 5}'}).encode()
        headers = {**SAFE, **({"if-none-match": held} if held else {})}
        return await ask(app, "GET", query=query, headers=headers)

    async def main() -> None:
        database = ReadDatabase(written.url, size=readers)
        await database.open()
        engine = Engine(database, Limits(), kept_bytes=1_000_000)
        app = GraphQLEndpoint(engine.answer, answer_unless_known=engine.answer_unless_known)
        writer = threading.Thread(target=write)
        writer.start()
        try:
            await asyncio.gather(*(read(app, writer) for _ in range(readers)))
        finally:
            writer.join()
        last = await asking(app, None)
        assert titles(last.body) == [str(commits)]
        await database.close()

    asyncio.run(main())
    assert seen[200] > 0
    if method == "GET":
        assert seen[304] > 0
        assert len(tags) > 10


def test_a_function_that_a_statement_calls_sees_the_snapshot_of_the_statement(database) -> None:
    """A volatile one would look at a later state than the one that the answer is marked with."""
    with psycopg.connect(database.reader_url) as connection:
        found = connection.execute(
            "SELECT proname FROM pg_proc WHERE provolatile = 'v'"
            " AND pronamespace = 'public'::regnamespace"
            " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
        ).fetchall()
    assert found == []


def titles(body: bytes | None) -> list[str]:
    assert body is not None
    return [node["title"] for node in json.loads(body)["data"]["papers"]["nodes"]]
