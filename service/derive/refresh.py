"""Brings all derived data up to date, for what a transaction touched or for everything."""

from __future__ import annotations

from sqlalchemy import Connection

from service.derive.authors import refresh_authors
from service.derive.coauthors import refresh_coauthors
from service.derive.papers import refresh_papers
from service.derive.totals import refresh_totals
from service.derive.touched import begin, note, touch_everything


def refresh(connection: Connection) -> None:
    """Derive anew what hangs on the touched rows, in the writer's transaction and at its end.

    Each step reads what the one before has written.
    """
    note(connection)
    refresh_papers(connection)
    refresh_coauthors(connection)
    refresh_authors(connection)
    refresh_totals(connection)


def rebuild(connection: Connection) -> None:
    """Derive everything anew: after a bulk load that left it out, or when verify found errors."""
    begin(connection)
    touch_everything(connection)
    refresh(connection)
