"""What is kept of the institutions that texts name is recomputed, and every difference reported."""

from __future__ import annotations

import psycopg
import pytest

from service.derive.verify import verify
from service.ingest.verify_matches import wrong_matches
from tests.ingest.test_institutions import BOTH, LONE, QUEENSLAND, VIENNA, paper
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]


@pytest.fixture
def texts(emptied):
    """Two texts, which name three institutions, and one that names none."""
    database = emptied()
    write(database, [[QUEENSLAND, VIENNA, paper("1", BOTH, LONE, "Elsewhere")]])
    assert verify(database.reader_url, wrong_matches) == []
    return database


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE affiliation_match SET confidence = 0.5 WHERE rule = 'alias'", "confidence is 0.5"),
        ("UPDATE affiliation_match SET matched_name = 'X' WHERE rule = 'alias'", "name is X"),
        ("UPDATE affiliation_match SET rule = 'name' WHERE rule = 'alias'", "rule is name"),
        ("UPDATE affiliation_match SET is_whole = NOT is_whole WHERE rule = 'alias'", "is_whole"),
        ("UPDATE affiliation_match SET names_country = true WHERE rule = 'alias'", "names_country"),
        ("UPDATE affiliation_match SET names_city = true WHERE rule = 'alias'", "names_city"),
        ("DELETE FROM affiliation_match WHERE rule = 'acronym'", "is missing"),
        (
            "INSERT INTO affiliation_match SELECT text.id, institution_id, confidence,"
            " matched_name, rule, is_whole, names_country, names_city"
            " FROM affiliation_match, affiliation AS text"
            " WHERE rule = 'alias' AND text.name = 'Elsewhere'",
            "is there, should not be",
        ),
        (
            "INSERT INTO affiliation_match SELECT institution_id, institution_id, confidence,"
            " matched_name, rule, is_whole, names_country, names_city FROM affiliation_match"
            " WHERE rule = 'alias'",
            "is there, should not be",
        ),
        (
            "UPDATE affiliation_text SET words = '{x}' WHERE words = '{elsewhere}'",
            "words is ['x'], should be ['elsewhere']",
        ),
        ("DELETE FROM affiliation_text WHERE words = '{elsewhere}'", "is missing"),
        (
            "INSERT INTO affiliation_text SELECT id, '{}' FROM affiliation WHERE name = 'TU Wien'",
            "is there, should not be",
        ),
    ],
)
def test_whatever_is_wrong_is_found(texts, statement, told) -> None:
    with psycopg.connect(texts.owner_url) as connection:
        assert connection.execute(statement).rowcount == 1
    assert verify(texts.reader_url) == []
    [difference] = verify(texts.reader_url, wrong_matches)
    assert told in str(difference)
    assert difference.table in statement
