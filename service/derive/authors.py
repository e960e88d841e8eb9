"""An author's topics, affiliations, years, counters and citation metrics."""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.derive.adding import SPAN, add_up

# Authors whose metrics may have changed: of touched papers, and of those cited more or less often.
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
         ORDER BY id
        """,
        "ANALYZE recounted_author",
        "ANALYZE touched_author",
    )
)

YEARS = add_up(
    "author_year",
    ("author_id", "year"),
    ("paper_count", "citation_count"),
    """
    SELECT author_id, year, sum(papers) AS paper_count, sum(citations) AS citation_count
      FROM entry_author_year
     GROUP BY author_id, year
    HAVING (sum(papers), sum(citations)) <> (0, 0)
    """,
)

TOPICS = add_up(
    "author_topic",
    ("author_id", "topic_id"),
    ("paper_count",),
    """
    SELECT author_id, topic_id, sum(papers) AS paper_count
      FROM entry_author_topic
     GROUP BY author_id, topic_id
    HAVING sum(papers) <> 0
    """,
    count_in=("topic_id", "topic"),
)

CHANGED_AFFILIATIONS = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS changed_affiliation (author_id bigint,"
        " affiliation_id bigint, papers bigint, first_year integer, last_year integer,"
        " loses boolean) ON COMMIT DROP",
        "TRUNCATE changed_affiliation",
        """
        INSERT INTO changed_affiliation
        SELECT author_id, affiliation_id, sum(papers), min(year), max(year), bool_or(papers < 0)
          FROM (SELECT author_id, affiliation_id, year, sum(papers) AS papers
                  FROM entry_author_affiliation
                 GROUP BY author_id, affiliation_id, year
                HAVING sum(papers) <> 0) AS by_year
         GROUP BY author_id, affiliation_id
        """,
        "ANALYZE changed_affiliation",
    )
)
AFFILIATIONS = add_up(
    "author_affiliation",
    ("author_id", "affiliation_id"),
    ("paper_count",),
    """
    SELECT author_id, affiliation_id, papers AS paper_count, first_year, last_year
      FROM changed_affiliation
    """,
    widest=SPAN,
    count_in=("affiliation_id", "affiliation"),
)
# More papers only widen the years; where one went or got another year, all are read again.
AFFILIATION_YEARS = text(
    """
    UPDATE author_affiliation AS stored
       SET first_year = counted.first_year, last_year = counted.last_year
      FROM (SELECT changed_affiliation.author_id, changed_affiliation.affiliation_id,
                   min(year) AS first_year, max(year) AS last_year
              FROM changed_affiliation
              JOIN authorship USING (author_id)
              JOIN authorship_affiliation AS given
                ON given.paper_id = authorship.paper_id AND given.ordinal = authorship.ordinal
                   AND given.affiliation_id = changed_affiliation.affiliation_id
              JOIN paper ON paper.id = authorship.paper_id
             WHERE loses
             GROUP BY changed_affiliation.author_id, changed_affiliation.affiliation_id) AS counted
     WHERE stored.author_id = counted.author_id
       AND stored.affiliation_id = counted.affiliation_id
    """
)

# With the papers in falling order of citations, `rank <= citations` holds for the first h of them
# and `rank² <= citations so far` for the first g (Egghe 2006; no more than there are papers). Among
# topics of equally many papers the most specific one says most. One statement, because each change
# of a row costs one in all its indexes; what hangs on no citation is counted for touched authors.
METRICS = text(
    """
    UPDATE author
       SET paper_count = counted.paper_count,
           citation_count = counted.citation_count,
           h_index = counted.h_index,
           i10_index = counted.i10_index,
           g_index = counted.g_index,
           first_year = counted.first_year,
           last_year = counted.last_year,
           coauthor_count = counted.coauthor_count,
           affiliation_count = counted.affiliation_count,
           topic_count = counted.topic_count,
           primary_topic_id = counted.primary_topic_id
      FROM (SELECT cited.*,
                   CASE WHEN is_touched THEN active.first_year ELSE author.first_year END
                   AS first_year,
                   CASE WHEN is_touched THEN active.last_year ELSE author.last_year END
                   AS last_year,
                   CASE WHEN is_touched THEN writes_with.coauthor_count
                        ELSE author.coauthor_count END AS coauthor_count,
                   CASE WHEN is_touched THEN belongs.affiliation_count
                        ELSE author.affiliation_count END AS affiliation_count,
                   CASE WHEN is_touched THEN works_on.topic_count
                        ELSE author.topic_count END AS topic_count,
                   CASE WHEN is_touched THEN coalesce(given_primary_topic_id, topic_id)
                        ELSE primary_topic_id END AS primary_topic_id
              FROM (SELECT id, count(rank) AS paper_count,
                           coalesce(sum(citations), 0) AS citation_count,
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
                     GROUP BY id) AS cited
              JOIN author USING (id)
              LEFT JOIN (SELECT id, true AS is_touched FROM touched_author) AS touched USING (id)
              LEFT JOIN LATERAL
                   (SELECT min(year) AS first_year, max(year) AS last_year
                      FROM author_year
                     WHERE is_touched AND author_id = cited.id AND author_year.paper_count > 0
                   ) AS active ON true
              LEFT JOIN LATERAL
                   (SELECT count(*) AS coauthor_count
                      FROM coauthorship
                     WHERE is_touched AND author_id = cited.id) AS writes_with ON true
              LEFT JOIN LATERAL
                   (SELECT count(*) AS affiliation_count
                      FROM author_affiliation
                     WHERE is_touched AND author_id = cited.id) AS belongs ON true
              LEFT JOIN LATERAL
                   (SELECT count(*) AS topic_count
                      FROM author_topic
                     WHERE is_touched AND author_id = cited.id) AS works_on ON true
              LEFT JOIN LATERAL
                   (SELECT topic_id
                      FROM author_topic
                      JOIN topic ON topic.id = topic_id
                     WHERE is_touched AND author_id = cited.id
                     ORDER BY author_topic.paper_count DESC, level DESC, scheme COLLATE "C",
                              code COLLATE "C"
                     LIMIT 1) AS main ON true) AS counted
     WHERE author.id = counted.id
       AND (author.paper_count, author.citation_count, author.h_index, author.i10_index,
            author.g_index, author.first_year, author.last_year, author.coauthor_count,
            author.affiliation_count, author.topic_count, author.primary_topic_id)
           IS DISTINCT FROM
           (counted.paper_count, counted.citation_count, counted.h_index, counted.i10_index,
            counted.g_index, counted.first_year, counted.last_year, counted.coauthor_count,
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
    for statement in (*CREATE, YEARS, TOPICS, *CHANGED_AFFILIATIONS, AFFILIATIONS):
        connection.execute(statement)
    for statement in (AFFILIATION_YEARS, METRICS, CITATION_COPIES):
        connection.execute(statement)
