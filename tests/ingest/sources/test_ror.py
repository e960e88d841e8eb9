"""ROR: the real records of both versions of its schema, and what could be wrong with one."""

import gzip
import json

import pytest

from service.ids import ExternalId
from service.ingest.records import AffiliationRecord, Rejected
from service.ingest.ror import read_ror
from tests.ingest.sources.probing import goes_on_anywhere, located, records


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "ror"


@pytest.fixture(scope="module")
def first(folder):
    return {record.key: record for record in records(read_ror, folder / "ror_v1.json")}


@pytest.fixture(scope="module")
def second(folder):
    return {record.key: record for record in records(read_ror, folder / "ror_v2.json")}


def test_every_organisation_of_both_files_is_there(folder, first, second):
    for version, found, count in ((1, first, 14), (2, second, 11)):
        raw = json.loads((folder / f"ror_v{version}.json").read_text())
        assert len(raw) == count
        assert [f"https://ror.org/{key}" for key in found] == [one["id"] for one in raw]


def test_an_organisation_of_version_1(first):
    assert first["019wvm592"] == AffiliationRecord(
        source="ror",
        key="019wvm592",
        name="Australian National University",
        other_names=("ANU",),
        ids=(ExternalId("ror", "019wvm592"),),
        kind="education",
        country_code="AU",
        city="Canberra",
        latitude=-35.2778,
        longitude=149.1205,
        homepage="http://www.anu.edu.au/",
    )
    assert first["03r8z3t63"].other_names == ("University of New South Wales", "UNSW")


def test_an_organisation_of_version_2(second):
    assert second["04ttjf776"] == AffiliationRecord(
        source="ror",
        key="04ttjf776",
        name="RMIT University",
        updated="2023-07-28",
        other_names=("Royal Melbourne Institute of Technology University", "RMIT"),
        ids=(ExternalId("ror", "04ttjf776"),),
        kind="education",
        country_code="AU",
        city="Melbourne",
        latitude=-37.806748,
        longitude=144.962573,
        homepage="https://www.rmit.edu.au/",
    )


def test_both_versions_say_the_same_of_an_organisation(first, second):
    both = first.keys() & second.keys()
    assert len(both) == 9
    for key in both:
        one, other = first[key], second[key]
        assert (one.name, one.country_code, one.kind) == (
            other.name,
            other.country_code,
            other.kind,
        )
        assert set(one.other_names) == set(other.other_names)
        assert one.homepage == other.homepage


def test_all_names_are_kept_and_children_and_relatives_are_no_parents(folder, first, second):
    for one in json.loads((folder / "ror_v1.json").read_text()):
        labels = [label["label"] for label in one["labels"]]
        found = first[one["id"].rpartition("/")[2]]
        assert set(found.other_names) == {*labels, *one["aliases"], *one["acronyms"]}
        assert {link["type"] for link in one["relationships"]} <= {"Child", "Related"}
        assert found.parent_ids == ()
    for one in json.loads((folder / "ror_v2.json").read_text()):
        found = second[one["id"].rpartition("/")[2]]
        names = [name["value"] for name in one["names"]]
        assert [found.name, *found.other_names] == names
        assert found.parent_ids == ()


def test_reading_goes_on_behind_any_record(folder):
    goes_on_anywhere(read_ror, folder / "ror_v2.json")


ONE = {
    "id": "https://ror.org/019wvm592",
    "status": "active",
    "types": ["funder", "education"],
    "names": [
        {"value": "XU", "types": ["acronym"], "lang": None},
        {"value": "Université de X", "types": ["label"], "lang": "fr"},
        {"value": "University of X", "types": ["ror_display", "label"], "lang": "en"},
        {"value": "Old College", "types": ["alias"], "lang": "en"},
        {"value": "x" * 900, "types": ["alias"]},
    ],
    "locations": [{"geonames_details": {"name": "X", "country_code": "fr", "lat": 1, "lng": 2.5}}],
    "links": [
        {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/X"},
        {"type": "website", "value": "https://x.edu"},
    ],
    "relationships": [
        {"type": "parent", "id": "https://ror.org/02bfwt286", "label": "P"},
        {"type": "child", "id": "https://ror.org/00rqy9422", "label": "C"},
    ],
    "admin": {"last_modified": {"date": "2026-01-02", "schema_version": "2.1"}},
}


def one(tmp_path, **fields):
    path = tmp_path / "r.json"
    path.write_text(json.dumps([ONE | fields]))
    (found,) = located(read_ror, path)
    return found.what


def test_names_parents_kind_and_place(tmp_path):
    found = one(tmp_path)
    assert found.name == "University of X"
    assert found.other_names == ("XU", "Université de X", "Old College")
    assert found.parent_ids == (ExternalId("ror", "02bfwt286"),)
    assert (found.kind, found.country_code, found.city) == ("education", "FR", "X")
    assert (found.latitude, found.longitude) == (1.0, 2.5)
    assert (found.homepage, found.updated) == ("https://x.edu", "2026-01-02")


def test_what_is_only_a_funder_is_one(tmp_path):
    assert one(tmp_path, types=["funder"]).kind == "funder"
    assert one(tmp_path, types=None).kind is None


def test_a_record_without_a_name_to_show_shows_another(tmp_path):
    assert one(tmp_path, names=[{"value": "A", "types": ["alias"]}]).name == "A"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": None}, "id"),
        ({"id": "https://ror.org/019wvm593"}, "id"),
        ({"status": "withdrawn"}, "status"),
        ({"names": []}, "names"),
        ({"names": [5]}, "names[0]"),
        ({"names": [{"value": 5}]}, "names[0].value"),
        (
            {"locations": [{"geonames_details": {"lat": "1"}}]},
            "locations[0].geonames_details[0].lat",
        ),
        ({"types": [5]}, "types[0]"),
        ({"relationships": [{"type": "parent", "id": "x"}]}, "relationships[0].id"),
        ({"admin": {"last_modified": {"date": "now"}}}, "admin[0].last_modified[0].date"),
    ],
)
def test_a_wrong_value_is_rejected(tmp_path, fields, field):
    found = one(tmp_path, **fields)
    assert isinstance(found, Rejected)
    assert found.field == field


def test_lines_and_packed_dumps(tmp_path, folder, second):
    raw = json.loads((folder / "ror_v2.json").read_text())
    path = tmp_path / "ror.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, raw)).encode()))
    assert records(read_ror, path) == list(second.values())
