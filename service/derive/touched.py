"""What a writing transaction has touched: temporary tables of ids, gone with the transaction.

A paper is touched when a row that it owns is added, changed or removed: its own, an authorship, an
affiliation, a topic, a code link, a citation in which it is the citing one. The other entities are
touched when their own rows change; those that hang on touched papers are found by `note`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from service.database.version import Entity
from service.derive import ledger

# The table of each kind of entity; `was_there` before the transaction, for counting how many are.
TABLES: dict[Entity, str] = {
    "paper": "paper",
    "author": "author",
    "affiliation": "affiliation",
    "topic": "topic",
    "repository": "code_repository",
    "venue": "venue",
}
CREATE = tuple(
    text(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS touched_{entity} (id bigint PRIMARY KEY,"
        " was_there boolean NOT NULL DEFAULT true) ON COMMIT DROP"
    )
    for entity in TABLES
)
CREATE_NOTED = tuple(
    text(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} (id bigint PRIMARY KEY) ON COMMIT DROP")
    # All papers whose former state is known, and those whose state is written down at the moment.
    for name in ("noted_paper", "entered_paper")
)
EMPTY = text(
    f"TRUNCATE noted_paper, entered_paper, {', '.join(f'touched_{entity}' for entity in TABLES)}"
)

ADD = {
    entity: text(
        f"INSERT INTO touched_{entity} (id, was_there)"
        " SELECT unnest(CAST(:ids AS bigint[])), :was_there ON CONFLICT DO NOTHING"
    )
    for entity in TABLES
}
# In the order of the ids, or each would be looked for in another page of the index: five times as
# long for three million.
EVERYTHING = tuple(
    text(
        f"INSERT INTO touched_{entity} SELECT id, false FROM {table} ORDER BY id"
        " ON CONFLICT DO NOTHING"
    )
    for entity, table in TABLES.items()
)
ALL_PAPERS = text("INSERT INTO noted_paper SELECT id FROM paper ORDER BY id")

NONE_ENTERED = text("TRUNCATE entered_paper")
# A paper that the transaction adds has given nothing to anybody when it is first noted.
ENTER = text(
    """
    WITH added AS (
        INSERT INTO noted_paper SELECT id FROM touched_paper WHERE NOT was_there
            ON CONFLICT DO NOTHING)
    INSERT INTO entered_paper
    SELECT id FROM touched_paper
     WHERE was_there
       AND NOT EXISTS (SELECT FROM noted_paper WHERE noted_paper.id = touched_paper.id)
    """
)
TO_NOTE = (
    text("INSERT INTO noted_paper SELECT id FROM entered_paper"),
    text("ANALYZE entered_paper"),
)
ALL_NOTED = (
    text("INSERT INTO entered_paper SELECT id FROM noted_paper ORDER BY id ON CONFLICT DO NOTHING"),
    text("ANALYZE entered_paper"),
)
HANGING_ON_PAPERS = tuple(
    text(statement)
    for statement in (
        """
        INSERT INTO touched_author
        SELECT DISTINCT author_id
          FROM entered_paper
          JOIN authorship ON paper_id = id
         WHERE author_id IS NOT NULL
         ORDER BY author_id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_affiliation
        SELECT affiliation_id FROM entered_paper JOIN authorship_affiliation ON paper_id = id
         UNION
        SELECT affiliation_id FROM entered_paper JOIN paper_affiliation ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_topic
        SELECT DISTINCT topic_id FROM entered_paper JOIN paper_topic ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_repository
        SELECT DISTINCT repository_id FROM entered_paper JOIN code_link ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_venue
        SELECT DISTINCT venue_id
          FROM entered_paper
          JOIN paper USING (id)
         WHERE venue_id IS NOT NULL
            ON CONFLICT DO NOTHING
        """,
    )
)


def begin(connection: Connection) -> None:
    """Make the tables touched_paper, touched_author … for this transaction; empty at first."""
    for statement in (*CREATE, *CREATE_NOTED, EMPTY):
        connection.execute(statement)
    ledger.begin(connection)


def touch(
    connection: Connection, entity: Entity, ids: Iterable[int], *, are_new: bool = False
) -> None:
    """Say that these have changed or are about to; `are_new` those that the transaction adds."""
    touched = list(ids)
    if touched:
        connection.execute(ADD[entity], {"ids": touched, "was_there": not are_new})


def touch_everything(connection: Connection) -> None:
    """All that is stored, as if it had come in this transaction."""
    for statement in (*EVERYTHING, ALL_PAPERS):
        connection.execute(statement)


def note(connection: Connection) -> None:
    """Remember what the touched papers give to others now, to be taken back in the end.

    The writer calls it after touching and before it changes or removes anything: an author who
    loses a paper is found here and nowhere else. A paper is noted once in a transaction.
    """
    connection.execute(NONE_ENTERED)
    if not connection.execute(ENTER).rowcount:
        return
    for statement in (*TO_NOTE, *HANGING_ON_PAPERS):
        connection.execute(statement)
    ledger.enter(connection, -1)


def note_all_again(connection: Connection) -> None:
    """Find what hangs on all noted papers at the end of the transaction."""
    for statement in (*ALL_NOTED, *HANGING_ON_PAPERS):
        connection.execute(statement)
