"""A paper's own counters, its affiliations, and the copies of its sort keys on all its edges."""

from __future__ import annotations

from sqlalchemy import Connection, Table, Update, column, table, text, tuple_, update

from service.derive.adding import add_up
from service.tables import authorship, code_link, paper, paper_affiliation, paper_topic

# Papers that are cited more or less often than before, by the year of the citing ones; how much
# their count changes; and the papers whose sort keys may differ from the copies of them.
CREATE = tuple(
    text(statement)
    for statement in (
        "CREATE TEMPORARY TABLE IF NOT EXISTS recited_paper"
        " (paper_id bigint, year integer, citations bigint) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS recounted_paper"
        " (id bigint PRIMARY KEY, citations bigint) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE IF NOT EXISTS moved_paper (id bigint PRIMARY KEY) ON COMMIT DROP",
        "TRUNCATE recited_paper, recounted_paper, moved_paper",
        """
        INSERT INTO recited_paper
        SELECT paper_id, year, sum(citations)
          FROM entry_citation
         GROUP BY paper_id, year
        HAVING sum(citations) <> 0
        """,
        "ANALYZE recited_paper",
        """
        INSERT INTO recounted_paper
        SELECT paper_id, sum(citations)
          FROM recited_paper
         GROUP BY paper_id
        HAVING sum(citations) <> 0
         ORDER BY paper_id
        """,
        "ANALYZE recounted_paper",
        "INSERT INTO moved_paper"
        " SELECT id FROM noted_paper UNION SELECT id FROM recounted_paper ORDER BY id",
        "ANALYZE moved_paper",
    )
)

REPEATS = text(
    """
    UPDATE authorship
       SET is_repeat = found.is_repeat
      FROM (SELECT paper_id, ordinal,
                   author_id IS NOT NULL AND row_number() OVER (
                       PARTITION BY paper_id, author_id ORDER BY ordinal) > 1 AS is_repeat
              FROM noted_paper
              JOIN authorship ON paper_id = id) AS found
     WHERE authorship.paper_id = found.paper_id
       AND authorship.ordinal = found.ordinal
       AND authorship.is_repeat <> found.is_repeat
    """
)

# An affiliation that a source gave to the paper alone stands after those of the authors. A new row
# is written once, with the sort keys that the paper is about to have. A place is one number: an
# array takes longer to compare.
AFFILIATIONS = text(
    """
    WITH mention AS (
        SELECT paper_id, affiliation_id, (CAST(ordinal AS bigint) << 32) + place AS place
          FROM noted_paper
          JOIN authorship_affiliation ON paper_id = id
         UNION ALL
        SELECT paper_id, affiliation_id, NULL
          FROM noted_paper
          JOIN paper_affiliation ON paper_id = id
         WHERE is_given
    ), wanted AS MATERIALIZED (
        SELECT paper_id, affiliation_id,
               row_number() OVER (
                   PARTITION BY paper_id ORDER BY min(place), affiliation_id) AS ordinal
          FROM mention
         GROUP BY paper_id, affiliation_id
    ), gone AS (
        DELETE FROM paper_affiliation
         USING noted_paper
         WHERE paper_id = id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.paper_id = paper_affiliation.paper_id
                              AND wanted.affiliation_id = paper_affiliation.affiliation_id)
    ), missing AS (
        SELECT paper_id, affiliation_id, ordinal FROM wanted
        EXCEPT
        SELECT paper_id, affiliation_id, ordinal
          FROM paper_affiliation
          JOIN noted_paper ON paper_id = id
    )
    INSERT INTO paper_affiliation
           (paper_id, affiliation_id, ordinal, citation_count, published_key)
    SELECT paper_id, affiliation_id, ordinal, citation_count + coalesce(citations, 0),
           published_key
      FROM missing
      JOIN paper ON paper.id = paper_id
      LEFT JOIN recounted_paper ON recounted_paper.id = paper_id
     ORDER BY paper_id, affiliation_id
        ON CONFLICT (paper_id, affiliation_id) DO UPDATE SET ordinal = EXCLUDED.ordinal
    """
)

COUNTERS = text(
    """
    UPDATE paper
       SET citation_count = paper.citation_count + counted.citations,
           reference_count = counted.reference_count,
           author_count = counted.author_count,
           affiliation_count = counted.affiliation_count,
           topic_count = counted.topic_count,
           code_link_count = counted.code_link_count,
           has_code = counted.has_code,
           primary_topic_id = counted.primary_topic_id
      FROM (SELECT id, coalesce(citations, 0) AS citations, reference_count, author_count,
                   affiliation_count, topic_count, code_link_count,
                   code_claimed OR code_link_count > 0 AS has_code, primary_topic_id
              FROM noted_paper
              JOIN (SELECT id, code_claimed FROM paper) AS claimed USING (id)
              LEFT JOIN recounted_paper USING (id)
             CROSS JOIN LATERAL
                   (SELECT count(*) AS reference_count FROM citation WHERE citing_id = id) AS cites
             CROSS JOIN LATERAL
                   (SELECT count(*) AS author_count
                      FROM authorship WHERE paper_id = id AND NOT is_repeat) AS writes
             CROSS JOIN LATERAL
                   (SELECT count(*) AS affiliation_count
                      FROM paper_affiliation WHERE paper_id = id) AS belongs
             CROSS JOIN LATERAL
                   (SELECT count(*) AS topic_count FROM paper_topic WHERE paper_id = id) AS bears
             CROSS JOIN LATERAL
                   (SELECT count(*) AS code_link_count FROM code_link WHERE paper_id = id) AS links
              LEFT JOIN LATERAL
                   (SELECT topic_id AS primary_topic_id
                      FROM paper_topic
                     WHERE paper_id = id AND is_primary
                     ORDER BY ordinal, topic_id
                     LIMIT 1) AS main ON true) AS counted
     WHERE paper.id = counted.id
       AND (0, paper.reference_count, paper.author_count, paper.affiliation_count,
            paper.topic_count, paper.code_link_count, paper.has_code, paper.primary_topic_id)
           IS DISTINCT FROM
           (counted.citations, counted.reference_count, counted.author_count,
            counted.affiliation_count, counted.topic_count, counted.code_link_count,
            counted.has_code, counted.primary_topic_id)
    """
)

CITATIONS_ALONE = text(
    """
    UPDATE paper
       SET citation_count = citation_count + citations
      FROM recounted_paper
     WHERE paper.id = recounted_paper.id
       AND NOT EXISTS (SELECT FROM noted_paper WHERE noted_paper.id = paper.id)
    """
)

CITATIONS_BY_YEAR = add_up(
    "paper_year",
    ("paper_id", "year"),
    ("citation_count",),
    """
    SELECT paper_id, year, citations AS citation_count
      FROM recited_paper
     WHERE year IS NOT NULL
    """,
)

CITATION_COPIES = text(
    """
    UPDATE citation
       SET citing_citation_count = citing.citation_count,
           citing_published_key = citing.published_key
      FROM moved_paper
      JOIN paper AS citing USING (id)
     WHERE citing_id = citing.id
       AND (citing_citation_count, citing_published_key)
           <> (citing.citation_count, citing.published_key)
    """
)


def refresh_papers(connection: Connection) -> None:
    """Everything that a paper keeps about itself and lends to its edges."""
    for statement in (*CREATE, REPEATS, AFFILIATIONS, COUNTERS, CITATIONS_ALONE):
        connection.execute(statement)
    connection.execute(CITATIONS_BY_YEAR)
    for edge in (authorship, paper_topic, paper_affiliation, code_link):
        connection.execute(_copy_sort_keys(edge))
    connection.execute(CITATION_COPIES)


def _copy_sort_keys(edge: Table) -> Update:
    moved = table("moved_paper", column("id"))
    copies = (edge.c.citation_count, edge.c.published_key)
    keys = (paper.c.citation_count, paper.c.published_key)
    return (
        update(edge)
        .values(citation_count=keys[0], published_key=keys[1])
        .where(
            edge.c.paper_id == paper.c.id,
            paper.c.id == moved.c.id,
            tuple_(*copies) != tuple_(*keys),
        )
    )
