"""arXiv: the real records of OAI-PMH, read by hand."""

from datetime import date

import pytest

from service.ingest.arxiv import read_arxiv
from tests.ingest.sources.probing import goes_on_anywhere, records
from tests.ingest.sources.test_arxiv import folder, names, places

__all__ = ["folder"]


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


def test_each_of_the_seven_files_is_read_whole(folder):
    found = {
        path.name.removeprefix("sample_arxiv_"): [one.key for one in records(read_arxiv, path)]
        for path in sorted((folder / "oai_pmh").iterdir())
    }
    first = found.pop("record.xml")
    assert len(first) == 12
    # The others are records of the first, each alone, one with all of its authors.
    assert found == {
        f"record{n}.xml": [key]
        for n, key in enumerate(
            ("1601.03238", "1512.07978", "1603.00997", "1603.01251", "1603.05976", "1604.05585")
        )
    }


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
