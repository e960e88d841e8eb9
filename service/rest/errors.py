"""What is refused and what fails, in the bodies that clients of Semantic Scholar know."""

from __future__ import annotations

import logging

from starlette.responses import JSONResponse, Response

from service.errors import (
    ColophonError,
    DatabaseUnavailable,
    OperationFailed,
    OperationRefused,
    StatementTimeout,
)

log = logging.getLogger(__name__)


class BadRequest(ColophonError):
    """Parameters that mean nothing here; the text says which and what was expected."""


class NotFound(ColophonError):
    """There is no such paper or author."""


def response_of(error: Exception) -> Response:
    """400 and 404 as `{"error": text}`; 5xx as `{"message": text}`, as the original does."""
    match error:
        case BadRequest():
            return JSONResponse({"error": str(error)}, 400)
        case NotFound():
            return JSONResponse({"error": str(error)}, 404)
        case OperationRefused():
            return JSONResponse({"error": error.problems[0].message}, 400)
        case DatabaseUnavailable():
            body = {"message": error.problem.message}
            return JSONResponse(body, 503, headers={"retry-after": "2"})
        case StatementTimeout():
            return JSONResponse({"message": error.problem.message}, 504)
        case OperationFailed():
            return JSONResponse({"message": error.problem.message}, 500)
        case _:
            log.exception("A request failed in a way that nobody foresaw.", exc_info=error)
            return JSONResponse({"message": OperationFailed().problem.message}, 500)
