"""Tells how far an ingest is: one moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from typing import Protocol, TextIO


class Progress(Protocol):
    """What a run reports to while it works."""

    def note(self, text: str) -> None:
        """A line that stays."""

    def advance(self, records: int, rejected: int, done: int, total: int | None) -> None:
        """So many records and rejections so far; `done` of `total` bytes (None when unknown)."""

    def settle(self, records: int) -> None:
        """So many records are read; what follows from them is derived, which may take minutes."""

    def close(self) -> None:
        """No more reports."""


class SilentProgress:
    """Reports nothing."""

    def note(self, text: str) -> None:
        pass

    def advance(self, records: int, rejected: int, done: int, total: int | None) -> None:
        pass

    def settle(self, records: int) -> None:
        pass

    def close(self) -> None:
        pass


class LineProgress:
    """Records per second and the time left: rewritten in place on a terminal, else a line every
    `every` seconds."""

    def __init__(self, stream: TextIO, *, every: float = 10.0) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._every = 0.2 if self._live else every
        self._started = self._told = time.monotonic()
        self._width = 0

    def note(self, text: str) -> None:
        self._clear()
        print(text, file=self._stream, flush=True)

    def advance(self, records: int, rejected: int, done: int, total: int | None) -> None:
        if self._is_time():
            seconds = time.monotonic() - self._started
            self._show(describe(records, rejected, done, total, seconds))

    def settle(self, records: int) -> None:
        # The line would stand still.
        if self._live or self._is_time():
            self._show(f"{records:,} records, deriving what follows from them")

    def close(self) -> None:
        self._clear()

    def _is_time(self) -> bool:
        return time.monotonic() - self._told >= self._every

    def _show(self, text: str) -> None:
        self._told = time.monotonic()
        if self._live:
            self._stream.write("\r" + text.ljust(self._width))
            self._stream.flush()
            self._width = len(text)
        else:
            print(text, file=self._stream, flush=True)

    def _clear(self) -> None:
        if self._live and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


def describe(records: int, rejected: int, done: int, total: int | None, seconds: float) -> str:
    """`12,000 records, 3,100/s, 2 rejected, 41 %, 0:38 left`."""
    rate = records / seconds if seconds > 0 else 0.0
    parts = [f"{records:,} records", f"{rate:,.0f}/s"]
    if rejected:
        parts.append(f"{rejected:,} rejected")
    if total and done > 0:
        share = min(done / total, 1.0)
        left = round(seconds * (1 - share) / share) if share else 0
        parts += [f"{share:.0%}", f"{left // 60}:{left % 60:02d} left"]
    return ", ".join(parts)
