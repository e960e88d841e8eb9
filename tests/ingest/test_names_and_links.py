"""Names and links as sources write them."""

from __future__ import annotations

import itertools

import pytest

from service.ingest.links import links_in
from service.ingest.names import are_compatible, fullest, looks_like_group, name_key, surname_key


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Neal J. Evans II", "evans"), ("Zoë Ortiz", "ortiz"), ("Jr", "jr"), ("", "")],
)
def test_a_surname_is_the_last_word_that_is_no_suffix(name, expected):
    assert surname_key(name_key(name)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jiaming Tang", "J. Tang", True),
        ("Charlie F. Ruan", "Charlie Ruan", True),
        ("Jiaming Tang", "Yufei Tang", False),
        ("Jiaming Tang", "Tang", False),
        ("J. Tang", "J. Wang", False),
    ],
)
def test_spellings_of_one_person(one, other, expected):
    assert are_compatible(name_key(one), name_key(other)) is expected
    assert are_compatible(name_key(other), name_key(one)) is expected


@pytest.mark.parametrize(
    "name", ["DeepSeek-AI", "Planck Collaboration", "Meta AI", "The Loom Group", "Qwen Team"]
)
def test_groups(name):
    assert looks_like_group(name)


@pytest.mark.parametrize("name", ["Qingyao Ai", "QINGYAO AI", "Ai Weiwei", "Suharto", "Bei Feng"])
def test_people(name):
    assert not looks_like_group(name)


def test_the_fullest_name_is_the_same_in_any_order():
    names = ("J. Ortiz", "José Ortiz", "JOSE ORTIZ", "Jose Ortiz")
    assert {fullest(order) for order in itertools.permutations(names)} == {"José Ortiz"}


GITHUB = "https://github.com/a/b"


@pytest.mark.parametrize(
    ("text", "code", "artifacts"),
    [
        (f"Code: {GITHUB}.", [GITHUB], []),
        (f"({GITHUB}).", [GITHUB], []),
        (rf"at \href{{{GITHUB}}}{{{GITHUB}}}.", [GITHUB], []),
        (rf"at \href{{{GITHUB}}}{{here}} and \url{{{GITHUB}.git}}", [GITHUB], []),
        (rf"\textbf{{see {GITHUB}}}, too", [GITHUB], []),
        ("http://github.com/A/b/ and https://github.com/a/b", ["https://github.com/A/b"], []),
        ("code at github.com/a/b, or www.github.com/a/b", [GITHUB], []),
        (r"https://github.com/a/b\_c", ["https://github.com/a/b_c"], []),
        ("models at http://bit.ly/2Jp5LHJ.", [], ["http://bit.ly/2Jp5LHJ"]),
        ("https://en.wikipedia.org/wiki/X_(y)", [], ["https://en.wikipedia.org/wiki/X_(y)"]),
        ("mail me@github.com/x or http://localhost", [], []),
        ("nothing here: 3.5x, a/b, e.g. this", [], []),
        ("https://github.com", [], ["https://github.com"]),
    ],
)
def test_links_are_found_once_and_without_the_sentence(text, code, artifacts):
    found = links_in(text, "abstract")
    assert [one.url for one in found.code] == code
    assert [one.url for one in found.artifacts] == artifacts
