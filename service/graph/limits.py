"""What a request may ask for at most. Each refusal names the limit and the figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that hold before any SQL runs.

    `cost` is in objects, as service/compiler/cost counts, of which one is some 10 µs at most;
    `depth` holds for fields and for values; `selections` are fields, spreads and inline
    fragments, counted through fragments, and `conditions` those of all filters: both bound the
    length of the statement.
    """

    document_bytes: int = 100_000
    tokens: int = 4_000
    depth: int = 20
    aliases: int = 100
    selections: int = 500
    values: int = 10_000
    conditions: int = 200
    page_size: int = 100
    default_page_size: int = 20
    ids: int = 500
    cost: int = 100_000
