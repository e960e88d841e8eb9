"""Everything that Colophon refuses or fails at, with the stable code that a client or an
operator sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The values of `errors[].extensions.code`; clients match on them, so they never change."""

    PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    COST_LIMIT_EXCEEDED = "COST_LIMIT_EXCEEDED"
    TIMEOUT = "TIMEOUT"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of a response's `errors`: what is wrong, and where in the document or the answer.

    `locations` are (line, column) pairs counted from 1; `path` names response keys and list
    indexes.
    """

    code: Code
    message: str
    locations: tuple[tuple[int, int], ...] = ()
    path: tuple[str | int, ...] = ()


class ColophonError(Exception):
    """Whatever Colophon raises on purpose."""


class OperationRefused(ColophonError):
    """A request that cannot be answered: the client's document, arguments, or demand are at
    fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)

    @classmethod
    def because(
        cls,
        code: Code,
        message: str,
        *,
        path: Sequence[str | int] = (),
        locations: Sequence[tuple[int, int]] = (),
    ) -> OperationRefused:
        """A refusal for a single reason."""
        return cls([Problem(code, message, tuple(locations), tuple(path))])


class OperationFailed(ColophonError):
    """A sound request that could not be carried out; `problem` is all that a client may learn."""

    code = Code.INTERNAL
    message = "Something went wrong here; the log has the details."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.problem = Problem(self.code, message or self.message)


class StatementTimeout(OperationFailed):
    """PostgreSQL cancelled the statement at the time limit."""

    code = Code.TIMEOUT
    message = "The query took longer than the server allows. Ask for fewer rows or filter more."


class DatabaseUnavailable(OperationFailed):
    """No connection to PostgreSQL could be had, or it was lost on the way."""

    code = Code.DATABASE_UNAVAILABLE
    message = "The database cannot be reached at the moment. Try again shortly."


class CommandError(ColophonError):
    """A command that cannot go on: its text is the one line that the user reads."""
