"""Recommendations: the documented formula, computed from the declared world by hand."""

from __future__ import annotations

from collections import Counter
from math import sqrt

import pytest
from semanticscholar import SemanticScholar
from semanticscholar.SemanticScholarException import ObjectNotFoundException

from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from tests.corpus.declaration import Cites
from tests.corpus.oddities import EMPTY, HUB, MERGED_PAPER, MUTUAL
from tests.corpus.papers import PAPERS

PATH = "/recommendations/v1/papers"
BY_ID = {paper.id: paper for paper in PAPERS}
CITED = {
    paper.id: {one.paper if isinstance(one, Cites) else one for one in paper.cites}
    for paper in PAPERS
}
CITING = {one: {other for other in BY_ID if one in CITED[other]} for one in BY_ID}
AUTHORS = {
    paper.id: {sign.author for sign in paper.authors if sign.author is not None} for paper in PAPERS
}
AUTHOR_COUNT = {
    paper.id: len(AUTHORS[paper.id]) + sum(sign.author is None for sign in paper.authors)
    for paper in PAPERS
}
TOPICS = {paper.id: {bears.topic for bears in paper.topics} for paper in PAPERS}


def share(common: int, one: int, other: int) -> float:
    return common / sqrt(max(one * other, 1))


def nearness(seed: int, paper: int) -> float:
    """Without the bounds on what is looked at: no paper of this world but the hub reaches them."""
    together = len(CITING[seed] & CITING[paper])
    coupled = len(CITED[seed] & CITED[paper])
    authors = len(AUTHORS[seed] & AUTHORS[paper])
    topics = len(TOPICS[seed] & TOPICS[paper])
    return (
        share(together, len(CITING[seed]), len(CITING[paper]))
        + share(coupled, len(CITED[seed]), len(CITED[paper]))
        + share(authors, AUTHOR_COUNT[seed], AUTHOR_COUNT[paper]) / 2
        + share(topics, len(TOPICS[seed]), len(TOPICS[paper])) / 4
    )


def expected(positive: list[int], negative: list[int]) -> dict[int, float]:
    scores: Counter[int] = Counter()
    for paper in BY_ID:
        if paper in positive or paper in negative:
            continue
        near = sum(nearness(seed, paper) for seed in positive) / len(positive)
        far = sum(nearness(seed, paper) for seed in negative) / max(len(negative), 1)
        if near - far > 1e-8:
            scores[paper] = near - far
    return scores


def numbers(answer: dict) -> list[int]:
    return [int(paper["paperId"][:16], 16) for paper in answer["recommendedPapers"]]


# The author of most papers is the seed's or not: what lies beyond the newest of theirs is not seen.
SEEDS = [([8], []), ([25], []), ([29], []), ([6], []), ([12, 13], [11]), ([8, 29], [27])]


def is_seen(seed: int, paper: int) -> bool:
    """Whether the seed's bounded view of its authors' papers holds the paper."""
    for author in AUTHORS[seed] & AUTHORS[paper]:
        theirs = sorted(
            (one for one in BY_ID if author in AUTHORS[one]),
            key=lambda one: (BY_ID[one].date or "", one),
            reverse=True,
        )
        if len(theirs) > 20:
            return False
    return True


@pytest.mark.parametrize(("positive", "negative"), SEEDS)
def test_papers_are_recommended_by_the_documented_formula(s2, positive, negative) -> None:
    scores = {
        paper: score
        for paper, score in expected(positive, negative).items()
        if all(is_seen(seed, paper) for seed in (*positive, *negative))
    }
    body = {
        "positivePaperIds": [own_paper_id(one) for one in positive],
        "negativePaperIds": [own_paper_id(one) for one in negative],
    }
    status, answer = s2.post(f"{PATH}/", body, limit=500)
    assert status == 200
    found = [paper for paper in numbers(answer) if paper in scores]
    assert set(found) == set(scores)
    order = [round(scores[paper], 6) for paper in found]
    assert order == sorted(order, reverse=True)


def test_a_page_of_few_is_the_beginning_of_a_page_of_many(s2) -> None:
    _, many = s2.get(f"{PATH}/forpaper/{own_paper_id(HUB)}", limit=500, fields="title,year")
    _, few = s2.get(f"{PATH}/forpaper/{own_paper_id(HUB)}", limit=3, fields="title,year")
    assert many["recommendedPapers"][:3] == few["recommendedPapers"]
    assert len(many["recommendedPapers"]) > 10
    assert HUB not in numbers(many)
    assert few["recommendedPapers"][0].keys() == {"paperId", "title", "year"}


def test_a_negative_seed_drives_what_is_near_it_away(s2) -> None:
    one, other = map(own_paper_id, MUTUAL)
    _, plain = s2.post(f"{PATH}/", {"positivePaperIds": [one]}, limit=500)
    _, less = s2.post(f"{PATH}/", {"positivePaperIds": [one], "negativePaperIds": [other]})
    assert len(numbers(less)) < len(numbers(plain))


def test_ids_of_any_kind_are_seeds_and_unknown_ones_are_left_out(s2) -> None:
    _, by_id = s2.get(f"{PATH}/forpaper/{own_paper_id(HUB)}")
    seeds = ["DOI:10.5555/ink.1", f"CorpusId:{OWN_NUMBERS_FROM + MERGED_PAPER}", "MAG:1", "?"]
    body = {"positivePaperIds": seeds, "negativePaperIds": None}
    assert s2.post(f"{PATH}/", body) == (200, by_id)
    assert s2.post(f"{PATH}/", {"positivePaperIds": ["MAG:1"]})[0] == 404


def test_a_pool_that_nobody_knows_is_refused(s2) -> None:
    path = f"{PATH}/forpaper/{own_paper_id(HUB)}"
    assert s2.get(path, **{"from": "everything"})[0] == 400


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ([], "The body must be a JSON object"),
        ({}, "The body must be a JSON object"),
        ({"positivePaperIds": []}, "positivePaperIds: the list is empty"),
        ({"positivePaperIds": [1.5]}, "positivePaperIds: a list of texts and whole"),
        ({"positivePaperIds": ["1"], "negativePaperIds": "1"}, "negativePaperIds: a list of texts"),
        ({"positivePaperIds": ["1"] * 101}, "positivePaperIds: at most 100 ids, not 101"),
    ],
)
def test_what_cannot_be_read_is_named(s2, body, error: str) -> None:
    status, answer = s2.post(f"{PATH}/", body)
    assert status == 400
    assert answer["error"].startswith(error)


def test_the_unmodified_client_gets_recommendations(s2) -> None:
    client = SemanticScholar(api_url=s2.address, retry=False)
    papers = client.get_recommended_papers(own_paper_id(HUB), limit=5)
    assert len(papers) == 5
    assert all(paper.title for paper in papers)
    found = client.get_recommended_papers_from_lists([own_paper_id(HUB)], limit=5)
    assert [paper.paperId for paper in found] == [paper.paperId for paper in papers]
    with pytest.raises(ObjectNotFoundException, match="DOI:10\\.1000/no not found"):
        client.get_recommended_papers("DOI:10.1000/no")
    assert client.get_recommended_papers(own_paper_id(EMPTY)) == []
