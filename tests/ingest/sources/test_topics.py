"""Tables of topics: the two real ones, the packaged one, one's own, and none at all."""

import csv
import re
from collections import Counter

import pytest

from service.ingest import arxiv_categories
from service.ingest.records import Rejected, TopicRecord
from service.ingest.topics import PACKAGED, packaged_topics, read_topics
from tests.ingest.sources.probing import goes_on_anywhere, located, records


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "topics"


@pytest.fixture(scope="module")
def arxiv(folder):
    return {one.code: one for one in records(read_topics, folder / "arxiv_categories.csv")}


@pytest.fixture(scope="module")
def openalex(folder):
    return {one.code: one for one in records(read_topics, folder / "openalex_topics.csv.gz")}


def test_arxiv_s_categories_below_their_archives(arxiv, folder):
    with (folder / "arxiv_categories.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["archive"] != "bad-arch"]
    assert len(rows) == 184
    assert Counter(row["is_active"] for row in rows) == {"true": 155, "false": 29}
    archives = {"cs", "econ", "eess", "math", "nlin", "physics", "q-fin", "stat"}
    assert arxiv.keys() == {row["code"] for row in rows} | archives
    assert {code for code, topic in arxiv.items() if topic.level == 0} == archives | {
        row["code"] for row in rows if "." not in row["code"]
    }
    for code, topic in arxiv.items():
        assert topic.name == arxiv_categories.topic_name(code)
        assert topic.parent_code == arxiv_categories.parent_code(code)


def test_aliases_and_retired_categories_say_so(arxiv, folder):
    assert arxiv["cs.NA"].description.startswith("cs.NA is an alias for math.NA.")
    assert arxiv["alg-geom"].description == "Taken over by math.AG."
    with (folder / "arxiv_categories.csv").open(newline="") as stream:
        for row in csv.DictReader(stream):
            if row["subsumed_by"] and row["code"] in arxiv:
                assert f"Taken over by {row['subsumed_by']}." in arxiv[row["code"]].description
            if row["alias_of"]:
                assert f"{row['code']} is an alias for" in arxiv[row["code"]].description
                assert row["alias_of"] in arxiv


def test_openalex_s_four_levels(openalex, folder):
    assert Counter(topic.level for topic in openalex.values()) == {0: 4, 1: 26, 2: 252, 3: 4_516}
    # The lists of names are another table of OpenAlex; it calls one subfield by another's name.
    assert openalex["subfields/2311"].name == "Waste Management and Disposal"
    for kind in ("domains", "fields", "subfields"):
        text = (folder / f"openalex_{kind}.yaml").read_text().split("values:")[1]
        named = dict(re.findall(r"- id: (\S+)\n  display_name: (.*)", text))
        found = {
            code: topic.name for code, topic in openalex.items() if code.startswith(f"{kind}/")
        }
        told = {code: name.strip("'\"") for code, name in named.items()}
        assert found == told | {code: found[code] for code in {"subfields/2311"} & told.keys()}


def test_a_topic_of_openalex(openalex):
    topic = openalex["T10003"]
    assert (topic.key, topic.scheme) == ("openalex T10003", "openalex")
    assert topic.name == "Innovation and Knowledge Management"
    assert topic.description.startswith("This cluster of papers revolves around the topics of")
    assert topic.description.endswith("Resource-Based View; Market Orientation.")
    above = []
    while topic.parent_code:
        topic = openalex[topic.parent_code]
        above.append((topic.code, topic.name))
    assert above == [
        ("subfields/1408", "Strategy and Management"),
        ("fields/14", "Business, Management and Accounting"),
        ("domains/2", "Social Sciences"),
    ]


def test_the_packaged_table_is_both_without_their_prose(arxiv, openalex):
    packaged = packaged_topics()
    expected = {
        (topic.scheme, topic.code): (topic.name, topic.parent_code, topic.level)
        for topic in (*arxiv.values(), *openalex.values())
    }
    assert {
        key: (topic.name, topic.parent_code, topic.level) for key, topic in packaged.items()
    } == expected
    assert {topic.description for topic in packaged.values()} == {None}
    assert PACKAGED.stat().st_size < 150_000


def test_every_parent_stands_before_what_is_below_it():
    seen = set()
    for scheme, code in packaged_topics():
        parent = packaged_topics()[scheme, code].parent_code
        assert parent is None or (scheme, parent) in seen
        seen.add((scheme, code))


def test_lists_of_names_are_passed_over(folder):
    assert located(read_topics, folder / "openalex_fields.yaml") == []


def test_reading_goes_on_behind_any_row(folder):
    goes_on_anywhere(read_topics, folder / "arxiv_categories.csv")


def rows(tmp_path, text, name="t.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(one.line, one.what) for one in located(read_topics, path)]


OWN = """scheme,code,name,parent_code,level,description
mesh,A,Anatomy,,0,
mesh,B,"Body, ""all""
of it",A,1,x
"""


def test_a_table_of_one_s_own(tmp_path):
    assert rows(tmp_path, "\ufeff" + OWN) == [
        (2, TopicRecord("topics", "mesh A", "mesh", "A", "Anatomy")),
        (
            3,
            TopicRecord(
                "topics",
                "mesh B",
                "mesh",
                "B",
                'Body, "all"\nof it',
                description="x",
                parent_code="A",
                level=1,
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "field", "reason"),
    [
        ("a,b,c\n", 1, None, "expected a table of topics with one of these heads"),
        (OWN + "mesh,C\n", 5, None, "expected 6 values, found 2"),
        (OWN + "mesh,,C,,0,\n", 5, "code", "expected text, found none"),
        (OWN + "mesh,C,C,,low,\n", 5, "level", "expected a whole number, not 'low'"),
        (OWN + 'mesh,C,"open\n', 5, None, "the file ends within a quoted text"),
        (OWN.encode() + b"mesh,C,\xff,,0,\n", 5, None, "expected UTF-8 text: invalid start byte"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_its_line(tmp_path, text, line, field, reason):
    place, found = rows(tmp_path, text)[-1]
    assert isinstance(found, Rejected)
    assert (place, found.field) == (line, field)
    assert found.reason.startswith(reason)


def test_what_is_said_again_of_a_topic_is_said_last(tmp_path):
    """And what stands above it: for whoever goes on in the middle must end with the same."""
    found = rows(tmp_path, OWN.encode() + b"mesh,B,One,,0,\nmesh,B,Two,,0,\nmesh,B,Two,,0,\n")
    assert [what.name for _, what in found if what.code == "B"][-2:] == ["One", "Two"]


def test_a_bad_row_costs_no_other(tmp_path):
    found = rows(tmp_path, OWN.encode() + b"mesh,C,\xff,,0,\nmesh,D,D,,0,\n")
    assert [isinstance(what, Rejected) for _, what in found] == [False, False, True, False]
