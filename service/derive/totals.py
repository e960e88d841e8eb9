"""What affiliations, topics, venues and repositories add up to, and how many there are of all."""

from __future__ import annotations

from sqlalchemy import Connection, text

AFFILIATIONS = text(
    """
    UPDATE affiliation
       SET paper_count = counted.paper_count,
           citation_count = counted.citation_count,
           author_count = counted.author_count
      FROM (SELECT id, paper_count, citation_count, author_count
              FROM (SELECT id FROM touched_affiliation
                     UNION
                    SELECT affiliation_id FROM moved_paper JOIN paper_affiliation ON paper_id = id
                   ) AS affected
             CROSS JOIN LATERAL
                   (SELECT count(*) AS paper_count,
                           coalesce(sum(paper_affiliation.citation_count), 0) AS citation_count
                      FROM paper_affiliation WHERE affiliation_id = id) AS papers
             CROSS JOIN LATERAL
                   (SELECT count(*) AS author_count
                      FROM author_affiliation WHERE affiliation_id = id) AS authors) AS counted
     WHERE affiliation.id = counted.id
       AND (affiliation.paper_count, affiliation.citation_count, affiliation.author_count)
           <> (counted.paper_count, counted.citation_count, counted.author_count)
    """
)

TOPICS = text(
    """
    UPDATE topic
       SET paper_count = counted.paper_count,
           citation_count = counted.citation_count,
           author_count = counted.author_count
      FROM (SELECT id, paper_count, citation_count, author_count
              FROM (SELECT id FROM touched_topic
                     UNION
                    SELECT topic_id FROM moved_paper JOIN paper_topic ON paper_id = id) AS affected
             CROSS JOIN LATERAL
                   (SELECT count(*) AS paper_count,
                           coalesce(sum(paper_topic.citation_count), 0) AS citation_count
                      FROM paper_topic WHERE topic_id = id) AS papers
             CROSS JOIN LATERAL
                   (SELECT count(*) AS author_count
                      FROM author_topic WHERE topic_id = id) AS authors) AS counted
     WHERE topic.id = counted.id
       AND (topic.paper_count, topic.citation_count, topic.author_count)
           <> (counted.paper_count, counted.citation_count, counted.author_count)
    """
)

# Of all topics: there are few, and a topic that got another parent changes two that it names not.
CHILDREN = text(
    """
    UPDATE topic
       SET child_count = counted.child_count
      FROM (SELECT topic.id, count(child.id) AS child_count
              FROM topic
              LEFT JOIN topic AS child ON child.parent_id = topic.id
             GROUP BY topic.id) AS counted
     WHERE topic.id = counted.id
       AND topic.child_count <> counted.child_count
    """
)

TOPIC_YEARS = text(
    """
    WITH wanted AS MATERIALIZED (
        SELECT topic_id, year, count(*) AS paper_count
          FROM touched_topic
          JOIN paper_topic ON topic_id = touched_topic.id
          JOIN paper ON paper.id = paper_id
         WHERE year IS NOT NULL
         GROUP BY topic_id, year
    ), gone AS (
        DELETE FROM topic_year
         USING touched_topic
         WHERE topic_id = id
           AND NOT EXISTS (SELECT FROM wanted
                            WHERE wanted.topic_id = topic_year.topic_id
                              AND wanted.year = topic_year.year)
    )
    INSERT INTO topic_year (topic_id, year, paper_count)
    SELECT topic_id, year, paper_count FROM wanted
    EXCEPT
    SELECT topic_id, year, paper_count FROM topic_year JOIN touched_topic ON topic_id = id
        ON CONFLICT (topic_id, year) DO UPDATE SET paper_count = EXCLUDED.paper_count
    """
)

VENUES = text(
    """
    UPDATE venue
       SET paper_count = counted.paper_count
      FROM (SELECT touched_venue.id, count(paper.id) AS paper_count
              FROM touched_venue
              LEFT JOIN paper ON venue_id = touched_venue.id
             GROUP BY touched_venue.id) AS counted
     WHERE venue.id = counted.id
       AND venue.paper_count <> counted.paper_count
    """
)

REPOSITORIES = text(
    """
    UPDATE code_repository
       SET paper_count = counted.paper_count
      FROM (SELECT id, count(paper_id) AS paper_count
              FROM touched_repository
              LEFT JOIN code_link ON repository_id = id
             GROUP BY id) AS counted
     WHERE code_repository.id = counted.id
       AND code_repository.paper_count <> counted.paper_count
    """
)

ENTITIES = text(
    """
    INSERT INTO entity_count (entity, count)
    SELECT 'paper', count(*) FROM paper
     UNION ALL SELECT 'author', count(*) FROM author
     UNION ALL SELECT 'affiliation', count(*) FROM affiliation
     UNION ALL SELECT 'topic', count(*) FROM topic
     UNION ALL SELECT 'repository', count(*) FROM code_repository
     UNION ALL SELECT 'venue', count(*) FROM venue
        ON CONFLICT (entity) DO UPDATE SET count = EXCLUDED.count
     WHERE entity_count.count <> EXCLUDED.count
    """
)


def refresh_totals(connection: Connection) -> None:
    """After the papers and authors, whose edges it adds up."""
    for statement in (
        AFFILIATIONS,
        TOPICS,
        CHILDREN,
        TOPIC_YEARS,
        VENUES,
        REPOSITORIES,
        ENTITIES,
    ):
        connection.execute(statement)
