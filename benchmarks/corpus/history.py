"""Rows of how the graph came to be: the run, what the source said, the log of changes, mergers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from benchmarks.corpus.graph import Size, id_of
from benchmarks.corpus.rows import SOURCE, Rows
from service.ingest.copy import Row

RUN = 1
# One author or paper in so many was once two.
MERGED = 200


def history(size: Size) -> Iterator[Rows]:
    tally = (size.papers, size.papers, 1, 0)
    yield Rows(
        "ingest_run",
        (
            "id",
            "source",
            "status",
            "records_read",
            "records_accepted",
            "records_rejected",
            "records_unchanged",
        ),
        [(RUN, SOURCE, "finished", *tally)],
    )
    yield Rows(
        "ingest_checkpoint",
        ("source", "path", "byte_offset", "records", "finished", "run_id"),
        [(SOURCE, "made-up", 0, size.papers, True, RUN)],
    )
    yield Rows(
        "rejected_record",
        ("run_id", "source", "line", "field", "reason", "raw"),
        [(RUN, SOURCE, 1, "title", "a title", "{}")],
    )
    yield Rows(
        "source_record",
        ("source", "kind", "key", "digest", "payload", "run_id", "paper_id"),
        _said(size),
    )
    yield Rows("forwarding", ("entity", "id", "into_id"), _merged(size))
    yield Rows("change", ("sequence", "entity", "entity_id", "action", "run_id"), _changes(size))


def change_count(size: Size) -> int:
    return size.papers + size.authors


def _said(size: Size) -> Iterator[Row]:
    for paper in range(size.papers):
        key = f"paper-{paper}"
        digest = hashlib.sha256(key.encode()).digest()
        yield SOURCE, "paper", key, digest, f'{{"key": "{key}"}}', RUN, id_of(paper, size.papers)


def _merged(size: Size) -> Iterator[Row]:
    """Ids beyond all others, which lead to entities that are there."""
    for entity, count in (("paper", size.papers), ("author", size.authors)):
        for number in range(0, count, MERGED):
            yield entity, count + 1 + number, id_of(number, count)


def _changes(size: Size) -> Iterator[Row]:
    sequence = 0
    for entity, count in (("paper", size.papers), ("author", size.authors)):
        for number in range(count):
            sequence += 1
            yield sequence, entity, id_of(number, count), "added", RUN
