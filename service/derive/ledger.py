"""What papers give to authors, topics and all else that adds up, as entries of plus and minus.

The entries of touched papers are made twice: with minus as they were, before anything changes, and
with plus as they are, at the end. What adds up to nothing has not changed; the rest is added to
what is stored. So the cost of a batch hangs on what is in it, not on what it belongs to.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.tables.author import MOST_COAUTHORS

_COLUMNS = {
    "citation": "paper_id bigint, year integer, citations bigint",
    "author_year": "author_id bigint, year integer, papers bigint, citations bigint",
    "author_topic": "author_id bigint, topic_id bigint, papers bigint",
    "author_affiliation": "author_id bigint, affiliation_id bigint, year integer, papers bigint",
    # The smaller id first.
    "coauthorship": "author_id bigint, coauthor_id bigint, year integer, papers bigint",
    "topic": "topic_id bigint, year integer, papers bigint, citations bigint, authors bigint",
    "affiliation": "affiliation_id bigint, papers bigint, citations bigint, authors bigint",
    "venue": "venue_id bigint, papers bigint",
    "repository": "repository_id bigint, papers bigint",
}
CREATE = tuple(
    text(f"CREATE TEMPORARY TABLE IF NOT EXISTS entry_{name} ({columns}) ON COMMIT DROP")
    for name, columns in _COLUMNS.items()
)
EMPTY = text(f"TRUNCATE {', '.join(f'entry_{name}' for name in _COLUMNS)}")

# Entries of the papers in entered_paper. The first is made before the others: what is stored of the
# papers' own citations has to be right when the others are.
CITED = text(
    """
    INSERT INTO entry_citation (paper_id, year, citations)
    SELECT cited_id, year, :sign * count(*)
      FROM entered_paper
      JOIN citation ON citing_id = entered_paper.id
      JOIN paper ON paper.id = citing_id
     GROUP BY cited_id, year
    """
)
GIVEN = tuple(
    text(statement)
    for statement in (
        """
        INSERT INTO entry_author_year (author_id, year, papers, citations)
        SELECT author_id, year, :sign * count(*), 0
          FROM entered_paper
          JOIN authorship ON paper_id = entered_paper.id
          JOIN paper ON paper.id = paper_id
         WHERE author_id IS NOT NULL AND NOT is_repeat AND year IS NOT NULL
         GROUP BY author_id, year
         UNION ALL
        SELECT author_id, year, 0, :sign * sum(paper_year.citation_count)
          FROM entered_paper
          JOIN authorship ON authorship.paper_id = id
          JOIN paper_year ON paper_year.paper_id = id
         WHERE author_id IS NOT NULL AND NOT is_repeat
         GROUP BY author_id, year
        """,
        """
        INSERT INTO entry_author_topic (author_id, topic_id, papers)
        SELECT author_id, topic_id, :sign * count(*)
          FROM entered_paper
          JOIN authorship ON authorship.paper_id = id
          JOIN paper_topic ON paper_topic.paper_id = id
         WHERE author_id IS NOT NULL AND NOT is_repeat
         GROUP BY author_id, topic_id
        """,
        # An author may be named twice on a paper, with an affiliation each time: it counts once.
        """
        INSERT INTO entry_author_affiliation (author_id, affiliation_id, year, papers)
        SELECT author_id, affiliation_id, year, :sign * count(DISTINCT paper_id)
          FROM entered_paper
          JOIN authorship ON paper_id = entered_paper.id
          JOIN authorship_affiliation USING (paper_id, ordinal)
          JOIN paper ON paper.id = paper_id
         WHERE author_id IS NOT NULL
         GROUP BY author_id, affiliation_id, year
        """,
        """
        INSERT INTO entry_topic (topic_id, year, papers, citations, authors)
        SELECT topic_id, year, :sign * count(*), :sign * sum(paper.citation_count), 0
          FROM entered_paper
          JOIN paper_topic ON paper_id = entered_paper.id
          JOIN paper ON paper.id = paper_id
         GROUP BY topic_id, year
        """,
        """
        INSERT INTO entry_affiliation (affiliation_id, papers, citations, authors)
        SELECT affiliation_id, :sign * count(*), :sign * sum(paper.citation_count), 0
          FROM entered_paper
          JOIN paper_affiliation ON paper_id = entered_paper.id
          JOIN paper ON paper.id = paper_id
         GROUP BY affiliation_id
        """,
        """
        INSERT INTO entry_venue (venue_id, papers)
        SELECT venue_id, :sign * count(*)
          FROM entered_paper
          JOIN paper USING (id)
         WHERE venue_id IS NOT NULL
         GROUP BY venue_id
        """,
        """
        INSERT INTO entry_repository (repository_id, papers)
        SELECT repository_id, :sign * count(*)
          FROM entered_paper
          JOIN code_link ON paper_id = id
         GROUP BY repository_id
        """,
    )
)
COAUTHORS = text(
    f"""
    INSERT INTO entry_coauthorship (author_id, coauthor_id, year, papers)
    SELECT one.author_id, other.author_id, year, :sign * count(*)
      FROM entered_paper
      JOIN paper ON paper.id = entered_paper.id AND author_count <= {MOST_COAUTHORS}
      JOIN authorship AS one ON one.paper_id = paper.id AND NOT one.is_repeat
      JOIN authorship AS other ON other.paper_id = paper.id AND NOT other.is_repeat
           AND one.author_id < other.author_id
     GROUP BY one.author_id, other.author_id, year
    """
)

# Papers that are not touched, only cited more or less often: to whom their citations count.
CITATIONS_ALONE = tuple(
    text(statement)
    for statement in (
        """
        INSERT INTO entry_author_year (author_id, year, papers, citations)
        SELECT author_id, year, 0, sum(citations)
          FROM recited_paper
          JOIN authorship USING (paper_id)
         WHERE author_id IS NOT NULL AND NOT is_repeat AND year IS NOT NULL
           AND NOT EXISTS (SELECT FROM noted_paper WHERE id = paper_id)
         GROUP BY author_id, year
        """,
        """
        INSERT INTO entry_topic (topic_id, year, papers, citations, authors)
        SELECT topic_id, NULL, 0, sum(citations), 0
          FROM recited_paper
          JOIN paper_topic USING (paper_id)
         WHERE NOT EXISTS (SELECT FROM noted_paper WHERE id = paper_id)
         GROUP BY topic_id
        """,
        """
        INSERT INTO entry_affiliation (affiliation_id, papers, citations, authors)
        SELECT affiliation_id, 0, sum(citations), 0
          FROM recited_paper
          JOIN paper_affiliation USING (paper_id)
         WHERE NOT EXISTS (SELECT FROM noted_paper WHERE id = paper_id)
         GROUP BY affiliation_id
        """,
    )
)


def begin(connection: Connection) -> None:
    for statement in (*CREATE, EMPTY):
        connection.execute(statement)


def enter(connection: Connection, sign: int) -> None:
    """All entries of the papers in entered_paper, as they are stored now."""
    enter_citations(connection, sign)
    enter_coauthors(connection, sign)
    enter_the_rest(connection, sign)


def enter_coauthors(connection: Connection, sign: int) -> None:
    """Whom they make coauthors, by the stored `author_count`."""
    connection.execute(COAUTHORS, {"sign": sign})


def enter_citations(connection: Connection, sign: int) -> None:
    """To whom they give citations."""
    connection.execute(CITED, {"sign": sign})


def enter_the_rest(connection: Connection, sign: int) -> None:
    """What they give to authors, topics, affiliations, venues and repositories."""
    for statement in GIVEN:
        connection.execute(statement, {"sign": sign})


def enter_citations_alone(connection: Connection) -> None:
    """What the papers in recited_paper, unless they are touched, give to those they belong to."""
    for statement in CITATIONS_ALONE:
        connection.execute(statement)
