"""GraphiQL as a browser shows it: Chromium and the whole service, a proxy's prefix between."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from service.app import create_app
from service.settings import Settings
from tests.conftest import Database
from tests.web.chromium import Page, chromium

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine"),
    pytest.mark.skipif(
        not (ROOT / "service" / "web" / "index.html").is_file(),
        reason="GraphiQL is not built: run `make web`",
    ),
]

PREFIX = "/scholarly"
PATH = f"{PREFIX}/graphql"
TABS = "[...document.querySelectorAll('.graphiql-tab-button')].map(tab => tab.textContent)"
ANSWER = "document.querySelector('.result-window').textContent"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with chromium(str(CHROMIUM), tmp_path) as tab:
        yield tab


@pytest.fixture
def corpus(database: Database) -> Database:
    """One author who has written nothing: enough to see an answer."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(
            "WITH new AS (INSERT INTO author (name, name_key)"
            " VALUES ('Yilong Zhao', 'yilong zhao') RETURNING id, name, name_key)"
            " INSERT INTO author_name (author_id, name, name_key, name_block)"
            " SELECT new.*, name_key FROM new"
        )
    return database


def behind_a_proxy(service: ASGIApp) -> ASGIApp:
    """What a proxy does that puts the service under a prefix and does not tell it."""

    async def proxied(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(PREFIX)
        await service({**scope, "path": path}, receive, send)

    return proxied


@contextmanager
def served(database: Database, settings: Settings) -> Iterator[str]:
    """The origin at which the service answers meanwhile."""
    service = create_app(settings, database.reader_url)
    server = uvicorn.Server(
        uvicorn.Config(behind_a_proxy(service), port=0, log_level="warning", ws="none")
    )
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def run_the_query(page: Page) -> str:
    """The answer that the page shows to the query of the tab in front."""
    page.wait_for("!!document.querySelector('.graphiql-query-editor .view-line span span')")
    page.evaluate("document.querySelector('.graphiql-query-editor textarea').focus()")
    page.press("Enter", 13, control=True)
    page.wait_for(f"{ANSWER}.includes('nodes')")
    return str(page.evaluate(ANSWER)).replace("\N{NO-BREAK SPACE}", " ")


def open_the_documentation(page: Page) -> None:
    page.evaluate("document.querySelector('[aria-label=\"Show Documentation Explorer\"]').click()")


def test_the_examples_are_the_first_tabs_and_each_is_answered(corpus: Database, page: Page) -> None:
    with served(corpus, Settings()) as origin:
        page.open(origin + PATH)
        page.wait_for(f"{TABS}.length > 0")
        assert page.evaluate("document.title") == "Colophon"
        assert page.evaluate(TABS) == ["AuthorPage", "Coauthors", "Citations", "Topics"]
        assert '"name": "Yilong Zhao"' in run_the_query(page)
        for tab, answered in enumerate(('"coauthors": {', '"papers": {', '"topics": {'), start=1):
            page.evaluate(f"document.querySelectorAll('.graphiql-tab-button')[{tab}].click()")
            page.wait_for(f"!{ANSWER}.includes('nodes')")
            answer = run_the_query(page)
            assert answered in answer
            assert "errors" not in answer


def test_nothing_is_asked_of_another_origin_and_nothing_is_complained_of(
    corpus: Database, page: Page, tmp_path: Path
) -> None:
    with served(corpus, Settings()) as origin:
        page.open(origin + PATH)
        run_the_query(page)
        open_the_documentation(page)
        page.wait_for("document.body.textContent.includes('All Schema Types')")
        page.wait_for("document.fonts.ready.then(() => true)")
        page.wait_until(lambda: len(set(page.workers)) == 3, "Monaco's three workers")
        page.screenshot(tmp_path / "page.png")
        ours = (origin + PATH, "data:")
        assert [url for url in page.requested if not url.startswith(ours)] == []
        assert page.complaints == []
        workers = {url.rpartition("/")[2].partition(".")[0] for url in page.workers}
        assert workers == {"editor", "graphql", "json"}


def test_where_the_schema_is_not_told_queries_still_run(corpus: Database, page: Page) -> None:
    refuse = """
        const ask = window.fetch;
        const refusal = JSON.stringify({ errors: [{ message: "Introspection is off." }] });
        window.fetch = async (address, request) =>
            request.body.includes("__schema") ? new Response(refusal) : ask(address, request);
    """
    with served(corpus, Settings()) as origin:
        page.open(origin + PATH, before=refuse)
        assert '"name": "Yilong Zhao"' in run_the_query(page)
        open_the_documentation(page)
        page.wait_for("document.body.textContent.includes('Error fetching schema')")
