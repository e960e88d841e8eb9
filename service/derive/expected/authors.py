"""What authors and their edges must say."""

from __future__ import annotations

from service.derive.expected.expectation import Expectation

# h is the largest number that h papers reach: tried for each number, not read off a ranking.
AUTHORS = (
    Expectation(
        "author",
        ("id",),
        ("paper_count", "citation_count", "i10_index", "first_year", "last_year"),
        """
        SELECT author.id, count(paper_id) AS paper_count,
               coalesce(sum(citations), 0) AS citation_count,
               count(*) FILTER (WHERE citations >= 10) AS i10_index,
               min(year) AS first_year, max(year) AS last_year
          FROM author
          LEFT JOIN (writes JOIN cited ON cited.id = paper_id JOIN paper ON paper.id = paper_id)
               ON author_id = author.id
         GROUP BY author.id
        """,
    ),
    Expectation(
        "author",
        ("id",),
        ("h_index", "g_index"),
        """
        SELECT author.id,
               (SELECT max(h) FROM generate_series(0, coalesce(cardinality(counts), 0)) AS h
                 WHERE h = 0 OR counts[h] >= h) AS h_index,
               (SELECT max(g) FROM generate_series(0, coalesce(cardinality(counts), 0)) AS g
                 WHERE g * g <= (SELECT coalesce(sum(n), 0) 
                               FROM unnest(counts) WITH ORDINALITY AS listed (n, place)
                              WHERE place <= g))
               AS g_index
          FROM author
          LEFT JOIN (SELECT author_id, array_agg(citations ORDER BY citations DESC) AS counts
                       FROM writes
                       JOIN cited ON cited.id = paper_id
                      GROUP BY author_id) AS listed ON author_id = author.id
        """,
    ),
    Expectation(
        "author",
        ("id",),
        ("coauthor_count", "affiliation_count", "topic_count", "primary_topic_id"),
        """
        SELECT author.id, coalesce(coauthors, 0) AS coauthor_count,
               coalesce(affiliations, 0) AS affiliation_count, coalesce(topics, 0) AS topic_count,
               coalesce(given_primary_topic_id, most) AS primary_topic_id
          FROM author
          LEFT JOIN (SELECT author_id, count(*) AS coauthors FROM writes_with GROUP BY author_id)
                    AS with_coauthors ON with_coauthors.author_id = author.id
          LEFT JOIN (SELECT author_id, count(DISTINCT affiliation_id) AS affiliations
                       FROM author_belongs GROUP BY author_id)
                    AS with_affiliations ON with_affiliations.author_id = author.id
          LEFT JOIN (SELECT author_id, count(*) AS topics,
                            (array_agg(topic_id ORDER BY papers DESC, level DESC,
                                       scheme COLLATE "C", code COLLATE "C"))[1]
                            AS most
                       FROM author_works_on
                       JOIN topic ON topic.id = topic_id
                      GROUP BY author_id) AS with_topics ON with_topics.author_id = author.id
        """,
    ),
    Expectation(
        "coauthorship",
        ("author_id", "coauthor_id"),
        ("paper_count", "first_year", "last_year", "last_year_key"),
        """
        SELECT author_id, coauthor_id, papers AS paper_count, first AS first_year,
               last AS last_year, coalesce(last, 0) AS last_year_key
          FROM writes_with
        """,
        is_whole=True,
    ),
    Expectation(
        "author_topic",
        ("author_id", "topic_id"),
        ("paper_count",),
        "SELECT author_id, topic_id, papers AS paper_count FROM author_works_on",
        is_whole=True,
    ),
    Expectation(
        "author_affiliation",
        ("author_id", "affiliation_id"),
        ("paper_count", "first_year", "last_year", "author_citation_count"),
        """
        SELECT author_id, affiliation_id, count(*) AS paper_count, min(year) AS first_year,
               max(year) AS last_year, received AS author_citation_count
          FROM author_belongs
          JOIN paper ON paper.id = paper_id
          JOIN (SELECT author_id, sum(citations) AS received
                  FROM writes
                  JOIN cited ON cited.id = paper_id
                 GROUP BY author_id) AS cited_author USING (author_id)
         GROUP BY author_id, affiliation_id, received
        """,
        is_whole=True,
    ),
    Expectation(
        "author_year",
        ("author_id", "year"),
        ("paper_count", "citation_count"),
        """
        SELECT author_id, year, count(*) FILTER (WHERE citing_id IS NULL) AS paper_count,
               count(citing_id) AS citation_count
          FROM (SELECT author_id, year, NULL AS citing_id
                  FROM writes JOIN paper ON paper.id = paper_id
                 UNION ALL
                SELECT author_id, citing.year, citing_id
                  FROM writes
                  JOIN citation ON cited_id = paper_id
                  JOIN paper AS citing ON citing.id = citing_id) AS dated
         WHERE year IS NOT NULL
         GROUP BY author_id, year
        """,
        is_whole=True,
    ),
)
