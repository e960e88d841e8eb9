"""Recounts which blocks of names are large, and reports what differs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from service.derive.verify import Difference
from service.ingest.blocks import large_blocks, with_bare_names
from service.tables import large_name_block


def wrong_blocks(connection: Connection) -> Iterator[Difference]:
    """Large blocks that are missing or left over. Where ids tell everybody apart none is asked for:
    a block of which an ingest never told the names may be missing."""
    stored = set(connection.scalars(select(large_name_block.c.name_block)))
    expected = set(connection.scalars(large_blocks()))
    for block in sorted(with_bare_names(connection, stored ^ expected)):
        sides: list[dict[str, object] | None] = [
            {} if block in some else None for some in (stored, expected)
        ]
        yield Difference(large_name_block.name, (block,), *sides)
