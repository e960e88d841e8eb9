"""Crossref: the real works, counted again by other means, and records checked by hand."""

import re
from collections import Counter
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.crossref import read_crossref
from service.ingest.records import PaperRecord, PartialDate, ReportedMetric, VenueRecord
from tests.ingest.sources.probing import goes_on_anywhere, lines, records


@pytest.fixture(scope="module")
def path(shared):
    return shared / "crossref" / "works.jsonl.gz"


@pytest.fixture(scope="module")
def raw(path):
    return [line for line in lines(path) if line["type"] != "journal"]


@pytest.fixture(scope="module")
def everything(path):
    return records(read_crossref, path)


@pytest.fixture(scope="module")
def papers(everything):
    return [one for one in everything if isinstance(one, PaperRecord)]


@pytest.fixture(scope="module")
def by_doi(papers):
    return {paper.ids[0].value: paper for paper in papers}


def test_every_work_is_there_and_journals_are_venues(everything, papers, raw):
    assert len(everything) == 346
    assert [paper.ids[0].value for paper in papers] == [line["DOI"].lower() for line in raw]
    venues = [one for one in everything if isinstance(one, VenueRecord)]
    assert [(venue.name, venue.kind, list(map(str, venue.ids))) for venue in venues] == [
        (
            "BULLETIN OF THE KARAGANDA UNIVERSITY. ECONOMY SERIES",
            "journal",
            ["issn:2518-1998", "issn:2663-5097"],
        ),
        ("ecancermedicalscience", "journal", ["issn:1754-6605"]),
    ]


def test_kinds_other_than_articles_keep_their_names(papers):
    assert Counter(paper.type for paper in papers) == {
        "journal-article": 280,
        "book-chapter": 21,
        "report": 14,
        "component": 9,
        "proceedings-article": 8,
        "dataset": 4,
        "reference-entry": 3,
        "posted-content": 3,
        "journal-issue": 1,
        "dissertation": 1,
    }


def test_the_counts_of_the_readme(papers, raw):
    # Its 26 without authors and 17 without a year count the two journals.
    assert sum(not paper.authors for paper in papers) == 26 - 2
    assert sum(paper.published is None for paper in papers) == 17 - 2
    assert sum(paper.title is None for paper in papers) == 10
    assert sum(paper.abstract is not None for paper in papers) == 119
    assert sum(len(line.get("reference", ())) for line in raw) == 12_439
    # One notice says that a newer version of its article is there: that retracts nothing.
    notices = [one["type"] for line in raw for one in line.get("update-to", ())]
    assert notices == ["new_version"]
    assert sum(paper.is_retracted for paper in papers) == 0


def test_references_are_those_with_a_doi_each_once(papers, raw):
    for paper, line in zip(papers, raw, strict=True):
        # Some bear the full stop of their sentence; the DOIs of arXiv are its ids.
        cited = {
            one["DOI"].lower().rstrip(".").removeprefix("10.48550/arxiv.")
            for one in line.get("reference", [])
            if "DOI" in one
        }
        assert {reference.ids[0].value for reference in paper.references} == cited
    assert sum(len(paper.references) for paper in papers) == 9_608


def test_names_and_orcids_of_authors(papers, raw):
    for paper, line in zip(papers, raw, strict=True):
        told = [
            (
                re.sub(
                    r"\s+",
                    " ",
                    " ".join(filter(None, map(one.get, ("given", "family", "suffix", "name")))),
                ).strip(),
                one.get("ORCID", "").rpartition("/")[2],
            )
            for one in line.get("author", [])
        ]
        found = [(one.name, "".join(id_.value for id_ in one.ids)) for one in paper.authors]
        assert found == [(name, orcid) for name, orcid in told if name]


def test_authors_without_a_family_name(papers, by_doi):
    groups = [(one.name, one.position) for p in papers for one in p.authors if one.kind == "group"]
    assert groups == [("Concrete Technology Associates", 1), ("Sudesiqin", 3)]
    # One has no name at all: the list is not whole.
    nameless = by_doi["10.31390/gradschool_theses.6125"]
    assert [(one.name, one.position) for one in nameless.authors] == [("Joshua Rovira", 2)]
    assert [
        paper.ids[0].value for paper in papers if paper.authors and not paper.authors_complete
    ] == ["10.31390/gradschool_theses.6125"]


def test_affiliations_as_they_were_written(papers, by_doi):
    paper = by_doi["10.1002/fee.70021"]
    assert [place.name for place in paper.authors[0].affiliations] == [
        "USDA Forest Service Rocky Mountain Research Station Albuquerque NM",
        "Center for Fire Resilient Ecosystems and Society University of New Mexico Albuquerque NM",
    ]
    assert sum(len(one.affiliations) for paper in papers for one in paper.authors) == 537


@pytest.mark.parametrize(
    ("doi", "published"),
    [
        ("10.1002/fee.70021", PartialDate(date(2025, 11, 27))),
        ("10.1103/physrevd.93.016005", PartialDate(date(2016, 1, 11))),
        ("10.1017/9781316535783.011", None),
        ("10.1371/journal.pone.0008988.g001", None),
    ],
)
def test_dates_go_as_far_as_they_are_given(by_doi, doi, published):
    assert by_doi[doi].published == published


def test_dates_are_those_of_the_source(papers, raw):
    for paper, line in zip(papers, raw, strict=True):
        parts = line["issued"]["date-parts"][0]
        if parts and parts[0]:
            precision = ("year", "month", "day")[len(parts) - 1]
            day = date(*[*parts, 1, 1][:3])
            assert paper.published == PartialDate(day, precision)


def test_no_title_of_the_26_with_markup_stays_as_it_was(papers, raw):
    marked = [
        (paper.title, line["title"][0])
        for paper, line in zip(papers, raw, strict=True)
        if any(re.search(r"<\w|&\w+;", title) for title in line.get("title", ()))
    ]
    assert len(marked) == 26
    assert not any(title == given for title, given in marked)
    assert not any(re.search(r"</?\w+>|&\w+;", title) for title, _ in marked)


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("The role of AI", "The role of AI in ecology’s computational carbon footprint"),
        ("Women in Ming", "Women in Ming China."),
        (
            "Treebase",
            "Treebase: an R package for discovery, access and manipulation of online phylogenies",
        ),
        ("Are giant", "Are giant clams (Tridacna maxima) distractible? A multi-modal study"),
        (
            "Construction of a reference",
            "Construction of a reference material panel for detecting KRAS / NRAS / EGFR / BRAF / "
            "MET mutations in plasma ctDNA",
        ),
        (
            "Imaging HER2",
            "Imaging HER2-positive metastatic esophagogastric cancer with 89Zr-trastuzumab PET and "
            "18F-FDG PET.",
        ),
        ("5,7-Dimethyl", "5,7-Dimethyl-1H-indole-2,3-dione"),
    ],
)  # fmt: skip
def test_markup_leaves_the_titles(papers, start, title):
    assert [paper.title for paper in papers if (paper.title or "").startswith(start)] == [title]


def test_abstracts_are_paragraphs_of_plain_text(papers, by_doi):
    texts = [paper.abstract for paper in papers if paper.abstract]
    assert [
        text[:60] for text in texts if re.search(r"jats|</?[a-z]+>|&[a-z]+;|\n\n\n|  ", text)
    ] == []
    assert [text[:60] for text in texts if text.lower().startswith("abstract")] == []
    summary = by_doi["10.1111/2041-210x.12469"].abstract
    assert summary.startswith("Summary\n\nNeXML is a powerful and extensible exchange standard")
    assert "programmers of the r programming language" not in summary
    assert "users of the r programming language with easy‐to‐use tools" in summary


def test_venues_with_both_issns(by_doi):
    venue = by_doi["10.1002/fee.70021"].venue
    assert (venue.name, venue.kind) == ("Frontiers in Ecology and the Environment", "journal")
    assert list(map(str, venue.ids)) == ["issn:1540-9295", "issn:1540-9309"]


def test_a_preprint_and_its_article_are_one_work(papers, by_doi, raw):
    assert by_doi["10.1002/ece3.2314"].ids[1:] == (ExternalId("doi", "10.1101/014852"),)
    # Of the 41 works with a relation nine have a preprint; reviews and supplements are others.
    assert sum(bool(line.get("relation")) for line in raw) == 41
    assert sum("has-preprint" in line.get("relation", ()) for line in raw) == 9
    assert sum(len(paper.ids) == 2 for paper in papers) == 9


def test_what_crossref_counts_is_reported_with_its_day(by_doi):
    paper = by_doi["10.1002/fee.70021"]
    assert paper.updated == "2026-02-02T22:37:09Z"
    assert paper.metrics == (ReportedMetric("citations", 0, date(2026, 2, 2)),)


def test_a_work_without_a_title_waits_for_one_that_gives_it(by_doi):
    record = by_doi["10.1371/journal.pone.0008988.g001"]
    assert (record.title, record.key) == (None, "doi:10.1371/journal.pone.0008988.g001")


def test_reading_goes_on_behind_any_line(path):
    goes_on_anywhere(read_crossref, path)
