"""The corpus behind a started server."""

from __future__ import annotations

from tests.corpus.fixture import world
from tests.s2.conftest import s2

__all__ = ["s2", "world"]
