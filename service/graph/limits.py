"""What a request may ask for at most. Each refusal names the limit and the figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that hold before any SQL runs; `cost` is in objects, as service/compiler/cost
    counts."""

    document_bytes: int = 100_000
    tokens: int = 4_000
    depth: int = 20
    aliases: int = 100
    page_size: int = 100
    default_page_size: int = 20
    cost: int = 100_000
