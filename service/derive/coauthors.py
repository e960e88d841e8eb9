"""Who wrote with whom: all pairs of different identified authors of a paper, both directions."""

from __future__ import annotations

from sqlalchemy import Connection, text

PAIRS = text(
    """
    WITH pair AS (
        SELECT touched_pair.author_id, touched_pair.coauthor_id, count(*) AS paper_count,
               min(paper.year) AS first_year, max(paper.year) AS last_year
          FROM touched_pair
          JOIN authorship AS one
            ON one.author_id = touched_pair.author_id AND NOT one.is_repeat
          JOIN authorship AS other
            ON other.paper_id = one.paper_id AND other.author_id = touched_pair.coauthor_id
               AND NOT other.is_repeat
          JOIN paper ON paper.id = one.paper_id
         GROUP BY touched_pair.author_id, touched_pair.coauthor_id
    ), wanted AS MATERIALIZED (
        SELECT author_id, coauthor_id, paper_count, first_year, last_year FROM pair
         UNION ALL
        SELECT coauthor_id, author_id, paper_count, first_year, last_year FROM pair
    ), either AS (
        SELECT author_id, coauthor_id FROM touched_pair
         UNION ALL
        SELECT coauthor_id, author_id FROM touched_pair
    ), gone AS (
        DELETE FROM coauthorship
         USING either
         WHERE coauthorship.author_id = either.author_id
           AND coauthorship.coauthor_id = either.coauthor_id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.author_id = coauthorship.author_id
                              AND wanted.coauthor_id = coauthorship.coauthor_id)
    )
    INSERT INTO coauthorship
           (author_id, coauthor_id, paper_count, first_year, last_year, last_year_key)
    SELECT author_id, coauthor_id, paper_count, first_year, last_year, coalesce(last_year, 0)
      FROM wanted
    EXCEPT
    SELECT author_id, coauthor_id, paper_count, first_year, last_year, last_year_key
      FROM coauthorship
      JOIN either USING (author_id, coauthor_id)
        ON CONFLICT (author_id, coauthor_id) DO UPDATE
       SET paper_count = EXCLUDED.paper_count,
           first_year = EXCLUDED.first_year,
           last_year = EXCLUDED.last_year,
           last_year_key = EXCLUDED.last_year_key
    """
)


def refresh_coauthors(connection: Connection) -> None:
    """The touched pairs; their papers are read from the authorships of the first of the two."""
    connection.execute(text("ANALYZE touched_pair"))
    connection.execute(PAIRS)
