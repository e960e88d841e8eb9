"""How far a benchmark is, for who watches."""

from __future__ import annotations

import sys
import time


class Progress:
    """One line on the terminal that says what is going on; silent elsewhere."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = sys.stderr.isatty()

    def say(self, what: str) -> None:
        if self._shown:
            print(
                f"\r\033[K{time.monotonic() - self._began:5.0f} s  {what}", end="", file=sys.stderr
            )
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr)
