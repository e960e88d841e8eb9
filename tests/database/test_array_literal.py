"""Lists as values of statements: PostgreSQL reads what was given."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from psycopg import RawCursor

from service.database.array_literal import ArrayLiteral

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def connection(make_database, request):
    database = make_database(request.module.__name__.rpartition(".")[2])
    with psycopg.connect(database.reader_url, cursor_factory=RawCursor) as connection:
        connection.adapters.register_dumper(list, ArrayLiteral)
        yield connection


def read(connection, type_: str, items: list) -> list:
    return connection.execute(f"SELECT $1::{type_}[]", [items]).fetchone()[0]


@given(st.lists(TEXTS | st.none()))
@example([])
@example(["", "null", "NULL", "{}", ",", '"', "\\", '\\"', " padded ", "{a,b}", "a\nb"])
@example(['"', '","', "plain"])
def test_texts_come_as_they_were_given(connection, items) -> None:
    assert read(connection, "text", items) == items


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.none()))
def test_whole_numbers_come_as_they_were_given(connection, items) -> None:
    assert read(connection, "bigint", items) == items


@given(st.lists(st.floats(allow_nan=False)))
def test_doubles_come_as_they_were_given(connection, items) -> None:
    assert read(connection, "double precision", items) == items


@given(st.lists(st.booleans()))
def test_truth_values_come_as_they_were_given(connection, items) -> None:
    assert read(connection, "boolean", items) == items
