"""The application as a whole: its paths, its health, a browser of another origin, its start."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import psycopg
import pytest
from psycopg import sql

from service import app as app_module
from service.app import create_app
from service.errors import CommandError
from service.settings import Settings
from tests.graph.asgi import Response, ask

AS_JSON = {"content-type": "application/json"}
TYPENAME = b'{"query": "{ __typename }"}'
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def shared(make_database):
    return make_database("app")


@asynccontextmanager
async def started(app):
    """The application between the start and the end of its lifespan."""
    incoming: asyncio.Queue = asyncio.Queue()
    outgoing: asyncio.Queue = asyncio.Queue()
    running = asyncio.create_task(app({"type": "lifespan"}, incoming.get, outgoing.put))
    await incoming.put({"type": "lifespan.startup"})
    message = await outgoing.get()
    if message["type"] == "lifespan.startup.failed":
        await running
    assert message["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        await incoming.put({"type": "lifespan.shutdown"})
        assert (await outgoing.get())["type"] == "lifespan.shutdown.complete"
        await running


def request(app, method: str, path: str, **options) -> Response:
    async def run() -> Response:
        async with started(app):
            return await ask(app, method, path, **options)

    return asyncio.run(run())


def make(url: str, **settings):
    return create_app(Settings(**settings), url)


# ---- paths


@pytest.mark.parametrize("path", ["/graphql", "/graphql/"])
def test_graphql_is_answered_with_and_without_a_slash(shared, path: str) -> None:
    response = request(make(shared.reader_url), "POST", path, headers=AS_JSON, body=TYPENAME)
    assert response.json == {"data": {"__typename": "Query"}}


def test_a_question_about_the_data_reaches_the_database(shared) -> None:
    body = b'{"query": "{ papers(first: 1) { totalCount nodes { title } } }"}'
    response = request(make(shared.reader_url), "POST", "/graphql", headers=AS_JSON, body=body)
    assert response.json == {"data": {"papers": {"totalCount": 0, "nodes": []}}}


def test_the_start_page_leads_to_graphql(shared) -> None:
    response = request(make(shared.reader_url), "GET", "/")
    assert response.status == 307
    assert response.headers["location"] == "graphql"


@pytest.mark.parametrize("path", ["/nothing", "/graphqlx", "/graphql/nothing", "/redoc"])
def test_other_paths_are_not_found(shared, path: str) -> None:
    response = request(make(shared.reader_url), "GET", path, headers=BROWSER)
    assert response.status == 404


def test_a_browser_gets_graphiql_and_its_files(shared, tmp_path, monkeypatch) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<base href="graphql/" /> the page')
    (tmp_path / "assets" / "index-abc.js").write_text("a script")
    (tmp_path / "assets" / "index-abc.js.gz").write_text("the same, small")
    monkeypatch.setattr(app_module, "WEB_FOLDER", tmp_path)
    app = make(shared.reader_url)

    async def run() -> None:
        async with started(app):
            page = await ask(app, "GET", "/graphql", headers=BROWSER)
            assert (page.status, page.body) == (200, b'<base href="graphql/" /> the page')
            path = "/graphql/assets/index-abc.js"
            script = await ask(app, "GET", path)
            assert (script.status, script.body) == (200, b"a script")
            assert script.headers["content-type"] == "text/javascript; charset=utf-8"
            small = await ask(app, "GET", path, headers={"accept-encoding": "br, gzip;q=0.8"})
            assert small.body == b"the same, small"
            assert small.headers["content-encoding"] == "gzip"
            plain = await ask(app, "GET", path, headers={"accept-encoding": "gzip;q=0, br"})
            assert plain.body == b"a script"
            head = await ask(app, "HEAD", path)
            assert (head.body, head.headers) == (b"", script.headers)
            assert (await ask(app, "POST", path)).status == 405
            assert (await ask(app, "GET", "/graphql/assets/../index.html")).status == 404

    asyncio.run(run())


def test_graphiql_can_be_switched_off(shared) -> None:
    app = make(shared.reader_url, graphiql=False)
    page = request(app, "GET", "/graphql", headers=BROWSER)
    assert page.status == 400
    assert page.headers["content-type"].startswith("application/json")
    app = make(shared.reader_url, graphiql=False)
    assert request(app, "GET", "/graphql/assets/index-abc.js").status == 404


def test_introspection_can_be_switched_off(shared) -> None:
    body = b'{"query": "{ __schema { queryType { name } } }"}'
    open_one = request(make(shared.reader_url), "POST", "/graphql", headers=AS_JSON, body=body)
    assert open_one.json == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    closed = make(shared.reader_url, introspection=False)
    response = request(closed, "POST", "/graphql", headers=AS_JSON, body=body)
    assert "data" not in response.json
    assert {error["extensions"]["code"] for error in response.json["errors"]} == {
        "GRAPHQL_VALIDATION_FAILED"
    }


def test_the_profile_of_status_codes_is_a_setting(shared) -> None:
    body = b'{"query": "{ nothing }"}'
    for profile, status in (("audit", 200), ("draft2026", 422)):
        app = make(shared.reader_url, http_profile=profile)
        headers = {**AS_JSON, "accept": "application/json"}
        assert request(app, "POST", "/graphql", headers=headers, body=body).status == status


# ---- health


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_by_get_and_head_only(shared, path: str) -> None:
    app = make(shared.reader_url)

    async def run() -> None:
        async with started(app):
            get = await ask(app, "GET", path)
            assert get.status == 200
            assert get.json["status"] in ("ok", "ready")
            assert get.headers["cache-control"] == "no-store"
            head = await ask(app, "HEAD", path)
            assert (head.status, head.headers) == (200, get.headers)
            for method in ("POST", "PUT", "DELETE"):
                assert (await ask(app, method, path)).status == 405

    asyncio.run(run())


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE alembic_version SET version_num = 'another'",
            "The database is not at the migration that this service needs. Run: colophon migrate",
        ),
        (
            "DELETE FROM alembic_version",
            "The database is not at the migration that this service needs. Run: colophon migrate",
        ),
        (
            "DROP TABLE alembic_version",
            "The database has not been migrated. Run: colophon migrate",
        ),
    ],
)
def test_a_database_at_another_migration_is_not_ready(
    database, statement: str, reason: str
) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        connection.execute(statement)
    response = request(make(database.reader_url), "GET", "/readyz")
    assert response.status == 503
    assert response.json == {"status": "not ready", "reason": reason}


def test_a_database_that_comes_after_the_service_makes_it_ready(database) -> None:
    maintenance = psycopg.conninfo.make_conninfo(database.superuser_url, dbname="postgres")

    def allow(connections: str) -> None:
        statement = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS " + connections)
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(database.name)))

    app = make(database.reader_url)

    async def run() -> None:
        allow("false")
        async with started(app):
            assert (await ask(app, "GET", "/healthz")).status == 200
            ready = await ask(app, "GET", "/readyz")
            assert ready.status == 503
            assert ready.json["reason"] == "The database cannot be reached."
            body = b'{"query": "{ papers { totalCount } }"}'
            failed = await ask(app, headers=AS_JSON, body=body)
            assert failed.status == 503
            assert failed.code == "DATABASE_UNAVAILABLE"
            assert "retry-after" in failed.headers
            schema = await ask(app, headers=AS_JSON, body=TYPENAME)
            assert schema.status == 200  # needs no database
            allow("true")
            for _ in range(50):
                if (await ask(app, "GET", "/readyz")).status == 200:
                    break
                await asyncio.sleep(0.1)
            assert (await ask(app, headers=AS_JSON, body=body)).status == 200

    asyncio.run(run())


# ---- the start


def test_the_service_does_not_start_with_a_role_that_can_write(shared) -> None:
    with pytest.raises(CommandError, match='role "colophon_writer" can write'):
        request(make(shared.writer_url), "GET", "/healthz")


# ---- other origins


ORIGIN = "https://a.example"
PREFLIGHT = {
    "origin": ORIGIN,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


def cors_headers(response: Response) -> dict[str, str]:
    return {
        name: text
        for name, text in response.headers.items()
        if name.startswith("access-control-") or name == "vary"
    }


def test_by_default_no_page_of_another_origin_may_read_anything(shared) -> None:
    app = make(shared.reader_url)
    preflight = request(app, "OPTIONS", "/graphql", headers=PREFLIGHT)
    assert cors_headers(preflight) == {}
    app = make(shared.reader_url)
    headers = {**AS_JSON, "origin": ORIGIN}
    response = request(app, "POST", "/graphql", headers=headers, body=TYPENAME)
    assert cors_headers(response) == {"vary": "Accept, Accept-Encoding"}


def test_pages_of_the_origins_set_may_ask_and_no_others(shared) -> None:
    def asked(method: str, headers: dict, body: bytes = b"") -> Response:
        app = make(shared.reader_url, cors_origins=(ORIGIN,))
        return request(app, method, "/graphql", headers=headers, body=body)

    preflight = asked("OPTIONS", PREFLIGHT)
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "content-type"
    response = asked("POST", {**AS_JSON, "origin": ORIGIN}, TYPENAME)
    assert response.json == {"data": {"__typename": "Query"}}
    assert response.headers["access-control-allow-origin"] == ORIGIN
    assert {part.strip() for part in response.headers["vary"].split(",")} == {
        "Accept",
        "Accept-Encoding",
        "Origin",
    }

    elsewhere = "https://b.example"
    refused = asked("OPTIONS", {**PREFLIGHT, "origin": elsewhere})
    assert refused.status == 400
    unread = asked("POST", {**AS_JSON, "origin": elsewhere}, TYPENAME)
    assert "access-control-allow-origin" not in unread.headers


def test_health_is_not_for_other_origins(shared) -> None:
    app = make(shared.reader_url, cors_origins=(ORIGIN,))
    response = request(app, "GET", "/healthz", headers={"origin": ORIGIN})
    assert cors_headers(response) == {}
    assert json.loads(response.body) == {"status": "ok"}
