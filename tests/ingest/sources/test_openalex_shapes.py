"""OpenAlex: one property of a work at a time, files of every shape, hostile input."""

import gzip
import json
from functools import partial

import pytest

from service.ingest.openalex import read_openalex
from service.ingest.records import AffiliationMention, Rejected
from tests.ingest.sources.probing import goes_on_anywhere, lines, located
from tests.ingest.sources.reading import assert_sane


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "openalex"


def written(path, *objects, end="\n"):
    path.write_text("".join(json.dumps(one) + end for one in objects))
    return path


WORK = {"id": "https://openalex.org/W7", "title": "A title", "updated_date": "2026-02-01 10:00:00"}


def work(tmp_path, **fields):
    (found,) = located(read_openalex, written(tmp_path / "w.jsonl", WORK | fields))
    return found.what


def authorship(name="Ann Lee", id_="https://openalex.org/A5000000001", **fields):
    return {"author": {"id": id_, "display_name": name}} | fields


def test_the_time_of_an_update_is_comparable_however_it_is_written(tmp_path):
    assert work(tmp_path).updated == "2026-02-01T10:00:00"
    assert work(tmp_path, updated_date="yesterday").field == "updated_date"


def test_exactly_a_hundred_authors_are_a_cut_list_unless_it_is_said_otherwise(tmp_path):
    hundred = [authorship(f"Ann Lee {n}", f"https://openalex.org/A{n + 1}") for n in range(100)]
    assert not work(tmp_path, authorships=hundred).authors_complete
    assert work(tmp_path, authorships=hundred, is_authors_truncated=False).authors_complete
    assert work(tmp_path, authorships=hundred[:99]).authors_complete
    assert not work(tmp_path, authorships=hundred[:99], is_authors_truncated=True).authors_complete
    # The snapshot is never cut.
    more = [*hundred, authorship("Bo Li", "https://openalex.org/A999")]
    assert work(tmp_path, authorships=more).authors_complete


def test_openalex_s_own_nobody_is_nobody(tmp_path):
    names = [
        authorship("A B", "https://openalex.org/A9999999999"),
        authorship("C D", "https://openalex.org/A5317838346"),
    ]
    found = work(tmp_path, authorships=names, referenced_works=["https://openalex.org/W4285719527"])
    assert [(one.name, one.ids, one.is_unknown) for one in found.authors] == [
        ("A B", (), True),
        ("C D", (), True),
    ]
    assert found.references == ()


def test_openalex_s_own_nobody_has_no_record_either(tmp_path):
    marks = [
        {"id": f"https://openalex.org/{id_}", "display_name": "Deleted"}
        for id_ in ("A9999999999", "A5317838346", "W4285719527")
    ]
    assert located(read_openalex, written(tmp_path / "n.jsonl", *marks)) == []


def test_a_name_as_written_goes_before_openalex_s_own(tmp_path):
    found = work(tmp_path, authorships=[authorship("Ann Lee", raw_author_name="A.  Lee")])
    assert (found.authors[0].name, found.authors[0].display_name) == ("A. Lee", "Ann Lee")


def test_a_name_that_is_none_leaves_its_place_empty(tmp_path):
    names = [authorship(" ", None), authorship(), authorship("x" * 900)]
    found = work(tmp_path, authorships=names)
    assert [(one.name, one.position) for one in found.authors] == [("Ann Lee", 2)]
    assert not found.authors_complete


def test_written_affiliations_stand_in_where_no_institution_was_recognised(tmp_path):
    names = [
        authorship(
            institutions=[], raw_affiliation_strings=["Inst. of X, Graz", "Inst. of X, Graz"]
        ),
        authorship(
            "Bo Li",
            institutions=[{"id": None, "display_name": "Y College", "country_code": "at"}],
            raw_affiliation_strings=["Y College, Wien"],
        ),
    ]
    found = work(tmp_path, authorships=names)
    assert [one.affiliations for one in found.authors] == [
        (AffiliationMention("Inst. of X, Graz"),),
        (AffiliationMention("Y College", (), "AT"),),
    ]


def test_a_work_on_arxiv_bears_its_arxiv_id_unless_there_are_two(tmp_path):
    locations = [
        {"landing_page_url": "http://arxiv.org/abs/2310.19102v2", "pdf_url": None},
        {"landing_page_url": "https://doi.org/10.48550/arxiv.2310.19102"},
        {"landing_page_url": "https://doi.org/10.5281/zenodo.1"},
    ]
    assert set(map(str, work(tmp_path, locations=locations).ids)) == {
        "openalex:W7",
        "arxiv:2310.19102",
    }
    locations.append({"pdf_url": "https://arxiv.org/pdf/2310.00001"})
    assert list(map(str, work(tmp_path, locations=locations).ids)) == ["openalex:W7"]


def test_code_links_in_an_abstract_are_found(tmp_path):
    index = {"Code": [0], "at": [1], "https://github.com/o/r.": [2]}
    assert work(tmp_path, abstract_inverted_index=index).code_links[0].url == (
        "https://github.com/o/r"
    )


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"b": [10**15], "a": [-1, 3]}, "a a b"),
        ({"IndexLength": 2, "InvertedIndex": {"x": [1], "y": [0]}}, "y x"),
        ('{"IndexLength": 2, "InvertedIndex": {"x": [1], "y": [0]}}', "y x"),
        ({}, None),
        (None, None),
    ],
)
def test_inverted_indexes_of_every_shape(tmp_path, index, text):
    assert work(tmp_path, abstract_inverted_index=index).abstract == text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": None}, "id"),
        ({"id": "https://example.org/W7"}, "id"),
        ({"id": 7}, "id"),
        ({"title": 5}, "title"),
        ({"publication_year": "2020"}, "publication_year"),
        ({"publication_date": "2020-13-01"}, "publication_date"),
        ({"authorships": [5]}, "authorships[0]"),
        (
            {"authorships": [{"author": {"display_name": ["x"]}}]},
            "authorships[0].author[0].display_name",
        ),
        ({"referenced_works": [5]}, "referenced_works[0]"),
        ({"abstract_inverted_index": {"a": [True]}}, "abstract_inverted_index"),
        ({"abstract_inverted_index": {"a": 5}}, "abstract_inverted_index"),
        ({"abstract_inverted_index": [1]}, "abstract_inverted_index"),
        ({"abstract_inverted_index": "no JSON"}, "abstract_inverted_index"),
        ({"is_retracted": "yes"}, "is_retracted"),
        ({"concepts": [{"id": "https://openalex.org/C1", "score": "much"}]}, "concepts[0].score"),
    ],
)
def test_a_wrong_value_is_rejected_by_the_name_of_its_field(tmp_path, fields, field):
    found = work(tmp_path, **fields)
    assert isinstance(found, Rejected)
    assert found.field == field


def test_pages_of_the_api_lists_and_indented_files_are_read_alike(tmp_path, folder):
    some = lines(folder / "works_Nelson_2002.jsonl.gz")[:5]
    expected = [
        one.what for one in located(read_openalex, written(tmp_path / "lines.jsonl", *some))
    ]
    page = {"meta": {"count": 5, "page": 1}, "results": some, "group_by": [{"key": "x"}]}
    shapes = {
        "page": json.dumps(page),
        "indented page": json.dumps(page, indent=2),
        "two pages": json.dumps(page | {"results": some[:2]})
        + "\n"
        + json.dumps(page | {"results": some[2:]}),
        "list": json.dumps(some),
        "indented list": json.dumps(some, indent=1),
        "indented": "\n".join(json.dumps(one, indent=1) for one in some),
        "with a mark of byte order": "\ufeff" + "\n".join(json.dumps(one) for one in some),
    }
    for name, text in shapes.items():
        path = tmp_path / f"{name}.json"
        path.write_text(text, encoding="utf-8")
        assert [one.what for one in located(read_openalex, path)] == expected, name
        goes_on_anywhere(read_openalex, path)


def test_an_empty_page_is_no_mistake(tmp_path):
    assert located(read_openalex, written(tmp_path / "p.json", {"meta": {}, "results": []})) == []


def test_reading_goes_on_behind_any_line(folder):
    goes_on_anywhere(read_openalex, folder / "works_Nelson_2002.jsonl.gz")


def test_what_lies_beside_the_data_of_a_snapshot_is_passed_over(tmp_path):
    beside = tmp_path / "data" / "merged_ids" / "works"
    beside.mkdir(parents=True)
    (beside / "2022.csv").write_text("merge_date,id,merge_into_id\n")
    (tmp_path / "manifest").write_text('{"entries": []}')
    assert located(read_openalex, beside / "2022.csv") == []
    assert located(read_openalex, tmp_path / "manifest") == []


def test_a_bad_line_is_set_aside_and_the_rest_goes_on(tmp_path):
    good = json.dumps(WORK).encode()
    path = tmp_path / "w.jsonl"
    path.write_bytes(b"\n".join([good, b'{"id": "W8"', b"\xff\xfe", b"", b"[]", b"NaN", good]))
    found = located(read_openalex, path)
    assert [(one.line, isinstance(one.what, Rejected)) for one in found] == [
        (1, False),
        (2, True),
        (3, True),
        (5, True),
        (6, True),
        (7, False),
    ]


def test_a_truncated_part_gives_what_it_holds(tmp_path, folder):
    whole = (folder / "works_Nelson_2002.jsonl.gz").read_bytes()
    path = tmp_path / "part_0000.gz"
    path.write_bytes(whole[: len(whole) // 2])
    read = partial(read_openalex, as_of=None)
    found = assert_sane(read, tmp_path, path.read_bytes(), path.name, gzip.decompress(whole))
    assert 100 < sum(not isinstance(one.what, Rejected) for one in found) < 366
