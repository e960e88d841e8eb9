"""The corpus behind a started server, to be asked as clients ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from service.app import create_app
from service.settings import Settings
from tests.corpus.fixture import World, world
from tests.graph.server import serving

__all__ = ["world"]


@dataclass(frozen=True)
class Asking:
    """`get` and `post` tell the status and the JSON of an answer."""

    address: str
    client: httpx.Client

    def get(self, path: str, **query: object) -> tuple[int, Any]:
        response = self.client.get(path, params=query)
        return response.status_code, response.json()

    def post(self, path: str, body: object, **query: object) -> tuple[int, Any]:
        response = self.client.post(path, json=body, params=query)
        return response.status_code, response.json()

    def graphql(self, query: str) -> Any:
        answer = self.client.post("/graphql", json={"query": query}).json()
        assert "errors" not in answer
        return answer["data"]


@pytest.fixture(scope="session")
def s2(world: World) -> Iterator[Asking]:
    app = create_app(Settings(pool_size=2), world.reader_url)
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield Asking(address, client)
