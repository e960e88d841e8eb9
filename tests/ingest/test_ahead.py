"""Reading ahead: the same items, in order, whatever ends it."""

from __future__ import annotations

import threading

import pytest

from service.ingest.ahead import Ahead


def test_items_come_in_their_order_and_all_of_them() -> None:
    with Ahead(iter(range(100))) as items:
        assert list(items) == list(range(100))


def test_the_next_item_is_read_while_one_is_worked_on() -> None:
    second_is_read = threading.Event()

    def read():
        yield 1
        second_is_read.set()
        yield 2

    with Ahead(read()) as items:
        assert next(items) == 1
        assert second_is_read.wait(timeout=10)
        assert list(items) == [2]


def test_what_reading_raises_is_raised_behind_what_was_read_before() -> None:
    def read():
        yield 1
        raise ValueError("torn")

    with Ahead(read()) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="torn"):
            next(items)


def test_leaving_early_ends_the_reading() -> None:
    read = []

    def endless():
        while True:
            read.append(None)
            yield len(read)

    ahead = Ahead(endless())
    with ahead as items:
        assert next(items) == 1
    assert not ahead._thread.is_alive()
    assert len(read) <= 3
