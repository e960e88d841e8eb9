"""Boolean queries as PostgreSQL reads them: by hand, and whatever somebody types."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.s2.query_syntax import LONGEST, to_tsquery


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ink", "'ink'"),
        ("iron gall", "('iron') & ('gall')"),
        ("iron + gall", "('iron') & ('gall')"),
        ("iron | gall", "('iron') | ('gall')"),
        ("ink -gall", "('ink') & (!('gall'))"),
        ("ink -(gall | iron)", "('ink') & (!(('gall') | ('iron')))"),
        ('"red blood cell"', "(('red' <1> 'blood') <1> 'cell')"),
        ('"blue lake"~2', "(('blue' <1> 'lake') | ('blue' <2> 'lake') | ('blue' <3> 'lake'))"),
        ("fish*", "'fish':*"),
        ("bugs~2", "'bu':*"),
        ("(a | b) c", "(('a') | ('b')) & ('c')"),
        ("state-of", "'state' <-> 'of'"),
        ("it's", "'it' <-> 's'"),
        ("(ink", "'ink'"),
        ("ink) pot", "('ink') & ('pot')"),
        ("| ink |", "'ink'"),
    ],
)
def test_each_sign_means_what_the_original_says(query: str, expected: str) -> None:
    assert to_tsquery(query) == expected


@pytest.mark.parametrize("query", ["", "  ", "()", "-", '""', "+ |", "?!"])
def test_nothing_is_asked_for_where_no_word_is(query: str) -> None:
    assert to_tsquery(query) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("-ink", "a word that is not left out"),
        ("ink | -gall", "a word that is not left out"),
        ("a*", "at least 2 letters"),
        ("(" * 30 + "a", "at most 20 levels"),
        ("a" * (LONGEST + 1), "at most 1,000 characters"),
    ],
)
def test_what_would_look_at_everything_is_refused(query: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        to_tsquery(query)


@given(query=st.text(st.sampled_from("ab é\"*+|()-~1 '\\:&!<"), max_size=40))
def test_whatever_is_typed_is_refused_or_read_by_postgresql(world, query: str) -> None:
    try:
        text = to_tsquery(query)
    except ValueError:
        return
    if text is not None:
        with psycopg.connect(world.reader_url) as connection:
            connection.execute("SELECT to_tsquery('simple', %s)", (text,))
