"""What papers and their edges must say."""

from __future__ import annotations

from service.derive.expected.expectation import Expectation


def _copies(table: str, keys: tuple[str, ...], end: str, prefix: str = "") -> Expectation:
    names = (f"{prefix}citation_count", f"{prefix}published_key")
    return Expectation(
        table,
        keys,
        names,
        f"""
        SELECT {", ".join(keys)}, citations AS {names[0]}, published AS {names[1]}
          FROM {table}
          JOIN sort_key ON sort_key.id = {table}.{end}
        """,
    )


PAPERS = (
    Expectation(
        "paper",
        ("id",),
        (
            "citation_count",
            "reference_count",
            "author_count",
            "affiliation_count",
            "topic_count",
            "code_link_count",
            "has_code",
            "primary_topic_id",
        ),
        """
        SELECT cited.id, citations AS citation_count,
               (SELECT count(*) FROM citation WHERE citing_id = cited.id) AS reference_count,
               (SELECT count(DISTINCT author_id) + count(*) FILTER (WHERE author_id IS NULL)
                  FROM authorship WHERE paper_id = cited.id) AS author_count,
               coalesce(affiliations, 0) AS affiliation_count,
               (SELECT count(*) FROM paper_topic WHERE paper_id = cited.id) AS topic_count,
               (SELECT count(*) FROM code_link WHERE paper_id = cited.id) AS code_link_count,
               code_claimed OR EXISTS (SELECT FROM code_link WHERE paper_id = cited.id) AS has_code,
               (SELECT (array_agg(topic_id ORDER BY ordinal, topic_id))[1]
                  FROM paper_topic WHERE paper_id = cited.id AND is_primary) AS primary_topic_id
          FROM cited
          JOIN paper ON paper.id = cited.id
          LEFT JOIN (SELECT paper_id, count(*) AS affiliations FROM belongs GROUP BY paper_id)
                    AS counted ON paper_id = cited.id
        """,
    ),
    Expectation(
        "paper_text",
        ("paper_id",),
        ("search",),
        """
        SELECT paper.id AS paper_id,
               setweight(to_tsvector('english', title), 'A')
               || setweight(to_tsvector('english', coalesce(left(abstract, 100000), '')), 'B')
               AS search
          FROM paper
          LEFT JOIN paper_text ON paper_text.paper_id = paper.id
        """,
        is_whole=True,
    ),
    Expectation(
        "paper_year",
        ("paper_id", "year"),
        ("citation_count",),
        """
        SELECT cited_id AS paper_id, year, count(*) AS citation_count
          FROM paper
          JOIN citation ON citing_id = paper.id
         WHERE year IS NOT NULL
         GROUP BY cited_id, year
        """,
        is_whole=True,
    ),
    Expectation(
        "authorship",
        ("paper_id", "ordinal"),
        ("is_repeat",),
        """
        SELECT paper_id, ordinal,
               EXISTS (SELECT FROM authorship AS earlier
                        WHERE earlier.paper_id = later.paper_id
                          AND earlier.author_id = later.author_id
                          AND earlier.ordinal < later.ordinal) AS is_repeat
          FROM authorship AS later
        """,
    ),
    Expectation(
        "paper_affiliation",
        ("paper_id", "affiliation_id"),
        ("ordinal",),
        """
        SELECT paper_id, affiliation_id,
               rank() OVER (PARTITION BY paper_id
                            ORDER BY ordinal NULLS LAST, place NULLS LAST, affiliation_id)
               AS ordinal
          FROM (SELECT DISTINCT ON (paper_id, affiliation_id)
                       paper_id, affiliation_id, ordinal, place
                  FROM belongs
                  LEFT JOIN authorship_affiliation USING (paper_id, affiliation_id)
                 ORDER BY paper_id, affiliation_id, ordinal, place) AS first_mention
        """,
        is_whole=True,
    ),
    _copies("authorship", ("paper_id", "ordinal"), "paper_id"),
    _copies("paper_topic", ("paper_id", "topic_id"), "paper_id"),
    _copies("paper_affiliation", ("paper_id", "affiliation_id"), "paper_id"),
    _copies("code_link", ("paper_id", "repository_id"), "paper_id"),
    _copies("citation", ("citing_id", "cited_id"), "citing_id", "citing_"),
)
