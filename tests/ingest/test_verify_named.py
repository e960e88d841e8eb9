"""What is said of institutions, venues and topics, and what they are, is recomputed: whatever is
wrong is told."""

from __future__ import annotations

import pytest

from service.database.engine import writing_engine
from service.derive.verify import Difference, verify
from service.ids import ExternalId
from service.ingest.records import (
    AffiliationMention,
    AuthorRecord,
    PaperRecord,
    TopicMention,
    TopicRecord,
    VenueRecord,
)
from service.ingest.verify import CHECKS
from tests.ingest.test_institutions import QUEENSLAND, ror
from tests.ingest.test_named import ONLINE, PRINT, article, at
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]

# Of the parents of the lab the first is not here, the second is its parent, the third is not.
LAB = ror(
    "09", "Looms Lab", "Lab of Looms", parents=("98", "01", "05"), city="Leeds", country_code="GB"
)
OTHER = ror("05", "Other", latitude=10.0, longitude=20.5, homepage="https://other.example/")
JOURNAL = VenueRecord("openalex", "S1", "Letters", "2025-01-01", (PRINT,), "journal", "1234-5679")
UQ = AffiliationMention("UQ of Brisbane", (QUEENSLAND.ids[0], ExternalId("openalex", "I1")))
# Of a topic, of a wider one that only it leads to, and one that a paper and an author call alike.
TOPIC = TopicRecord("topics", "T1", "mesh", "T1", "Looms", None, "What weaves.", "F1", 1)
CLOTH = TopicMention("mesh", "T2", "Cloth", level=1)


@pytest.fixture(scope="module")
def graph(emptied):
    """Institutions with records, names and parents, one that only an author names; venues alike;
    topics with and without records."""
    database = emptied()
    papers = [
        at("1", UQ, AffiliationMention("Elsewhere")),
        at("2", UQ),
        article("3", "Letters on Looms", PRINT, ONLINE),
        article("4", "Proceedings"),
        PaperRecord("dblp", "5", "On Cloth", year=2020, topics=(CLOTH,)),
        AuthorRecord("openalex", "A1", "Ada Byron", primary_topic=CLOTH),
    ]
    write(database, [[LAB, OTHER, JOURNAL, TOPIC], papers, [QUEENSLAND]])
    assert verify(database.reader_url, *CHECKS) == []
    return database


MENTION = (
    "INSERT INTO {0}_mention SELECT '\\x00', ids, name_key, said, 1 FROM {0}_mention"
    " WHERE name_key = '{1}'"
)
LAB_ROW = "(SELECT affiliation_id FROM affiliation_external_id WHERE value = '09')"
DAMAGES = [
    ("affiliation_mention", "UPDATE {} SET mention_count = 3 WHERE mention_count = 2", "is 3"),
    ("affiliation_mention", "DELETE FROM {} WHERE name_key = 'elsewhere'", "is missing"),
    ("affiliation_mention", MENTION.format("affiliation", "elsewhere"), "should not be"),
    ("affiliation_mention", "UPDATE {} SET ids = '{{ror:77}}' WHERE mention_count = 2", "ids is"),
    ("affiliation_mention", "UPDATE {} SET name_key = 'x' WHERE name_key = 'elsewhere'", "is x"),
    (
        "affiliation_mention",
        "UPDATE {} SET said = jsonb_set(said, '{{0}}', '\"X\"') WHERE mention_count = 2",
        "said is ['X'",
    ),
    ("venue_mention", "UPDATE {} SET mention_count = 2 WHERE name_key = 'proceedings'", "is 2"),
    ("venue_mention", "DELETE FROM {} WHERE name_key = 'proceedings'", "is missing"),
    ("venue_mention", MENTION.format("venue", "proceedings"), "should not be"),
    *(
        ("affiliation", f"UPDATE {{}} SET {column} = {value} WHERE name = '{name}'", f"{column} is")
        for column, value, name in (
            ("name", "'X'", "Looms Lab"),
            ("name_key", "'x'", "Looms Lab"),
            ("has_record", "false", "Looms Lab"),
            ("has_record", "true", "Elsewhere"),
            ("kind", "'facility'", "Looms Lab"),
            ("country_code", "'FR'", "Looms Lab"),
            ("city", "NULL", "Looms Lab"),
            ("latitude", "11", "Other"),
            ("longitude", "21", "Other"),
            ("homepage", "NULL", "Other"),
            ("parent_id", "NULL", "Looms Lab"),
            ("parent_id", LAB_ROW, "Other"),
        )
    ),
    ("affiliation", "INSERT INTO {} (name, name_key) VALUES ('X', 'x')", "should not be"),
    ("affiliation", "UPDATE {} SET name_key = 'x' WHERE name = 'Elsewhere'", "should not be"),
    ("affiliation", "UPDATE {} SET name_key = 'x' WHERE name = 'Elsewhere'", "is missing"),
    (
        "affiliation",
        "INSERT INTO {} (name, name_key) SELECT name, name_key FROM affiliation"
        " WHERE name = 'Elsewhere'",
        "should not be",
    ),
    *(
        ("venue", f"UPDATE {{}} SET {column} = {value} WHERE issn IS NOT NULL", f"{column} is")
        for column, value in (
            ("name", "'X'"),
            ("name_key", "'x'"),
            ("has_record", "false"),
            ("kind", "NULL"),
            ("issn", "'2049-3630'"),
        )
    ),
    ("venue", "INSERT INTO {} (name, name_key) VALUES ('X', 'x')", "should not be"),
    ("venue_external_id", "DELETE FROM {} WHERE value = '2049-3630'", "is missing"),
    (
        "venue_external_id",
        "UPDATE {} SET venue_id = (SELECT id FROM venue WHERE name = 'Proceedings')"
        " WHERE value = '2049-3630'",
        "venue_id is",
    ),
    ("affiliation_external_id", "DELETE FROM {} WHERE value = 'I1'", "is missing"),
    (
        "affiliation_external_id",
        f"INSERT INTO {{}} (affiliation_id, scheme, value) SELECT {LAB_ROW}, 'openalex', 'I2'",
        "should not be",
    ),
    ("affiliation_name", "DELETE FROM {} WHERE name = 'Lab of Looms'", "is missing"),
    ("affiliation_name", "UPDATE {} SET name_key = 'x' WHERE name = 'Lab of Looms'", "is x"),
    (
        "affiliation_name",
        f"INSERT INTO {{}} (affiliation_id, name, name_key) SELECT {LAB_ROW}, 'X', 'x'",
        "should not be",
    ),
    ("affiliation_parent", "DELETE FROM {} WHERE value = '98'", "is missing"),
    ("affiliation_parent", "UPDATE {} SET value = '97' WHERE value = '98'", "value is 97"),
    ("affiliation_parent", "UPDATE {} SET scheme = 'x' WHERE value = '98'", "scheme is x"),
    (
        "affiliation_parent",
        f"INSERT INTO {{}} SELECT {LAB_ROW}, 'openalex', 'x', 1, 'ror', '96'",
        "should not be",
    ),
    ("topic_mention", "UPDATE {} SET mention_count = 1", "mention_count is 1, should be 2"),
    ("topic_mention", "DELETE FROM {}", "is missing"),
    ("topic_mention", "INSERT INTO {0} SELECT '\\x00', ids, NULL, said, 1 FROM {0}", "not be"),
    *(
        ("topic", f"UPDATE {{}} SET {column} = {value} WHERE code = '{code}'", f"{column} is")
        for code, column, value in (
            ("T1", "name", "'X'"),
            ("T1", "name_key", "'x'"),
            ("T1", "description", "NULL"),
            ("T1", "parent_id", "(SELECT id FROM topic WHERE code = 'T2')"),
            ("T1", "level", "2"),
            ("T1", "has_record", "false"),
            ("T2", "name", "'Linen'"),
            ("T2", "has_record", "true"),
            ("F1", "name", "'Weaving'"),
            ("F1", "level", "1"),
        )
    ),
    (
        "topic",
        "INSERT INTO {} (scheme, code, name, name_key) VALUES ('x', 'x', 'X', 'x')",
        "not be",
    ),
    ("topic", "DELETE FROM {} WHERE code = 'T1'", "is missing"),
    ("institution_name", "DELETE FROM {} WHERE name = 'Lab of Looms'", "is missing"),
    (
        "institution_name",
        "INSERT INTO {} SELECT affiliation_id, 'x', record_key, name, words, is_displayed, ror"
        " FROM institution_name WHERE name = 'Lab of Looms'",
        "should not be",
    ),
    *(
        (
            "institution_name",
            f"UPDATE {{}} SET {column} = {value} WHERE name = 'Lab of Looms'",
            said,
        )
        for column, value, said in (
            ("words", "'x'", "words is x"),
            ("is_displayed", "true", "is_displayed is"),
            ("ror", "'08'", "ror is 08"),
            ("country_code", "NULL", "country_code is"),
            ("city", "'Rome'", "city is Rome"),
        )
    ),
]


@pytest.mark.parametrize(("table", "damage", "told"), DAMAGES)
def test_whatever_is_wrong_is_told(graph, table, damage, told) -> None:
    found = after(graph, damage.format(table))
    assert [one for one in found if one.table == table and told in str(one)] != []


def test_an_institution_to_which_nothing_leads_any_more_is_told_from_both_sides(graph) -> None:
    found = after(graph, "DELETE FROM affiliation_external_id WHERE value = '05'")
    told = [str(one) for one in found if one.table == "affiliation"]
    assert "affiliation (ror:05): is missing" in told
    [stored] = [one for one in told if "ror" not in one]
    assert stored.endswith("is there, should not be")


def after(database, damage: str) -> list[Difference]:
    """What is told of the damage, which is taken back."""
    with writing_engine(database.owner_url).connect() as connection:
        assert connection.exec_driver_sql(damage).rowcount == 1
        found = [difference for check in CHECKS for difference in check(connection)]
        connection.rollback()
    return found
