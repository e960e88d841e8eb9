"""The serving process's only way to PostgreSQL: a pool of connections that can only read."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg.adapt import Buffer, Loader
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import AsyncConnectionPool

from service.database.array_literal import ArrayLiteral
from service.database.read_only import SETTINGS, SURVEY, Survey
from service.errors import (
    Code,
    ColophonError,
    CommandError,
    DatabaseUnavailable,
    OperationFailed,
    OperationRefused,
    StatementTimeout,
)

log = logging.getLogger(__name__)

Connection = AsyncConnection[tuple[Any, ...]]

# A conninfo may say otherwise. The TCP values find a silent peer in about ten seconds, so that a
# machine that vanished cannot hold a request for the quarter of an hour that TCP would wait.
CONNECTION_DEFAULTS = {
    "application_name": "colophon",
    "connect_timeout": "3",
    "client_encoding": "utf8",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}

# While the database is known to be lost, a request waits just long enough for one attempt.
WAIT_WHILE_LOST = 0.25

# What only a value from outside can cause: a number or date out of range, a NUL in a text.
UNREPRESENTABLE = frozenset({"22003", "22007", "22008", "22021", "22P02", "22P03", "22P05"})


# Class of SQLSTATE: the statement, or what it makes, is more than PostgreSQL was built for.
TOO_COMPLEX = "54"

# Classes of SQLSTATE: connection exception, insufficient resources, operator intervention.
UNAVAILABLE = frozenset({"08", "53", "57"})


class JsonBytes(Loader):
    """Leaves JSON as PostgreSQL wrote it: the text goes on to the client unparsed."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


class _ConnectionLost(Exception):
    """The connection did not outlive its statement; `error` is the reason that psycopg gives."""

    def __init__(self, error: psycopg.Error) -> None:
        super().__init__(str(error))
        self.error = error


class Reader(Protocol):
    """What runs single statements."""

    async def read_row(
        self, statement: str, values: Sequence[object]
    ) -> tuple[bytes | None, ...]: ...


class Snapshot:
    """Runs statements that all see one state of the data."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def read_row(self, statement: str, values: Sequence[object]) -> tuple[bytes | None, ...]:
        """As that of ReadDatabase; a lost connection is not made again."""
        try:
            return await _run(self._connection, statement, values)
        except psycopg.Error as error:
            raise translated(error) from error


class ReadDatabase:
    """Runs single prepared statements with a role that cannot write."""

    def __init__(
        self,
        conninfo: str,
        *,
        size: int = 8,
        statement_timeout: float = 10.0,
        wait: float = 2.0,
        prepared_statements: int = 100,
    ) -> None:
        self._conninfo = make_conninfo("", **{**CONNECTION_DEFAULTS, **conninfo_to_dict(conninfo)})
        self._statement_timeout = f"{statement_timeout:.3f}s"
        self._wait = wait
        self._prepared_statements = prepared_statements
        self._lost = False
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            self._conninfo,
            kwargs={"autocommit": True, "cursor_factory": AsyncRawCursor},
            min_size=size,
            max_size=size,
            open=False,
            name="reader",
            configure=self._configure,
            # The pool's own patience doubles between attempts, up to minutes. With none of it,
            # every request that finds no connection starts an attempt: the database is used
            # again within a request or two of its return.
            reconnect_timeout=0,
            reconnect_failed=self._note_loss,
        )

    async def open(self) -> None:
        """Start the pool; a role that could write is refused, a database that is away is not."""
        if (connection := await self._connect()) is not None:
            async with connection:
                await self._prepare(connection)
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def read_row(self, statement: str, values: Sequence[object]) -> tuple[bytes | None, ...]:
        """The one row of a statement with `$1`… parameters; JSON columns are left as bytes."""
        for attempt in range(self._pool.max_size + 1):
            try:
                return await self._run_once(statement, values)
            except _ConnectionLost as loss:
                # Nothing is written, so the statement may simply run again: once, for it may be
                # what brought its backend down; but a server that ends connections by command
                # ends all of them, and each may be found lost in its turn.
                ended = isinstance(loss.error, psycopg.errors.AdminShutdown)
                if attempt >= (self._pool.max_size if ended else 1):
                    raise translated(loss.error) from loss.error
                log.warning("A connection was lost under a statement; asking again: %s", loss)
            except psycopg.Error as error:
                raise translated(error) from error
        raise AssertionError("every attempt returns or raises")

    async def _run_once(self, statement: str, values: Sequence[object]) -> tuple[bytes | None, ...]:
        connection = await self._checkout()
        try:
            return await _run(connection, statement, values)
        except psycopg.Error as error:
            if connection.broken:
                raise _ConnectionLost(error) from error
            raise
        finally:
            await self._pool.putconn(connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """A connection beside the pool, in a transaction that sees the data as they are now."""
        connection = await self._connect()
        if connection is None:
            raise DatabaseUnavailable()
        try:
            await self._prepare(connection)
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield Snapshot(connection)
        finally:
            await connection.close()

    async def _checkout(self) -> Connection:
        """A connection whose socket the server has not closed."""
        while True:
            wait = WAIT_WHILE_LOST if self._lost else self._wait
            connection = await self._pool.getconn(timeout=wait)
            try:
                # Reads what the server may have sent meanwhile, without waiting: a microsecond,
                # and an idle connection that the server ended is not handed out. The first call
                # may read the server's last words, the second then finds the end.
                connection.pgconn.consume_input()
                connection.pgconn.consume_input()
            except psycopg.OperationalError as error:
                log.info("An idle connection had been closed by the server: %s", error)
                await self._pool.putconn(connection)
            else:
                return connection

    async def _connect(self) -> Connection | None:
        """A connection outside of the pool; without one, the log has the reason."""
        try:
            return await AsyncConnection.connect(
                self._conninfo, autocommit=True, cursor_factory=AsyncRawCursor
            )
        except psycopg.OperationalError as error:
            log.error("The database cannot be reached; it is tried again: %s", error)
            self._lost = True
            return None

    async def _configure(self, connection: Connection) -> None:
        """For each new connection of the pool, which tells nobody why one is refused."""
        try:
            await self._prepare(connection)
        except CommandError as refusal:
            log.error("%s", refusal)
            raise
        if self._lost:
            self._lost = False
            log.info("The database is back.")

    async def _prepare(self, connection: Connection) -> None:
        """Make a new connection ours, or refuse it because its role can write."""
        connection.prepare_threshold = 1  # a statement seen once is not worth keeping
        connection.prepared_max = self._prepared_statements
        for json_type in ("json", "jsonb"):
            connection.adapters.register_loader(json_type, JsonBytes)
        connection.adapters.register_dumper(list, ArrayLiteral)
        await connection.execute(SETTINGS, (self._statement_timeout,), prepare=False)
        cursor = await connection.execute(SURVEY, prepare=False)
        survey = Survey(*(await cursor.fetchone() or ()))
        if complaint := survey.complaint():
            raise CommandError(complaint)

    async def _note_loss(self, pool: AsyncConnectionPool[Connection]) -> None:
        """The pool has given up on an attempt: say so in the log once, with the reason."""
        if self._lost:
            return
        self._lost = True  # at once, for the pool has several workers
        if (connection := await self._connect()) is not None:
            self._lost = False
            await connection.close()


async def _run(
    connection: Connection, statement: str, values: Sequence[object]
) -> tuple[bytes | None, ...]:
    cursor = AsyncRawCursor(connection)
    await cursor.execute(statement.encode(), values)
    row = await cursor.fetchone()
    if row is None:
        raise psycopg.ProgrammingError("the statement returned no row")
    return row


def translated(error: psycopg.Error) -> ColophonError:
    """What the client may learn of a database error; the rest goes to the log here."""
    state = error.sqlstate or ""
    if isinstance(error, psycopg.errors.QueryCanceled):
        log.warning("A statement was cancelled: %s", error)
        return StatementTimeout()
    if state in UNREPRESENTABLE or (isinstance(error, psycopg.DataError) and not state):
        log.warning("PostgreSQL cannot hold a value of the request: %s", error)
        return OperationRefused.because(
            Code.BAD_USER_INPUT, "A value is outside of what the database can hold."
        )
    if state[:2] == TOO_COMPLEX:
        log.warning("A statement was too complex, with %s: %s", state, error)
        return OperationRefused.because(
            Code.COST_LIMIT_EXCEEDED,
            "The query is too complex for the database. Ask for fewer levels, fields or filters.",
        )
    if isinstance(error, psycopg.OperationalError) and (not state or state[:2] in UNAVAILABLE):
        log.error("The database is not available: %s", error)
        return DatabaseUnavailable()
    log.error("A statement failed with %s: %s", state or "no SQLSTATE", error, exc_info=error)
    return OperationFailed()
