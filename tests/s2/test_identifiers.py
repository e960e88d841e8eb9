"""Ids: those given out find their paper again, those of others are read in every form."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.s2.identifiers import (
    OWN_NUMBERS_FROM,
    author_reference,
    own_paper_id,
    paper_reference,
)
from tests.corpus.oddities import DANGLING_FORWARD, HUB, LARGE_ID, MERGED_AUTHOR, MERGED_PAPER


@given(st.integers(1, 2**63 - 1))
def test_an_own_paper_id_is_forty_digits_that_hold_the_id(id_: int) -> None:
    digits = own_paper_id(id_)
    assert len(digits) == 40
    assert int(digits, 16) >= 0
    assert paper_reference(digits) == paper_reference(digits.upper()) == f"colophon {id_}"


@given(st.text("0123456789abcdef", min_size=40, max_size=40))
def test_other_forty_digits_are_an_id_of_semantic_scholar(digits: str) -> None:
    assert paper_reference(digits) == f"s2-paper {digits}"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("CorpusId:37220927", "s2 37220927"),
        ("CorpusID:37220927", "s2 37220927"),
        (f"CorpusId:{OWN_NUMBERS_FROM + 7}", "colophon 7"),
        ("DOI:10.18653/v1/N18-3011", "doi 10.18653/v1/n18-3011"),
        ("doi:10.48550/arXiv.2310.19102", "arxiv 2310.19102"),
        ("ARXIV:2106.15928v2", "arxiv 2106.15928"),
        ("arXiv:hep-th/9711200", "arxiv hep-th/9711200"),
        ("MAG:112218234", "mag 112218234"),
        ("ACL:W12-3903", "acl W12-3903"),
        ("PMID:19872477", "pmid 19872477"),
        ("PMCID:2323736", "pmcid PMC2323736"),
        ("URL:https://arxiv.org/abs/2106.15928v1", "arxiv 2106.15928"),
        ("URL:https://www.aclweb.org/anthology/W12-3903/", "acl W12-3903"),
        ("URL:https://dl.acm.org/doi/10.1145/3292500.3330701", "doi 10.1145/3292500.3330701"),
        (
            "URL:https://dl.acm.org/doi/pdf/10.1145/3292500.3330701",
            "doi 10.1145/3292500.3330701",
        ),
        ("URL:http://doi.acm.org/10.1145/3292500.3330701", "doi 10.1145/3292500.3330701"),
        ("URL:https://www.biorxiv.org/content/10.1101/399907v2", "doi 10.1101/399907"),
        (
            "URL:https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1.full.pdf+html",
            "doi 10.1101/2020.01.30.927871",
        ),
        (
            f"URL:https://www.semanticscholar.org/paper/A-Title/{'0123456789' * 4}",
            f"s2-paper {'0123456789' * 4}",
        ),
    ],
)
def test_ids_of_papers_are_read_in_the_forms_of_the_original(text: str, reference: str) -> None:
    assert paper_reference(text) == reference


@pytest.mark.parametrize("text", ["", "12", "DOI:", "DOI:none", "XYZ:1", "CorpusId:x", "g" * 40])
def test_what_is_no_id_means_nothing(text: str) -> None:
    assert paper_reference(text) is None


def test_ids_of_authors_are_numbers() -> None:
    assert author_reference("1741101") == "s2-author 1741101"
    assert author_reference(str(OWN_NUMBERS_FROM + 3)) == "colophon 3"
    assert [author_reference(text) for text in ("", "x", "-1", "٣", "1" * 19)] == [None] * 5


def test_the_id_in_an_answer_is_the_one_made_by_hand(s2) -> None:
    check = hashlib.md5(b"colophon paper 2").hexdigest()[:24]
    status, paper = s2.get("/graph/v1/paper/CorpusId:1000000000002", fields="corpusId")
    assert (status, paper) == (
        200,
        {"paperId": f"{2:016x}{check}", "corpusId": 1_000_000_000_002},
    )


@pytest.mark.parametrize("id_", [HUB, 2, LARGE_ID])
def test_every_id_that_is_given_out_finds_its_paper(s2, id_: int) -> None:
    status, paper = s2.get(f"/graph/v1/paper/{own_paper_id(id_)}", fields="externalIds,corpusId")
    assert status == 200
    ids = paper.pop("externalIds")
    assert ids["CorpusId"] == paper["corpusId"]
    forms = [paper["paperId"], f"CorpusId:{paper['corpusId']}"]
    names = {"ArXiv": "ARXIV", "DOI": "DOI", "PubMed": "PMID", "DBLP": None, "CorpusId": "CorpusId"}
    forms += [f"{names[name]}:{value}" for name, value in ids.items() if names[name]]
    for form in forms:
        assert s2.get(f"/graph/v1/paper/{form}", fields="corpusId") == (200, paper), form


def test_ids_of_semantic_scholar_are_given_out_where_they_are_known(s2) -> None:
    _, paper = s2.get("/graph/v1/paper/ARXIV:0103.00001", fields="externalIds")
    assert paper["externalIds"] == {
        "ArXiv": "0103.00001",
        "PubMed": "90000001",
        "DOI": "10.5555/ink.1",
        "CorpusId": 900001,
    }


def test_an_old_id_of_a_merged_paper_or_author_keeps_working(s2) -> None:
    _, hub = s2.get(f"/graph/v1/paper/{own_paper_id(HUB)}")
    assert s2.get(f"/graph/v1/paper/{own_paper_id(MERGED_PAPER)}") == (200, hub)
    old = OWN_NUMBERS_FROM + MERGED_AUTHOR
    status, author = s2.get(f"/graph/v1/author/{old}")
    assert status == 200
    assert author["authorId"] != str(old)


def test_a_forward_that_leads_nowhere_is_not_found(s2) -> None:
    id_ = own_paper_id(DANGLING_FORWARD)
    assert s2.get(f"/graph/v1/paper/{id_}") == (404, {"error": f"Paper with id {id_} not found"})
