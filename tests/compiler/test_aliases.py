"""The check of aliases itself: it finds what it is there to find, in SQL made by hand."""

from tests.compiler.aliases import entries, strays

GOOD = (
    "SELECT (SELECT JSON_OBJECT('id' VALUE person_1.id, 'mentees' VALUE (SELECT count(*) FROM"
    " person AS person_2 WHERE person_2.mentor_id = person_1.id)) FROM person AS person_1)"
    " AS root_0"
)


def test_every_alias_of_a_sound_statement_enters_one_from_clause():
    assert entries(GOOD) == {"person_1": 1, "person_2": 1}
    assert strays(GOOD) == []


def test_a_parent_that_is_silently_joined_again_is_found():
    joined_again = GOOD.replace("AS person_2 WHERE", "AS person_2, person AS person_1 WHERE")
    assert joined_again != GOOD
    assert entries(joined_again)["person_1"] == 2


def test_a_parent_that_is_joined_again_explicitly_is_found():
    joined_again = GOOD.replace("AS person_2 WHERE", "AS person_2 JOIN person AS person_1 ON TRUE")
    assert entries(joined_again)["person_1"] == 2


def test_an_alias_used_outside_of_its_own_select_is_found():
    moved = GOOD.replace("JSON_OBJECT('id' VALUE person_1.id", "JSON_OBJECT('id' VALUE person_2.id")
    assert strays(moved) == ["person_2"]


def test_a_subquery_and_a_function_enter_the_clause_that_they_stand_in():
    sql = (
        "SELECT page_1.id, asked_2.place FROM (SELECT person_3.id AS id, person_3.x AS key_0"
        " FROM person AS person_3) AS page_1, unnest($1) WITH ORDINALITY AS asked_2(id, place)"
    )
    assert entries(sql) == {"person_3": 1, "page_1": 1, "asked_2": 1}
    assert strays(sql) == []


def test_what_stands_in_a_text_is_not_sql():
    sql = "SELECT 'FROM person AS person_1 (' FROM person AS person_1 WHERE person_1.id = 1"
    assert entries(sql) == {"person_1": 1}
    assert strays(sql) == []
