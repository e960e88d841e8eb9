"""Every example in the OpenAPI document: asked as it stands, on the sample that it is said to be
of."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import jsonschema_rs
import pytest

from service.app import create_app
from service.ingest.sample import load_sample
from service.settings import Settings
from tests.graph.server import serving


@pytest.fixture(scope="module")
def sample(make_database) -> Iterator[httpx.Client]:
    database = make_database("sample")
    assert load_sample(database.writer_url).status == "finished"
    app = create_app(Settings(pool_size=1), database.reader_url)
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def text_of(example: object) -> str:
    return ",".join(example) if isinstance(example, list) else str(example)


def asked(client: httpx.Client, method: str, path: str, operation: dict) -> httpx.Response:
    """The request that the document's examples make up."""
    given = {one["name"]: one for one in operation.get("parameters", []) if "example" in one}
    required = {one["name"] for one in operation.get("parameters", []) if one["required"]}
    assert required <= set(given), path
    values = {name: text_of(one["example"]) for name, one in given.items()}
    places = {name: one["in"] for name, one in given.items()}
    body = operation.get("requestBody")
    return client.request(
        method,
        path.format(**{name: value for name, value in values.items() if places[name] == "path"}),
        params={name: value for name, value in values.items() if places[name] == "query"},
        headers={name: value for name, value in values.items() if places[name] == "header"},
        json=body and body["content"]["application/json"]["example"],
    )


def test_every_example_has_the_answer_that_is_told(sample) -> None:
    document = sample.get("/openapi.json").json()
    components = document["components"]
    told = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            response = asked(sample, method, path, operation)
            assert response.status_code == 200, (path, response.text)
            for content in operation["responses"]["200"]["content"].values():
                example = content["example"]
                schema = {**content["schema"], "components": components}
                jsonschema_rs.validate(schema, example)
                is_text = isinstance(example, str)
                assert (response.text if is_text else response.json()) == example, path
            told += 1
    assert told == 24


def test_links_of_the_page_are_the_same_requests(sample) -> None:
    document, page = sample.get("/openapi.json").json(), sample.get("/docs").text
    expected = sum("get" in operations for operations in document["paths"].values())
    assert page.count("<p>Try <a href=") == expected
