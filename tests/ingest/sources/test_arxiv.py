"""arXiv: the real lines of Kaggle's snapshot and the records of OAI-PMH, read by hand or by other
means."""

import re
from collections import Counter
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.arxiv import read_arxiv
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
        assert paper.authors_complete
    assert sum(len(paper.authors) for paper in papers) == 330


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


# --- OAI-PMH -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def harvested(folder):
    found = records(read_arxiv, folder / "oai_pmh" / "sample_arxiv_record.xml")
    return {paper.key: paper for paper in found}


def authors(paper):
    return [(author.position, author.name, author.kind) for author in paper.authors]


def test_a_list_of_records_with_and_without_namespaces(harvested):
    assert list(harvested) == [
        *("1601.03238", "1512.07978", "1603.00997", "1603.01251", "1603.05976", "1604.05585"),
        *("1606.06775", "1606.07066", "1606.07538", "1607.00786", "1606.04259", "1808.04927"),
    ]
    paper = harvested["1601.03238"]
    assert list(map(str, paper.ids)) == ["arxiv:1601.03238", "doi:10.1103/physrevd.93.016005"]
    assert (paper.published.day, paper.updated) == (date(2016, 1, 13), "2016-01-14")
    assert [topic.code for topic in paper.topics] == ["quant-ph", "gr-qc", "hep-th"]
    assert paper.abstract.startswith("We study the dynamics of quantum coherence under Unruh")


def test_a_collaboration_in_the_list_is_a_group(harvested):
    assert authors(harvested["1601.03238"])[:2] == [
        (1, "Planck Collaboration", "group"),
        (2, "Jieci Wang", None),
    ]
    assert authors(harvested["1603.05976"])[:3] == [
        (1, "Keck Array", "group"),
        (2, "BICEP2 Collaboration", "group"),
        (3, "P. Ade", None),
    ]
    assert authors(harvested["1606.07538"])[:2] == [
        (1, "Super-Kamiokande Collaboration", "group"),
        (2, "K. Abe", None),
    ]
    assert (5, "The T2K Beam Group", "group") in authors(harvested["1808.04927"])


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "1512.07978",
            [(1, "Teresa Maria Montaruli", None), (None, "IceCube Collaboration", "group")],
        ),
        ("1603.00997", [(1, "Sinya", None), (None, "JLQCD Collaboration", "group")]),
        (
            "1603.01251",
            [
                (1, "Mark Scott", None),
                (2, "Hyper-K collaboration", "group"),
                (None, "NuPRISM", "group"),
            ],
        ),
        (
            "1606.06775",
            [
                (1, "E. Bufanda", None),
                (2, "D. Hollowood", None),
                (None, "DES Collaboration", "group"),
            ],
        ),
        (
            "1607.00786",
            [
                (1, "Ruchi Chudasama", None),
                (2, "Dipanwita Dutta", None),
                (None, "CMS Collaboration", "group"),
            ],
        ),
    ],
)  # fmt: skip
def test_who_speaks_for_a_group_is_a_person_beside_it(harvested, key, expected):
    assert authors(harvested[key]) == expected


def test_a_collaboration_in_the_place_of_an_institution_is_a_group(harvested):
    paper = harvested["1604.05585"]
    assert authors(paper)[0] == (1, "Günter Burigana", None)
    assert authors(paper)[-1] == (None, "Planck Collaboration", "group")
    assert places(paper) == [[]] * 6
    assert authors(harvested["1808.04927"])[-1] == (None, "NA61/SHINE Collaboration", "group")


def test_an_institution_that_is_for_something_is_an_institution(harvested):
    assert places(harvested["1606.07538"])[2] == [
        "Kavli Institute for the Physics and Mathematics of the Universe"
    ]
    assert places(harvested["1606.07066"]) == [["Technion", "DESY"], ["U.Frankfurt"], []]


def test_many_authors_and_suffixes_as_elements(folder):
    (paper,) = records(read_arxiv, folder / "oai_pmh" / "sample_arxiv_record4.xml")
    # Sixty-six elements, of which one is the colon behind the groups.
    assert len(paper.authors) == 65
    assert "R. W. IV" in names(paper)
    assert paper.title == (
        "BICEP2 / Keck Array VII: Matrix based E/B Separation applied to BICEP2 and the Keck Array"
    )


def test_three_dois_and_closed_categories(folder):
    (paper,) = records(read_arxiv, folder / "oai_pmh" / "sample_arxiv_record0.xml")
    assert list(map(str, paper.ids)) == ["arxiv:1601.03238", "doi:10.1103/physrevd.93.016005"]
    codes = ["quant-ph", "gr-qc", "hep-th", "chao-dyn", "nlin.CD"]
    assert [topic.code for topic in paper.topics] == codes


def test_reading_goes_on_behind_any_record(folder):
    goes_on_anywhere(read_arxiv, folder / "oai_pmh" / "sample_arxiv_record.xml")
