"""Papers and authors by id, alone and in batches: what is asked, no more and no less."""

from __future__ import annotations

import pytest

from service.s2.author import AUTHOR
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.s2.operations import LARGEST_ANSWER
from service.s2.paper import PAPER
from tests.corpus.oddities import (
    EMPTY,
    HUB,
    MANY_AUTHORS,
    MONTH_ONLY,
    MUTUAL,
    REPEATED_AUTHOR,
    TWO_SPELLINGS,
)


def paper(s2, id_: int, fields: str | None = None):
    query = {} if fields is None else {"fields": fields}
    status, found = s2.get(f"/graph/v1/paper/{own_paper_id(id_)}", **query)
    assert status == 200, found
    return found


def test_without_fields_an_answer_is_id_and_title(s2) -> None:
    assert paper(s2, EMPTY) == {"paperId": own_paper_id(EMPTY), "title": "Tabula Rasa"}


def test_an_answer_holds_the_id_and_just_what_is_asked(s2, world) -> None:
    citations = world.rows["citation"]
    assert paper(s2, 2, "year,citationCount,referenceCount,isOpenAccess,venue,publicationDate") == {
        "paperId": own_paper_id(2),
        "venue": "Conference on Margins",
        "year": 2010,
        "referenceCount": 2,
        "citationCount": sum(one["cited_id"] == 2 for one in citations),
        "isOpenAccess": False,
        "publicationDate": "2010-01-01",
    }


def test_a_day_is_told_only_where_it_is_known(s2) -> None:
    found = paper(s2, MONTH_ONLY, "publicationDate,year")
    assert found == {"paperId": own_paper_id(MONTH_ONLY), "year": 2011, "publicationDate": None}


def test_every_field_of_a_paper_that_has_nothing_is_null_or_empty(s2) -> None:
    found = paper(s2, EMPTY, ",".join(PAPER.of))
    assert list(found) == list(PAPER.of)
    corpus_id = OWN_NUMBERS_FROM + EMPTY
    assert {name: value for name, value in found.items() if value is not None} == {
        "paperId": own_paper_id(EMPTY),
        "externalIds": {"CorpusId": corpus_id},
        "corpusId": corpus_id,
        "title": "Tabula Rasa",
        "venue": "",
        "referenceCount": 0,
        "citationCount": 0,
        "influentialCitationCount": 0,
        "isOpenAccess": False,
        "s2FieldsOfStudy": [],
        "citationStyles": {"bibtex": "@misc{tabula-6,\n  title = {Tabula Rasa}\n}\n"},
        "textAvailability": "none",
        "authors": [],
        "citations": [],
        "references": [],
    }


def test_what_nobody_here_writes_is_null(s2) -> None:
    found = paper(s2, HUB, "tldr,embedding.specter_v2")
    assert found == {"paperId": own_paper_id(HUB), "tldr": None, "embedding": None}


def test_nested_objects_have_their_defaults_or_what_is_asked_of_them(s2) -> None:
    one, other = MUTUAL
    assert paper(s2, one, "citations,references.year,authors")["citations"][0].keys() == {
        "paperId",
        "title",
    }
    found = paper(s2, one, "references.year,references.authors,authors.hIndex")
    by_id = {reference["paperId"]: reference for reference in found["references"]}
    assert by_id[own_paper_id(other)]["year"] == 2010
    assert [author["name"] for author in by_id[own_paper_id(other)]["authors"]] == [
        "Łucja Ćwirkała-Zań",
        "Odalys Quillfeather",
    ]
    assert all(author.keys() == {"authorId", "hIndex"} for author in found["authors"])


def test_influential_citations_are_those_that_a_source_calls_so(s2) -> None:
    one, other = MUTUAL
    assert paper(s2, other, "influentialCitationCount")["influentialCitationCount"] == 1
    assert paper(s2, one, "influentialCitationCount")["influentialCitationCount"] == 0


def test_names_that_nobody_identified_stand_in_their_places_without_an_id(s2) -> None:
    authors = paper(s2, MANY_AUTHORS, "authors")["authors"]
    assert authors[1] == {"authorId": None, "name": "A. N. Unknown 2"}
    assert authors[0]["name"] == "Inkwell Collaboration"
    assert [author["name"] for author in authors][-2:] == ["Odalys Quillfeather", "A. N. Unplaced"]


def test_an_author_named_twice_is_listed_once(s2) -> None:
    ids = [one["authorId"] for one in paper(s2, REPEATED_AUTHOR, "authors")["authors"]]
    assert len(ids) == len(set(ids))


def test_a_graph_question_for_the_same_facts_has_the_same_answer(s2) -> None:
    fields = "title,year,abstract,citationCount,referenceCount"
    query = '{ paper(by: {id: "paper:%d"}) { title year abstract citationCount referenceCount } }'
    for id_ in range(1, 25):
        rest = paper(s2, id_, fields)
        del rest["paperId"]
        assert rest == s2.graphql(query % id_)["paper"]


def test_an_author_answers_as_the_graph_does(s2) -> None:
    id_ = OWN_NUMBERS_FROM + TWO_SPELLINGS
    fields = "name,homepage,paperCount,citationCount,hIndex,affiliations,papers.year"
    status, author = s2.get(f"/graph/v1/author/{id_}", fields=fields)
    assert status == 200
    graph = s2.graphql(
        '{ author(by: {id: "author:4"}) { name homepage'
        " metrics { paperCount citationCount hIndex } affiliations(first: 100) { nodes { name } }"
        " papers(first: 100, orderBy: NEWEST) { nodes { year } } } }"
    )["author"]
    papers = author.pop("papers")
    assert [one["year"] for one in papers] == [one["year"] for one in graph["papers"]["nodes"]]
    assert author == {
        "authorId": str(id_),
        "name": graph["name"],
        "affiliations": [place["name"] for place in graph["affiliations"]["nodes"]],
        "homepage": graph["homepage"],
        **graph["metrics"],
    }


def test_all_fields_of_an_author_can_be_asked_at_once(s2) -> None:
    _, author = s2.get(f"/graph/v1/author/{OWN_NUMBERS_FROM + 3}", fields=",".join(AUTHOR.of))
    assert list(author) == list(AUTHOR.of)
    assert author["papers"] == []


# ---- what is refused


def test_an_unknown_field_is_named(s2) -> None:
    path = f"/graph/v1/paper/{own_paper_id(HUB)}"
    assert s2.get(path, fields="title,foo,authors.bar") == (
        400,
        {"error": "Unrecognized or unsupported fields: [foo, authors.bar]"},
    )


def test_an_unknown_id_wins_over_an_unknown_field(s2) -> None:
    for id_ in ("DOI:10.1000/nowhere/at.all", "nonsense"):
        expected = (404, {"error": f"Paper with id {id_} not found"})
        assert s2.get(f"/graph/v1/paper/{id_}", fields="foo") == expected
    assert s2.get("/graph/v1/author/5", fields="foo") == (
        404,
        {"error": "Author with id 5 not found"},
    )


@pytest.mark.parametrize(
    "body", [None, [], {}, {"ids": None}, {"ids": []}, {"ids": [None]}, {"ids": "x"}, 5]
)
def test_a_batch_needs_a_list_of_ids(s2, body: object) -> None:
    status, answer = s2.post("/graph/v1/paper/batch", body)
    assert status == 400
    assert answer.keys() == {"error"}


def test_a_batch_is_as_large_as_the_original_allows(s2) -> None:
    ids = [own_paper_id(HUB)] * 500
    assert len(s2.post("/graph/v1/paper/batch", {"ids": ids})[1]) == 500
    status, answer = s2.post("/graph/v1/paper/batch", {"ids": [*ids, "x"]})
    assert (status, answer) == (400, {"error": "ids: at most 500 ids, not 501"})
    authors = [str(OWN_NUMBERS_FROM + 3)] * 1_000
    assert len(s2.post("/graph/v1/author/batch", {"ids": authors})[1]) == 1_000
    status, answer = s2.post("/graph/v1/author/batch", {"ids": [*authors, "5"]})
    assert (status, answer) == (400, {"error": "ids: at most 1,000 ids, not 1,001"})


def test_an_answer_is_no_larger_than_clients_expect(s2, monkeypatch) -> None:
    assert LARGEST_ANSWER == 10_000_000
    path = f"/graph/v1/paper/{own_paper_id(EMPTY)}"
    length = len(s2.client.get(path).content)
    monkeypatch.setattr("service.s2.operations.LARGEST_ANSWER", length)
    assert s2.get(path)[0] == 200
    monkeypatch.setattr("service.s2.operations.LARGEST_ANSWER", length - 1)
    status, answer = s2.get(path)
    assert status == 400
    assert answer["error"].startswith("Response would exceed maximum size.")


def test_a_batch_keeps_the_order_and_has_null_for_what_is_not_here(s2) -> None:
    hub = {"paperId": paper(s2, HUB)["paperId"], "year": 2001}
    ids = ["DOI:10.5555/INK.1", "nonsense", own_paper_id(EMPTY), "PMID:1", "CorpusId:900001"]
    empty = {"paperId": own_paper_id(EMPTY), "year": None}
    assert s2.post("/graph/v1/paper/batch", {"ids": ids}, fields="year") == (
        200,
        [hub, None, empty, None, hub],
    )
    ids = [str(OWN_NUMBERS_FROM + 3), "7", "x"]
    status, found = s2.post("/graph/v1/author/batch", {"ids": ids}, fields="paperCount")
    assert (status, found) == (200, [{"authorId": ids[0], "paperCount": 0}, None, None])
