"""An author's topics, affiliations, years, counters and citation metrics."""

from __future__ import annotations

from sqlalchemy import Connection, text

# Authors whose citations may have changed: of touched papers, and of those that these cite.
CREATE = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS recounted_author (id bigint PRIMARY KEY)"
        " ON COMMIT DROP",
        "TRUNCATE recounted_author",
        """
        INSERT INTO recounted_author
        SELECT id FROM touched_author
         UNION
        SELECT author_id
          FROM recounted_paper
          JOIN authorship ON paper_id = id
         WHERE author_id IS NOT NULL
        """,
        "ANALYZE recounted_author",
        "ANALYZE touched_author",
    )
)

TOPICS = text(
    """
    WITH wanted AS MATERIALIZED (
        SELECT author_id, topic_id, count(*) AS paper_count
          FROM touched_author
          JOIN authorship ON author_id = id AND NOT is_repeat
          JOIN paper_topic USING (paper_id)
         GROUP BY author_id, topic_id
    ), gone AS (
        DELETE FROM author_topic
         USING touched_author
         WHERE author_id = id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.author_id = author_topic.author_id
                              AND wanted.topic_id = author_topic.topic_id)
    )
    INSERT INTO author_topic (author_id, topic_id, paper_count)
    SELECT author_id, topic_id, paper_count FROM wanted
    EXCEPT
    SELECT author_id, topic_id, paper_count FROM author_topic JOIN touched_author ON author_id = id
        ON CONFLICT (author_id, topic_id) DO UPDATE SET paper_count = EXCLUDED.paper_count
    """
)

# An author may be named twice on a paper, with an affiliation each time: the paper counts once.
AFFILIATIONS = text(
    """
    WITH wanted AS MATERIALIZED (
        SELECT author_id, affiliation_id, count(DISTINCT paper_id) AS paper_count,
               min(year) AS first_year, max(year) AS last_year
          FROM touched_author
          JOIN authorship ON author_id = touched_author.id
          JOIN authorship_affiliation USING (paper_id, ordinal)
          JOIN paper ON paper.id = paper_id
         GROUP BY author_id, affiliation_id
    ), gone AS (
        DELETE FROM author_affiliation
         USING touched_author
         WHERE author_id = id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.author_id = author_affiliation.author_id
                              AND wanted.affiliation_id = author_affiliation.affiliation_id)
    )
    INSERT INTO author_affiliation
           (author_id, affiliation_id, paper_count, first_year, last_year)
    SELECT author_id, affiliation_id, paper_count, first_year, last_year FROM wanted
    EXCEPT
    SELECT author_id, affiliation_id, paper_count, first_year, last_year
      FROM author_affiliation
      JOIN touched_author ON author_id = id
        ON CONFLICT (author_id, affiliation_id) DO UPDATE
       SET paper_count = EXCLUDED.paper_count,
           first_year = EXCLUDED.first_year,
           last_year = EXCLUDED.last_year
    """
)

YEARS = text(
    """
    WITH wanted AS MATERIALIZED (
        SELECT author_id, year, sum(papers) AS paper_count, sum(citations) AS citation_count
          FROM (SELECT author_id, year, 1 AS papers, 0 AS citations
                  FROM recounted_author
                  JOIN authorship ON author_id = recounted_author.id AND NOT is_repeat
                  JOIN paper ON paper.id = paper_id
                 WHERE year IS NOT NULL
                 UNION ALL
                SELECT author_id, year, 0, paper_year.citation_count
                  FROM recounted_author
                  JOIN authorship ON author_id = id AND NOT is_repeat
                  JOIN paper_year USING (paper_id)) AS each
         GROUP BY author_id, year
    ), gone AS (
        DELETE FROM author_year
         USING recounted_author
         WHERE author_id = id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.author_id = author_year.author_id
                              AND wanted.year = author_year.year)
    )
    INSERT INTO author_year (author_id, year, paper_count, citation_count)
    SELECT author_id, year, paper_count, citation_count FROM wanted
    EXCEPT
    SELECT author_id, year, paper_count, citation_count
      FROM author_year
      JOIN recounted_author ON author_id = id
        ON CONFLICT (author_id, year) DO UPDATE
       SET paper_count = EXCLUDED.paper_count, citation_count = EXCLUDED.citation_count
    """
)

# With the papers in falling order of citations, `rank <= citations` holds for the first h of them
# and `rank² <= citations so far` for the first g (Egghe 2006; no more than there are papers).
METRICS = text(
    """
    UPDATE author
       SET paper_count = counted.paper_count,
           citation_count = counted.citation_count,
           h_index = counted.h_index,
           i10_index = counted.i10_index,
           g_index = counted.g_index
      FROM (SELECT id, count(rank) AS paper_count, coalesce(sum(citations), 0) AS citation_count,
                   count(*) FILTER (WHERE rank <= citations) AS h_index,
                   count(*) FILTER (WHERE citations >= 10) AS i10_index,
                   count(*) FILTER (WHERE rank * rank <= so_far) AS g_index
              FROM recounted_author
              LEFT JOIN (SELECT author_id, citation_count AS citations,
                                row_number() OVER falling AS rank,
                                sum(citation_count) OVER falling AS so_far
                           FROM recounted_author
                           JOIN authorship ON author_id = id AND NOT is_repeat
                         WINDOW falling AS (PARTITION BY author_id
                                            ORDER BY citation_count DESC, paper_id DESC
                                            ROWS UNBOUNDED PRECEDING)) AS ranked
                ON author_id = id
             GROUP BY id) AS counted
     WHERE author.id = counted.id
       AND (author.paper_count, author.citation_count, author.h_index, author.i10_index,
            author.g_index)
           <> (counted.paper_count, counted.citation_count, counted.h_index, counted.i10_index,
               counted.g_index)
    """
)

# Among topics of equally many papers the most specific one says most.
COUNTERS = text(
    """
    UPDATE author
       SET first_year = counted.first_year,
           last_year = counted.last_year,
           coauthor_count = counted.coauthor_count,
           affiliation_count = counted.affiliation_count,
           topic_count = counted.topic_count,
           primary_topic_id = counted.primary_topic_id
      FROM (SELECT id, first_year, last_year, coauthor_count, affiliation_count, topic_count,
                   coalesce(given_primary_topic_id, topic_id) AS primary_topic_id
              FROM touched_author
              JOIN (SELECT id, given_primary_topic_id FROM author) AS given USING (id)
             CROSS JOIN LATERAL
                   (SELECT min(year) AS first_year, max(year) AS last_year
                      FROM author_year WHERE author_id = id AND paper_count > 0) AS active
             CROSS JOIN LATERAL
                   (SELECT count(*) AS coauthor_count
                      FROM coauthorship WHERE author_id = id) AS writes_with
             CROSS JOIN LATERAL
                   (SELECT count(*) AS affiliation_count
                      FROM author_affiliation WHERE author_id = id) AS belongs
             CROSS JOIN LATERAL
                   (SELECT count(*) AS topic_count
                      FROM author_topic WHERE author_id = id) AS works_on
              LEFT JOIN LATERAL
                   (SELECT topic_id
                      FROM author_topic
                      JOIN topic ON topic.id = topic_id
                     WHERE author_id = touched_author.id
                     ORDER BY author_topic.paper_count DESC, level DESC, topic_id
                     LIMIT 1) AS main ON true) AS counted
     WHERE author.id = counted.id
       AND (author.first_year, author.last_year, author.coauthor_count, author.affiliation_count,
            author.topic_count, author.primary_topic_id)
           IS DISTINCT FROM
           (counted.first_year, counted.last_year, counted.coauthor_count,
            counted.affiliation_count, counted.topic_count, counted.primary_topic_id)
    """
)

CITATION_COPIES = text(
    """
    UPDATE author_affiliation
       SET author_citation_count = author.citation_count
      FROM recounted_author
      JOIN author USING (id)
     WHERE author_id = author.id
       AND author_citation_count <> author.citation_count
    """
)


def refresh_authors(connection: Connection) -> None:
    """After the papers, whose copies it reads, and the coauthors, whom it counts."""
    for statement in (*CREATE, TOPICS, AFFILIATIONS, YEARS, METRICS, COUNTERS, CITATION_COPIES):
        connection.execute(statement)
