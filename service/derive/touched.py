"""What a writing transaction has touched: temporary tables of ids, gone with the transaction.

A paper is touched when a row that it owns is added, changed or removed: its own, an authorship, an
affiliation, a topic, a code link, a citation in which it is the citing one. The other entities are
touched when their own rows change; those that hang on touched papers are found by `note`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from service.database.version import Entity

CREATE = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_paper (id bigint PRIMARY KEY) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_author (id bigint PRIMARY KEY)"
        " ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_affiliation (id bigint PRIMARY KEY)"
        " ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_topic (id bigint PRIMARY KEY) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_venue (id bigint PRIMARY KEY) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_repository (id bigint PRIMARY KEY)"
        " ON COMMIT DROP",
        # Not touched, but cited by what is.
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_cited (id bigint PRIMARY KEY) ON COMMIT DROP",
        # Authors who share a touched paper, the smaller id first.
        "CREATE TEMPORARY TABLE IF NOT EXISTS touched_pair"
        " (author_id bigint, coauthor_id bigint, PRIMARY KEY (author_id, coauthor_id))"
        " ON COMMIT DROP",
        "TRUNCATE touched_paper, touched_author, touched_affiliation, touched_topic,"
        " touched_venue, touched_repository, touched_cited, touched_pair",
    )
)

ADD = {
    entity: text(
        f"INSERT INTO touched_{entity} SELECT unnest(CAST(:ids AS bigint[])) ON CONFLICT DO NOTHING"
    )
    for entity in ("paper", "author", "affiliation", "topic", "repository", "venue")
}

EVERYTHING = tuple(
    text(statement)
    for statement in (
        "INSERT INTO touched_paper SELECT id FROM paper ON CONFLICT DO NOTHING",
        "INSERT INTO touched_author SELECT id FROM author ON CONFLICT DO NOTHING",
        "INSERT INTO touched_affiliation SELECT id FROM affiliation ON CONFLICT DO NOTHING",
        "INSERT INTO touched_topic SELECT id FROM topic ON CONFLICT DO NOTHING",
        "INSERT INTO touched_repository SELECT id FROM code_repository ON CONFLICT DO NOTHING",
        "INSERT INTO touched_venue SELECT id FROM venue ON CONFLICT DO NOTHING",
        # What no paper bears out any more is not found from the papers.
        """
        INSERT INTO touched_pair
        SELECT author_id, coauthor_id FROM coauthorship WHERE author_id < coauthor_id
        UNION
        SELECT coauthor_id, author_id FROM coauthorship WHERE author_id > coauthor_id
            ON CONFLICT DO NOTHING
        """,
    )
)

NOTE = tuple(
    text(statement)
    for statement in (
        """
        INSERT INTO touched_author
        SELECT DISTINCT author_id
          FROM touched_paper
          JOIN authorship ON paper_id = id
         WHERE author_id IS NOT NULL
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_pair
        SELECT DISTINCT one.author_id, other.author_id
          FROM touched_paper
          JOIN authorship AS one ON one.paper_id = id
          JOIN authorship AS other ON other.paper_id = id AND one.author_id < other.author_id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_affiliation
        SELECT affiliation_id FROM touched_paper JOIN authorship_affiliation ON paper_id = id
         UNION
        SELECT affiliation_id FROM touched_paper JOIN paper_affiliation ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_topic
        SELECT DISTINCT topic_id FROM touched_paper JOIN paper_topic ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_repository
        SELECT DISTINCT repository_id FROM touched_paper JOIN code_link ON paper_id = id
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_venue
        SELECT DISTINCT venue_id
          FROM touched_paper
          JOIN paper USING (id)
         WHERE venue_id IS NOT NULL
            ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO touched_cited
        SELECT DISTINCT cited_id FROM touched_paper JOIN citation ON citing_id = id
            ON CONFLICT DO NOTHING
        """,
    )
)


def begin(connection: Connection) -> None:
    """Make the tables touched_paper, touched_author … for this transaction; empty at first."""
    for statement in CREATE:
        connection.execute(statement)


def touch(connection: Connection, entity: Entity, ids: Iterable[int]) -> None:
    """Say that these have changed or are about to; the same as inserting into touched_<entity>."""
    connection.execute(ADD[entity], {"ids": list(ids)})


def touch_everything(connection: Connection) -> None:
    """All that is stored."""
    for statement in EVERYTHING:
        connection.execute(statement)


def note(connection: Connection) -> None:
    """Remember who hangs on the touched papers now.

    The writer calls it after touching and before it changes or removes anything: an author who
    loses a paper is found here and nowhere else.
    """
    connection.execute(text("ANALYZE touched_paper"))
    for statement in NOTE:
        connection.execute(statement)
