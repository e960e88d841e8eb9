"""Puts the service together: the GraphQL endpoint, GraphiQL, the health checks, the pool."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service import health
from service.citing import endpoint as citing_endpoint
from service.database import migrations
from service.database.pool import ReadDatabase
from service.export import endpoint as export_endpoint
from service.graph.assets import Assets
from service.graph.coding import CODINGS
from service.graph.endpoint import GraphQLEndpoint
from service.graph.engine import Engine
from service.graph.explorer import Explorer
from service.graph.operations import OPERATIONS as GRAPHQL_OPERATIONS
from service.graph.operations import PATH as GRAPHQL
from service.graph.response import Profile
from service.rest.described import DOCS, OPENAPI, Described
from service.rest.operations import (
    Operation,
    application_of,
    nothing_there,
    routes_of,
)
from service.s2 import endpoint as s2_endpoint
from service.s2.identifiers import paper_reference
from service.settings import Settings

WEB_FOLDER = Path(__file__).with_name("web")


# A document escaped as JSON, and variables beside it, fit in this many times the document's limit.
BODY_PER_DOCUMENT = 10


def create_app(settings: Settings, reader_url: str) -> ASGIApp:
    """The ASGI application, whose lifespan opens and closes the pool."""
    database = ReadDatabase(
        reader_url,
        size=settings.pool_size,
        statement_timeout=settings.statement_timeout_ms / 1000,
    )
    engine = Engine(
        database,
        settings.limits,
        introspection=settings.introspection,
        kept_bytes=settings.kept_answers_mb * 1_000_000,
    )
    s2_operations = s2_endpoint.operations_of(database)
    explorer = Explorer(WEB_FOLDER) if settings.graphiql else None
    endpoint = GraphQLEndpoint(
        engine.answer,
        answer_unless_known=engine.answer_unless_known,
        priced=engine.price,
        codings=tuple(CODINGS) if settings.compression else (),
        profile=Profile(settings.http_profile),
        body_bytes=settings.max_document_bytes * BODY_PER_DOCUMENT,
        explorer=explorer,
    )
    return Paths(
        graphql=_cross_origin(endpoint, settings.cors_origins),
        assets=Assets(explorer) if explorer else None,
        s2=application_of(s2_operations),
        others=_other_paths(database, settings, s2_operations),
    )


class Paths:
    """Hands the requests of both faces on before anything else sees them; the rest is a FastAPI
    application."""

    def __init__(
        self, graphql: ASGIApp, assets: ASGIApp | None, s2: ASGIApp, others: ASGIApp
    ) -> None:
        self._graphql = graphql
        self._assets = assets
        self._s2 = s2
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            if path == GRAPHQL or path == f"{GRAPHQL}/":
                return await self._graphql(scope, receive, send)
            if self._assets is not None and path.startswith(f"{GRAPHQL}/assets/"):
                return await self._assets(scope, receive, send)
            if path.startswith(s2_endpoint.ROOTS):
                return await self._s2(scope, receive, send)
        return await self._others(scope, receive, send)


def _cross_origin(endpoint: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Let pages of these origins ask from a browser; with none, requests pass nothing more."""
    if not origins:
        return endpoint
    return CORSMiddleware(
        endpoint,
        allow_origins=origins,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
        expose_headers=["etag", "retry-after"],
        max_age=86_400,
    )


def _other_paths(
    database: ReadDatabase, settings: Settings, s2_operations: Sequence[Operation]
) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await database.open()
        yield
        await database.close()

    async def root(request: Request) -> RedirectResponse:
        return RedirectResponse("graphql")

    own = [
        *export_endpoint.operations_of(
            database, settings.limits, introspection=settings.introspection
        ),
        *citing_endpoint.operations_of(database, paper_reference),
        *health.operations_of(database, migrations.newest_revision()),
    ]
    app = FastAPI(lifespan=lifespan, openapi_url=None, title="Colophon")
    app.router.default = nothing_there
    app.add_route("/", root)
    app.router.routes.extend(routes_of(own))
    described = Described([*GRAPHQL_OPERATIONS, *own, *s2_operations])
    app.add_route(OPENAPI, described.document)
    app.add_route(DOCS, described.page)
    return app
