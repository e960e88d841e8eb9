"""A database of the derive tests, and a connection whose work is undone after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from service.database.engine import writing_engine


@pytest.fixture(scope="session")
def derive_url(make_database) -> str:
    return make_database("derive").writer_url


@pytest.fixture
def connection(derive_url: str) -> Iterator[Connection]:
    """With the writer's rights, in a transaction that is rolled back."""
    with writing_engine(derive_url).connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
