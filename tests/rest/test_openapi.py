"""The OpenAPI document: valid, complete, and kept by the answers."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser

import jsonschema_rs
import pytest

from service.s2.author import AUTHOR
from service.s2.declare import names_of
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.s2.paper import PAPER
from tests.corpus.oddities import EMPTY, HUB, MANY_AUTHORS
from tests.web.chromium import chromium

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def document(s2):
    response = s2.client.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    return response.json()


def responses(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                for content in response.get("content", {}).values():
                    yield f"{method} {path} {status}", content["schema"]


def test_every_schema_is_one(document) -> None:
    assert document["openapi"] == "3.1.0"
    for schema in document["components"]["schemas"].values():
        assert jsonschema_rs.meta.is_valid(schema)
    names = [
        name for name, schema in responses(document) if not jsonschema_rs.meta.is_valid(schema)
    ]
    assert names == []


def test_every_path_of_the_service_is_there(document) -> None:
    graph = [path.removeprefix("/graph/v1") for path in document["paths"] if "/graph/v1" in path]
    assert set(graph) == {
        *("/paper/search", "/paper/search/bulk", "/paper/search/match", "/paper/autocomplete"),
        *("/paper/batch", "/paper/{id}", "/paper/{id}/authors", "/paper/{id}/citations"),
        *("/paper/{id}/references", "/author/search", "/author/batch", "/author/{id}"),
        "/author/{id}/papers",
        "/snippet/search",
    }
    others = {path for path in document["paths"] if "/v1" not in path}
    cited = {f"/papers/{{id}}.{ending}" for ending in ("bib", "ris", "json")}
    assert others == {"/graphql", "/export", "/healthz", "/readyz", *cited}
    names = [
        operation["operationId"]
        for operations in document["paths"].values()
        for operation in operations.values()
    ]
    assert len(names) == len(set(names))


def test_fields_that_can_be_asked_for_are_named(document, s2) -> None:
    operation = document["paths"]["/graph/v1/paper/{id}"]["get"]
    (fields,) = [one for one in operation["parameters"] if one["name"] == "fields"]
    known = fields["schema"]["items"]["enum"]
    assert {"title", "authors.name", "citations.authors.hIndex", "embedding.specter_v2"} <= {*known}
    for start in range(0, len(known), 100):
        some = ",".join(known[start : start + 100])
        assert s2.get(f"/graph/v1/paper/{own_paper_id(EMPTY)}", fields=some)[0] == 200


@pytest.mark.parametrize("paper", [HUB, EMPTY, MANY_AUTHORS, 14, 15])
def test_a_paper_with_everything_is_what_its_schema_says(document, s2, paper: int) -> None:
    names = list(dict.fromkeys(names_of(PAPER)))
    answer: dict = {}
    for start in range(0, len(names), 100):
        some = ",".join(names[start : start + 100])
        answer |= s2.get(f"/graph/v1/paper/{own_paper_id(paper)}", fields=some)[1]
    components = document["components"]
    schema = {"$ref": "#/components/schemas/Paper", "components": components}
    jsonschema_rs.validate(schema, answer)
    assert set(answer) == set(PAPER.of) == set(components["schemas"]["Paper"]["properties"])


def test_an_author_with_everything_is_what_its_schema_says(document, s2) -> None:
    for number in range(1, 23):
        path = f"/graph/v1/author/{OWN_NUMBERS_FROM + number}"
        status, answer = s2.get(path, fields=",".join(names_of(AUTHOR)))
        if status == 200:
            schema = {"$ref": "#/components/schemas/Author", "components": document["components"]}
            jsonschema_rs.validate(schema, answer)


class Loading(HTMLParser):
    """What a page makes a browser load by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        loads = {"src", "srcset", "data", "poster", "background", "action", "style"} & set(given)
        is_script = tag in {"script", "link", "base", "iframe", "object", "embed", "form", "svg"}
        is_handler = any(name.startswith("on") for name in given)
        if loads or is_script or is_handler or given.get("http-equiv"):
            self.found.append((tag, given))


def test_the_page_loads_and_runs_nothing(s2, document) -> None:
    response = s2.client.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    loading = Loading()
    loading.feed(response.text)
    assert loading.found == []
    (style,) = re.findall(r"<style>(.*?)</style>", response.text, re.S)
    assert not re.search(r"url\(|@import|image-set", style)
    assert not re.search(r"href=.?(https?:)?//", response.text)
    for path in document["paths"]:
        assert f"<code>{path}</code>" in response.text


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine")
def test_a_browser_asks_for_the_page_alone(s2, tmp_path) -> None:
    with chromium(str(CHROMIUM), tmp_path) as tab:
        tab.open(f"{s2.address}/docs")
        tab.wait_for("document.querySelector('details summary')")
        assert [url for url in tab.requested if not url.startswith(s2.address)] == []


def test_a_method_that_a_path_has_not_is_told_which_it_has(s2) -> None:
    response = s2.client.put("/graph/v1/paper/batch")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    response = s2.client.delete("/healthz")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert response.json() == {"error": "Use GET, HEAD here."}
    assert s2.client.head("/healthz").content == b""


@pytest.mark.parametrize(
    "path",
    [
        *("/graph/v1/nonsense", "/graph/v1/paper%0A/x", "/recommendations/v1/papers"),
        *("/datasets/v1/release/", "/nonsense"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_as_clients_read_it(s2, path) -> None:
    response = s2.client.get(path)
    assert response.status_code == 404
    assert response.json()["error"].startswith("There is nothing at /")
