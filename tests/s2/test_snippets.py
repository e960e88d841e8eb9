"""Snippet search: abstracts that have the words, what is told of them, and whose they are."""

from __future__ import annotations

import pytest

from service.s2.identifiers import own_paper_id
from tests.corpus.oddities import EMPTY, HUB

PATH = "/graph/v1/snippet/search"


def texts(page: dict) -> list[str]:
    return [one["snippet"]["text"] for one in page["data"]]


def test_an_abstract_that_has_the_words_is_told_with_its_paper(s2) -> None:
    status, page = s2.get(PATH, query="iron gall", limit=5)
    assert status == 200
    (found,) = page["data"]
    text = "We survey inks. Iron gall inks eat the paper; the survey remains."
    assert found["snippet"] == {
        "text": text,
        "snippetKind": "abstract",
        "section": None,
        "snippetOffset": {"start": 0, "end": len(text)},
        "annotations": {"sentences": [], "refMentions": []},
    }
    assert found["paper"] == {
        "corpusId": 900001,
        "title": "Ink and Its Uses: A Survey",
        "authors": ["Odalys Quillfeather", "Tam Vellum", "Brannoc Ostrich"],
        "openAccessInfo": {"license": None, "status": None, "disclaimer": None},
    }
    assert found["score"] > 0
    assert page["retrievalVersion"]


def test_a_title_stands_in_where_there_is_no_abstract(s2) -> None:
    _, page = s2.get(PATH, query="tabula", fields="snippet.text,snippet.snippetKind")
    assert [one["snippet"] for one in page["data"]] == [
        {"text": "Tabula Rasa", "snippetKind": "title"}
    ]


def test_snippets_come_in_the_order_of_their_scores(s2) -> None:
    _, page = s2.get(PATH, query="ink", limit=50)
    scores = [one["score"] for one in page["data"]]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)
    _, few = s2.get(PATH, query="ink", limit=2)
    assert few["data"] == page["data"][:2]


@pytest.mark.parametrize(
    ("filters", "is_there"),
    [
        ({"paperIds": own_paper_id(HUB)}, True),
        ({"paperIds": f"DOI:10.5555/ink.1,{own_paper_id(EMPTY)},nonsense"}, True),
        ({"paperIds": own_paper_id(EMPTY)}, False),
        ({"authors": "quillfeather,T Vellum"}, True),
        ({"authors": "quillfeather,Zoë"}, False),
        ({"authors": "Odalis Kwillfeather"}, True),
        ({"authors": "Oddalis Kwillfeather"}, True),
        ({"authors": "Odd Quillfeather"}, False),
        ({"authors": "Qwillfether,Vellun"}, True),
        ({"authors": "Qwilfether"}, False),
        ({"year": "2001"}, True),
        ({"year": "2002-"}, False),
        ({"minCitationCount": "5"}, True),
        ({"insertedBefore": "1999-12"}, False),
    ],
)
def test_filters_keep_what_they_say(s2, filters: dict, is_there: bool) -> None:
    status, page = s2.get(PATH, query="iron gall", **filters)
    assert status == 200
    assert len(page["data"]) == is_there


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"fields": "snippet.nonsense"}, "Unrecognized or unsupported fields: [snippet.nonsense]"),
        ({"insertedBefore": "soon"}, "Unacceptable query params: [insertedBefore=soon]"),
        ({"authors": ",".join("abcdefghijk")}, "Unacceptable query params: [authors="),
        ({"limit": "0"}, "Unacceptable query params: [limit=0]"),
    ],
)
def test_what_cannot_be_read_is_named(s2, query: dict, error: str) -> None:
    status, answer = s2.get(PATH, query="ink", **query)
    assert status == 400
    assert answer["error"].startswith(error)


def test_no_words_find_nothing(s2) -> None:
    assert s2.get(PATH, query="")[1]["data"] == []
