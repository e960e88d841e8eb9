"""Of several versions of a record, which counts."""

from __future__ import annotations

from collections.abc import Iterable

from service.ingest.identity import RecordRef
from service.ingest.payload import SealedRecord


def newest_of(records: Iterable[SealedRecord]) -> dict[RecordRef, SealedRecord]:
    """Of each record the version that counts."""
    newest: dict[RecordRef, SealedRecord] = {}
    for one in records:
        ref = one.ref
        if ref not in newest or is_newer(one, newest[ref]):
            newest[ref] = one
    return newest


def is_newer(one: SealedRecord, kept: SealedRecord) -> bool:
    """Does it replace the kept version? What bears no date is as new as its telling."""
    if one.digest == kept.digest:
        return False
    dates = one.record.updated, kept.record.updated
    if dates[0] is None or dates[1] is None:
        return dates[1] is None
    # Of two versions of one moment the one that tells more, in whatever order they come.
    return (dates[0], len(one.payload), one.digest) > (dates[1], len(kept.payload), kept.digest)
