"""Reads ahead: the next portion is read while PostgreSQL writes the one before.

A thread and not a process: the writer waits for PostgreSQL most of the time, in which the thread
reads (`service.ingest.turn`). A process cost a fifth more CPU and twice the memory
(docs/performance.md).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

from service.ingest.turn import Turn, taking_turns

T = TypeVar("T")

_LOOK_AROUND = 0.2  # seconds after which a waiting thread sees that nobody wants more


class Ahead(Generic[T]):
    """Iterates over what `items` gives, one item ahead; what `items` raises is raised here.

    To be used with `with`: leaving it ends the reading, whatever the reason. Within, who works on
    the items has the `turn` and gives it back (`while_waiting`); `items` waits for it.
    """

    def __init__(self, items: Iterator[T], turn: Turn) -> None:
        self._items = items
        self._turn = turn
        self._turns = ExitStack()
        self._read: Queue[T | _End] = Queue(maxsize=1)
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading ahead", daemon=True)

    def __enter__(self) -> Iterator[T]:
        self._turns.enter_context(taking_turns(self._turn))
        self._thread.start()
        return self._handed_out()

    def __exit__(self, *_: object) -> None:
        self._unwanted.set()
        self._turns.close()
        self._thread.join()

    def _handed_out(self) -> Iterator[T]:
        while True:
            self._turn.give()
            try:
                # With a limit, for the main thread to see an interruption.
                item = self._read.get(timeout=_LOOK_AROUND)
            except Empty:
                continue
            self._turn.take()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def _run(self) -> None:
        end = _End(None)
        try:
            for item in self._items:
                if not self._hand_over(item):
                    return
        except BaseException as error:
            end = _End(error)
        self._hand_over(end)

    def _hand_over(self, item: T | _End) -> bool:
        """Waits for room; False if nobody wants more."""
        while not self._unwanted.is_set():
            try:
                self._read.put(item, timeout=_LOOK_AROUND)
                return True
            except Full:
                continue
        return False


class _End:
    """Behind the last item: how reading ended."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
