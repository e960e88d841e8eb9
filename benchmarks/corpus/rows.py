"""Rows of one table on their way to COPY, and values that many rows have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.ingest.copy import Row

SOURCE = "benchmark"
# Day on which everything was said and read.
AS_OF = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Rows:
    table: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
