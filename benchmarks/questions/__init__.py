"""The standard questions, each in the words of every system that has an answer to it.

A question is a folder, `questions/<name>/`, and an entry here. In the folder: `colophon.graphql`,
or `colophon.path` for what is asked of the Semantic Scholar face by a corpus id;
`bare.sql`, the statement that one writes by hand (`$1 …` are the values, one JSON column is the
answer's `data`); and, where they have an answer without plugins or functions of one's own,
`postgraphile.graphql` and `strawberry.graphql`. All of them ask for the same facts in the same
order: answers are compared by that before anything is timed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psycopg
from psycopg import sql

FOLDER = Path(__file__).parent
SAMPLES = ("random", "median", "hubs", "zipf")

Subject = tuple[object, ...]
"""The values of one request, in the order of the question's variables."""

# Whoever has most, whoever stands in the middle, and anybody: in an order without meaning, the same
# in every run.
_SELECT = {
    "random": "SELECT * FROM ({}) AS asked ORDER BY md5(asked::text) LIMIT 2000",
    "median": "SELECT * FROM ({}) AS asked ORDER BY weight, asked::text LIMIT 40"
    " OFFSET (SELECT greatest(count(*) / 2 - 20, 0) FROM ({}) AS counted)",
    "hubs": "SELECT * FROM ({}) AS asked ORDER BY weight DESC, asked::text LIMIT 10",
}


@dataclass(frozen=True, slots=True)
class Question:
    """`variables` are names with the noun that global ids in them begin with, if they hold ids;
    `among` selects their values and a `weight`: how much hangs on them."""

    name: str
    variables: tuple[tuple[str, str | None], ...]
    among: str

    def text(self, file: str) -> str | None:
        """How it is put in that language, or None where nobody has."""
        path = FOLDER / self.name / file
        return path.read_text() if path.exists() else None

    def subjects(self, url: str, sample: str) -> list[Subject]:
        """Whom to ask about."""
        if sample == "zipf":
            return _by_zipf(self.subjects(url, "random"))
        among = sql.SQL(self.among)  # type: ignore[arg-type]  # a constant of this module
        statement = sql.SQL(_SELECT[sample]).format(*[among] * _SELECT[sample].count("{}"))
        with psycopg.connect(url) as connection:
            return [row[: len(self.variables)] for row in connection.execute(statement)]


def _by_zipf(subjects: Sequence[Subject]) -> list[Subject]:
    """Ten times as many, the n-th asked for in proportion to 1/n: as the public asks."""
    weights = [1 / place for place in range(1, len(subjects) + 1)]
    return Random(1).choices(subjects, weights, k=10 * len(subjects))


def _about(noun: str) -> tuple[tuple[str, str | None], ...]:
    return (("id", noun),)


AUTHOR_PAGE = Question(
    "author_page",
    _about("author"),
    "SELECT id, paper_count AS weight FROM author WHERE paper_count >= 10",
)
QUESTIONS = (
    AUTHOR_PAGE,
    Question(
        "coauthors",
        _about("author"),
        "SELECT id, coauthor_count AS weight FROM author WHERE paper_count >= 10",
    ),
    Question(
        "citations",
        _about("paper"),
        "SELECT id, citation_count AS weight FROM paper WHERE citation_count >= 20",
    ),
    Question(
        "topic_page",
        _about("topic"),
        "SELECT id, paper_count AS weight FROM topic WHERE paper_count >= 50",
    ),
    Question(
        "facets",
        _about("topic"),
        "SELECT id, paper_count AS weight FROM topic WHERE paper_count >= 50",
    ),
    Question(
        "coauthor_path",
        (("from", "author"), ("to", "author")),
        "SELECT id, other, weight FROM ("
        "SELECT id, lead(id) OVER shuffled AS other,"
        " coauthor_count + lead(coauthor_count) OVER shuffled AS weight"
        " FROM author WHERE coauthor_count > 0 WINDOW shuffled AS (ORDER BY md5(id::text))"
        ") AS pairs WHERE other IS NOT NULL",
    ),
    Question(
        "co_citation",
        _about("paper"),
        "SELECT id, citation_count AS weight FROM paper WHERE citation_count >= 20",
    ),
    Question("look_up", _about("paper"), "SELECT id, citation_count AS weight FROM paper"),
    Question("s2_paper", _about("paper"), "SELECT id, citation_count AS weight FROM paper"),
    Question(
        "search",
        (("words", None),),
        # Two words of a title: there is something to find, and seldom very much.
        "SELECT split_part(title_key, ' ', 1) || ' ' || split_part(title_key, ' ', 2) AS words,"
        " sum(citation_count) AS weight FROM paper GROUP BY words",
    ),
    Question(
        "suggest",
        (("prefix", None),),
        # What somebody types: the hubs are single letters. A blank at the end is not compared.
        "SELECT left(name_key, typed) AS prefix, count(*) AS weight"
        " FROM (SELECT name_key FROM author_name UNION ALL SELECT title_key FROM paper) AS named,"
        " generate_series(1, 6) AS typed"
        " WHERE left(name_key, typed) !~ '\\s$' AND length(name_key) >= typed GROUP BY prefix",
    ),
    Question(
        "batch",
        (("ids", "paper"),),
        "SELECT array_agg(id ORDER BY place) AS ids, sum(citation_count) AS weight"
        " FROM (SELECT id, citation_count, row_number() OVER (ORDER BY md5(id::text)) AS place"
        " FROM paper) AS shuffled WHERE place <= 20000 GROUP BY (place - 1) / 100",
    ),
)
