"""A statement at work while the next rows are prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager

from service.ingest.turn import while_waiting


@contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Runs `work`, which waits for PostgreSQL, in a thread of its own; the end of the block waits
    for it, and raises what it raises. The block may compute, and leaves the connection alone."""
    with ThreadPoolExecutor(1, "meanwhile") as thread:
        pending = thread.submit(work)
        try:
            yield
        finally:
            with while_waiting():
                wait([pending])
        pending.result()
