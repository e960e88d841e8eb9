"""The corpus is what it says it is: its rows are in the database, its derived data is right."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from psycopg.rows import dict_row

from service.derive.verify import verify
from tests.corpus import oddities, world_rows
from tests.corpus.derived import UNKNOWN_DATE
from tests.corpus.load import TABLES


def test_plain_python_derives_what_the_service_derives(world):
    assert list(map(str, verify(world.reader_url))) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_database_holds_the_rows_of_the_corpus(world, table):
    with psycopg.connect(world.reader_url, row_factory=dict_row) as connection:
        connection.adapters.register_loader("date", DateOrMinusInfinity)
        connection.execute("SET TIME ZONE 'UTC'")
        stored = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    expected = world.rows[table]
    # Generated columns and the defaults of what the corpus leaves out are PostgreSQL's.
    stored = [{name: row[name] for name in expected[0]} for row in stored]
    assert sorted(map(repr, stored)) == sorted(map(repr, expected))


class DateOrMinusInfinity(psycopg.adapt.Loader):
    def load(self, data):
        text = bytes(data).decode()
        return UNKNOWN_DATE if text == "-infinity" else date.fromisoformat(text)


def test_a_copy_of_the_rows_can_be_changed_without_harm():
    world_rows()["paper"].clear()
    assert len(world_rows()["paper"]) == 31


def test_the_oddities_are_odd(world):
    papers = {row["id"]: row for row in world.rows["paper"]}
    authors = {row["id"]: row for row in world.rows["author"]}
    assert papers[oddities.HUB]["citation_count"] > 20
    assert papers[oddities.MANY_AUTHORS]["author_count"] > 20
    assert papers[oddities.WITHOUT_AUTHORS]["author_count"] == 0
    assert authors[oddities.PROLIFIC]["paper_count"] > 20
    assert authors[oddities.WITHOUT_PAPERS]["paper_count"] == 0
    assert authors[oddities.UNDATED_AUTHOR]["first_year"] is None
    assert authors[oddities.UNDATED_AUTHOR]["paper_count"] > 0
    assert len({papers[id_]["title"] for id_ in oddities.EQUAL_TITLES}) == 1
    assert len({papers[id_]["title_key"] for id_ in oddities.EQUAL_KEYS}) == 1
    assert len({authors[id_]["name"] for id_ in oddities.NAMESAKES}) == 1
    assert len(papers[oddities.LONG_TITLE]["title_key"]) == 500
    assert papers[oddities.LINK_WITHOUT_CLAIM]["has_code"]
    assert papers[oddities.CODE_WITHOUT_LINK]["code_link_count"] == 0
    counts = [row["citation_count"] for row in papers.values()]
    assert len(set(counts)) < len(counts)
