"""How far a benchmark is, for who watches."""

from __future__ import annotations

import math
import sys
import time
from typing import TextIO


class Progress:
    """One line on a terminal that says what is going on; elsewhere a line every `every` seconds at
    most."""

    def __init__(self, stream: TextIO | None = None, *, every: float = 30.0) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._every = 0.0 if self._live else every
        self._began = time.monotonic()
        self._told = -math.inf

    def say(self, what: str) -> None:
        now = time.monotonic()
        if now - self._told < self._every:
            return
        self._told = now
        line = f"{now - self._began:5.0f} s  {what}"
        if self._live:
            print(f"\r\033[K{line}", end="", file=self._stream, flush=True)
        else:
            print(line, file=self._stream, flush=True)

    def end(self) -> None:
        if self._live:
            print("\r\033[K", end="", file=self._stream, flush=True)


def left(done: int, total: int, seconds: float) -> str:
    """How long the rest takes if it goes on so: `35 of 1,050, 24:10 left`."""
    rest = round(seconds / done * (total - done))
    return f"{done:,} of {total:,}, {rest // 60}:{rest % 60:02d} left"
