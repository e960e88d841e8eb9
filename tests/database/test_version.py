"""The data version and the log of changes: gapless, and never two writers at once."""

from __future__ import annotations

import threading

import psycopg
import pytest
from sqlalchemy import text

from service.database.engine import writing_engine
from service.database.version import Change, advance, append_changes, current, reserve_changes

LOG = text("SELECT sequence, entity, entity_id, action, merged_into, run_id FROM change ORDER BY 1")


def test_a_new_database_is_at_version_zero(database):
    with writing_engine(database.reader_url).connect() as connection:
        assert current(connection) == 0


def test_each_writing_transaction_makes_the_next_version(database):
    engine = writing_engine(database.writer_url)
    for expected in (1, 2):
        with engine.begin() as connection:
            assert advance(connection) == expected
    with engine.connect() as connection:
        assert advance(connection) == 3
        connection.rollback()
        assert current(connection) == 2


def test_changes_get_the_next_sequences_in_their_order(database):
    engine = writing_engine(database.writer_url)
    with engine.begin() as connection:
        run = connection.scalar(text("INSERT INTO ingest_run (source) VALUES ('s') RETURNING id"))
        given = [Change("paper", 7, "added"), Change("author", 9, "merged", merged_into=8)]
        assert append_changes(connection, given, run_id=run) == range(1, 3)
        assert append_changes(connection, []) == range(3, 3)
        assert append_changes(connection, [Change("topic", 1, "deleted")]) == range(3, 4)
        assert [tuple(row) for row in connection.execute(LOG)] == [
            (1, "paper", 7, "added", None, run),
            (2, "author", 9, "merged", 8, run),
            (3, "topic", 1, "deleted", None, None),
        ]


def test_an_undone_transaction_leaves_no_hole(database):
    engine = writing_engine(database.writer_url)
    with engine.connect() as connection:
        append_changes(connection, [Change("paper", 1, "added")] * 5)
        connection.rollback()
        assert reserve_changes(connection, 2) == range(1, 3)


def test_a_merge_without_a_goal_is_refused_and_takes_no_sequence(database):
    with writing_engine(database.writer_url).connect() as connection:
        with pytest.raises(Exception, match="ck_change_merged_into_another"):
            append_changes(connection, [Change("author", 9, "merged")])
        connection.rollback()
        assert append_changes(connection, [Change("author", 9, "updated")]) == range(1, 2)


def test_a_second_writer_waits_for_the_first(database):
    engine = writing_engine(database.writer_url)
    versions: list[int] = []

    def write() -> None:
        with engine.begin() as connection:
            versions.append(advance(connection))

    with engine.begin() as first:
        advance(first)
        second = threading.Thread(target=write)
        second.start()
        with psycopg.connect(database.superuser_url, autocommit=True) as watcher:
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s" + (
                " AND wait_event_type = 'Lock'"
            )
            while watcher.execute(waiting, [database.name]).fetchone() == (0,):
                assert second.is_alive()
        assert versions == []
    second.join()
    assert versions == [2]
