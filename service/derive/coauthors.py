"""Who wrote with whom: all pairs of different identified authors of a paper, both directions.

But not of a paper of more than MOST_COAUTHORS authors: those of a collaboration of 3,000 would be
nine million rows, and tell nothing about who works with whom.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.derive.adding import SPAN, add_up
from service.tables.author import MOST_COAUTHORS

CHANGED = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS changed_pair (author_id bigint, coauthor_id bigint,"
        " papers bigint, first_year integer, last_year integer, loses boolean) ON COMMIT DROP",
        "TRUNCATE changed_pair",
        """
        INSERT INTO changed_pair
        SELECT author_id, coauthor_id, sum(papers), min(year), max(year), bool_or(papers < 0)
          FROM (SELECT author_id, coauthor_id, year, sum(papers) AS papers
                  FROM entry_coauthorship
                 GROUP BY author_id, coauthor_id, year
                HAVING sum(papers) <> 0) AS by_year
         GROUP BY author_id, coauthor_id
        """,
        """
        INSERT INTO changed_pair
        SELECT coauthor_id, author_id, papers, first_year, last_year, loses FROM changed_pair
        """,
        "ANALYZE changed_pair",
    )
)

PAIRS = add_up(
    "coauthorship",
    ("author_id", "coauthor_id"),
    ("paper_count",),
    """
    SELECT author_id, coauthor_id, papers AS paper_count, first_year, last_year,
           coalesce(last_year, 0) AS last_year_key
      FROM changed_pair
    """,
    widest=SPAN | {"last_year_key": "greatest"},
)

# More papers only widen the years; where one went or got another year, all are read again.
YEARS = text(
    f"""
    UPDATE coauthorship AS stored
       SET first_year = counted.first_year, last_year = counted.last_year,
           last_year_key = coalesce(counted.last_year, 0)
      FROM (SELECT changed_pair.author_id, changed_pair.coauthor_id,
                   min(year) AS first_year, max(year) AS last_year
              FROM changed_pair
              JOIN authorship AS one
                ON one.author_id = changed_pair.author_id AND NOT one.is_repeat
              JOIN authorship AS other
                ON other.paper_id = one.paper_id AND NOT other.is_repeat
                   AND other.author_id = changed_pair.coauthor_id
              JOIN paper ON paper.id = one.paper_id AND author_count <= {MOST_COAUTHORS}
             WHERE loses
             GROUP BY changed_pair.author_id, changed_pair.coauthor_id) AS counted
     WHERE stored.author_id = counted.author_id
       AND stored.coauthor_id = counted.coauthor_id
    """
)


def refresh_coauthors(connection: Connection) -> None:
    """The pairs of the touched papers, from the entries of these."""
    for statement in (*CHANGED, PAIRS, YEARS):
        connection.execute(statement)
