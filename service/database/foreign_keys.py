"""Foreign keys of rows that cannot break them: not checked where the role may leave that out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

# Nothing happens where nobody has granted it (README, "In production"): all is checked then.
_AS = text(
    "SELECT set_config('session_replication_role', :role, true)"
    " WHERE has_parameter_privilege('session_replication_role', 'SET')"
)


@contextmanager
def unchecked(connection: Connection) -> Iterator[None]:
    """For rows that a statement makes of rows whose own foreign keys lead to the same: a check took
    more than half of writing such a row. Nothing that others lead to may be deleted meanwhile."""
    connection.execute(_AS, {"role": "replica"})
    yield
    # After an error the transaction is rolled back, and this with it.
    connection.execute(_AS, {"role": "origin"})
