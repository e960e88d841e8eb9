"""The corpus for all tests of the GraphQL face."""

from __future__ import annotations

from tests.corpus.fixture import world

__all__ = ["world"]
