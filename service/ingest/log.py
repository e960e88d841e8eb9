"""The rows in which an ingest keeps account of itself: runs, checkpoints, what was set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, text

from service.ingest.identity import Conflict
from service.ingest.options import IngestOptions, IngestSummary
from service.ingest.records import Located, Rejected
from service.tables import rejected_record

LOCK = 464378
"""One writes at a time, as there is one graph: "ingest" on a telephone."""

# Who holds the lock knows that no run goes on that is not his own.
_CLOSE_DEAD = text(
    "UPDATE ingest_run SET status = 'interrupted', finished_at = now() WHERE status = 'running'"
)
_OPEN = text(
    "INSERT INTO ingest_run (source, options)"
    " VALUES (:source, CAST(:options AS jsonb)) RETURNING id"
)
_TELL = text(
    """
    UPDATE ingest_run
       SET records_read = :read, records_accepted = :accepted,
           records_rejected = :rejected, records_unchanged = :unchanged
     WHERE id = :run_id
    """
)
_CLOSE = text("UPDATE ingest_run SET status = :status, finished_at = now() WHERE id = :run_id")

# A run that ended well has nothing to go on with: reading its files again is meant.
_TAKE_OVER = text(
    """
    UPDATE ingest_checkpoint AS checkpoint SET run_id = :run_id
      FROM ingest_run AS stopped,
           unnest(CAST(:paths AS text[]), CAST(:marks AS text[])) AS wanted (path, mark)
     WHERE stopped.id = checkpoint.run_id
       AND stopped.status IN ('interrupted', 'failed')
       AND checkpoint.source = :source
       AND (checkpoint.path, checkpoint.fingerprint) = (wanted.path, wanted.mark)
    RETURNING checkpoint.path, checkpoint.byte_offset, checkpoint.finished
    """
)
_CHECKPOINT = text(
    """
    INSERT INTO ingest_checkpoint AS checkpoint
           (source, path, fingerprint, byte_offset, records, finished, run_id)
    VALUES (:source, :path, :mark, :byte_offset, :records, :finished, :run_id)
        ON CONFLICT (source, path) DO UPDATE
       SET fingerprint = excluded.fingerprint, byte_offset = excluded.byte_offset,
           records = excluded.records + CASE
               WHEN checkpoint.run_id = excluded.run_id THEN checkpoint.records ELSE 0 END,
           finished = excluded.finished, run_id = excluded.run_id
    """
)


def close_dead_runs(connection: Connection) -> None:
    """Runs whose process was killed."""
    connection.execute(_CLOSE_DEAD)


def open_run(
    connection: Connection, source: str, options: IngestOptions, paths: Sequence[str]
) -> int:
    asked: dict[str, object] = {"paths": list(paths), "limit": options.limit}
    asked["as_of"] = options.as_of and options.as_of.isoformat()
    values = {"source": source, "options": json.dumps(asked).replace("\\u0000", "")}
    return int(connection.execute(_OPEN, values).scalar_one())


def tell_run(connection: Connection, summary: IngestSummary) -> None:
    """The counts so far, with the batch that they count."""
    values = {
        "run_id": summary.run_id,
        "read": summary.read,
        "accepted": summary.accepted,
        "rejected": summary.rejected,
        "unchanged": summary.unchanged,
    }
    connection.execute(_TELL, values)


def close_run(connection: Connection, summary: IngestSummary) -> None:
    connection.execute(_CLOSE, {"run_id": summary.run_id, "status": summary.status})


def take_over_checkpoints(
    connection: Connection, run_id: int, source: str, marks: Mapping[str, str]
) -> dict[str, Row[Any]]:
    """Where stopped runs were in these files, if the files are still the same."""
    values = {"run_id": run_id, "source": source}
    arrays = {"paths": list(marks), "marks": list(marks.values())}
    return {row.path: row for row in connection.execute(_TAKE_OVER, values | arrays)}


def write_checkpoint(
    connection: Connection,
    run_id: int,
    source: str,
    path: str,
    mark: str,
    byte_offset: int,
    records: int,
    *,
    finished: bool,
) -> None:
    """Everything before the offset is in the graph, once this batch is."""
    values = {"run_id": run_id, "source": source, "path": path, "mark": mark}
    place = {"byte_offset": byte_offset, "records": records, "finished": finished}
    connection.execute(_CHECKPOINT, values | place)


def reject(connection: Connection, run_id: int, source: str, rejected: Iterable[Located]) -> None:
    """Sets aside what could not be used, with its place and reason."""
    rows = [
        {
            "run_id": run_id,
            "source": source,
            "path": _storable(located.path),
            "line": located.line,
            "field": located.what.field,
            "reason": _storable(located.what.reason),
            "raw": _storable(located.what.raw)[:2_000],
        }
        for located in rejected
        if isinstance(located.what, Rejected)
    ]
    if rows:
        connection.execute(insert(rejected_record), rows)


def report_conflicts(
    connection: Connection, run_id: int, source: str, conflicts: Iterable[Conflict]
) -> None:
    """Records that share an outside id and were kept apart: both are in the graph."""
    rows = [
        {
            "run_id": run_id,
            "source": source,
            "field": "ids",
            "reason": f"kept apart, though both bear {one.shared}: "
            f"{' '.join(one.one)} and {' '.join(one.other)}",
        }
        for one in conflicts
    ]
    if rows:
        connection.execute(insert(rejected_record), rows)


def _storable(text_: str) -> str:
    """Bytes that were no UTF-8, and what PostgreSQL cannot hold, become question marks."""
    return text_.encode("utf-8", "replace").decode().replace("\x00", "?")
