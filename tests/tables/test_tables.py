"""The tables say what they hold, refuse what cannot be, and are indexed where one follows them."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import ForeignKeyConstraint, literal, select
from sqlalchemy.dialects import postgresql

from service import tables
from service.database.engine import writing_engine
from service.tables.paper import search_vector

ROWS = (Path(__file__).parent / "rows.sql").read_text()
ALL = tables.metadata.sorted_tables

# Their owners are few and hardly ever removed, and nobody asks from that side.
UNFOLLOWED = {
    ("author", ("given_primary_topic_id",)),
    ("author", ("primary_topic_id",)),
    ("paper", ("primary_topic_id",)),
}


@pytest.fixture(scope="module")
def connection(make_database):
    with psycopg.connect(make_database("tables").owner_url) as connection:
        connection.execute(ROWS)
        yield connection
        connection.rollback()


@pytest.mark.parametrize("table", ALL, ids=str)
def test_every_table_and_column_says_what_it_is(table):
    assert table.comment
    assert [column.name for column in table.columns if not column.comment] == []


def test_the_comments_are_in_the_database(connection):
    missing = connection.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND c.relname <> 'alembic_version' AND NOT a.attisdropped"
        " AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)"
    ).fetchall()
    assert missing == []


@pytest.mark.parametrize("table", ALL, ids=str)
def test_every_foreign_key_begins_an_index(table):
    indexes = [[column.name for column in table.primary_key.columns]]
    indexes += [[column.name for column in index.columns] for index in table.indexes]
    indexes += [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if type(constraint).__name__ == "UniqueConstraint"
    ]
    keys = [tuple(c.column_keys) for c in table.constraints if isinstance(c, ForeignKeyConstraint)]
    bare = {
        (table.name, key)
        for key in keys
        if not any(tuple(index[: len(key)]) == key for index in indexes)
    }
    assert bare <= UNFOLLOWED


def test_exported_names_are_the_tables(connection):
    assert {getattr(tables, table.name) for table in ALL} == set(ALL)
    assert set(tables.__all__) == {table.name for table in ALL} | {"metadata"}
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'"
    ).fetchall()
    assert {name for (name,) in found} == {table.name for table in ALL}


def test_no_name_was_cut_by_the_database(connection):
    preparer = postgresql.dialect().identifier_preparer
    named = [preparer.format_index(index) for table in ALL for index in table.indexes]
    found = connection.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
    assert set(named) <= {name for (name,) in found}
    assert max(map(len, named)) <= 63


def test_the_sort_key_of_an_undated_paper_comes_before_all_others(connection):
    rows = connection.execute("SELECT id, published_key::text FROM paper ORDER BY published_key")
    assert rows.fetchall() == [(2, "-infinity"), (1, "2023-10-29")]


REFUSED = [
    ("ck_paper_precision_with_date", "UPDATE paper SET published_precision = NULL WHERE id = 1"),
    ("ck_paper_precision_known", "UPDATE paper SET published_precision = 'hour' WHERE id = 1"),
    ("ck_paper_year_with_date", "UPDATE paper SET year = NULL WHERE id = 1"),
    ("ck_paper_counters_not_negative", "UPDATE paper SET citation_count = -1"),
    ("ck_author_kind_known", "UPDATE author SET kind = 'robot'"),
    ("ck_authorship_ordinal_is_position", "UPDATE authorship SET position = 2 WHERE ordinal = 1"),
    ("ck_authorship_ordinal_is_position", "UPDATE authorship SET position = NULL"),
    (
        "ck_authorship_ordinal_is_position",
        "UPDATE authorship SET position = 1000000 WHERE position IS NULL",
    ),
    ("ck_citation_two_papers", "INSERT INTO citation (citing_id, cited_id) VALUES (1, 1)"),
    ("ck_coauthorship_two_authors", "INSERT INTO coauthorship VALUES (1, 1)"),
    ("ck_affiliation_country_code_form", "UPDATE affiliation SET country_code = 'de'"),
    ("ck_affiliation_latitude_on_earth", "UPDATE affiliation SET latitude = 91"),
    ("ck_affiliation_parent_is_another", "UPDATE affiliation SET parent_id = id"),
    ("ck_code_link_found_in_known", "UPDATE code_link SET found_in = 'thin air'"),
    ("ck_reported_metric_about_one_thing", "UPDATE reported_metric SET paper_id = 1"),
    ("ck_reported_metric_value_finite", "UPDATE reported_metric SET value = 'NaN'"),
    ("ck_reported_metric_value_finite", "UPDATE reported_metric SET value = '-Infinity'"),
    (
        "uq_reported_metric_author_id_paper_id_name_source_as_of",
        "INSERT INTO reported_metric (paper_id, name, value, source, as_of)"
        " VALUES (1, 'score', 1, 'profile-page', '2026-11-22')",
    ),
    (
        "uq_code_repository_url_key",
        "INSERT INTO code_repository (id, url, url_key, host) SELECT 9, url, url_key, host"
        " FROM code_repository",
    ),
    ("ck_change_merged_into_another", "UPDATE change SET merged_into = NULL"),
    ("ck_change_entity_known", "UPDATE change SET entity = 'planet'"),
    ("ck_forwarding_into_another", "UPDATE forwarding SET into_id = id"),
    ("ck_data_version_one_row", "UPDATE data_version SET id = false"),
    ("ck_ingest_run_status_known", "UPDATE ingest_run SET status = 'lost'"),
    ("fk_authorship_paper_id_paper", "UPDATE authorship SET paper_id = 7 WHERE ordinal > 1"),
    ("fk_paper_text_paper_id_paper", "DELETE FROM paper_text; DELETE FROM paper WHERE id = 1"),
]


@pytest.mark.parametrize(("constraint", "statement"), REFUSED)
def test_what_cannot_be_is_refused(connection, constraint, statement):
    if statement.startswith("DELETE"):
        # The paper is still named by other base rows, whichever of them is looked at first.
        with pytest.raises(psycopg.errors.ForeignKeyViolation), connection.transaction():
            connection.execute(statement)
        return
    with pytest.raises(psycopg.IntegrityError) as refusal, connection.transaction():
        connection.execute(statement)
    assert refusal.value.diag.constraint_name == constraint


def test_derived_rows_go_with_their_author(connection):
    with connection.transaction(force_rollback=True):
        connection.execute(
            "DELETE FROM authorship WHERE author_id = 2; DELETE FROM author WHERE id = 2"
        )
        left = connection.execute("SELECT author_id, coauthor_id FROM coauthorship").fetchall()
        # The other direction goes when the pair is derived anew: no key says that it hangs there.
        assert left == [(1, 2)]


def test_an_authorship_that_gets_its_place_takes_its_affiliations_along(connection):
    with connection.transaction(force_rollback=True):
        connection.execute(
            "UPDATE authorship SET ordinal = 3, position = 3 WHERE paper_id = 1 AND ordinal = 1"
        )
        moved = connection.execute("SELECT ordinal FROM authorship_affiliation").fetchall()
        assert moved == [(3,)]


def test_ids_may_be_given_or_left_to_the_database(connection):
    with connection.transaction(force_rollback=True):
        connection.execute("INSERT INTO venue (id, name, name_key) VALUES (77, 'V', 'v')")
        made = connection.execute(
            "INSERT INTO rejected_record (run_id, source, reason)"
            " VALUES (1, 's', 'r'), (1, 's', 'r') RETURNING id"
        ).fetchall()
        assert made[1][0] == made[0][0] + 1


def test_an_endless_abstract_can_still_be_searched(database):
    """A tsvector holds a megabyte; one bad record must not stop a batch."""
    words = " ".join(f"w{n:x}" for n in range(400_000))
    with writing_engine(database.writer_url).connect() as connection:
        found = connection.scalar(select(search_vector(literal("Title"), literal(words))))
    assert "'titl':1A" in found
