"""The data version and the log of changes: both advance under one lock, in the writer's transaction.

Whoever writes takes the lock first, by `advance`; so versions are gapless, the log has no holes that
fill up later, and two writers never hold rows that the other waits for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select, update

from service.tables import change, data_version

Entity = Literal["paper", "author", "affiliation", "topic", "repository", "venue"]
Action = Literal["added", "updated", "merged", "deleted"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `merged_into` is for merged ones, and only for them."""

    entity: Entity
    entity_id: int
    action: Action
    merged_into: int | None = None
    run_id: int | None = None


def current(connection: Connection) -> int:
    """The version of the data that this transaction sees."""
    return connection.execute(select(data_version.c.version)).scalar_one()


def advance(connection: Connection) -> int:
    """Begin to write: waits for other writers, and returns the version that the commit makes."""
    statement = (
        update(data_version)
        .values(version=data_version.c.version + 1, updated_at=func.clock_timestamp())
        .returning(data_version.c.version)
    )
    return connection.execute(statement).scalar_one()


def append_changes(connection: Connection, changes: Sequence[Change]) -> int:
    """Write changes to the log in their order; returns the last sequence that is taken now."""
    statement = (
        update(data_version)
        .values(change_sequence=data_version.c.change_sequence + len(changes))
        .returning(data_version.c.change_sequence)
    )
    last = connection.execute(statement).scalar_one()
    if changes:
        first = last - len(changes) + 1
        connection.execute(
            insert(change),
            [
                {
                    "sequence": sequence,
                    "entity": entry.entity,
                    "entity_id": entry.entity_id,
                    "action": entry.action,
                    "merged_into": entry.merged_into,
                    "run_id": entry.run_id,
                }
                for sequence, entry in enumerate(changes, start=first)
            ],
        )
    return last
