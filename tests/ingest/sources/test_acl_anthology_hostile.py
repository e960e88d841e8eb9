"""Files of the ACL Anthology that are newer, broken, hostile or none."""

from __future__ import annotations

import gzip
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ids import ExternalId
from service.ingest.acl_anthology import read_acl_anthology
from service.ingest.records import (
    ArtifactLinkMention,
    AuthorRecord,
    AuthorshipRecord,
    CodeLinkMention,
)
from tests.ingest.sources.reading import (
    any_input,
    assert_sane,
    damaged,
    packed,
    read_bytes,
    records,
    rejects,
)

read = partial(read_acl_anthology, as_of=None)

COLLECTION = b"""<?xml version='1.0' encoding='UTF-8'?>
<collection id="2026.demo">
  <volume id="long">
    <meta><booktitle>Demo</booktitle><month>May</month><year>2026</year></meta>
    <frontmatter><url>2026.demo-long.0</url></frontmatter>
    <paper id="1"><title>One &amp; <i>only</i></title>
      <author><last>Aristotle</last></author></paper>
    <!-- <paper id="2"><title>Not yet</title></paper> -->
    <paper id="3"><title>Three</title>
      <author id="yang-liu" orcid="https://orcid.org/0000-0002-1825-0097"><first>Yang</first>
        <last>Liu</last><affiliation>Demo University</affiliation></author>
      <abstract>See \\url{https://github.com/Demo/three} and https://demo.org/data.</abstract>
      <pwccode url="https://github.com/demo/Three.git" additional="false">demo/three</pwccode>
      <doi>https://doi.org/10.1234/ABC</doi><url>https://demo.org/three.pdf</url></paper>
  </volume>
</collection>
"""

PEOPLE = b"""# people
- canonical: {first: Ada, last: "No"}
  id: ada-no
  variants:
  - {first: A., last: 'No'}
  - {last: On}
- canonical: {first: Yang, last: Liu}
  comment: May refer to several people
  id: yang-liu
"""


def keys(located):
    return [record.key for record in records(located)]


def test_a_newer_collection_has_affiliations_and_orcids(tmp_path):
    one, three = records(read_bytes(read, tmp_path, COLLECTION))
    assert one.title == "One & only"
    assert one.authors == (AuthorshipRecord("Aristotle", 1, scope="acl-anthology"),)
    (author,) = three.authors
    assert author.ids == (ExternalId("orcid", "0000-0002-1825-0097"),)
    assert [place.name for place in author.affiliations] == ["Demo University"]
    assert three.code_links == (
        CodeLinkMention("https://github.com/demo/Three", "record", is_official=True),
    )
    assert three.artifact_links == (ArtifactLinkMention("https://demo.org/data", "abstract"),)
    assert three.ids == (
        ExternalId("acl", "2026.demo-long.3"),
        ExternalId("doi", "10.1234/abc"),
    )
    assert three.open_access_url == "https://demo.org/three.pdf"


def test_a_broken_paper_costs_no_other(tmp_path):
    broken = COLLECTION.replace(b"<i>only</i></title>", b"<i>only</title>")
    located = read_bytes(read, tmp_path, broken)
    assert keys(located) == ["acl:2026.demo-long.3"]
    assert rejects(located) == [(6, None, "expected XML, found in line 6: mismatched tag")]


def test_a_paper_that_is_not_closed_ends_at_the_next(tmp_path):
    located = read_bytes(read, tmp_path, COLLECTION.replace(b"</author></paper>", b"</author>"))
    assert keys(located) == ["acl:2026.demo-long.3"]
    assert rejects(located) == [(6, None, "<paper> is not closed before the next begins")]


def test_bad_bytes_are_one_papers_trouble(tmp_path):
    located = read_bytes(read, tmp_path, COLLECTION.replace(b"Three</title>", b"Thr\xffe</title>"))
    assert keys(located) == ["acl:2026.demo-long.1"]
    assert [reject[:2] for reject in rejects(located)] == [(9, None)]


def test_papers_of_a_volume_without_a_number_belong_to_no_other(tmp_path):
    second = b'<volume id="short><paper id="9"><title>Nine</title></paper></volume></collection>'
    located = read_bytes(read, tmp_path, COLLECTION.replace(b"</collection>", second))
    assert keys(located) == ["acl:2026.demo-long.1", "acl:2026.demo-long.3"]
    assert ("id", "expected the numbers of a paper, not 2026.demo-.9") in [
        reject[1:] for reject in rejects(located)
    ]


def test_entities_are_read_but_none_can_be_declared(tmp_path):
    bomb = (
        b'<!DOCTYPE collection [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )
    data = COLLECTION.replace(b"\n<collection", b"\n" + bomb + b"<collection")
    data = data.replace(b"Three</title>", b"&file;&b;</title>").replace(b"One", b"&Eacute;n&auml;")
    located = read_bytes(read, tmp_path, data)
    assert [record.title for record in records(located)] == ["Énä & only"]
    assert [reason for _, _, reason in rejects(located)] == [
        "expected XML, found in line 9: undefined entity"
    ]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 \x00\x01", b"{}", b"<html></html>", b"\x1f\x8b"])
def test_another_file_than_it_claims_is_set_aside(tmp_path, data):
    assert rejects(read_bytes(read, tmp_path, data)) == [
        (1, None, "expected a collection of the ACL Anthology in XML, or its lists in YAML")
    ]


def test_a_file_that_breaks_off_gives_what_it_held(tmp_path):
    located = read_bytes(read, tmp_path, COLLECTION[:-300])
    assert keys(located) == ["acl:2026.demo-long.1"]
    assert rejects(located)[-1][2] == "the file ends within <paper>"
    noise = Random(1).randbytes(400_000)  # what gzip can only store
    whole = packed(COLLECTION + b"<!--" + noise + b"-->")
    located = read_bytes(read, tmp_path, whole[:-9_000], "cut.xml.gz")
    assert keys(located) == ["acl:2026.demo-long.1", "acl:2026.demo-long.3"]
    assert rejects(located) == [
        (0, None, "Compressed file ended before the end-of-stream marker was reached")
    ]


def test_names_that_are_words_of_yaml_stay_names(tmp_path):
    names = ("Ada No", "A. No", "On")
    assert records(read_bytes(read, tmp_path, PEOPLE, "names.yaml")) == [
        AuthorRecord(
            "acl-anthology",
            "ada-no" if name == "Ada No" else f"ada-no {name}",
            name,
            other_names=tuple(other for other in names if other != name),
            ids=(ExternalId("acl-author", "ada-no"),),
            scope="acl-anthology",
        )
        for name in names
    ]


def test_the_newer_list_of_people(tmp_path):
    data = b"""yang-liu-ict:
  names:
  - {first: Yang, last: Liu}
  - {first: Y., last: Liu}
  orcid: 0000-0002-1825-0097
  disable_name_matching: true
"""
    first, second = records(read_bytes(read, tmp_path, data, "people.yml"))
    assert (first.key, second.key) == ("yang-liu-ict", "yang-liu-ict Y. Liu")
    assert (first.name, second.name) == ("Yang Liu", "Y. Liu")
    assert (
        first.ids
        == second.ids
        == (
            ExternalId("acl-author", "yang-liu-ict"),
            ExternalId("orcid", "0000-0002-1825-0097"),
        )
    )
    assert first.scope is None


def test_a_broken_entry_costs_no_other(tmp_path):
    data = b"- canonical: {first: [\n" + PEOPLE + b"- 5\n- canonical: 5\nno venue:\n  name: ''\n"
    located = read_bytes(read, tmp_path, data, "names.yaml")
    assert keys(located)[0] == "ada-no"
    assert [(line, field) for line, field, _ in rejects(located)] == [
        (1, None),
        (11, None),
        (12, "canonical"),
        (13, "name"),
    ]


def test_an_entry_as_long_as_a_file_is_set_aside(tmp_path):
    data = b"- canonical:\n" + b"  x: y\n" * 20_000 + PEOPLE
    located = read_bytes(read, tmp_path, data, "names.yaml")
    assert keys(located)[0] == "ada-no"
    assert rejects(located) == [(1, None, "the entry is longer than 64 KB")]


@any_input
@given(st.data())
def test_no_damage_to_a_real_collection_is_too_strange(tmp_path, shared, data):
    real = gzip.decompress((shared / "acl_anthology/xml/2020.icon.xml.gz").read_bytes())
    assert_sane(read, tmp_path, data.draw(damaged(real[:20_000])))
