"""Reads ahead: the next portion is read by another process while the one before is written.

The process is forked, so that it needs no start, has standard input and whatever has been opened,
and only what it sends is copied. Measured on OpenAlex's works: 0.49 ms for reading, checking and
sealing one, 0.07 ms for taking it over.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Generic, NoReturn, TypeVar

from service.errors import CommandError

T = TypeVar("T")

_LOOK_AROUND = 0.2  # seconds after which an orphan sees that nobody wants more
_PROTOCOL = 5


class Ahead(Generic[T]):
    """Iterates over what `items` gives, one large item ahead; what `items` raises is raised here.

    To be used with `with`: leaving it ends the reading, whatever the reason.
    """

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items

    def __enter__(self) -> Iterator[T]:
        self._receiver, sender = Pipe(duplex=False)
        self._pid = os.fork()
        if self._pid == 0:
            self._receiver.close()
            _read(self._items, sender)
        sender.close()
        return self._handed_out()

    def __exit__(self, *_: object) -> None:
        self._receiver.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def _handed_out(self) -> Iterator[T]:
        while True:
            try:
                item = pickle.loads(self._receiver.recv_bytes())
            except EOFError:
                raise CommandError(
                    "the process that reads the files was killed (for want of memory?);"
                    " the same command goes on from here"
                ) from None
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item


class _End:
    """Behind the last item: how reading ended."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _read(items: Iterator[object], sender: Connection) -> NoReturn:
    """The whole life of the other process. It ends without the farewells of a Python process: files
    and connections are the parent's to close."""
    try:
        # Ctrl-C is said to both; the parent decides.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
        error: BaseException | None = None
        try:
            for item in items:
                sender.send_bytes(pickle.dumps(item, _PROTOCOL))
        except BrokenPipeError:
            raise
        except BaseException as raised:
            error = raised
        with suppress(Exception):
            sender.send_bytes(_last(error))
    finally:
        os._exit(0)


def _last(error: BaseException | None) -> bytes:
    try:
        return pickle.dumps(_End(error), _PROTOCOL)
    except Exception:
        return pickle.dumps(_End(RuntimeError(repr(error))), _PROTOCOL)


def _end_with(parent: int) -> None:
    """A parent that was killed closes nothing while its child reads from a silent pipe."""
    while os.getppid() == parent:
        time.sleep(_LOOK_AROUND)
    os._exit(0)
