"""The pool on a real PostgreSQL: what it reads, what it refuses, how it takes losses.

Long because each way of losing a connection is made to happen, on one server that the tests share.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
import pytest
from psycopg import sql

from service.database.pool import ReadDatabase
from service.database.roles import OWNER, READER, WRITER
from service.errors import (
    CommandError,
    DatabaseUnavailable,
    OperationFailed,
    OperationRefused,
    StatementTimeout,
)

OURS = (
    "SELECT {} FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    f" AND usename = '{READER}'"
)
SLEEPING = OURS.format("pid") + " AND state = 'active' AND query LIKE '%pg_sleep(30)%'"
WAIT = "SELECT to_json(1) FROM pg_advisory_lock_shared(7)"
WAITING = OURS.format("pid") + " AND wait_event = 'advisory'"
TERMINATE = OURS.format("pg_terminate_backend(pid)")


@pytest.fixture(scope="module")
def shared(make_database):
    """A database that no test here changes."""
    return make_database("pool")


def reading(url: str, work: Callable[[ReadDatabase], Awaitable], **options):
    """What the work returns, done with an open pool."""

    async def run():
        pool = ReadDatabase(url, **{"size": 2, **options})
        await pool.open()
        try:
            return await work(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


def row(url: str, statement: str, *values: object, **options) -> tuple:
    return reading(url, lambda pool: pool.read_row(statement, values), **options)


async def execute(url: str, statement: str | sql.Composed):
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    async with connection:
        cursor = await connection.execute(statement)
        return await cursor.fetchall() if cursor.description else []


# ---- what it reads


def test_json_comes_as_the_bytes_that_postgresql_wrote(shared) -> None:
    statement = (
        """SELECT '{"b" :1,  "a":[1.00, null, "é\\u00e9"]}'::json, '{"a": 1}'::jsonb, NULL::json"""
    )
    expected = ('{"b" :1,  "a":[1.00, null, "é\\u00e9"]}'.encode(), b'{"a": 1}', None)
    assert row(shared.reader_url, statement) == expected


def test_values_are_bound_to_numbered_parameters(shared) -> None:
    statement = "SELECT json_build_array($2::text, $1::bigint, $2::text, $3::bigint[])"
    found = row(shared.reader_url, statement, 7, "O'Neil; -- %s %(x)s $1", [1, 2])
    assert found == (b'["O\'Neil; -- %s %(x)s $1", 7, "O\'Neil; -- %s %(x)s $1", [1,2]]',)


def test_a_connection_is_set_up_for_reading(shared) -> None:
    names = ["default_transaction_read_only", "statement_timeout", "jit", "TimeZone"]
    names += ["application_name", "client_encoding"]
    statement = "SELECT " + ", ".join(f"to_json(current_setting('{name}'))" for name in names)
    expected = (b'"on"', b'"1500ms"', b'"off"', b'"UTC"', b'"colophon"', b'"UTF8"')
    assert row(shared.reader_url, statement, statement_timeout=1.5) == expected


def test_more_requests_than_connections_wait_for_their_turn(shared) -> None:
    async def work(pool: ReadDatabase) -> list:
        statement = "SELECT to_json($1::int) FROM pg_sleep(0.01)"
        return await asyncio.gather(*(pool.read_row(statement, (n,)) for n in range(40)))

    found = reading(shared.reader_url, work)
    assert found == [(str(n).encode(),) for n in range(40)]


def test_statements_that_come_again_are_prepared_up_to_a_bound(shared) -> None:
    count = "SELECT to_json(count(*)) FROM pg_prepared_statements WHERE statement LIKE '%*/'"

    async def work(pool: ReadDatabase) -> list[bytes | None]:
        counts = []
        for _ in range(3):
            for n in range(8):
                await pool.read_row(f"SELECT to_json($1::int) /* many {n} */", (n,))
            counts.extend(await pool.read_row(count, ()))
        return counts

    assert reading(shared.reader_url, work, size=1) == [b"0", b"8", b"8"]
    bounded = reading(shared.reader_url, work, size=1, prepared_statements=5)
    assert all(int(found) <= 5 for found in bounded)


# ---- what it refuses


@pytest.mark.parametrize("role", [OWNER, WRITER, "superuser"])
def test_a_role_that_can_write_is_refused_by_name(shared, role: str) -> None:
    url = {OWNER: shared.owner_url, WRITER: shared.writer_url}.get(role, shared.superuser_url)
    name = role if role != "superuser" else psycopg.conninfo.conninfo_to_dict(url)["user"]
    with pytest.raises(CommandError, match=f'The database role "{name}" (can|is a superuser)'):
        row(url, "SELECT NULL")


def test_the_role_that_counts_is_the_one_in_force(shared) -> None:
    options = f"-c role={READER}"
    url = psycopg.conninfo.make_conninfo(shared.owner_url, options=options)
    assert row(url, "SELECT to_json(current_user)") == (f'"{READER}"'.encode(),)


@pytest.mark.parametrize(
    ("grant", "power"),
    [
        ("GRANT INSERT ON paper TO {}", "can write to paper"),
        ("GRANT UPDATE (title) ON paper TO {}", "can write to paper"),
        ("GRANT TRUNCATE ON author TO {}", "can write to author"),
        ("GRANT CREATE ON SCHEMA public TO {}", "can create tables in the schema public"),
    ],
)
def test_a_single_right_too_many_is_found(database, grant: str, power: str) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL(grant).format(sql.Identifier(READER)))
    with pytest.raises(CommandError, match=power):
        row(database.reader_url, "SELECT NULL")


def test_a_right_given_later_ends_the_service_at_the_next_connection(database, caplog) -> None:
    async def work(pool: ReadDatabase) -> None:
        await pool.read_row("SELECT NULL", ())
        grant = sql.SQL("GRANT DELETE ON paper TO {}").format(sql.Identifier(READER))
        await execute(database.owner_url, grant)
        await execute(database.superuser_url, TERMINATE)
        with pytest.raises(DatabaseUnavailable):
            await pool.read_row("SELECT NULL", ())

    reading(database.reader_url, work, wait=0.5)
    assert "can write to paper" in caplog.text


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO venue (name, name_key) VALUES ('a', 'a') RETURNING to_json(id)",
        "WITH gone AS (DELETE FROM paper RETURNING id) SELECT to_json(count(*)) FROM gone",
        "CREATE TABLE mine ()",
        "CREATE TEMPORARY TABLE mine ()",
    ],
)
def test_a_statement_that_writes_fails(shared, caplog, statement: str) -> None:
    with pytest.raises(OperationFailed):
        row(shared.reader_url, statement)
    assert "denied" in caplog.text or "read-only" in caplog.text


def test_not_even_a_read_write_transaction_can_write(shared, caplog) -> None:
    async def work(pool: ReadDatabase) -> None:
        off = "SELECT to_json(set_config('default_transaction_read_only', 'off', false))"
        assert await pool.read_row(off, ()) == (b'"off"',)
        for statement in (
            "INSERT INTO venue (name, name_key) VALUES ('a', 'a')",
            "UPDATE paper SET title = 'a'",
            "DELETE FROM author",
            "TRUNCATE citation",
            "DROP TABLE paper",
            "CREATE TABLE mine ()",
        ):
            caplog.clear()
            with pytest.raises(OperationFailed):
                await pool.read_row(statement, ())
            assert "42501" in caplog.text  # insufficient_privilege

    reading(shared.reader_url, work, size=1)


# ---- errors


def test_a_slow_statement_is_ended_and_the_connection_lives_on(shared) -> None:
    async def work(pool: ReadDatabase) -> tuple:
        process = await pool.read_row("SELECT to_json(pg_backend_pid())", ())
        with pytest.raises(StatementTimeout):
            await pool.read_row("SELECT NULL FROM pg_sleep(20)", ())
        return process, await pool.read_row("SELECT to_json(pg_backend_pid())", ())

    before, after = reading(shared.reader_url, work, size=1, statement_timeout=0.1)
    assert before == after


def test_a_failed_statement_tells_the_log_and_not_the_client(shared, caplog) -> None:
    with pytest.raises(OperationFailed) as failed:
        row(shared.reader_url, "SELECT a_column_that_is_not FROM paper")
    assert "column" not in failed.value.problem.message
    assert 'column "a_column_that_is_not" does not exist' in caplog.text
    assert not isinstance(failed.value, (StatementTimeout, DatabaseUnavailable))


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("SELECT to_json($1::text)", "with a \0 in it"),
        ("SELECT to_json($1::text[])", ["without", "with a \0 in it"]),
        ("SELECT to_json($1::bigint)", 2**80),
        ("SELECT to_json($1::int)", 2**40),
        ("SELECT to_json($1::date)", "2026-13-45"),
        ("SELECT to_json($1::bigint)", "twelve"),
    ],
)
def test_a_value_that_postgresql_cannot_hold_is_the_clients_fault(
    shared, statement: str, value: object
) -> None:
    with pytest.raises(OperationRefused) as refused:
        row(shared.reader_url, statement, value)
    (problem,) = refused.value.problems
    assert problem.code == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "statement",
    [
        f"SELECT '{'[' * 100_000}'::json",  # 54001: the parser's stack
        "SELECT to_json(repeat('x', 2000000000))",  # 54000: more than a value can hold
    ],
)
def test_a_statement_beyond_what_postgresql_is_built_for_is_too_complex(
    shared, statement: str
) -> None:
    with pytest.raises(OperationRefused) as refused:
        row(shared.reader_url, statement)
    (problem,) = refused.value.problems
    assert problem.code == "COST_LIMIT_EXCEEDED"


def test_a_statement_without_a_row_is_a_fault_of_ours(shared) -> None:
    with pytest.raises(OperationFailed):
        row(shared.reader_url, "SELECT NULL WHERE false")


# ---- losses


def test_connections_that_ended_while_idle_are_not_noticed_by_anybody(shared, caplog) -> None:
    async def work(pool: ReadDatabase) -> None:
        await all_in_use(pool, shared, 4)
        assert len(await execute(shared.superuser_url, TERMINATE)) == 4
        await until(lambda: execute(shared.superuser_url, OURS.format("pid")), rows=0)
        for _ in range(8):
            assert await pool.read_row("SELECT to_json(1)", ()) == (b"1",)

    reading(shared.reader_url, work, size=4)


def test_a_statement_whose_connection_is_lost_runs_again(shared) -> None:
    async def work(pool: ReadDatabase) -> tuple:
        holder = await psycopg.AsyncConnection.connect(shared.superuser_url, autocommit=True)
        async with holder:
            await holder.execute("SELECT pg_advisory_lock(7)")
            asking = asyncio.create_task(pool.read_row(WAIT, ()))
            await until(lambda: execute(shared.superuser_url, WAITING), rows=1)
            ((first,),) = await execute(shared.superuser_url, WAITING)
            await execute(shared.superuser_url, TERMINATE)
            again = f"{WAITING} AND pid <> {first}"
            await until(lambda: execute(shared.superuser_url, again), rows=1)
        return await asking

    assert reading(shared.reader_url, work) == (b"1",)


def test_a_lost_database_is_told_soon_and_is_back_by_itself(database, caplog) -> None:
    caplog.set_level("INFO", "service.database.pool")
    name = sql.Identifier(database.name)
    maintenance = psycopg.conninfo.make_conninfo(database.superuser_url, dbname="postgres")
    terminate = sql.SQL(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
    ).format(sql.Literal(database.name))

    async def work(pool: ReadDatabase) -> None:
        await pool.read_row("SELECT NULL", ())
        await execute(
            maintenance, sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name)
        )
        await execute(maintenance, terminate)
        async with asyncio.timeout(10):  # the pool by itself would keep each for 30 seconds
            for _ in range(3):
                with pytest.raises(DatabaseUnavailable):
                    await pool.read_row("SELECT NULL", ())
        await execute(maintenance, sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))
        assert await eventually(pool) == (b"1",)

    reading(database.reader_url, work, wait=0.5)
    told = [record.message for record in caplog.records if record.name == "service.database.pool"]
    (reason,) = [message for message in told if "it is tried again" in message]
    assert "is not currently accepting connections" in reason
    assert told.count("The database is back.") == 1


def test_a_database_that_is_down_at_the_start_is_used_when_it_comes(database) -> None:
    name = sql.Identifier(database.name)
    maintenance = psycopg.conninfo.make_conninfo(database.superuser_url, dbname="postgres")
    allow = "ALTER DATABASE {} ALLOW_CONNECTIONS "
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL(allow + "false").format(name))

    async def work(pool: ReadDatabase) -> None:
        with pytest.raises(DatabaseUnavailable):
            await pool.read_row("SELECT NULL", ())
        await execute(maintenance, sql.SQL(allow + "true").format(name))
        assert await eventually(pool) == (b"1",)

    reading(database.reader_url, work)


def test_a_host_that_is_not_there_does_not_keep_the_service_from_starting(tmp_path) -> None:
    with pytest.raises(DatabaseUnavailable):
        row(f"host={tmp_path} user={READER} dbname=none", "SELECT NULL")


def test_who_waits_too_long_for_a_connection_is_sent_away(shared) -> None:
    async def work(pool: ReadDatabase) -> None:
        assert await eventually(pool) == (b"1",)
        busy = asyncio.create_task(pool.read_row("SELECT NULL FROM pg_sleep(30)", ()))
        await until(lambda: execute(shared.superuser_url, SLEEPING), rows=1)
        with pytest.raises(DatabaseUnavailable):
            await pool.read_row("SELECT NULL", ())
        busy.cancel()
        with pytest.raises(asyncio.CancelledError):
            await busy

    reading(shared.reader_url, work, size=1, wait=0.1, statement_timeout=60)


def test_a_cancelled_request_ends_its_statement_and_frees_the_connection(shared) -> None:
    async def work(pool: ReadDatabase) -> tuple:
        asking = asyncio.create_task(pool.read_row("SELECT NULL FROM pg_sleep(30)", ()))
        await until(lambda: execute(shared.superuser_url, SLEEPING), rows=1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await until(lambda: execute(shared.superuser_url, SLEEPING), rows=0)
        return await pool.read_row("SELECT to_json(1)", ())

    assert reading(shared.reader_url, work, size=1, statement_timeout=60) == (b"1",)


async def all_in_use(pool: ReadDatabase, database, size: int) -> None:
    """Return once each of the pool's connections has been used: none is still being set up."""
    holder = await psycopg.AsyncConnection.connect(database.superuser_url, autocommit=True)
    async with holder:
        await holder.execute("SELECT pg_advisory_lock(7)")
        asking = [asyncio.create_task(pool.read_row(WAIT, ())) for _ in range(size)]
        await until(lambda: execute(database.superuser_url, WAITING), rows=size)
    assert await asyncio.gather(*asking) == [(b"1",)] * size


async def until(rows_now: Callable[[], Awaitable[list]], *, rows: int) -> None:
    """Wait for what another process does; a test that fails waits ten seconds for it."""
    async with asyncio.timeout(10):
        while len(await rows_now()) != rows:
            await asyncio.sleep(0.02)


async def eventually(pool: ReadDatabase) -> tuple:
    """The answer, once there is one; ten seconds are more than the pool may need."""
    for _ in range(40):
        try:
            return await pool.read_row("SELECT to_json(1)", ())
        except DatabaseUnavailable:
            await asyncio.sleep(0.1)
    return await pool.read_row("SELECT to_json(1)", ())
