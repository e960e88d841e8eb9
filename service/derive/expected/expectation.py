"""One expectation, and the sub-queries that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from service.tables.author import MOST_COAUTHORS


@dataclass(frozen=True, slots=True)
class Expectation:
    """`query` names its columns as `table` does; rows meet on `keys`.

    An owner's columns are compared where the owner is (`is_whole` false); derived rows must neither
    be missing nor left over.
    """

    table: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    query: str
    is_whole: bool = False


# Sub-queries that several expectations begin with; their names meet no derived column's.
COMMON = f"""
WITH cited AS (
    SELECT paper.id, count(citing_id) AS citations
      FROM paper
      LEFT JOIN citation ON cited_id = paper.id
     GROUP BY paper.id
), sort_key AS (
    SELECT cited.id, citations, coalesce(published_on, '-infinity') AS published
      FROM cited
      JOIN paper ON paper.id = cited.id
), writes AS (
    SELECT DISTINCT author_id, paper_id FROM authorship WHERE author_id IS NOT NULL
), belongs AS (
    SELECT paper_id, affiliation_id FROM authorship_affiliation
     UNION
    SELECT paper_id, affiliation_id FROM paper_affiliation WHERE is_given
), author_belongs AS (
    SELECT DISTINCT author_id, paper_id, affiliation_id
      FROM authorship
      JOIN authorship_affiliation USING (paper_id, ordinal)
     WHERE author_id IS NOT NULL
), author_works_on AS (
    SELECT author_id, topic_id, count(*) AS papers
      FROM writes
      JOIN paper_topic USING (paper_id)
     GROUP BY author_id, topic_id
), crowd AS (
    SELECT paper_id
      FROM authorship
     GROUP BY paper_id
    HAVING count(DISTINCT author_id) + count(*) FILTER (WHERE author_id IS NULL) > {MOST_COAUTHORS}
), writes_with AS (
    SELECT one.author_id, other.author_id AS coauthor_id, count(*) AS papers,
           min(year) AS first, max(year) AS last
      FROM writes AS one
      JOIN writes AS other USING (paper_id)
      JOIN paper ON paper.id = paper_id
     WHERE one.author_id <> other.author_id
       AND paper_id NOT IN (SELECT paper_id FROM crowd)
     GROUP BY one.author_id, other.author_id
)
"""
