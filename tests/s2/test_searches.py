"""Searches: what plain SQL finds, in the order that is promised, to the end."""

from __future__ import annotations

from math import log10

import psycopg
import pytest

from service import ids
from service.compiler import seeking
from service.s2.disciplines import NAMES
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from tests.corpus.oddities import HUB
from tests.s2.test_lists import walk


def by_sql(world, condition: str, order: str = "citation_count DESC, id DESC") -> list[int]:
    statement = (
        f"SELECT id FROM paper JOIN paper_text ON paper_id = id WHERE {condition} ORDER BY {order}"
    )
    with psycopg.connect(world.reader_url) as connection:
        return [id_ for (id_,) in connection.execute(statement)]


def numbers(rows: list) -> list[int]:
    return [
        row["corpusId"] - OWN_NUMBERS_FROM if row["corpusId"] >= OWN_NUMBERS_FROM else HUB
        for row in rows
    ]


def words(text: str) -> str:
    return f"search @@ plainto_tsquery('english', '{text}')"


def by_rank(world, query: str) -> list[int]:
    """The formula of docs/semantic-scholar-client.md, its arithmetic done here."""
    statement = """
        SELECT id, title_key, citation_count,
               ts_rank_cd(search, plainto_tsquery('english', %(words)s), 1)
        FROM paper JOIN paper_text ON paper_id = id
        WHERE search @@ plainto_tsquery('english', %(words)s)"""
    with psycopg.connect(world.reader_url) as connection:
        rows = connection.execute(statement, {"words": query}).fetchall()
    return [
        id_
        for *_, id_ in sorted(
            (
                (title == ids.title_key(query), near * (1 + log10(1 + citations)), id_)
                for id_, title, citations, near in rows
            ),
            reverse=True,
        )
    ]


@pytest.mark.parametrize("query", ["Citing each OTHER", "ink", "Preface", "paper", "sometime"])
def test_papers_are_found_by_all_their_words_in_the_order_of_the_formula(world, s2, query) -> None:
    expected = by_rank(world, query)
    assert len(expected) >= 2
    found = walk(s2, "/graph/v1/paper/search", 1, query=query, fields="corpusId")
    assert numbers(found) == expected
    _, page = s2.get("/graph/v1/paper/search", query=query, limit=1)
    assert (page["total"], page["offset"], page["next"]) == (len(expected), 0, 1)


@pytest.mark.parametrize(("walked", "beside"), [(1_000, "year"), (1, "title")])
def test_papers_with_common_words_are_ranked_alike(
    world, s2, monkeypatch, walked: int, beside: str
) -> None:
    """However they are read (service/compiler/seeking.py): in order, or sorted after all."""
    monkeypatch.setattr("service.s2.ranking.MOST_PAPERS", 2)
    monkeypatch.setattr(seeking, "FEW", 0)
    monkeypatch.setattr(seeking, "WALKED", walked)
    compared = by_sql(world, words("ink"))[:2]
    # With fields of their own, for no statement made before to be used again.
    page = s2.get("/graph/v1/paper/search", query="ink", fields=f"corpusId,{beside},isOpenAccess")
    assert numbers(page[1]["data"]) == [id_ for id_ in by_rank(world, "ink") if id_ in compared]


def test_a_paper_so_called_stands_before_all_that_are_cited_more(s2) -> None:
    _, page = s2.get("/graph/v1/paper/search", query="undated INK", fields="title,citationCount")
    assert page["data"][0]["title"] == "Undated Ink"


def test_filters_hold_before_anything_is_ranked(world, s2, monkeypatch) -> None:
    monkeypatch.setattr("service.s2.ranking.MOST_PAPERS", 1)
    _, page = s2.get("/graph/v1/paper/search", query="sometime", year="2011", fields="corpusId")
    assert page["total"] == 3
    with_fewest = by_sql(world, words("sometime") + " AND year = 2011")[:1]
    _, page = s2.get("/graph/v1/paper/search", query="sometime", year="2011", fields="corpusId,url")
    assert numbers(page["data"]) == with_fewest
    # The one that is cited most of all that have the word is of another year.
    of_the_year = by_sql(world, words("ink") + " AND year = 2019")
    assert of_the_year[:1] != by_sql(world, words("ink"))[:1]
    _, page = s2.get("/graph/v1/paper/search", query="ink", year="2019", fields="corpusId,url")
    assert numbers(page["data"]) == of_the_year[:1] != []


def test_what_lies_beyond_what_is_ranked_is_refused(s2) -> None:
    status, answer = s2.get("/graph/v1/paper/search", query="ink", offset=950)
    assert status == 400
    assert "expected offset and limit of 1,000 together at most" in answer["error"]
    assert s2.get("/graph/v1/paper/search", query="ink", offset=900)[0] == 200


def test_authors_so_called_come_first_then_the_most_cited(world, s2) -> None:
    _, page = s2.get("/graph/v1/author/search", query="tam vellum", fields="name,citationCount")
    # Then those who were once written so.
    assert [one["name"] for one in page["data"]] == [
        *("Tam Vellum", "Tam Vellum", "Serif Ascender", "Errata Corrigenda"),
    ]
    # Both were called so: who is called so now comes first, though the ids run the other way.
    _, page = s2.get("/graph/v1/author/search", query="Abba Oresten", fields="name")
    assert [one["name"] for one in page["data"]] == ["Äbba Øresten", "aebba oresten"]
    _, page = s2.get("/graph/v1/author/search", query="oresten", fields="name,citationCount")
    assert [one["name"] for one in page["data"]] == ["aebba oresten", "Äbba Øresten"]


@pytest.mark.parametrize("query", ["", "zzzzz", '"', "' --", "zzzzz' OR '1'='1"])
def test_a_search_that_finds_nothing_has_data_all_the_same(s2, query: str) -> None:
    for path in ("paper/search", "paper/search/bulk", "author/search"):
        status, page = s2.get(f"/graph/v1/{path}", query=query)
        assert (status, page["total"], page["data"]) == (200, 0, []), path
        assert "next" not in page
        assert "token" not in page


@pytest.mark.parametrize(
    ("name", "value", "condition"),
    [
        ("year", "2011", "year = 2011"),
        ("year", "2005-2011", "year BETWEEN 2005 AND 2011"),
        ("year", "2011-", "year >= 2011"),
        ("year", "-2005", "year <= 2005"),
        ("publicationDateOrYear", "2011-05", "published_on BETWEEN '2011-05-01' AND '2011-05-31'"),
        ("minCitationCount", "2", "citation_count >= 2"),
        ("openAccessPdf", "", "open_access_url IS NOT NULL"),
        ("publicationTypes", "JournalArticle", "type = 'article'"),
        ("publicationTypes", "booksection,Nonsense", "type = 'book-chapter'"),
        (
            "venue",
            "Conference on Margins,x",
            "venue_id = (SELECT id FROM venue WHERE name = 'Conference on Margins')",
        ),
    ],
)
def test_filters_keep_what_they_say(world, s2, name: str, value: str, condition: str) -> None:
    both = f"search @@ to_tsquery('english', 'ink | cite | sometime | preface') AND {condition}"
    expected = by_sql(world, both, "id")
    query = "ink | cite | sometime | preface"
    _, page = s2.get("/graph/v1/paper/search/bulk", query=query, fields="corpusId", **{name: value})
    assert numbers(page["data"]) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "soon"),
        ("year", "-"),
        ("minCitationCount", "-1"),
        ("minCitationCount", ""),
        ("sort", "title"),
        ("token", "x"),
    ],
)
def test_what_cannot_be_read_is_named(s2, name: str, value: str) -> None:
    status, answer = s2.get("/graph/v1/paper/search/bulk", query="ink", **{name: value})
    assert status == 400
    assert answer["error"].startswith(f"Unacceptable query params: [{name}={value}")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("paperId", "id"),
        ("paperId:desc", "id DESC"),
        ("publicationDate:asc", "published_key, id"),
        ("citationCount:desc", "citation_count DESC, id DESC"),
    ],
)
def test_bulk_search_is_sorted_and_walked_by_token(world, s2, monkeypatch, sort, order) -> None:
    monkeypatch.setattr("service.s2.bulk.PAGE", 3)
    query = "ink | cite | sometime | preface"
    expected = by_sql(
        world, "search @@ to_tsquery('english', 'ink | cite | sometime | preface')", order
    )
    found: list[int] = []
    token = {}
    # A kept statement of another page size must not answer.
    fields = f"corpusId,year,{'title' if ':' in sort else 'venue'}"
    while True:
        _, page = s2.get(
            "/graph/v1/paper/search/bulk", query=query, sort=sort, fields=fields, **token
        )
        assert page["total"] == len(expected)
        found += numbers(page["data"])
        if "token" not in page:
            break
        token = {"token": page["token"]}
    assert found == expected
    assert len(expected) > 6


def test_authors_are_found_by_any_form_of_their_name(world, s2) -> None:
    _, page = s2.get("/graph/v1/author/search", query="quillfeather ODALYS", fields="name")
    assert [author["name"] for author in page["data"]] == ["Odalys Quillfeather"]


def test_a_title_is_matched_case_and_accents_aside(s2) -> None:
    status, found = s2.get("/graph/v1/paper/search/match", query="tabula RÁSA", fields="title")
    assert (status, found["data"]) == (
        200,
        [{"paperId": own_paper_id(6), "title": "Tabula Rasa", "matchScore": 1.0}],
    )
    _, found = s2.get("/graph/v1/paper/search/match", query="uses survey", fields="year")
    assert found["data"][0]["year"] == 2001
    assert found["data"][0]["matchScore"] == 2 / 6  # ink and its uses a survey
    assert s2.get("/graph/v1/paper/search/match", query="nobody wrote about zebras") == (
        404,
        {"error": "Title match not found"},
    )


def test_titles_are_completed_from_their_beginning(s2) -> None:
    _, found = s2.get("/graph/v1/paper/autocomplete", query="tabula r")
    assert found == {
        "matches": [{"id": own_paper_id(6), "title": "Tabula Rasa", "authorsYear": ""}]
    }
    _, found = s2.get("/graph/v1/paper/autocomplete", query="On the citing of")
    assert [one["authorsYear"] for one in found["matches"]] == [
        "Quillfeather et al., 2010",
        "Ćwirkała-Zań et al., 2010",
    ]
    assert s2.get("/graph/v1/paper/autocomplete", query="!") == (200, {"matches": []})


def test_fields_of_study_follow_the_table(world, s2) -> None:
    _, page = s2.get(
        "/graph/v1/paper/search/bulk",
        query="ink | cite | sometime | preface | observation",
        fields="fieldsOfStudy,s2FieldsOfStudy",
    )
    seen = set()
    for paper in page["data"]:
        names = paper["fieldsOfStudy"] or []
        assert names == sorted(names)
        assert paper["s2FieldsOfStudy"] == [
            {"category": name, "source": "external"} for name in names
        ]
        seen |= set(names)
    assert seen
    assert seen <= set(NAMES)
