"""Tells an orchestrator if this process lives (/healthz) and if it can answer (/readyz)."""

from __future__ import annotations

import json
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.database.pool import ReadDatabase
from service.errors import ColophonError, DatabaseUnavailable

log = logging.getLogger(__name__)

REVISION = "SELECT to_json((SELECT max(version_num) FROM alembic_version))"

NO_STORE = {"cache-control": "no-store"}


def routes(database: ReadDatabase, newest_revision: str | None) -> list[Route]:
    """Both are GET or HEAD; the revision is the last migration that this code knows."""

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=NO_STORE)

    async def readyz(request: Request) -> Response:
        reason = await why_not_ready(database, newest_revision)
        if reason is None:
            return JSONResponse({"status": "ready"}, headers=NO_STORE)
        log.warning("Not ready: %s", reason)
        return JSONResponse({"status": "not ready", "reason": reason}, 503, headers=NO_STORE)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]


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
