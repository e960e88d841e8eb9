"""What goes back over HTTP: the table of status codes, and errors as GraphQL writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import Enum, StrEnum, auto

from service.errors import Code, ColophonError, Problem
from service.graph.media_type import MediaType


class Profile(StrEnum):
    """Which reading of GraphQL over HTTP the status codes follow, where the readings differ."""

    AUDIT = "audit"  # the npm audit suite graphql-http, and the servers of today
    DRAFT_2026 = "draft2026"  # the draft as of August 2026


class Outcome(Enum):
    """How a request ended, as far as its status code is concerned."""

    ANSWERED = auto()
    NOT_MODIFIED = auto()  # the client has the answer
    UNREADABLE = auto()  # not JSON, not UTF-8
    MALFORMED = auto()  # JSON, but not the parameters of a GraphQL request
    FORGEABLE = auto()  # a GET that any web page could make a browser send
    METHOD_NOT_ALLOWED = auto()
    NOT_ACCEPTABLE = auto()
    UNSUPPORTED_MEDIA_TYPE = auto()
    TOO_LARGE = auto()
    UNPARSABLE = auto()  # the document is not GraphQL
    REFUSED = auto()  # validation, variables, limits
    TIMED_OUT = auto()
    UNAVAILABLE = auto()
    FAILED = auto()


# Each entry: the status under application/graphql-response+json, and under application/json.
# Under the latter a client of old reads the body only where the status is 200, so the audit
# profile answers any well-formed request so, unless the service itself is out of order.
STATUS: dict[Profile, dict[Outcome, tuple[int, int]]] = {
    Profile.AUDIT: {
        Outcome.ANSWERED: (200, 200),
        Outcome.NOT_MODIFIED: (304, 304),
        Outcome.UNREADABLE: (400, 400),
        Outcome.MALFORMED: (400, 400),
        Outcome.FORGEABLE: (400, 400),
        Outcome.METHOD_NOT_ALLOWED: (405, 405),
        Outcome.NOT_ACCEPTABLE: (406, 406),
        Outcome.UNSUPPORTED_MEDIA_TYPE: (415, 415),
        Outcome.TOO_LARGE: (413, 413),
        Outcome.UNPARSABLE: (400, 200),
        Outcome.REFUSED: (400, 200),
        Outcome.TIMED_OUT: (504, 200),
        Outcome.UNAVAILABLE: (503, 503),
        Outcome.FAILED: (500, 500),
    },
    Profile.DRAFT_2026: {
        Outcome.ANSWERED: (200, 200),
        Outcome.NOT_MODIFIED: (304, 304),
        Outcome.UNREADABLE: (400, 400),
        Outcome.MALFORMED: (422, 422),
        Outcome.FORGEABLE: (400, 400),
        Outcome.METHOD_NOT_ALLOWED: (405, 405),
        Outcome.NOT_ACCEPTABLE: (406, 406),
        Outcome.UNSUPPORTED_MEDIA_TYPE: (415, 415),
        Outcome.TOO_LARGE: (413, 413),
        Outcome.UNPARSABLE: (400, 400),
        Outcome.REFUSED: (422, 422),
        Outcome.TIMED_OUT: (504, 504),
        Outcome.UNAVAILABLE: (503, 503),
        Outcome.FAILED: (500, 500),
    },
}

# The media type for a client that names none: the audit wants the old one, the draft the new.
UNASKED: dict[Profile, MediaType] = {
    Profile.AUDIT: MediaType.JSON,
    Profile.DRAFT_2026: MediaType.GRAPHQL,
}


def status(profile: Profile, outcome: Outcome, media_type: MediaType) -> int:
    under_graphql, under_json = STATUS[profile][outcome]
    return under_graphql if media_type is MediaType.GRAPHQL else under_json


class RequestRefused(ColophonError):
    """An HTTP request that holds no GraphQL request which could be answered."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.problem = Problem(Code.BAD_USER_INPUT, message)


def outcome_of_refusal(problems: Sequence[Problem]) -> Outcome:
    unparsable = any(problem.code is Code.PARSE_FAILED for problem in problems)
    return Outcome.UNPARSABLE if unparsable else Outcome.REFUSED


def outcome_of_failure(problem: Problem) -> Outcome:
    match problem.code:
        case Code.TIMEOUT:
            return Outcome.TIMED_OUT
        case Code.DATABASE_UNAVAILABLE:
            return Outcome.UNAVAILABLE
        case _:
            return Outcome.FAILED


def errors_alone(problems: Sequence[Problem]) -> bytes:
    """The body for a request that was never carried out: it has no `data`."""
    return _encoded({"errors": [_rendered(problem) for problem in problems]})


def errors_without_data(problem: Problem) -> bytes:
    """The body for an operation that was begun and failed: its `data` is null."""
    return _encoded({"data": None, "errors": [_rendered(problem)]})


def _rendered(problem: Problem) -> dict[str, object]:
    entry: dict[str, object] = {"message": problem.message}
    if problem.locations:
        entry["locations"] = [{"line": line, "column": at} for line, at in problem.locations]
    if problem.path:
        entry["path"] = list(problem.path)
    entry["extensions"] = {"code": problem.code}
    return entry


def _encoded(body: dict[str, object]) -> bytes:
    # In ASCII: a message may quote a string of the document, and that may hold half a surrogate.
    return json.dumps(body, separators=(",", ":")).encode()
