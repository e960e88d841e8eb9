"""Synchronous SQLAlchemy engines for whoever writes: migrations, ingest, verify."""

from __future__ import annotations

import psycopg
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from service.database.array_literal import ArrayLiteral


def writing_engine(url: str) -> Engine:
    """An engine on any libpq connection string; a connection lives as long as its `with` block."""

    def connect() -> psycopg.Connection[tuple[object, ...]]:
        # Never a generic plan: a list of ten ids wants another plan than one of ten thousand.
        connection = psycopg.connect(url, application_name="colophon", prepare_threshold=None)
        for kind in (list, tuple):
            connection.adapters.register_dumper(kind, ArrayLiteral)
        return connection

    # libpq parses the string, so that sockets, services and options=-c role=… all work.
    return create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
