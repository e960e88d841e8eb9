"""The unmodified client from PyPI, `semanticscholar`, against the started service."""

from __future__ import annotations

import asyncio

import pytest
from semanticscholar import AsyncSemanticScholar, SemanticScholar
from semanticscholar.SemanticScholarException import (
    BadQueryParametersException,
    ObjectNotFoundException,
)

from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from tests.corpus.oddities import EMPTY, HUB, MANY_AUTHORS


@pytest.fixture(scope="session")
def client(s2) -> SemanticScholar:
    return SemanticScholar(api_url=s2.address, retry=False)


def test_a_paper_has_all_that_the_client_asks_by_default(client, s2) -> None:
    paper = client.get_paper(own_paper_id(HUB))
    _, expected = s2.get(f"/graph/v1/paper/{own_paper_id(HUB)}", fields="title,citationCount")
    assert (paper.paperId, paper.title) == (expected["paperId"], expected["title"])
    assert paper.citationCount == expected["citationCount"] == len(paper.citations)
    assert str(paper.publicationDate.date()) == "2001-03-15"
    assert [author.name for author in paper.authors][1] == "Tam Vellum"
    assert paper.openAccessPdf["url"].startswith("https://inkford.example/")
    assert paper.tldr is None


def test_papers_by_any_id_and_those_not_found(client) -> None:
    ids = ["DOI:10.5555/ink.1", own_paper_id(EMPTY), "CorpusId:12345", "ARXIV:0103.00001v2"]
    papers, missing = client.get_papers(ids, fields=["title", "externalIds"], return_not_found=True)
    ink = "Ink and Its Uses: A Survey"
    assert [paper.title for paper in papers] == [ink, "Tabula Rasa", ink]
    assert "CorpusId:12345" in missing


def test_lists_are_walked_to_their_ends(client, s2) -> None:
    hub = own_paper_id(HUB)
    _, paper = s2.get(f"/graph/v1/paper/{hub}", fields="citationCount")
    citations = list(client.get_paper_citations(hub, limit=3))
    assert len(citations) == paper["citationCount"] > 20
    assert all(citation.paper.title for citation in citations)
    references = list(client.get_paper_references(own_paper_id(MANY_AUTHORS), limit=1))
    assert len(references) == 3
    authors = list(client.get_paper_authors(own_paper_id(MANY_AUTHORS), limit=7))
    assert authors[-1].name == "A. N. Unplaced"


def test_authors_and_their_papers(client) -> None:
    id_ = str(OWN_NUMBERS_FROM + 4)
    author = client.get_author(id_)
    assert author.paperCount == len(author.papers)
    assert len(list(client.get_author_papers(id_, limit=2))) == author.paperCount
    found, missing = client.get_authors([id_, "5"], return_not_found=True)
    assert [one.authorId for one in found] == [id_]
    assert missing == ["5"]
    assert [one.name for one in client.search_author("Odalys Quillfeather")] == [
        "Odalys Quillfeather"
    ]


def test_searches_of_each_kind(client) -> None:
    plain = [paper.paperId for paper in client.search_paper("citing each other", limit=1)]
    bulk = [paper.paperId for paper in client.search_paper("citing each other", bulk=True)]
    assert sorted(plain) == sorted(bulk) == sorted(map(own_paper_id, (2, 3)))
    newest = client.search_paper("sometime", bulk=True, sort="citationCount:desc", year="2011")
    counts = [paper.citationCount for paper in newest]
    assert counts == sorted(counts, reverse=True)
    assert client.search_paper("tabula rasa", match_title=True).paperId == own_paper_id(EMPTY)
    assert list(client.search_paper("zebras")) == []
    (only,) = client.get_autocomplete("tabula")
    assert only.title == "Tabula Rasa"


def test_what_is_wrong_arrives_as_the_clients_own_exceptions(client) -> None:
    with pytest.raises(ObjectNotFoundException, match="DOI:10\\.1000/no not found"):
        client.get_paper("DOI:10.1000/no")
    with pytest.raises(BadQueryParametersException, match="unsupported fields: \\[nonsense\\]"):
        client.get_paper(own_paper_id(HUB), fields=["nonsense"])
    with pytest.raises(ObjectNotFoundException, match="Title match not found"):
        client.search_paper("zebras", match_title=True)


def test_the_asynchronous_client_gets_the_same(s2) -> None:
    async def ask():
        client = AsyncSemanticScholar(api_url=s2.address, retry=False)
        paper = await client.get_paper(own_paper_id(EMPTY))
        papers = await client.get_papers([own_paper_id(EMPTY)], fields=["title"])
        found = await client.search_paper("tabula rasa")
        citations = await client.get_paper_citations(own_paper_id(HUB), limit=1_000)
        return paper.title, papers[0].title, found[0].title, len(citations)

    title, *others, citations = asyncio.run(ask())
    assert (title, *others) == ("Tabula Rasa",) * 3
    assert citations > 20
