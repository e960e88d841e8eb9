"""`unchecked`: foreign keys are left out within it, only there, and only where the role may."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.database.engine import writing_engine
from service.database.foreign_keys import unchecked

ORPHAN = text("INSERT INTO author_year (author_id, year) VALUES (404, :year)")
TWICE = text("INSERT INTO author_year (author_id, year) VALUES (404, 2001), (404, 2001)")


def test_within_it_nothing_is_checked_and_after_it_all_is(database):
    with writing_engine(database.writer_url).connect() as connection:
        with unchecked(connection):
            connection.execute(ORPHAN, {"year": 2001})
        with pytest.raises(IntegrityError, match="fk_author_year_author_id_author"):
            connection.execute(ORPHAN, {"year": 2002})


def test_an_error_within_it_ends_it(database):
    with writing_engine(database.writer_url).connect() as connection:
        with pytest.raises(IntegrityError, match="pk_author_year"), unchecked(connection):
            connection.execute(TWICE)
        connection.rollback()
        with pytest.raises(IntegrityError, match="fk_author_year_author_id_author"):
            connection.execute(ORPHAN, {"year": 2002})


def test_a_role_that_may_not_leave_it_out_checks_everything(database):
    with writing_engine(database.superuser_url).connect() as connection:
        connection.execute(text("CREATE ROLE nobody_granted"))
        connection.execute(text("GRANT INSERT ON author_year TO nobody_granted"))
        connection.execute(text("SET LOCAL ROLE nobody_granted"))
        with (
            pytest.raises(IntegrityError, match="fk_author_year_author_id_author"),
            unchecked(connection),
        ):
            connection.execute(ORPHAN, {"year": 2001})
