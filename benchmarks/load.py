"""Puts load on one address and tells how many answers came, and how fast.

wrk (Debian package `wrk`) where it is installed; else a generator of our own, which takes more of
the machine and so shows lower figures for everybody.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import cast
from urllib.parse import urlsplit

import uvloop

SCRIPT = Path(__file__).with_name("wrk.lua")
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """What one run showed; percentiles of the time for an answer in milliseconds.

    Errors are answers that are none, and requests without an answer within `TIMEOUT` seconds.
    """

    requests: int
    seconds: float
    p50: float
    p99: float
    errors: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


Generator = Callable[[str, Sequence[bytes], int, float, int], Load]
"""`generate(url, bodies, connections, seconds, seed)`"""


def generator() -> tuple[str, Generator]:
    """The best one there is, and its name."""
    return ("wrk", by_wrk) if shutil.which("wrk") else ("python", by_python)


def by_wrk(url: str, bodies: Sequence[bytes], connections: int, seconds: float, seed: int) -> Load:
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(b"\n".join(bodies) + b"\n")
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
        command += ["--timeout", f"{TIMEOUT:.0f}s", "-s", str(SCRIPT), url]
        done = subprocess.run(
            [*command, "--", file.name, str(seed)], capture_output=True, text=True, check=False
        )
    result = re.search(r"^RESULT (.*)$", done.stdout, re.M)
    if result is None:
        raise RuntimeError(f"wrk failed: {(done.stderr or done.stdout).strip()}")
    return Load(**json.loads(result[1]))


def by_python(
    url: str, bodies: Sequence[bytes], connections: int, seconds: float, seed: int
) -> Load:
    return uvloop.run(_load(url, bodies, connections, seconds, seed))


async def _load(
    url: str, bodies: Sequence[bytes], connections: int, seconds: float, seed: int
) -> Load:
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    requests = [_request(parts.netloc, parts.path, body) for body in bodies]
    loop = asyncio.get_running_loop()
    clients = [
        (
            await loop.create_connection(
                partial(_Client, requests, Random(f"{seed} {number}")), host, port
            )
        )[1]
        for number in range(connections)
    ]
    began = time.perf_counter()
    for client in clients:
        client.until = began + seconds
        client.ask()
    ends = [client.done for client in clients]
    ended, waiting = await asyncio.wait(ends, timeout=TIMEOUT + seconds)
    for end in ended:
        end.result()
    for client in clients:
        client.leave()
    took = time.perf_counter() - began
    times = sorted(1_000 * time_ for client in clients for time_ in client.times)
    return Load(
        len(times),
        took,
        times[len(times) // 2] if times else 0.0,
        times[len(times) * 99 // 100] if times else 0.0,
        len(waiting) + sum(client.errors for client in clients),
    )


def _request(host: str, path: str, body: bytes) -> bytes:
    """The bytes that post a body, or get it where it is a path."""
    if body.startswith(b"/"):
        return b"GET %b HTTP/1.1\r\nhost: %b\r\n\r\n" % (body, host.encode())
    head = f"POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json"
    return f"{head}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


class _Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered."""

    def __init__(self, requests: Sequence[bytes], random: Random) -> None:
        self.times: list[float] = []
        self.errors = 0
        self.until = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._random = random
        self._asked = 0.0
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def ask(self) -> None:
        self._answer = b""
        self._asked = time.perf_counter()
        self._transport.write(self._random.choice(self._requests))

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, separator, body = self._answer.partition(b"\r\n\r\n")
        if not separator:
            return
        length = re.search(rb"content-length: *(\d+)", head, re.I)
        assert length is not None, "an answer without content-length"
        if len(body) < int(length[1]):
            return
        now = time.perf_counter()
        self.times.append(now - self._asked)
        self.errors += not head.startswith(b"HTTP/1.1 200")
        if now < self.until:
            self.ask()
        else:
            self.done.set_result(None)

    def leave(self) -> None:
        """Closes the connection, also where an answer is still awaited."""
        self.done.cancel()
        self._transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the server closed the connection"))
