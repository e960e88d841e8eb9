"""The data version and the log of changes: both advance under one lock in the writing transaction.

Whoever writes begins with `advance`, which takes the lock: versions are gapless, the log has no
holes that fill up later, and two writers never wait for each other in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, TextClause, text

Entity = Literal["paper", "author", "affiliation", "topic", "repository", "venue"]
Action = Literal["added", "updated", "merged", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `merged_into` is for merged ones, and only for them."""

    entity: Entity
    entity_id: int
    action: Action
    merged_into: int | None = None


CURRENT = text("SELECT version FROM data_version")
ADVANCE = text(
    "UPDATE data_version SET version = version + 1, updated_at = clock_timestamp()"
    " RETURNING version"
)
RESERVE = text(
    "UPDATE data_version SET change_sequence = change_sequence + :count RETURNING change_sequence"
)
APPEND = text(
    """
    INSERT INTO change (sequence, entity, entity_id, action, merged_into, run_id)
    SELECT :first + place - 1, entity, entity_id, action, merged_into, :run_id
      FROM unnest(CAST(:entities AS text[]), CAST(:ids AS bigint[]), CAST(:actions AS text[]),
                  CAST(:merged_into AS bigint[]))
           WITH ORDINALITY AS given (entity, entity_id, action, merged_into, place)
    """
)


def current(connection: Connection) -> int:
    """The version of the data that this transaction sees."""
    return _number(connection, CURRENT)


def advance(connection: Connection) -> int:
    """Begin to write: waits for other writers, and returns the version that the commit makes."""
    return _number(connection, ADVANCE)


def reserve_changes(connection: Connection, count: int) -> range:
    """The next sequences of the log, for the caller to fill in the same transaction."""
    last = _number(connection, RESERVE, count=count)
    return range(last - count + 1, last + 1)


def append_changes(
    connection: Connection, changes: Sequence[Change], run_id: int | None = None
) -> range:
    """Write changes to the log in their order; returns the sequences that they got."""
    sequences = reserve_changes(connection, len(changes))
    values = {
        "first": sequences.start,
        "run_id": run_id,
        "entities": [entry.entity for entry in changes],
        "ids": [entry.entity_id for entry in changes],
        "actions": [entry.action for entry in changes],
        "merged_into": [entry.merged_into for entry in changes],
    }
    connection.execute(APPEND, values)
    return sequences


def _number(connection: Connection, statement: TextClause, **values: int) -> int:
    return int(connection.execute(statement, values).scalar_one())
