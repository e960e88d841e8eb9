"""Runs the service, here or in workers: takes the port, and serves until it is told to end."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import CommandError
from service.settings import Settings
from service.workers import run_workers

# Longer than the idle time of common proxies, so that it is they who close a connection.
KEEP_ALIVE_SECONDS = 75
# What is still being answered when we are told to end gets this long; a statement takes less.
LAST_ANSWERS_SECONDS = 15
# Addresses that mean "every one of mine": somebody at this machine asks there.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """The socket, taken before anything heavy starts: a port in use is known at once."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )
    except (socket.gaierror, UnicodeError) as error:
        raise CommandError(f"cannot listen on {host}: no such address (--host)") from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as taken:
        # Connections of the last run may still linger; two servers on one port stay impossible.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(address)
            # bind() lets two pass where neither listens yet.
            taken.listen(2048)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                f"cannot listen on {host} port {port}: {reason.lower()}; "
                "choose another with --port (COLOPHON_PORT)"
            ) from error
        yield taken


def address(taken: socket.socket) -> str:
    """Where a person at this machine finds the service."""
    host, port = taken.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    settings: Settings, reader_url: str, taken: socket.socket, announce: Callable[[str], None]
) -> None:
    """Answer until SIGINT or SIGTERM; what is under way is answered first."""
    from service.app import create_app  # the whole schema: not before the port is ours

    def work(ready: Callable[[], None], watched: int | None) -> None:
        _answer(create_app(settings, reader_url), taken, ready, watched)

    def ready() -> None:
        announce(address(taken))

    if settings.workers == 1:
        work(ready, None)
    else:
        run_workers(settings.workers, work, ready, LAST_ANSWERS_SECONDS + 5)


def _answer(
    application: ASGIApp, taken: socket.socket, ready: Callable[[], None], watched: int | None
) -> None:
    """Answer in this process, until the pipe `watched` ends if there is one."""
    app = WatchedStart(application)
    server = Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
        ),
        ready,
        watched,
    )
    try:
        server.run(sockets=[taken])
    except SystemExit:
        # uvicorn's way to say that the application did not start.
        if app.failure is None:
            raise
        raise app.failure from None


class Server(uvicorn.Server):
    """Says that it answers once it does, and ends when nobody watches it any more."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], watched: int | None
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._watched = watched

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        # A worker may be told to end before the loop has begun. Closing says that this was meant,
        # where Python would print that nobody awaited it.
        serving = self.serve(sockets=sockets)
        try:
            with asyncio.Runner(loop_factory=self.config.get_loop_factory()) as runner:
                runner.run(serving)
        finally:
            serving.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit and self.started:
            # Told to end meanwhile: uvicorn returns now, and would leave the application begun.
            await self.shutdown(sockets)
            return
        # The schema is 130,000 objects that stay. To look through them for garbage takes 160 ms, in
        # which nobody is answered.
        gc.collect()
        gc.freeze()
        if self._watched is not None:
            asyncio.get_running_loop().add_reader(self._watched, self._end)
        if self.started:
            self._ready()

    def _end(self) -> None:
        self.should_exit = True


class WatchedStart:
    """Keeps why the application did not start, which uvicorn would only log as a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.failure: CommandError | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return

        failed: Message = {"type": "lifespan.startup.failed"}

        async def send_unless_failed(message: Message) -> None:
            if message["type"] == failed["type"]:
                failed.update(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, send_unless_failed)
        except CommandError as error:
            self.failure = error
            # It would only add that the start has failed.
            logging.getLogger("uvicorn.error").disabled = True
            await send({"type": failed["type"], "message": ""})
        except BaseException:
            await send(failed)
            raise
