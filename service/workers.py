"""Several processes that do the same work: forked, watched, replaced when one dies.

Each worker has a pipe to the one who watches: it says that it is ready, or why it cannot be, and
its end is the worker's end, however that came. A second pipe goes the other way: its end tells the
workers that nobody watches them any more. So nothing here depends on signals being seen in time.
"""

from __future__ import annotations

import gc
import logging
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from service.errors import CommandError

log = logging.getLogger(__name__)

READY = b"\n"

# `work(ready, watched)`: calls `ready()` once it does what it is for, and ends when the pipe
# `watched` does. It raises CommandError where it cannot begin.
Work = Callable[[Callable[[], None], int], None]


@dataclass(slots=True)
class Worker:
    """A process, and what it has said so far: a line once it is ready, a reason without one."""

    pid: int
    pipe: int
    said: bytes = b""

    @property
    def is_ready(self) -> bool:
        return self.said.startswith(READY)


def run_workers(count: int, work: Work, ready: Callable[[], None], patience: float) -> None:
    """Keep so many workers at work until a signal raises an exception here; `ready()` when all are.

    A worker that dies is replaced. One that cannot begin ends all of them, with its reason. At the
    end they have `patience` seconds for what is under way.
    """
    # What is there now is shared by all of them, as long as nobody writes to it.
    gc.collect()
    gc.freeze()
    with _pipe() as (watched, watching), selectors.DefaultSelector() as selector:
        workers: dict[int, Worker] = {}

        def start() -> None:
            worker = _forked(work, watched, watching, list(workers))
            workers[worker.pipe] = worker
            selector.register(worker.pipe, selectors.EVENT_READ)

        announced = False
        try:
            for _ in range(count):
                start()
            while True:
                for key, _ in selector.select():
                    worker = workers[key.fd]
                    if said := os.read(worker.pipe, 10_000):
                        worker.said += said
                        continue
                    selector.unregister(worker.pipe)
                    os.close(worker.pipe)
                    del workers[worker.pipe]
                    end = _end(worker)
                    if not worker.is_ready:
                        raise CommandError(worker.said.decode() or f"a worker {end} at its start")
                    log.error("Worker %d %s; another takes its place.", worker.pid, end)
                    start()
                if not announced and all(worker.is_ready for worker in workers.values()):
                    announced = True
                    ready()
        finally:
            _stop(workers.values(), patience)


def _forked(work: Work, watched: int, watching: int, others: list[int]) -> Worker:
    pipe, says = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(says)
        return Worker(pid, pipe)
    for inherited in (pipe, watching, *others):
        os.close(inherited)
    code = 1
    try:
        work(lambda: _say(says, READY), watched)
        code = 0
    except CommandError as error:
        _say(says, str(error).encode())
    except (SystemExit, KeyboardInterrupt):
        code = 0
    except BaseException:
        log.exception("A worker failed in a way that nobody foresaw.")
    finally:
        # Without the way out of the process that was forked: what it opened is not ours to close.
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _say(pipe: int, what: bytes) -> None:
    with suppress(OSError):  # nobody watches any more
        os.write(pipe, what)


def _end(worker: Worker) -> str:
    """How it ended, as the end of a sentence. Its pipe has ended, so this does not wait long."""
    _, status = os.waitpid(worker.pid, 0)
    if os.WIFSIGNALED(status):
        return f"was killed by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"ended with code {os.waitstatus_to_exitcode(status)}"


def _stop(workers: Collection[Worker], patience: float) -> None:
    """Ask all to end, and end those that do not. Whoever interrupts again does not want to wait."""
    for worker in workers:
        os.kill(worker.pid, signal.SIGTERM)  # a zombie until waited for: the id is no other's
    try:
        until = time.monotonic() + patience
        with selectors.DefaultSelector() as selector:
            for worker in workers:
                selector.register(worker.pipe, selectors.EVENT_READ)
            while selector.get_map() and (left := until - time.monotonic()) > 0:
                for key, _ in selector.select(left):
                    if not os.read(key.fd, 10_000):
                        selector.unregister(key.fd)
    finally:
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)
            os.close(worker.pipe)


@contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)
