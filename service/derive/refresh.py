"""Everything derived, in the order in which one thing needs another."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from service.database.foreign_keys import unchecked
from service.derive import ledger
from service.derive.authors import refresh_authors
from service.derive.coauthors import refresh_coauthors
from service.derive.papers import refresh_papers
from service.derive.totals import refresh_totals
from service.derive.touched import begin, note, note_all_again, touch_everything

# The entries of a batch are added up in memory. Who has set more keeps it.
WORK_MEM = text(
    """
    SELECT set_config('work_mem', '128MB', true)
     WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('128MB')
    """
)

FORGET = tuple(
    text(statement)
    for statement in (
        "DELETE FROM author_affiliation",
        "DELETE FROM author_topic",
        "DELETE FROM author_year",
        "DELETE FROM topic_year",
        "DELETE FROM paper_year",
        "UPDATE paper SET citation_count = 0 WHERE citation_count <> 0",
        "UPDATE topic SET paper_count = 0, citation_count = 0, author_count = 0"
        " WHERE (paper_count, citation_count, author_count) <> (0, 0, 0)",
        "UPDATE affiliation SET paper_count = 0, citation_count = 0, author_count = 0"
        " WHERE (paper_count, citation_count, author_count) <> (0, 0, 0)",
        "UPDATE venue SET paper_count = 0 WHERE paper_count <> 0",
        "UPDATE code_repository SET paper_count = 0 WHERE paper_count <> 0",
        "UPDATE entity_count SET count = 0 WHERE count <> 0",
    )
)
FORGET_COAUTHORS = text("DELETE FROM coauthorship")


def refresh(connection: Connection) -> None:
    """Derive what hangs on the touched rows, in the writer's transaction and at its end.

    Each step reads what the one before has written. Nothing is touched any more afterwards.
    """
    _refresh(connection, lambda: _derive_coauthors(connection))


def rebuild(
    connection: Connection, *, wait_for_coauthors: Callable[[], object] | None = None
) -> None:
    """Derive everything anew: after a bulk load that left it out, or when verify found errors.

    Somebody else may do `rebuild_coauthors` meanwhile: `wait_for_coauthors` returns when they have
    committed.
    """
    for statement in FORGET:
        connection.execute(statement)
    if wait_for_coauthors is None:
        connection.execute(FORGET_COAUTHORS)
    begin(connection)
    touch_everything(connection)
    _refresh(connection, wait_for_coauthors or (lambda: _derive_coauthors(connection)))


def rebuild_coauthors(connection: Connection) -> None:
    """Those alone, by what is stored of the papers: no `author_count` may be wrong by so much that
    it says otherwise whether a paper makes coauthors."""
    connection.execute(WORK_MEM)
    connection.execute(FORGET_COAUTHORS)
    begin(connection)
    touch_everything(connection)
    note_all_again(connection)
    _derive_coauthors(connection)
    begin(connection)


def _refresh(connection: Connection, coauthors: Callable[[], object]) -> None:
    connection.execute(WORK_MEM)
    note(connection)
    note_all_again(connection)
    # Whatever a derived row names, base rows name that it follows from.
    with unchecked(connection):
        ledger.enter_citations(connection, 1)
        refresh_papers(connection)
        ledger.enter_the_rest(connection, 1)
        ledger.enter_citations_alone(connection)
        coauthors()
        refresh_authors(connection)
        refresh_totals(connection)
    begin(connection)


def _derive_coauthors(connection: Connection) -> None:
    ledger.enter_coauthors(connection, 1)
    refresh_coauthors(connection)
