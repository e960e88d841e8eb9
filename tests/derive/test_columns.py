"""Whole columns as arrays: every row once, however many pages are read at a time."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from service.derive import columns
from service.derive.columns import read_columns

COUNT = 5_000
TABLE = text("CREATE TEMPORARY TABLE number (id bigint, half float8) ON COMMIT DROP")


def fill(connection):
    numbers = f"SELECT n - 10, n / 2.0 FROM generate_series(0, {COUNT - 1}) AS n"
    connection.execute(text(f"INSERT INTO number {numbers}"))


@pytest.mark.parametrize("pages", [1, 7, 1_000])
def test_all_rows_come_once_and_as_they_stand(connection, monkeypatch, pages):
    monkeypatch.setattr(columns, "PAGES", pages)
    connection.execute(TABLE)
    fill(connection)
    portions = list(read_columns(connection, "number", "id", "half"))
    assert (len(portions) > 1) == (pages < 1_000)
    found = [
        row for ids, halves in portions for row in zip(ids.tolist(), halves.tolist(), strict=True)
    ]
    assert found == [(n - 10, n / 2) for n in range(COUNT)]


def test_pages_without_rows_are_passed_over(connection, monkeypatch):
    monkeypatch.setattr(columns, "PAGES", 1)
    connection.execute(TABLE)
    assert list(read_columns(connection, "number", "id")) == []
    fill(connection)
    connection.execute(text("DELETE FROM number WHERE id BETWEEN 100 AND 4000"))
    found = [id_ for (ids,) in read_columns(connection, "number", "id") for id_ in ids.tolist()]
    assert found == [*range(-10, 100), *range(4001, COUNT - 10)]
