"""The PostgreSQL that Colophon brings: shared by commands on one data folder, stopped by the last.

Who uses the server holds a shared lock on `in-use.lock`; the kernel lets go of it even when the
process is killed. Starting and stopping happen under `start.lock`. So whoever leaves and then gets
the first lock for itself alone is the last one and stops the server.
"""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo

from service.database import bootstrap
from service.database.binaries import copied_for_server_user, installed
from service.database.data_folder import DataFolder, claim
from service.database.postgres import SOCKET, SUPERUSER, Postgres, server_settings
from service.database.server_user import server_user
from service.errors import CommandError

DATABASE = "colophon"
# The system's limit on the path of a socket is 107 bytes on Linux, 103 on macOS.
LONGEST_SOCKET_PATH = 103


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A running server, as clients see it."""

    socket_folder: Path
    folder: DataFolder

    def url(self, role: str, database: str = DATABASE) -> str:
        """How to connect as one of the roles, for psycopg."""
        return make_conninfo(host=str(self.socket_folder), port=5432, user=role, dbname=database)

    @property
    def superuser_url(self) -> str:
        return self.url(SUPERUSER, SUPERUSER)


@contextmanager
def running(
    data_dir: Path, *, durable: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[EmbeddedServer]:
    """The server of this data folder: started unless it runs, stopped when nobody uses it any more.

    `durable=False` is for data that may be lost with the machine's power, such as a test's;
    `settings` differ from ours, where the server is not running yet.
    """
    with ExitStack() as stack:
        with _failures_as_one_line(data_dir):
            postgres = _postgres(data_dir)
            folder = postgres.folder
            socket_folder = stack.enter_context(_short_enough(folder.postgresql))
            server = EmbeddedServer(socket_folder, folder)
            in_use = stack.enter_context(_opened_lock(folder.in_use_lock))
            with _opened_lock(folder.start_lock) as start:
                fcntl.flock(start, fcntl.LOCK_EX)
                fcntl.flock(in_use, fcntl.LOCK_SH)
                stack.callback(_leave, postgres, in_use)
                _ensure_running(postgres, durable=durable, settings=settings or {})
                bootstrap.prepare(server.superuser_url, DATABASE)
        yield server


def stop_unless_used(data_dir: Path) -> None:
    """Stop a server that killed processes have left behind."""
    folder = DataFolder(data_dir)
    if folder.in_use_lock.exists():
        with _opened_lock(folder.in_use_lock) as in_use:
            _leave(_postgres(data_dir), in_use)


def _postgres(data_dir: Path) -> Postgres:
    user = server_user()
    binaries = installed()
    if user is not None:
        binaries = copied_for_server_user(binaries)
    folder = DataFolder(claim(data_dir))
    folder.refuse_other_version(binaries.major)
    return Postgres(binaries, folder, user)


def _ensure_running(postgres: Postgres, *, durable: bool, settings: Mapping[str, str]) -> None:
    if not postgres.folder.postgresql.exists():
        postgres.make(durable=durable)
    if postgres.pid() is None:
        postgres.start({**server_settings(durable=durable), **settings})


def _leave(postgres: Postgres, in_use: IO[bytes]) -> None:
    with _opened_lock(postgres.folder.start_lock) as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        try:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if postgres.pid() is not None:
            postgres.stop()


@contextmanager
def _opened_lock(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as lock:
        yield lock


@contextmanager
def _short_enough(folder: Path) -> Iterator[Path]:
    """The folder itself, or where the socket's path would be too long, a short link to it."""
    if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="colophon-") as short:
        link = Path(short, "s")
        link.symlink_to(folder)
        yield link


@contextmanager
def _failures_as_one_line(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or data_dir
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CommandError(f"the disk is full: cannot write {place}") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise CommandError(
                f"no permission to use {place} ({error.strerror}); "
                "name a folder of your own (COLOPHON_DATA_DIR)"
            ) from error
        raise CommandError(f"cannot use {place}: {error.strerror}") from error
