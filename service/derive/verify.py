"""Recomputes all derived data from the base tables, and reports every row that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, text

from service.database.engine import writing_engine
from service.derive.columns import read_columns
from service.derive.expected import COMMON, EXPECTATIONS, Expectation
from service.derive.page_rank import page_rank
from service.derive.ranking import read_citations

# PageRank is of the data version before the one that storing it made, or of older data.
CURRENT_DAMPING = text(
    """
    SELECT damping
      FROM page_rank_computation AS computation
      JOIN data_version ON version = computation.data_version + 1
    """
)
SAME_SCORE = 1e-9  # relative: the last digits hang on how a machine adds


@dataclass(frozen=True, slots=True)
class Difference:
    """A derived row that is not what the base tables say; a row that is not there has no values."""

    table: str
    key: tuple[object, ...]
    stored: dict[str, object] | None
    expected: dict[str, object] | None

    def __str__(self) -> str:
        key = ", ".join(map(str, self.key))
        if self.expected is None:
            return f"{self.table} ({key}): is there, should not be"
        if self.stored is None:
            return f"{self.table} ({key}): is missing"
        wrong = (
            f"{name} is {self.stored[name]}, should be {value}"
            for name, value in self.expected.items()
            if self.stored[name] != value
        )
        return f"{self.table} ({key}): {'; '.join(wrong)}"


Check = Callable[[Connection], Iterable[Difference]]


def verify(url: str, *others: Check) -> list[Difference]:
    """All differences in one state of the data, with those that `others` find in what this layer
    does not know; the reader's rights are enough."""
    with writing_engine(url).connect() as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        found = [
            difference
            for expectation in EXPECTATIONS
            for difference in differences(connection, expectation)
        ]
        found += score_differences(connection)
        return found + [difference for check in others for difference in check(connection)]


def differences(connection: Connection, expectation: Expectation) -> Iterator[Difference]:
    """The rows of one table that are missing, left over, or not as expected."""
    statement = text(comparison(expectation)).execution_options(stream_results=True)
    with connection.execute(statement) as rows:
        for row in rows:
            key = tuple(row[: len(expectation.keys)])
            yield Difference(expectation.table, key, row.stored, row.expected)


def score_differences(connection: Connection) -> Iterator[Difference]:
    """Scores that the citations do not give, where nothing was written since they were stored."""
    damping = connection.execute(CURRENT_DAMPING).scalar_one_or_none()
    if damping is None:
        return
    graph = read_citations(connection)
    scores = np.empty(0)
    for step in page_rank(graph, damping):
        scores = step.scores
    stored = np.full(len(scores), np.nan)
    for papers, found in read_columns(connection, "page_rank", "paper_id", "score"):
        stored[np.searchsorted(graph.papers, papers)] = found
    # What is missing is not a number, and so not close to any.
    for place in np.flatnonzero(~np.isclose(stored, scores, rtol=SAME_SCORE, atol=0)).tolist():
        was, score = (_score(each[place]) for each in (stored, scores))
        yield Difference("page_rank", (int(graph.papers[place]),), was, score)


def _score(number: float) -> dict[str, object] | None:
    return None if np.isnan(number) else {"score": float(number)}


def comparison(expectation: Expectation) -> str:
    """Both sides beside each other, joined on the keys, where they are not the same."""
    keys = ", ".join(expectation.keys)
    names = [*expectation.keys, *expectation.columns]
    # A join that keeps what only one side has; an owner's row is always on both.
    join = "FULL JOIN" if expectation.is_whole else "JOIN"
    return f"""
        {COMMON}
        SELECT {keys}, to_jsonb(stored) - 'is_there' AS stored,
               to_jsonb(expected) - 'is_there' AS expected
          FROM (SELECT {", ".join(names)}, true AS is_there FROM {expectation.table}) AS stored
          {join} (SELECT {", ".join(names)}, true AS is_there
                    FROM ({expectation.query}) AS query) AS expected
               USING ({keys})
         WHERE {_row("stored", expectation.columns)}
               IS DISTINCT FROM {_row("expected", expectation.columns)}
         ORDER BY {keys}
    """


def _row(side: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f"{side}.{name}" for name in (*columns, "is_there"))
    return f"ROW({names})"
