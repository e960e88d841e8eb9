"""Derived data of random worlds, against plain Python; and a changed world against a new one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, text

from service import derive
from service.database.engine import writing_engine
from service.derive.expected import EXPECTATIONS
from service.derive.verify import differences
from tests.derive.answers import answers
from tests.derive.world import PAPERS, World, change, furnish, histories, worlds, write

# Table → its key, and the derived columns in the order of `answers`.
DERIVED = {
    "paper": (
        "id",
        "citation_count reference_count author_count affiliation_count topic_count"
        " code_link_count has_code primary_topic_id",
    ),
    "paper_year": ("paper_id year", "citation_count"),
    "authorship": ("paper_id ordinal", "is_repeat citation_count published_key"),
    "paper_affiliation": (
        "paper_id affiliation_id",
        "ordinal is_given citation_count published_key",
    ),
    "paper_topic": ("paper_id topic_id", "citation_count published_key"),
    "code_link": ("paper_id repository_id", "citation_count published_key"),
    "citation": (
        "citing_id cited_id",
        "citing_citation_count citing_published_key",
    ),
    "author": (
        "id",
        "paper_count citation_count h_index i10_index g_index coauthor_count affiliation_count"
        " topic_count first_year last_year primary_topic_id",
    ),
    "coauthorship": ("author_id coauthor_id", "paper_count first_year last_year last_year_key"),
    "author_topic": ("author_id topic_id", "paper_count"),
    "author_affiliation": (
        "author_id affiliation_id",
        "paper_count first_year last_year author_citation_count",
    ),
    "author_year": ("author_id year", "paper_count citation_count"),
    "affiliation": ("id", "paper_count citation_count author_count"),
    "topic": ("id", "paper_count citation_count author_count child_count"),
    "topic_year": ("topic_id year", "paper_count"),
    "venue": ("id", "paper_count"),
    "code_repository": ("id", "paper_count"),
    "entity_count": ("entity", "count"),
}


@pytest.fixture(scope="module")
def connection(make_database) -> Iterator[Connection]:
    """Each example works in a transaction that is rolled back; the writer's rights must do."""
    with writing_engine(make_database("worlds").writer_url).connect() as connection:
        yield connection


def stored(connection: Connection) -> dict[str, dict]:
    """All derived data, an unknown date as None."""
    found = {}
    for table, (keys, columns) in DERIVED.items():
        names = [
            f"nullif({name}, '-infinity')" if name.endswith("published_key") else name
            for name in f"{keys} {columns}".split()
        ]
        rows = connection.execute(text(f"SELECT {', '.join(names)} FROM {table}"))
        length = len(keys.split())
        found[table] = {tuple(row[:length]): tuple(row[length:]) for row in rows}
    return found


def all_differences(connection: Connection) -> list[str]:
    return [str(found) for e in EXPECTATIONS for found in differences(connection, e)]


examples = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)


@examples
@given(world=worlds())
def test_a_new_world_is_derived_as_plain_python_says(connection, world):
    with connection.begin() as transaction:
        furnish(connection)
        change(connection, World(), world)
        assert stored(connection) == answers(world)
        assert all_differences(connection) == []
        transaction.rollback()


@examples
@given(history=histories())
def test_a_changed_world_is_derived_as_if_it_had_always_been_so(connection, history):
    with connection.begin() as transaction:
        furnish(connection)
        for old, new in pairwise([World(), *history]):
            change(connection, old, new)
            assert stored(connection) == answers(new)
        assert all_differences(connection) == []
        transaction.rollback()


@examples
@given(first=worlds(), second=worlds())
def test_a_rebuild_mends_what_was_written_without_a_refresh(connection, first, second):
    with connection.begin() as transaction:
        furnish(connection)
        change(connection, World(), first)
        write(connection, first, second, list(PAPERS))
        derive.rebuild(connection)
        assert stored(connection) == answers(second)
        transaction.rollback()
