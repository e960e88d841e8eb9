"""Reading ahead: the same items, in order, whatever ends it."""

from __future__ import annotations

import os
import signal
import time

import pytest

from service.errors import CommandError
from service.ingest.ahead import Ahead


def comes_true(condition) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def test_items_come_in_their_order_and_all_of_them() -> None:
    with Ahead(iter(range(100))) as items:
        assert list(items) == list(range(100))


def test_the_next_item_is_read_while_one_is_worked_on(tmp_path) -> None:
    second_is_read = tmp_path / "read"

    def read():
        yield 1
        second_is_read.touch()
        yield 2

    with Ahead(read()) as items:
        assert next(items) == 1
        assert comes_true(second_is_read.exists)
        assert list(items) == [2]


def test_what_reading_raises_is_raised_behind_what_was_read_before() -> None:
    def read():
        yield 1
        raise ValueError("torn")

    with Ahead(read()) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="torn"):
            next(items)


def test_an_error_that_cannot_be_sent_is_told_all_the_same() -> None:
    class Local(Exception):
        pass

    def read():
        yield 1
        raise Local("torn")

    with Ahead(read()) as items:
        assert next(items) == 1
        with pytest.raises(RuntimeError, match="torn"):
            next(items)


def test_large_items_are_read_one_ahead_and_leaving_early_ends_the_reading(tmp_path) -> None:
    def endless():
        while True:
            with (tmp_path / "read").open("a") as file:
                file.write("x")
            yield b"x" * 1_000_000

    ahead = Ahead(endless())
    with ahead as items:
        assert len(next(items)) == 1_000_000
    assert len((tmp_path / "read").read_text()) <= 3
    with pytest.raises(ProcessLookupError):
        os.kill(ahead._pid, 0)


def test_a_reader_that_is_killed_is_told_in_one_line() -> None:
    def read():
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)
        yield 2

    with Ahead(read()) as items:
        assert next(items) == 1
        with pytest.raises(CommandError, match="goes on from here"):
            next(items)
