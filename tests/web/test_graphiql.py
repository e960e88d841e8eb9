"""GraphiQL as a browser shows it: the built page in Chromium, before an endpoint that we watch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from graphql import build_schema, graphql_sync

from service.graph.explorer import Explorer, WebFile
from tests.web.chromium import Page, chromium

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "service" / "web"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine"),
    pytest.mark.skipif(
        not (BUILT / "index.html").is_file(), reason="GraphiQL is not built: run `make web`"
    ),
]

# The endpoint stands under a prefix, as behind a proxy: the page has to find everything from there.
PATH = "/scholarly/graphql"
ANSWER = {"data": {"authors": {"nodes": [{"name": "Ada Fabricated"}]}}}
TABS = "[...document.querySelectorAll('.graphiql-tab-button')].map(tab => tab.textContent)"


class Endpoint(ThreadingHTTPServer):
    """Knows the schema, has one answer, and can refuse to tell the schema."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.explorer = Explorer(BUILT)
        self.schema = build_schema((ROOT / "schema.graphql").read_text())
        self.tells_schema = True
        self.asked: list[str] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, query: str) -> object:
        self.asked.append(query)
        if "__schema" not in query:
            return ANSWER
        if not self.tells_schema:
            return {"errors": [{"message": "Introspection is switched off."}]}
        return graphql_sync(self.schema, query).formatted


class Request(BaseHTTPRequestHandler):
    server: Endpoint

    def do_GET(self) -> None:
        explorer = self.server.explorer
        if self.path == PATH:
            self.send(explorer.page(self.path))
        elif file := explorer.asset(self.path.removeprefix(f"{PATH}/assets/"), gzip=True):
            self.send(file)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = json.dumps(self.server.answer(body["query"])).encode()
        self.send(WebFile(answer, {"content-type": "application/graphql-response+json"}))

    def send(self, file: WebFile) -> None:
        self.send_response(200)
        for name, value in file.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(file.body)))
        self.end_headers()
        self.wfile.write(file.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: pytest shows what went wrong."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def page(endpoint: Endpoint, tmp_path: Path) -> Iterator[Page]:
    with chromium(str(CHROMIUM), tmp_path) as tab:
        yield tab


def run_the_query(page: Page) -> None:
    page.wait_for("!!document.querySelector('.graphiql-query-editor .view-line span span')")
    page.evaluate("document.querySelector('.graphiql-query-editor textarea').focus()")
    page.press("Enter", 13, control=True)
    page.wait_for("document.querySelector('.result-window').textContent.includes('Ada')")


def test_the_examples_are_the_first_tabs_and_run(endpoint: Endpoint, page: Page) -> None:
    page.open(endpoint.origin + PATH)
    page.wait_for(f"{TABS}.length > 0")
    assert page.evaluate("document.title") == "Colophon"
    assert page.evaluate(TABS) == ["AuthorPage", "Coauthors", "Citations", "Topics"]
    run_the_query(page)
    assert endpoint.asked[-1] == (ROOT / "web/examples/1_author_page.graphql").read_text()


def test_nothing_is_asked_of_another_origin_and_nothing_is_complained_of(
    endpoint: Endpoint, page: Page, tmp_path: Path
) -> None:
    page.open(endpoint.origin + PATH)
    run_the_query(page)
    page.evaluate("document.querySelector('[aria-label=\"Show Documentation Explorer\"]').click()")
    page.wait_for("document.body.textContent.includes('A GraphQL schema provides a root type')")
    page.wait_for("document.fonts.ready.then(() => true)")
    page.wait_until(lambda: len(set(page.workers)) == 3, "Monaco's three workers")
    page.screenshot(tmp_path / "page.png")
    ours = (f"{endpoint.origin}{PATH}", "data:")
    assert [url for url in page.requested if not url.startswith(ours)] == []
    assert page.complaints == []
    workers = {url.rpartition("/")[2].partition(".")[0] for url in page.workers}
    assert workers == {"editor", "graphql", "json"}


def test_without_introspection_queries_still_run(endpoint: Endpoint, page: Page) -> None:
    endpoint.tells_schema = False
    page.open(endpoint.origin + PATH)
    run_the_query(page)
