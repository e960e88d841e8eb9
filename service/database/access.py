"""How the database is reached as owner, writer, reader: an external server or the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from service.database import embedded
from service.database.data_folder import default_data_dir
from service.database.roles import OWNER, READER, WRITER
from service.errors import CommandError


@dataclass(frozen=True, slots=True)
class Access:
    """A connection string for each role; one that is not known is missed when it is asked for."""

    _owner: str | None = field(repr=False)
    _writer: str | None = field(repr=False)
    _reader: str | None = field(repr=False)

    @property
    def owner(self) -> str:
        return _known(self._owner, "COLOPHON_DATABASE_URL")

    @property
    def writer(self) -> str:
        return _known(self._writer, "COLOPHON_DATABASE_URL or COLOPHON_WRITER_URL")

    @property
    def reader(self) -> str:
        return _known(self._reader, "COLOPHON_DATABASE_URL or COLOPHON_READER_URL")


@contextmanager
def database(
    *,
    database_url: str | None = None,
    writer_url: str | None = None,
    reader_url: str | None = None,
    data_dir: Path | None = None,
) -> Iterator[Access]:
    """The server that the URLs name; without any, the embedded one, kept running meanwhile."""
    if database_url or writer_url or reader_url:
        yield Access(
            database_url,
            writer_url or (database_url and as_role(database_url, WRITER)),
            reader_url or (database_url and as_role(database_url, READER)),
        )
        return
    with embedded.running(data_dir or default_data_dir()) as server:
        yield Access(server.url(OWNER), server.url(WRITER), server.url(READER))


def as_role(url: str, role: str) -> str:
    """The same login, acting as a role that has less rights; what options the URL has stay."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise CommandError(f"COLOPHON_DATABASE_URL is no connection string: {error}") from error
    options = f"{parts.pop('options', None) or ''} -c role={role}".strip()
    return make_conninfo("", **parts, options=options)


def _known(url: str | None, variables: str) -> str:
    if url is None:
        raise CommandError(f"this command needs {variables}")
    return url
