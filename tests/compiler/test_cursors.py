"""Cursors: what PostgreSQL makes of a row's sort keys is read again, and nothing else is."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Date, Integer, Text

from service.compiler.paging import cursor_keys, cursor_text, key_types
from service.compiler.row import constant
from service.errors import Code, OperationRefused
from tests.compiler.toy import BY_SCORE, EVERYBODY, MEMBERS, TEAMS, person

TYPES = (Integer(), Text(), Date(), BigInteger())
PATH = ("papers", "again")


def cursor(value):
    """As the SQL of `cursor_text` makes it, of any JSON value or JSON text."""
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text, types=TYPES):
    return cursor_keys(text, "NEWEST", types, PATH)


def refusal(text, types=TYPES):
    with pytest.raises(OperationRefused) as raised:
        read(text, types)
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == (Code.BAD_USER_INPUT, PATH)
    return problem.message


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
DATES = st.one_of(st.just("-infinity"), st.dates().map(str))


@given(st.integers(-(2**31), 2**31 - 1), TEXTS, DATES, st.integers(-(2**63), 2**63 - 1))
def test_the_keys_of_a_row_come_back(number, text, date, id_):
    given_back = read(cursor(["NEWEST", number, text, date, id_]))
    assert given_back == (str(number), text, date, str(id_))


@given(st.one_of(st.text(), st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())))
def test_no_text_at_all_is_more_than_refused(text):
    message = refusal(text)
    assert "Take cursors from `pageInfo` or `edges`" in message
    assert len(message) < 300


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=6))
def test_a_cursor_with_keys_of_other_kinds_is_refused(keys):
    refusal(cursor(["NEWEST", True, *keys]))
    refusal(cursor([*keys, "NEWEST"]))
    refusal(cursor(keys), types=(Integer(),) * 7)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "5",
        '"NEWEST"',
        '{"NEWEST": 1}',
        "[]",
        "[[]]",
        '["NEWEST"]',
        '["NEWEST", 1, "x", "2024-01-01"]',
        '["NEWEST", 1, "x", "2024-01-01", 1, 1]',
        '["NEWEST", 1, "x", "2024-01-01", null]',
        '["NEWEST", 1, "x", "2024-01-01", 1.0]',
        '["NEWEST", 1, "x", "2024-01-01", true]',
        '["NEWEST", 1, "x", "2024-01-01", "1"]',
        '["NEWEST", 1, "x", "20240101", 1]',
        '["NEWEST", 1, "x", "infinity", 1]',
        '["NEWEST", 1, "x", "2024-01-01; SELECT 1", 1]',
        '["NEWEST", 1, "x", "2024-13-41", 1]',
        '["NEWEST", 1, "nul \\u0000 inside", "2024-01-01", 1]',
        '["NEWEST", 1, "half of a pair \\ud800", "2024-01-01", 1]',
        f'["NEWEST", 1, "x", "2024-01-01", {2**63}]',
        f'["NEWEST", 1, "x", "2024-01-01", {"9" * 5000}]',
        f'["NEWEST", {2**31}, "x", "2024-01-01", 1]',
        f'["NEWEST", {-(2**31) - 1}, "x", "2024-01-01", 1]',
        '["NEWEST", NaN, "x", "2024-01-01", 1]',
        '["NEWEST", 1e400, "x", "2024-01-01", 1]',
        "[" * 50_000,
        "[" * 50_000 + "]" * 50_000,
    ],
    ids=lambda text: text[:50],
)
def test_what_no_list_ever_handed_out_is_refused(value):
    assert "is not one that this server made" in refusal(cursor(value))


@pytest.mark.parametrize("text", ["a", "%", "é", "AAAA AAAA", "AA==AA", "=", "\n", "\0", "\ud800"])
def test_what_is_no_base64_is_refused(text):
    assert "is not one that this server made" in refusal(text)


def test_the_cursor_of_another_order_names_both():
    message = refusal(cursor(["TITLE", "x", 1]))
    assert "belongs to the order TITLE, not to NEWEST" in message


def test_the_name_of_another_order_is_quoted_within_bounds():
    assert len(refusal(cursor(["x" * 10_000, 1]))) < 300


@pytest.mark.parametrize(
    ("many", "names"),
    [
        (EVERYBODY, ["INTEGER", "BIGINT"]),
        (MEMBERS, ["INTEGER", "BIGINT"]),
        (TEAMS, ["TEXT", "BIGINT"]),
    ],
)
def test_a_cursor_holds_the_keys_of_its_order_and_the_id(many, names):
    assert [str(type_) for type_ in key_types(many, many.order)] == names


def test_the_statement_drops_what_is_not_safe_in_an_address():
    text = str(cursor_text("NEWEST", [person.c.score, constant(1)]))
    assert text.startswith("translate(encode(convert_to(CAST(json_build_array(")
    assert BY_SCORE.keys == ("score",)
