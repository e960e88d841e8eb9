"""Tells an orchestrator if this process lives (/healthz) and if it can answer (/readyz)."""

from __future__ import annotations

import json
import logging

from starlette.responses import JSONResponse, Response

from service.database.pool import ReadDatabase
from service.errors import ColophonError, DatabaseUnavailable
from service.rest.operations import Example, Operation, Reply
from service.rest.request import Request
from service.rest.shapes import TEXT, thing, words

log = logging.getLogger(__name__)

REVISION = "SELECT to_json((SELECT max(version_num) FROM alembic_version))"

_TAG = "Health"
_ALIVE = {200: Reply("It lives.", thing({"status": words("ok")}))}
_NOT_READY = thing({"status": words("not ready"), "reason": TEXT})
_READY = {
    200: Reply("It can answer.", thing({"status": words("ready")})),
    503: Reply("It cannot, and why.", _NOT_READY),
}
NO_STORE = {"cache-control": "no-store"}


def operations_of(database: ReadDatabase, newest_revision: str | None) -> list[Operation]:
    """Both are GET or HEAD; the revision is the last migration that this code knows."""

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=NO_STORE)

    async def readyz(request: Request) -> Response:
        reason = await why_not_ready(database, newest_revision)
        if reason is None:
            return JSONResponse({"status": "ready"}, headers=NO_STORE)
        log.warning("Not ready: %s", reason)
        return JSONResponse({"status": "not ready", "reason": reason}, 503, headers=NO_STORE)

    return [
        Operation(
            *("GET", "/healthz", "isAlive", "Whether the process lives", _TAG, healthz, _ALIVE),
            example=Example("/healthz", {"status": "ok"}),
        ),
        Operation(
            *("GET", "/readyz", "isReady", "Whether it can answer", _TAG, readyz, _READY),
            example=Example("/readyz", {"status": "ready"}),
        ),
    ]


async def why_not_ready(database: ReadDatabase, newest_revision: str | None) -> str | None:
    """The reason, in words that may be shown to anybody; None when requests can be answered."""
    try:
        (revision,) = await database.read_row(REVISION, ())
    except DatabaseUnavailable:
        return "The database cannot be reached."
    except ColophonError:
        # No such table, or no right to read it.
        return "The database has not been migrated. Run: colophon migrate"
    if json.loads(revision or b"null") != newest_revision:
        return "The database is not at the migration that this service needs. Run: colophon migrate"
    return None
