"""Reading ahead: the same items, in order, whatever ends it."""

from __future__ import annotations

import sys
import threading

import pytest

from service.ingest.ahead import Ahead
from service.ingest.inputs import SourceFile
from service.ingest.options import IngestOptions
from service.ingest.portions import portions
from service.ingest.sources import source_named
from service.ingest.turn import Turn, taking_turns, while_waiting


def test_items_come_in_their_order_and_all_of_them() -> None:
    with Ahead(iter(range(100)), Turn()) as items:
        assert list(items) == list(range(100))


def test_the_next_item_is_read_while_one_is_worked_on() -> None:
    second_is_read = threading.Event()

    def read():
        yield 1
        second_is_read.set()
        yield 2

    with Ahead(read(), Turn()) as items:
        assert next(items) == 1
        assert second_is_read.wait(timeout=10)
        assert list(items) == [2]


def test_what_reading_raises_is_raised_behind_what_was_read_before() -> None:
    def read():
        yield 1
        raise ValueError("torn")

    with Ahead(read(), Turn()) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="torn"):
            next(items)


def test_leaving_early_ends_the_reading() -> None:
    read = []

    def endless():
        while True:
            read.append(None)
            yield len(read)

    ahead = Ahead(endless(), Turn())
    with ahead as items:
        assert next(items) == 1
    assert not ahead._thread.is_alive()
    assert len(read) <= 3


def test_while_somebody_works_on_an_item_nothing_is_read_unless_they_wait() -> None:
    turn, taken, read = Turn(), threading.Event(), threading.Event()

    def waiting():
        yield 1
        taken.wait()
        turn.wait()
        read.set()
        yield 2

    with Ahead(waiting(), turn) as items:
        assert next(items) == 1
        taken.set()
        assert not read.wait(timeout=0.1)
        with while_waiting(), while_waiting():
            assert read.wait(timeout=10)
        assert list(items) == [2]


def test_leaving_within_an_item_ends_a_reader_that_waits() -> None:
    turn = Turn()

    def waiting():
        while True:
            turn.wait()
            yield 1

    ahead = Ahead(waiting(), turn)
    with ahead as items:
        assert next(items) == 1  # and nobody gives the turn back
    assert not ahead._thread.is_alive()


def test_afterwards_threads_are_as_they_were() -> None:
    before = sys.getswitchinterval()
    with Ahead(iter(()), Turn()):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before
    with while_waiting():  # nobody reads
        pass


def may_compute(turn: Turn) -> bool:
    """Whether a reader that waits for its turn goes on."""
    reader = threading.Thread(target=turn.wait, daemon=True)
    reader.start()
    reader.join(timeout=0.1)
    return not reader.is_alive()


def test_a_wait_within_a_wait_does_not_end_the_turn() -> None:
    turn = Turn()
    with taking_turns(turn):
        turn.take()
        with while_waiting():
            with while_waiting():
                assert may_compute(turn)
            assert may_compute(turn)
        assert not may_compute(turn)
    assert may_compute(turn)


def test_no_record_is_worked_on_without_the_turn(tmp_path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"id": "1", "title": "On Looms"}\n')
    source, turn, read = source_named("papers-jsonl"), Turn(), []
    turn.take()
    items = portions(source, [SourceFile(str(path))], IngestOptions(), turn)
    reader = threading.Thread(target=lambda: read.extend(items), daemon=True)
    reader.start()
    reader.join(timeout=0.1)
    assert reader.is_alive()
    turn.give()
    reader.join(timeout=10)
    assert [len(portion) for portion in read] == [1]
