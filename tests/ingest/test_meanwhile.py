"""A statement at work while the next rows are prepared: both end, whatever either raises."""

from __future__ import annotations

import threading

import pytest

from service.ingest.meanwhile import meanwhile
from service.ingest.turn import Turn, taking_turns


def test_both_are_at_work_at_once_and_the_end_waits() -> None:
    prepared, done = threading.Event(), []

    def work():
        assert prepared.wait(timeout=10)
        done.append("work")

    with meanwhile(work):
        prepared.set()
    assert done == ["work"]


def test_what_the_work_raises_is_raised_at_the_end() -> None:
    prepared = []

    def work():
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"), meanwhile(work):
        prepared.append("rows")
    assert prepared == ["rows"]


def test_what_preparing_raises_waits_for_the_work() -> None:
    failed, done = threading.Event(), []

    def work():
        assert failed.wait(timeout=10)
        done.append("work")

    def fail():
        failed.set()
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"), meanwhile(work):
        fail()
    assert done == ["work"]


def test_who_reads_ahead_may_compute_once_the_rows_are_prepared() -> None:
    turn, read = Turn(), threading.Event()

    def reader():
        turn.wait()
        read.set()

    with taking_turns(turn):
        turn.take()
        threading.Thread(target=reader, daemon=True).start()
        with meanwhile(lambda: read.wait(timeout=10)):
            assert not read.wait(timeout=0.1)
        assert read.is_set()
