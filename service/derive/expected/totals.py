"""What affiliations, topics, venues, repositories and the log must say."""

from __future__ import annotations

from service.derive.expected.expectation import Expectation

TOTALS = (
    Expectation(
        "affiliation",
        ("id",),
        ("paper_count", "citation_count", "author_count"),
        """
        SELECT affiliation.id, count(paper_id) AS paper_count,
               coalesce(sum(citations), 0) AS citation_count,
               coalesce(authors, 0) AS author_count
          FROM affiliation
          LEFT JOIN (belongs JOIN cited ON cited.id = paper_id) ON affiliation_id = affiliation.id
          LEFT JOIN (SELECT affiliation_id, count(DISTINCT author_id) AS authors
                       FROM author_belongs GROUP BY affiliation_id) AS peopled
               ON peopled.affiliation_id = affiliation.id
         GROUP BY affiliation.id, authors
        """,
    ),
    Expectation(
        "topic",
        ("id",),
        ("paper_count", "citation_count", "author_count", "child_count"),
        """
        SELECT topic.id, count(paper_id) AS paper_count,
               coalesce(sum(citations), 0) AS citation_count,
               coalesce(authors, 0) AS author_count,
               (SELECT count(*) FROM topic AS child WHERE child.parent_id = topic.id) AS child_count
          FROM topic
          LEFT JOIN (paper_topic JOIN cited ON cited.id = paper_id) ON topic_id = topic.id
          LEFT JOIN (SELECT topic_id, count(*) AS authors FROM author_works_on GROUP BY topic_id)
                    AS peopled ON peopled.topic_id = topic.id
         GROUP BY topic.id, authors
        """,
    ),
    Expectation(
        "topic_year",
        ("topic_id", "year"),
        ("paper_count",),
        """
        SELECT topic_id, year, count(*) AS paper_count
          FROM paper
          JOIN paper_topic ON paper_id = paper.id
         WHERE year IS NOT NULL
         GROUP BY topic_id, year
        """,
        is_whole=True,
    ),
    Expectation(
        "venue",
        ("id",),
        ("paper_count",),
        """
        SELECT id, (SELECT count(*) FROM paper WHERE venue_id = venue.id) AS paper_count FROM venue
        """,
    ),
    Expectation(
        "code_repository",
        ("id",),
        ("paper_count",),
        """
        SELECT id, (SELECT count(*) FROM code_link WHERE repository_id = code_repository.id)
               AS paper_count
          FROM code_repository
        """,
    ),
    Expectation(
        "entity_count",
        ("entity",),
        ("count",),
        """
        SELECT 'paper' AS entity, count(*) AS count FROM paper
         UNION ALL SELECT 'author', count(*) FROM author
         UNION ALL SELECT 'affiliation', count(*) FROM affiliation
         UNION ALL SELECT 'topic', count(*) FROM topic
         UNION ALL SELECT 'repository', count(*) FROM code_repository
         UNION ALL SELECT 'venue', count(*) FROM venue
        """,
        is_whole=True,
    ),
    # The log is gapless: its n-th entry bears the number n, and the last one is the one announced.
    Expectation(
        "change",
        ("sequence",),
        (),
        "SELECT generate_series(1, change_sequence) AS sequence FROM data_version",
        is_whole=True,
    ),
)
