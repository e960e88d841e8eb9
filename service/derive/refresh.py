"""Everything derived, in the order in which one thing needs another."""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.derive import ledger
from service.derive.authors import refresh_authors
from service.derive.coauthors import refresh_coauthors
from service.derive.papers import refresh_papers
from service.derive.totals import refresh_totals
from service.derive.touched import begin, note, note_all_again, touch_everything

# Entries of 50,000 papers are added up in memory.
WORK_MEM = text("SET LOCAL work_mem = '128MB'")

FORGET = tuple(
    text(statement)
    for statement in (
        "DELETE FROM coauthorship",
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


def refresh(connection: Connection) -> None:
    """Derive what hangs on the touched rows, in the writer's transaction and at its end.

    Each step reads what the one before has written. Nothing is touched any more afterwards.
    """
    connection.execute(WORK_MEM)
    note(connection)
    note_all_again(connection)
    ledger.enter_citations(connection, 1)
    refresh_papers(connection)
    ledger.enter_the_rest(connection, 1)
    ledger.enter_citations_alone(connection)
    refresh_coauthors(connection)
    refresh_authors(connection)
    refresh_totals(connection)
    begin(connection)


def rebuild(connection: Connection) -> None:
    """Derive everything anew: after a bulk load that left it out, or when verify found errors."""
    for statement in FORGET:
        connection.execute(statement)
    begin(connection)
    touch_everything(connection)
    refresh(connection)
