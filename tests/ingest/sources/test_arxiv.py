"""arXiv: the real lines of Kaggle's snapshot, read by hand or by other means."""

import re
from collections import Counter
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.arxiv import read_arxiv
from service.ingest.arxiv_authors import written_authors
from service.ingest.records import PartialDate
from tests.ingest.sources.probing import goes_on_anywhere, lines, records


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "arxiv"


@pytest.fixture(scope="module")
def raw(folder):
    return lines(folder / "arxiv-metadata-oai-snapshot.jsonl.gz")


@pytest.fixture(scope="module")
def papers(folder):
    return records(read_arxiv, folder / "arxiv-metadata-oai-snapshot.jsonl.gz")


@pytest.fixture(scope="module")
def by_id(papers):
    return {paper.key: paper for paper in papers}


def names(paper):
    return [author.name for author in paper.authors]


def places(paper):
    return [[place.name for place in author.affiliations] for author in paper.authors]


def test_every_line_is_a_paper_of_its_own_id(papers, raw):
    assert len(papers) == 121
    assert [paper.key for paper in papers] == [line["id"] for line in raw]
    assert all(paper.ids[0] == ExternalId("arxiv", paper.key) for paper in papers)
    assert sum(len(paper.ids) == 2 for paper in papers) == 70
    assert {paper.type for paper in papers} == {"preprint"}


def test_names_are_those_that_arxiv_took_apart(papers, raw):
    for paper, line in zip(papers, raw, strict=True):
        told = [
            " ".join(f"{given} {key} {suffix}".replace(". -", ".-").split())
            for key, given, suffix, *_ in line["authors_parsed"]
        ]
        assert names(paper) == told
    assert sum(len(paper.authors) for paper in papers) == 330


def test_names_in_tex_are_those_that_arxiv_wrote_in_unicode(papers, raw):
    """In the line of authors stand accents in TeX, in the parts of the names the letters."""
    assert sum("\\" in line["authors"] for line in raw) == 7
    for paper, line in zip(papers, raw, strict=True):
        written = [one.name.replace(" ", "") for one in written_authors(line["authors"])]
        others = [] if paper.authors_complete else ["etal"]
        assert written == [name.replace(" ", "") for name in names(paper)] + others


def test_a_line_that_ends_in_others_is_not_whole_though_its_parts_name_nobody_else(papers, raw):
    assert [paper.key for paper in papers if not paper.authors_complete] == ["0704.0171"]
    (line,) = [line for line in raw if line["id"] == "0704.0171"]
    assert line["authors"] == "F. Aharonian, et al"
    assert line["authors_parsed"] == [["Aharonian", "F.", ""]]


def test_null_licences_and_later_versions_are_passed_over(papers, raw):
    assert sum(line["license"] is None for line in raw) == 111
    later = [len(line["versions"]) > 1 for line in raw]
    assert sum(later) == 48
    assert len(papers) == len(raw)


def test_accents_and_suffixes_of_names(by_id, papers):
    assert names(by_id["0704.0001"]) == [
        "C. Balázs",
        "E. L. Berger",
        "P. M. Nadolsky",
        "C.-P. Yuan",
    ]
    everybody = {name for paper in papers for name in names(paper)}
    assert {
        "Péter E. Frenkel",
        "R. Tomàs",
        "Mikkel Øbro",
        "Rastislav Šrámek",
        "Broňa Brejová",
        "Tomáš Vinař",
        "Franz Gähler",
        "Neal J. Evans II",
    } <= everybody


def test_institutions_of_the_parts_of_a_name(by_id):
    paper = by_id["0704.0185"]
    place = "Institut für Theoretische und Angewandte Physik, Universität Stuttgart"
    assert places(paper) == [[place], [place]]
    assert places(by_id["0704.0044"])[:4] == [["Oxford"], ["Culham"], ["Maryland"], ["Princeton"]]


def test_institutions_that_stand_by_number_in_the_line_of_authors(by_id, papers):
    assert places(by_id["0704.0187"]) == [
        ["Astrophysikalisches Institut Potsdam"],
        ["Hamburger Sternwarte", "Universität Potsdam"],
        ["Astrophysikalisches Institut Potsdam"],
        ["Astrophysikalisches Institut Potsdam"],
    ]
    assert places(by_id["0704.0139"])[4] == [
        "INAF--Oss. Astro., Bologna",
        "Dip. di Scienze della Comunicazione, Teramo",
        "INAF--Oss. Astro. di Collurania, Teramo",
    ]
    # Twelve have them in the parts, four by number.
    assert sum(any(places(paper)) for paper in papers) == 16


def test_titles_are_on_one_line_and_in_unicode(by_id, papers, raw):
    assert sum("\n" in line["title"] for line in raw) == 41
    assert not any("\n" in paper.title for paper in papers)
    assert by_id["0704.0001"].title == (
        "Calculation of prompt diphoton production cross sections at Tevatron and LHC energies"
    )
    titles = {paper.title for paper in papers}
    assert "A transcendental approach to Kollár's injectivity theorem" in titles
    assert (
        "Approximation for extinction probability of the contact process based on the Gröbner basis"
        in titles
    )
    assert r"From dyadic $\Lambda_{\alpha}$ to $\Lambda_{\alpha}$" in titles
    for paper, line in zip(papers, raw, strict=True):
        if "\\" not in line["title"]:
            assert paper.title == re.sub(r"\s+", " ", line["title"])


def test_the_day_is_that_of_the_first_version(by_id, raw, papers):
    paper = by_id["0704.0001"]
    assert paper.published == PartialDate(date(2007, 4, 2))
    assert paper.updated == "2008-11-26"
    for found, line in zip(papers, raw, strict=True):
        day, month, year = re.search(
            r"(\d+) (\w{3}) (\d{4})", line["versions"][0]["created"]
        ).groups()
        assert found.published.day.strftime("%-d %b %Y") == f"{day} {month} {year}"


def test_all_categories_are_kept_and_the_first_is_primary(papers, raw):
    for paper, line in zip(papers, raw, strict=True):
        assert [topic.code for topic in paper.topics] == line["categories"].split()
        assert [topic.is_primary for topic in paper.topics] == [True] + [False] * (
            len(paper.topics) - 1
        )
    assert Counter(len(paper.topics) for paper in papers) == {1: 72, 2: 33, 3: 12, 4: 2, 5: 2}


def test_of_two_dois_the_first_is_the_paper_s(papers, raw):
    (line,) = [line for line in raw if line["doi"] and " " in line["doi"]]
    (paper,) = [paper for paper in papers if paper.key == line["id"]]
    assert line["doi"] == "10.1364/JOSAA.23.002578 10.1364/JOSAA.32.002407"
    assert list(map(str, paper.ids[1:])) == ["doi:10.1364/josaa.23.002578"]


def test_links_in_abstracts_and_comments(papers):
    found = {link.url: link.found_in for paper in papers for link in paper.artifact_links}
    assert found["http://www.sron.rug.nl/~vdtak/radex/index.shtml"] == "abstract"
    assert found["http://theo.inrne.bas.bg/~bozho/"] == "record"


def test_reading_goes_on_behind_any_line(folder):
    goes_on_anywhere(read_arxiv, folder / "arxiv-metadata-oai-snapshot.jsonl.gz")
