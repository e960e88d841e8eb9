"""The standard questions: each as GraphQL, as the SQL that one writes by hand, and about whom.

A question is three things under one name: `<name>.graphql`, `<name>.sql` (one parameter, the id of
the entity; one JSON column, the answer's `data`), and an entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Question:
    """`noun` is what global ids of its entities begin with; `among` selects their numbers."""

    name: str
    noun: str
    among: str

    @property
    def graphql(self) -> str:
        return (FOLDER / f"{self.name}.graphql").read_text()

    @property
    def sql(self) -> str:
        return (FOLDER / f"{self.name}.sql").read_text()

    def ids(self, url: str, most: int = 2_000) -> list[int]:
        """Entities to ask about: in an order without meaning, the same in every run."""
        with psycopg.connect(url) as connection:
            found = [id_ for (id_,) in connection.execute(self.among.encode())]
        return sorted(found, key=lambda id_: id_ * 2_654_435_761 % 4_294_967_291)[:most]


AUTHOR_PAGE = Question("author_page", "author", "SELECT id FROM author WHERE paper_count >= 10")
QUESTIONS = (
    AUTHOR_PAGE,
    Question("citations", "paper", "SELECT id FROM paper WHERE citation_count >= 20"),
    Question("topic_page", "topic", "SELECT id FROM topic WHERE paper_count >= 50"),
    Question("look_up", "paper", "SELECT id FROM paper"),
)
