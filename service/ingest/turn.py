"""Whose turn it is to compute: the thread's that reads ahead, or the one's that writes.

An interpreter runs one thread at a time. Left alone the reader takes half of the writer's time
whenever the writer computes, and is done when the writer waits for PostgreSQL, so that neither
gains. Here it computes while the writer waits for what takes long: a COPY, the words of texts, the
end of a batch, the next portion. To give it every short statement, too, was slower: the writer then
waits for the interpreter at the end of each (docs/performance.md).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Seconds after which a thread that computes lets the other one go on, if that wants to.
_SWITCH = 0.0005


class Turn:
    """The reader's turn, which the writer gives and takes back; at first it is the reader's."""

    def __init__(self) -> None:
        self._is_readers = threading.Event()
        self._is_readers.set()

    def wait(self) -> None:
        """The reader waits until it may compute."""
        self._is_readers.wait()

    def give(self) -> None:
        """The reader may compute."""
        self._is_readers.set()

    def take(self) -> None:
        """The reader stops before its next record."""
        self._is_readers.clear()

    @contextmanager
    def given(self) -> Iterator[None]:
        """The reader may compute meanwhile, and afterwards if it might before."""
        might = self._is_readers.is_set()
        self.give()
        try:
            yield
        finally:
            if not might:
                self.take()


_turn: ContextVar[Turn] = ContextVar("turn")


@contextmanager
def taking_turns(turn: Turn) -> Iterator[None]:
    """Whoever calls `while_waiting` in here gives this turn; at the end it is the reader's."""
    before, token = sys.getswitchinterval(), _turn.set(turn)
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        _turn.reset(token)
        turn.give()


@contextmanager
def while_waiting() -> Iterator[None]:
    """The writer waits for PostgreSQL: who reads ahead, if anybody does, may compute."""
    turn = _turn.get(None)
    if turn is None:
        yield
    else:
        with turn.given():
            yield
