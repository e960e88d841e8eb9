"""Whatever is wrong in derived data is found, whichever row and column it is."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.types import Boolean, Date

from service import derive, tables
from service.database.engine import writing_engine
from service.database.version import Change, append_changes
from service.derive.expected import EXPECTATIONS
from service.derive.verify import Difference, differences, verify
from tests.derive.world import Signature, Work, World, change, furnish, furnish_bare

FULL = World(
    {
        1: Work(
            year=2019,
            venue=1,
            signatures=(Signature(1, (1,)), Signature(2, (2,))),
            topics=(1, 2),
            primary=2,
            given_affiliations=(3,),
            repositories=(1,),
        ),
        2: Work(year=2021, signatures=(Signature(1),), cites=(1,)),
    }
)

COLUMNS = [(e, column) for e in EXPECTATIONS for column in e.columns]
WHOLE = [e for e in EXPECTATIONS if e.is_whole and e.table != "change"]


def found(connection: Connection) -> list[Difference]:
    return [difference for e in EXPECTATIONS for difference in differences(connection, e)]


@pytest.fixture(autouse=True)
def _full_world(connection: Connection) -> None:
    furnish(connection)
    change(connection, World(), FULL)
    append_changes(connection, [Change("paper", 1, "added"), Change("paper", 2, "added")])


def test_a_database_in_order_has_no_difference(connection):
    assert found(connection) == []


@pytest.mark.parametrize(("expectation", "column"), COLUMNS, ids=lambda value: str(value)[:40])
def test_a_wrong_value_is_found_wherever_it_is(connection, expectation, column):
    table = tables.metadata.tables[expectation.table]
    kind = table.c[column].type
    wrong = {
        Boolean: f"NOT {column}",
        Date: f"CASE WHEN {column} = '-infinity' THEN '1999-01-01' ELSE {column} + 1 END",
    }.get(type(kind), f"coalesce({column}, 0) + 1")
    if column == "search":
        wrong = "to_tsvector('wrong')"
    if column.endswith("topic_id"):
        wrong = f"CASE WHEN {column} = 4 THEN 3 ELSE 4 END"
    one = ", ".join(expectation.keys)
    key = tuple(
        connection.execute(
            text(
                f"UPDATE {table} SET {column} = {wrong} WHERE ({one}) ="
                f" (SELECT {one} FROM {table} ORDER BY {one} LIMIT 1) RETURNING {one}"
            )
        ).one()
    )
    [difference] = found(connection)
    assert (difference.table, difference.key) == (table.name, key)
    assert f"{column} is " in str(difference)


@pytest.mark.parametrize("expectation", WHOLE, ids=lambda e: e.table)
def test_a_missing_row_is_found(connection, expectation):
    one = ", ".join(expectation.keys)
    row = connection.execute(
        text(
            f"DELETE FROM {expectation.table} WHERE ({one}) ="
            f" (SELECT {one} FROM {expectation.table} WHERE true ORDER BY {one} LIMIT 1)"
            f" RETURNING {one}"
        )
    ).one()
    missing = [d for d in found(connection) if d.stored is None]
    assert [(d.table, d.key) for d in missing] == [(expectation.table, tuple(row))]
    assert str(missing[0]).endswith("is missing")


@pytest.mark.parametrize(
    "leftover",
    [
        "INSERT INTO coauthorship (author_id, coauthor_id, paper_count) VALUES (3, 4, 1)",
        "INSERT INTO author_topic (author_id, topic_id, paper_count) VALUES (3, 4, 1)",
        "INSERT INTO author_affiliation (author_id, affiliation_id) VALUES (3, 1)",
        "INSERT INTO author_year (author_id, year) VALUES (1, 1900)",
        "INSERT INTO paper_year (paper_id, year, citation_count) VALUES (1, 1900, 1)",
        "INSERT INTO topic_year (topic_id, year, paper_count) VALUES (1, 1900, 1)",
        "INSERT INTO paper_affiliation (paper_id, affiliation_id, ordinal, published_key)"
        " VALUES (2, 1, 1, '2021-03-01')",
    ],
    ids=lambda statement: statement.split()[2],
)
def test_a_row_too_many_is_found(connection, leftover):
    connection.execute(text(leftover))
    [difference] = found(connection)
    assert difference.table == leftover.split()[2]
    assert str(difference).endswith("is there, should not be")


def test_a_hole_in_the_log_of_changes_is_found(connection):
    connection.execute(text("DELETE FROM change WHERE sequence = 1"))
    assert [str(difference) for difference in found(connection)] == ["change (1): is missing"]


def test_a_paper_without_its_text_row_is_found(connection):
    connection.execute(text("DELETE FROM paper_text WHERE paper_id = 1"))
    assert [str(difference) for difference in found(connection)] == ["paper_text (1): is missing"]


def test_the_reader_may_verify(database):
    assert verify(database.reader_url) == []


def test_verify_reports_every_row_of_a_committed_database(database):
    with writing_engine(database.writer_url).begin() as connection:
        furnish_bare(connection)
    assert {(d.table, d.key) for d in verify(database.reader_url)} >= {
        ("entity_count", ("author",)),
        ("topic", (1,)),
    }
    with writing_engine(database.writer_url).begin() as connection:
        derive.rebuild(connection)
    assert verify(database.reader_url) == []


def test_every_derived_column_is_verified():
    """The comments of the tables say which columns are derived; none may go unchecked."""
    checked = {(e.table, column) for e in EXPECTATIONS for column in (*e.columns, *e.keys)}
    derived = {
        (table.name, column.name)
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if column.comment.endswith("(derived)") or table.comment.endswith("(derived)")
    }
    assert derived - checked == set()
    assert ("paper", "citation_count") in derived
    assert ("coauthorship", "last_year") in derived
