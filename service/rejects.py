"""Lists the records that ingests have set aside, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Row, select

from service.database.engine import writing_engine
from service.tables import rejected_record


def rejects(url: str, run: int | None, limit: int) -> Iterator[str]:
    """The newest first; all runs, or one."""
    found = select(rejected_record).order_by(rejected_record.c.id.desc()).limit(limit)
    if run is not None:
        found = found.where(rejected_record.c.run_id == run)
    with writing_engine(url).connect() as connection:
        for row in connection.execute(found):
            yield _line(row)


def _line(row: Row[tuple[object, ...]]) -> str:
    place = ":".join(str(part) for part in (row.path or row.source, row.line) if part is not None)
    reason = f"{row.field}: {row.reason}" if row.field else row.reason
    return f"run {row.run_id} {place}: {' '.join(reason.split())}"
