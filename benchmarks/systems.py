"""The systems that are compared: how each is started, and how a question is put to it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.questions import Question

PROJECT = Path(__file__).parents[1]
STOP_SECONDS = 10


class System(Protocol):
    """A server that answers the standard questions."""

    @property
    def name(self) -> str: ...

    @property
    def pid(self) -> int: ...

    def url(self, question: Question) -> str: ...

    def body(self, question: Question, id_: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Colophon:
    address: str
    pid: int
    name: str = "colophon"

    def url(self, question: Question) -> str:
        return f"{self.address}/graphql"

    def body(self, question: Question, id_: int) -> bytes:
        asked = {"query": question.graphql, "variables": {"id": f"{question.noun}:{id_}"}}
        return json.dumps(asked).encode()


@dataclass(frozen=True, slots=True)
class Bare:
    address: str
    pid: int
    name: str = "bare"

    def url(self, question: Question) -> str:
        return f"{self.address}/{question.name}"

    def body(self, question: Question, id_: int) -> bytes:
        return json.dumps({"id": id_}).encode()


@contextmanager
def colophon(reader_url: str, pool_size: int) -> Iterator[Colophon]:
    """One worker with the settings that everybody gets."""
    command = ["service", "serve", "--port", "0"]
    with _started(command, reader_url, pool_size) as (address, pid):
        yield Colophon(address, pid)


@contextmanager
def bare(reader_url: str, pool_size: int) -> Iterator[Bare]:
    with _started(["benchmarks.bare"], reader_url, pool_size) as (address, pid):
        yield Bare(address, pid)


@contextmanager
def _started(module: Sequence[str], reader_url: str, pool_size: int) -> Iterator[tuple[str, int]]:
    """A server of its own process, until the block ends; it announces where it answers."""
    inherited = {name: value for name, value in os.environ.items() if "COLOPHON_" not in name}
    asked = {
        "COLOPHON_READER_URL": reader_url,
        "COLOPHON_POOL_SIZE": str(pool_size),
        "COLOPHON_LOG_LEVEL": "warning",
    }
    with subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=PROJECT,
        env={**inherited, **asked},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            announced = process.stdout.readline()
            address = re.search(r"http://[^/\s]+", announced)
            if address is None:
                raise RuntimeError(f"{module[0]} did not start: {announced.strip() or 'no output'}")
            yield address[0], process.pid
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            process.kill()
