"""What the graph has, for arguments: of each kind those with most, and words that many have."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

HUBS = 100
_HUBS = {
    "paper": "SELECT id FROM paper ORDER BY citation_count DESC, id LIMIT %s",
    "author": "SELECT id FROM author ORDER BY paper_count DESC, id LIMIT %s",
    "affiliation": "SELECT id FROM affiliation ORDER BY paper_count DESC, id LIMIT %s",
    "topic": "SELECT id FROM topic ORDER BY paper_count DESC, id LIMIT %s",
    "venue": "SELECT id FROM venue ORDER BY paper_count DESC, id LIMIT %s",
    "repository": "SELECT id FROM code_repository ORDER BY paper_count DESC, id LIMIT %s",
}
_WORDS = """
    SELECT word
      FROM {table}, regexp_split_to_table(lower({column}), '\\W+') AS word
     WHERE length(word) > 2
     GROUP BY word
     ORDER BY count(*) DESC, word
     LIMIT 20
"""
_CODES = "SELECT code FROM topic ORDER BY paper_count DESC, code LIMIT 10"


@dataclass(frozen=True, slots=True)
class Known:
    """Global ids by noun, those with most first; common words of titles and of names."""

    ids: dict[str, tuple[str, ...]]
    words: tuple[str, ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]


def known(url: str) -> Known:
    """What this database has; nouns of which it has none are left out."""
    with psycopg.connect(url) as connection:

        def column(statement: str, *values: int) -> tuple[str, ...]:
            return tuple(str(value) for (value,) in connection.execute(statement, values))

        found = {noun: column(statement, HUBS) for noun, statement in _HUBS.items()}
        return Known(
            {noun: tuple(f"{noun}:{id_}" for id_ in ids) for noun, ids in found.items() if ids},
            column(_WORDS.format(table="paper", column="title")),
            column(_WORDS.format(table="author", column="name")),
            column(_CODES),
        )
