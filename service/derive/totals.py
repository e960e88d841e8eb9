"""What affiliations, topics, venues and repositories add up to, and how many there are of all."""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.derive.adding import add_up
from service.derive.touched import TABLES

AFFILIATIONS = text(
    """
    UPDATE affiliation
       SET paper_count = paper_count + papers,
           citation_count = citation_count + citations,
           author_count = author_count + authors
      FROM (SELECT affiliation_id, sum(papers) AS papers, sum(citations) AS citations,
                   sum(authors) AS authors
              FROM entry_affiliation
             GROUP BY affiliation_id
            HAVING (sum(papers), sum(citations), sum(authors)) <> (0, 0, 0)) AS entry
     WHERE id = affiliation_id
    """
)

TOPICS = text(
    """
    UPDATE topic
       SET paper_count = paper_count + papers,
           citation_count = citation_count + citations,
           author_count = author_count + authors
      FROM (SELECT topic_id, sum(papers) AS papers, sum(citations) AS citations,
                   sum(authors) AS authors
              FROM entry_topic
             GROUP BY topic_id
            HAVING (sum(papers), sum(citations), sum(authors)) <> (0, 0, 0)) AS entry
     WHERE id = topic_id
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

TOPIC_YEARS = add_up(
    "topic_year",
    ("topic_id", "year"),
    ("paper_count",),
    """
    SELECT topic_id, year, sum(papers) AS paper_count
      FROM entry_topic
     WHERE year IS NOT NULL
     GROUP BY topic_id, year
    HAVING sum(papers) <> 0
    """,
)

VENUES = text(
    """
    UPDATE venue
       SET paper_count = paper_count + papers
      FROM (SELECT venue_id, sum(papers) AS papers
              FROM entry_venue GROUP BY venue_id HAVING sum(papers) <> 0) AS entry
     WHERE id = venue_id
    """
)

REPOSITORIES = text(
    """
    UPDATE code_repository
       SET paper_count = paper_count + papers
      FROM (SELECT repository_id, sum(papers) AS papers
              FROM entry_repository GROUP BY repository_id HAVING sum(papers) <> 0) AS entry
     WHERE id = repository_id
    """
)

NO_ENTITIES = text(
    f"""
    INSERT INTO entity_count (entity, count)
    VALUES {", ".join(f"('{entity}', 0)" for entity in TABLES)}
        ON CONFLICT DO NOTHING
    """
)
ENTITIES = tuple(
    text(
        f"""
        UPDATE entity_count
           SET count = count + more
          FROM (SELECT count({table}.id) - count(*) FILTER (WHERE was_there) AS more
                  FROM touched_{entity}
                  LEFT JOIN {table} USING (id)) AS counted
         WHERE entity = '{entity}' AND more <> 0
        """
    )
    for entity, table in TABLES.items()
)


def refresh_totals(connection: Connection) -> None:
    """After the papers and authors, whose edges it adds up."""
    for statement in (AFFILIATIONS, TOPICS, CHILDREN, TOPIC_YEARS, VENUES, REPOSITORIES):
        connection.execute(statement)
    for statement in (NO_ENTITIES, *ENTITIES):
        connection.execute(statement)
