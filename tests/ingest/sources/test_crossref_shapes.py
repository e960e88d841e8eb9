"""Crossref: one property of a work at a time, files of every shape, hostile input."""

import gzip
import json
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.checks import complaint
from service.ingest.crossref import read_crossref
from service.ingest.records import AffiliationMention, PaperRecord, PartialDate, Rejected
from tests.ingest.sources.probing import (
    goes_on_anywhere,
    lines,
    located,
)

WORK = {
    "DOI": "10.1145/ABC.1",
    "type": "journal-article",
    "title": ["A title"],
    "indexed": {"date-time": "2026-02-02T22:37:09Z"},
}


def found(tmp_path, **fields):
    path = tmp_path / "w.json"
    path.write_text(json.dumps(WORK | fields))
    return [one.what for one in located(read_crossref, path)]


def work(tmp_path, **fields):
    (record,) = found(tmp_path, **fields)
    return record


def notice(type_, doi="10.1145/OLD", **fields):
    return [{"DOI": doi, "type": type_, "label": type_.title()} | fields]


@pytest.mark.parametrize("type_", ["retraction", "Retraction", "withdrawal", "removal"])
def test_a_notice_of_retraction_marks_the_work_that_it_retracts(tmp_path, type_):
    paper, mark = found(tmp_path, **{"update-to": notice(type_)})
    assert not paper.is_retracted
    assert mark == PaperRecord(
        "crossref",
        "doi:10.1145/old retracted",
        None,
        ids=(ExternalId("doi", "10.1145/old"),),
        is_retracted=True,
    )
    assert complaint(mark) is None


@pytest.mark.parametrize("type_", ["correction", "erratum", "new_version", "expression_of_concern"])
def test_a_correction_leaves_the_work_standing(tmp_path, type_):
    assert not work(tmp_path, **{"update-to": notice(type_)}).is_retracted
    assert not work(tmp_path, **{"updated-by": notice(type_)}).is_retracted


def test_a_work_that_is_retracted_says_so_itself(tmp_path):
    assert work(tmp_path, **{"updated-by": notice("retraction")}).is_retracted
    # Some replace the article by its notice.
    assert work(tmp_path, **{"update-to": notice("retraction", "10.1145/abc.1")}).is_retracted


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, PartialDate(date(2019, 5, 3))),
        ({"issued": {"date-parts": [[2019, 5]]}}, PartialDate(date(2019, 5, 1), "month")),
        ({"issued": {"date-parts": [[2019]]}}, PartialDate(date(2019, 1, 1), "year")),
        ({"issued": {"date-parts": [["2019", "5"]]}}, PartialDate(date(2019, 5, 1), "month")),
        ({"issued": {"date-parts": [2019, 5]}}, PartialDate(date(2019, 5, 1), "month")),
        ({"issued": {"date-parts": [[2019, 6, 31]]}}, PartialDate(date(2019, 6, 1), "month")),
        ({"issued": {"date-parts": [[2019, 13]]}}, PartialDate(date(2019, 1, 1), "year")),
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": [[]]}}, None),
        ({"issued": {"date-parts": []}}, None),
        ({"issued": {"date-parts": None}}, None),
        ({"issued": None}, None),
        ({"issued": {"date-parts": [[0]]}}, None),
        ({"issued": {"date-parts": [[20190]]}}, None),
        ({"issued": {"date-parts": [[True]]}}, None),
        (
            {"issued": {"date-parts": [[None]]}, "published-online": {"date-parts": [[2018]]}},
            PartialDate(date(2018, 1, 1), "year"),
        ),
        ({"created": {"date-parts": [[2002, 7, 1]]}}, None),
    ],
)
def test_dates(tmp_path, fields, published):
    assert work(tmp_path, **fields).published == published


def test_affiliations_with_their_ror(tmp_path):
    places = [
        {
            "name": "Univ. of X &amp; Y",
            "id": [{"id": "https://ror.org/04jr1s763", "id-type": "ROR"}],
        },
        {"id": [{"id": "https://ror.org/04jr1s763"}]},
        {"name": "x" * 600},
    ]
    paper = work(tmp_path, author=[{"family": "Lee", "affiliation": places}])
    assert paper.authors[0].affiliations == (
        AffiliationMention("Univ. of X & Y", (ExternalId("ror", "04jr1s763"),)),
    )


def test_groups_and_people_of_one_name(tmp_path):
    paper = work(
        tmp_path,
        author=[
            {"name": "The X Collaboration"},
            {"family": "Plato"},
            {"given": "Ann", "family": "Lee", "suffix": "Jr.", "name": "ignored"},
            {"given": "Madonna"},
        ],
    )
    assert [(one.name, one.kind) for one in paper.authors] == [
        ("The X Collaboration", "group"),
        ("Plato", None),
        ("Ann Lee Jr.", None),
        ("Madonna", None),
    ]
    assert paper.authors_complete


def test_a_preprint_of_two_articles_is_neither(tmp_path):
    two = {"is-preprint-of": [{"id": "10.1145/a"}, {"id": "10.1145/b"}]}
    assert len(work(tmp_path, relation=two).ids) == 1
    on_arxiv = {"has-preprint": [{"id-type": "arxiv", "id": "2310.19102v2"}]}
    assert list(map(str, work(tmp_path, relation=on_arxiv).ids)) == [
        "doi:10.1145/abc.1",
        "arxiv:2310.19102",
    ]


def test_a_work_does_not_cite_itself(tmp_path):
    cited = [
        {"DOI": "10.1145/abc.1"},
        {"DOI": "10.1145/X"},
        {"DOI": "no doi"},
        {"unstructured": "y"},
    ]
    references = work(tmp_path, reference=cited).references
    assert [str(one.ids[0]) for one in references] == ["doi:10.1145/x"]


def test_subtitles_and_original_titles_are_other_titles(tmp_path):
    paper = work(tmp_path, subtitle=["A sub"], **{"original-title": ["Ein Titel"]})
    assert paper.other_titles == ("A title: A sub", "Ein Titel")


def test_the_book_of_a_chapter_does_not_take_the_issn_of_its_series(tmp_path):
    paper = work(
        tmp_path,
        type="book-chapter",
        ISSN=["1611-3349"],
        **{"container-title": ["Advances in X", "Lecture Notes"]},
    )
    assert (paper.venue.name, paper.venue.ids, paper.venue.kind) == ("Advances in X", (), "book")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"DOI": None}, "DOI"),
        ({"DOI": "nonsense"}, "DOI"),
        ({"title": [5]}, "title[0]"),
        ({"title": {"x": 1}}, "title[0]"),
        ({"author": [5]}, "author[0]"),
        ({"author": [{"family": ["x"]}]}, "author[0].family"),
        ({"author": [{"family": "x", "affiliation": [5]}]}, "author[0].affiliation[0]"),
        ({"issued": 2019}, "issued[0]"),
        ({"reference": [5]}, "reference[0]"),
        ({"reference": [{"DOI": 5}]}, "reference[0].DOI"),
        ({"abstract": 5}, "abstract"),
        ({"indexed": {"date-time": "now"}}, "indexed.date-time"),
        ({"is-referenced-by-count": "many"}, "is-referenced-by-count"),
    ],
)
def test_a_wrong_value_is_rejected_by_the_name_of_its_field(tmp_path, fields, field):
    record = work(tmp_path, **fields)
    assert isinstance(record, Rejected)
    assert record.field == field


def test_answers_lists_and_dumps_are_read_alike(tmp_path, shared):
    some = lines(shared / "crossref" / "works.jsonl.gz")[:4]
    message = {
        "facets": {"x": {"values": {}}},
        "total-results": 4,
        "items": some,
        "query": {"a": {}},
    }
    answer = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0"}
    single = [answer | {"message-type": "work", "message": one} for one in some]
    shapes = {
        "lines": "\n".join(map(json.dumps, some)),
        "page": json.dumps(answer | {"message": message}),
        "indented page": json.dumps(answer | {"message": message}, indent=2),
        "single answers": "\n".join(map(json.dumps, single)),
        "dump": json.dumps({"items": some}),
        "indented dump": json.dumps({"items": some}, indent=4),
        "list": json.dumps(some),
    }
    expected = None
    for name, text in shapes.items():
        path = tmp_path / f"{name}.json.gz"
        path.write_bytes(gzip.compress(text.encode()))
        read = [one.what for one in located(read_crossref, path)]
        expected = expected or read
        assert len(read) == 4
        assert read == expected, name
        goes_on_anywhere(read_crossref, path)
