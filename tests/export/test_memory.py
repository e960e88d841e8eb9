"""A stream takes no more memory for ten times the rows, or for a reader that stops: measured on the
process that `colophon serve` starts."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import psycopg
import pytest

from tests.export.test_leaving import opened
from tests.rest.waiting import wait_for
from tests.test_cli import ended, started

FEW, MANY = 4_000, 40_000
TITLE = 2_000
# What the allocator keeps may differ by this much; the rows are 80 MB.
MEGABYTES = 8

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="a process's peak is told by Linux alone"
)


def peak_of(pid: int) -> int:
    """The most memory that the process has held, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) >> 10


def read_to_the_end(reader: socket.socket) -> int:
    """How many lines of JSON follow; the head and the sizes of chunks are none."""
    with reader.makefile("rb") as stream:
        lines = 0
        for line in stream:
            if line == b"0\r\n":
                break
            lines += line.startswith(b'{"id"')
    return lines


def peak_after(database, connection: psycopg.Connection, rows: int) -> int:
    """The peak of a new process when a reader has stopped, and then taken all that many rows."""
    process, address = started(
        *("serve", "--port", "0"),
        database_url=database.owner_url,
        reader_url=database.reader_url,
        writer_url=database.writer_url,
        pool_size=1,
    )
    try:
        with opened(address) as reader:
            wait_for(connection, 1, "state = 'idle in transaction'")
            assert read_to_the_end(reader) == rows
        return peak_of(process.pid)
    finally:
        ended(process, signal.SIGTERM)
        process.stdout.close()


def test_ten_times_the_rows_take_the_same_memory(database) -> None:
    peaks = []
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        for first, last in ((1, FEW), (FEW + 1, MANY)):
            connection.execute(
                "INSERT INTO paper (title, title_key) SELECT repeat(chr(97 + mod(n, 26)), %s), n"
                " FROM generate_series(%s::int, %s) n",
                [TITLE, first, last],
            )
            peaks.append(peak_after(database, connection, last))
    assert peaks[1] - peaks[0] < MEGABYTES, peaks
