"""arXiv: one property of a record at a time, the other two formats of OAI-PMH, hostile input."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ingest.arxiv import read_arxiv
from service.ingest.arxiv_authors import WrittenAuthor, authorships, written_authors
from service.ingest.records import PartialDate, Rejected
from tests.ingest.sources.probing import located
from tests.ingest.sources.reading import any_input

LINE = {
    "id": "2310.19102",
    "title": "A title",
    "authors": "A. One and B. Two (Graz)",
    "authors_parsed": [["One", "A.", ""], ["Two", "B.", "Jr.", "Graz"]],
    "abstract": "  First\nparagraph.\n  Second, see\n\\url{https://github.com/o/r}.\n",
    "categories": "cs.LG stat.ML",
    "comments": "Code: https://github.com/o/other",
    "doi": None,
    "versions": [
        {"version": "v1", "created": "Sun, 29 Oct 2023 18:33:05 GMT"},
        {"version": "v2", "created": "Tue, 7 Nov 2023 00:00:01 GMT"},
    ],
    "update_date": "2024-04-17",
}


def one(tmp_path, **fields):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(LINE | fields))
    (found,) = located(read_arxiv, path)
    return found.what


def test_a_line(tmp_path):
    paper = one(tmp_path)
    assert paper.abstract == "First paragraph.\n\nSecond, see \\url{https://github.com/o/r}."
    assert [(link.url, link.found_in) for link in paper.code_links] == [
        ("https://github.com/o/r", "abstract"),
        ("https://github.com/o/other", "record"),
    ]
    assert [(author.name, author.position) for author in paper.authors] == [
        ("A. One", 1),
        ("B. Two Jr.", 2),
    ]


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("2310.19102v3", "2310.19102"),
        ("arXiv:2310.19102", "2310.19102"),
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
    ],
)
def test_versions_are_no_part_of_an_id(tmp_path, id_, key):
    assert one(tmp_path, id=id_).key == key


def test_without_a_first_version_the_id_tells_the_month(tmp_path):
    assert one(tmp_path, versions=None).published == PartialDate(date(2023, 10, 1), "month")
    paper = one(tmp_path, versions=[], id="hep-th/9901001")
    assert paper.published == PartialDate(date(1999, 1, 1), "month")


def test_without_parts_of_names_the_line_is_read(tmp_path):
    paper = one(tmp_path, authors_parsed=None)
    assert [(author.name, author.affiliations[0].name) for author in paper.authors] == [
        ("A. One", "Graz"),
        ("B. Two", "Graz"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A. One, B. Two, and C. Three", ["A. One", "B. Two", "C. Three"]),
        ("A. One; B. Two", ["A. One", "B. Two"]),
        ("A. One, Jr., B. Two, III", ["A. One Jr.", "B. Two III"]),
        (r"J. V\'{a}clav~Novák and {\O}. Br\aa ten", ["J. Václav Novák", "Ø. Bråten"]),
        ("A. One (for the X Collaboration)", ["A. One"]),
        ("Alexander Sanderson", ["Alexander Sanderson"]),
        ("", []),
        ("A. One (unclosed, B. Two", ["A. One"]),
        (")A. One( ", [")A. One"]),
    ],
)
def test_lines_of_authors(line, expected):
    assert [author.name for author in written_authors(line)] == expected


def test_institutions_in_brackets_are_of_all_who_stand_before():
    found = written_authors("A. One, B. Two (Graz), C. Three (Wien, Austria) and D. Four")
    assert [author.affiliations for author in found] == [
        ("Graz",),
        ("Graz",),
        ("Wien, Austria",),
        (),
    ]


def test_a_list_that_ends_in_others_is_not_whole():
    for last in ("et al.", "al. et", "others"):
        found, whole = authorships([WrittenAuthor("A. One"), WrittenAuthor(last)])
        assert [author.name for author in found] == ["A. One"]
        assert not whole


@pytest.mark.parametrize(
    ("line", "is_whole"),
    [
        ("A. One et al.", False),
        ("A. One, et. al. (X Collaboration)", False),
        ("A. One and others", False),
        ("A. One, al et", False),
        ("A. One, B. Etal", True),
        ("A. One and B. Albert", True),
        ("A. Bet, Al Two", True),
    ],
)
def test_only_the_line_knows_of_others(tmp_path, line, is_whole):
    paper = one(tmp_path, authors=line, authors_parsed=[["One", "A.", ""]])
    assert [author.name for author in paper.authors] == ["A. One"]
    assert paper.authors_complete is is_whole


def test_a_group_named_twice_is_one():
    listed = [
        WrittenAuthor("The X Collaboration"),
        WrittenAuthor(":"),
        WrittenAuthor("A. One", ("for the X Collaboration",)),
        WrittenAuthor("B. Two on behalf of the X collaboration"),
    ]
    found, _ = authorships(listed)
    assert [(author.position, author.name, author.kind) for author in found] == [
        (1, "The X Collaboration", "group"),
        (2, "A. One", None),
        (3, "B. Two", None),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": None}, "id"),
        ({"id": 704.0001}, "id"),
        ({"id": "nonsense"}, "id"),
        ({"title": ""}, "title"),
        ({"title": "???"}, None),
        ({"authors_parsed": [["A", "B"], "C"]}, "authors_parsed[1]"),
        ({"authors_parsed": [["A", 5, ""]]}, "authors_parsed[0]"),
        ({"versions": [{"created": "some day"}]}, "versions[0].created"),
        ({"update_date": "today"}, "update_date"),
        ({"categories": [5]}, "categories[0]"),
        ({"abstract": {}}, "abstract"),
    ],
)
def test_a_wrong_value_is_rejected_by_the_name_of_its_field(tmp_path, fields, field):
    found = one(tmp_path, **fields)
    assert (found.field if isinstance(found, Rejected) else None) == field


ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<ListRecords>{}<resumptionToken cursor="0">x|1001</resumptionToken></ListRecords></OAI-PMH>
"""
RECORD = """<record><header><identifier>oai:arXiv.org:{id}</identifier>
<datestamp>2008-11-26</datestamp><setSpec>physics:hep-ph</setSpec></header>
<metadata>{metadata}</metadata></record>"""
RAW = """<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" xsi:schemaLocation="x y">
<id>0704.0001</id><submitter>Pavel Nadolsky</submitter>
<version version="v1"><date>Mon, 2 Apr 2007 19:18:42 GMT</date><size>778kb</size></version>
<version version="v2"><date>Tue, 24 Jul 2007 20:10:27 GMT</date><size>778kb</size></version>
<title>Calculation of prompt diphoton production cross sections at Tevatron and
  LHC energies</title>
<authors>C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, C.-P. Yuan</authors>
<categories>hep-ph hep-ex</categories><doi>10.1103/PhysRevD.76.013009</doi>
<abstract>  A fully differential calculation &lt; 1.
</abstract></arXivRaw>"""
DUBLIN_CORE = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xsi:schemaLocation="x y">
<dc:title>Calculation of prompt diphoton production cross sections at Tevatron and
  LHC energies</dc:title>
<dc:creator>Balázs, C.</dc:creator><dc:creator>Berger, E. L.</dc:creator>
<dc:creator>Nadolsky, P. M.</dc:creator><dc:creator>Yuan, C. -P.</dc:creator>
<dc:subject>High Energy Physics - Phenomenology</dc:subject>
<dc:subject>High Energy Physics - Experiment</dc:subject><dc:subject>11P82</dc:subject>
<dc:description>  A fully differential calculation &lt; 1.
</dc:description>
<dc:description>Comment: 37 pages, 15 figures; published version</dc:description>
<dc:date>2007-04-02</dc:date><dc:date>2007-07-24</dc:date><dc:type>text</dc:type>
<dc:identifier>http://arxiv.org/abs/0704.0001</dc:identifier>
<dc:identifier>Phys.Rev.D76:013009,2007</dc:identifier>
<dc:identifier>doi:10.1103/PhysRevD.76.013009</dc:identifier></oai_dc:dc>"""
BARE = RAW.replace(' xmlns="http://arxiv.org/OAI/arXivRaw/"', "")


def harvest(*metadata, id_="0704.0001"):
    return ENVELOPE.format("".join(RECORD.format(id=id_, metadata=one) for one in metadata))


def xml(tmp_path, text):
    path = tmp_path / "a.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [one.what for one in located(read_arxiv, path)]


def test_the_formats_say_the_same(tmp_path):
    raw, core, bare = xml(tmp_path, harvest(RAW, DUBLIN_CORE, BARE))
    assert raw == core == bare
    assert (raw.key, raw.published.day, raw.updated) == (
        "0704.0001",
        date(2007, 4, 2),
        "2008-11-26",
    )
    assert [author.name for author in raw.authors] == [
        "C. Balázs",
        "E. L. Berger",
        "P. M. Nadolsky",
        "C.-P. Yuan",
    ]
    assert [topic.code for topic in raw.topics] == ["hep-ph", "hep-ex"]
    assert raw.abstract == "A fully differential calculation < 1."


def test_metadata_without_its_envelope(tmp_path):
    (paper,) = xml(tmp_path, BARE)
    assert (paper.key, paper.updated) == ("0704.0001", None)


def test_several_answers_in_one_file(tmp_path):
    assert [paper.key for paper in xml(tmp_path, harvest(RAW) + harvest(RAW))] == ["0704.0001"] * 2


def test_a_day_after_the_month_of_the_id_is_not_the_first(tmp_path):
    own = """<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2008.06570</id><created>2021-01-30</created>
    <authors><author><keyname>One</keyname></author></authors><title>T</title></arXiv>"""
    (paper,) = xml(tmp_path, harvest(own))
    assert paper.published == PartialDate(date(2020, 8, 1), "month")
    (paper,) = xml(tmp_path, harvest(own.replace("2021-01-30", "2020-08-14")))
    assert paper.published == PartialDate(date(2020, 8, 14))


def test_a_broken_record_is_set_aside_and_the_rest_goes_on(tmp_path):
    broken = RAW.replace("</title>", "")
    bad_bytes = harvest(RAW, RAW, RAW).encode().replace(b"Pavel", b"P\xffvel", 1)
    deleted = "<record><header status='deleted'><identifier>x</identifier></header></record>"
    other = "<record><header/><metadata><thing/></metadata></record>"
    found = xml(tmp_path, harvest(RAW, broken, RAW))
    assert [isinstance(one, Rejected) for one in found] == [False, True, False]
    found = xml(tmp_path, bad_bytes)
    assert [isinstance(one, Rejected) for one in found] == [True, False, False]
    found = xml(tmp_path, ENVELOPE.format(deleted + other + RECORD.format(id="x", metadata=RAW)))
    assert [(one.field, one.reason) for one in found[:2]] == [
        ("header", "arXiv has deleted this record"),
        ("metadata", "expected arXiv, arXivRaw, dc, found none of them"),
    ]
    assert found[2].key == "0704.0001"


def test_xml_without_records_says_what_it_says(tmp_path):
    (nothing,) = xml(tmp_path, '<OAI-PMH><error code="noRecordsMatch">no matches</error></OAI-PMH>')
    assert nothing.reason == "expected records of OAI-PMH: no matches"
    (nothing,) = xml(tmp_path, "<html><body>503</body></html>")
    assert nothing.reason == "expected records of OAI-PMH, found none"


def test_entities_of_the_file_are_not_read(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    (found,) = xml(tmp_path, bomb + harvest(RAW.replace("Calculation", "&b;")))
    assert isinstance(found, Rejected)


def test_an_empty_file_holds_nothing(tmp_path):
    assert xml(tmp_path, "") == []


@any_input
@given(line=st.text(alphabet="ab()., &:;1\\'{}~ and", max_size=60))
def test_no_line_of_authors_breaks_the_reader(line):
    authorships(written_authors(line))
