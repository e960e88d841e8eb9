"""DBLP: the real records counted, kinds checked by hand, and XML that is broken or hostile.

Long because the hostile documents stand here as they are.
"""

from __future__ import annotations

import html
import re
from functools import partial
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ids import ExternalId
from service.ingest.checks import complaint
from service.ingest.dblp import read_dblp
from service.ingest.records import (
    AffiliationMention,
    AuthorRecord,
    AuthorshipRecord,
    PaperRecord,
    PartialDate,
    ReferenceMention,
    VenueMention,
)
from tests.ingest.sources.reading import (
    any_input,
    assert_sane,
    damaged,
    read_all,
    read_bytes,
    records,
    rejects,
)

read = partial(read_dblp, as_of=None)


def of_file(shared, name):
    return read_all(read, shared / "dblp" / f"dblp_{name}.xml")


def article(body, attributes="", tag="article"):
    key = "" if "key=" in attributes else 'key="journals/x/One1" '
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp>'
        f"<{tag} {key}{attributes}>{body}</{tag}></dblp>"
    ).encode("latin-1")


def test_the_real_records_are_all_read(shared):
    located = of_file(shared, "incollection")
    assert (len(records(located)), rejects(located)) == (75, [])
    assert sum(not one.authors for one in records(located)) == 46
    raw = (shared / "dblp" / "dblp_incollection.xml").read_text("latin-1")
    assert [one.ids[0].value for one in records(located)] == re.findall(r' key="([^"]+)"', raw)
    for one in located:
        assert f'key="{one.what.ids[0].value}"' in raw.splitlines()[one.line - 1]
    names = [author for one in records(located) for author in one.authors]
    assert len(names) == len(re.findall("<author", raw))
    assert sum(bool(author.ids) for author in names) == len(re.findall("<author orcid", raw))
    assert sum(author.scope != "dblp" for author in names) == len(
        re.findall(r" \d{4}</author>", raw)
    )
    assert not any(re.search(r"\d", author.name) for author in names)
    assert not any("&" in author.name for author in names)
    assert all(one.authors_complete == bool(one.authors) for one in records(located))
    assert {one.type for one in records(located)} == {"reference-entry"}
    assert [one.key for one in records(located) if complaint(one)] == []


def test_it_does_not_matter_how_many_records_stand_on_a_line(shared, tmp_path):
    whole = (shared / "dblp" / "dblp_incollection.xml").read_bytes()
    head, body = whole.split(b"<dblp>")
    flat = head + b"<dblp>" + body.replace(b"\n", b"")
    located = read_bytes(read, tmp_path, flat)
    assert records(located) == records(of_file(shared, "incollection"))
    assert {one.line for one in located} == {3}


def test_a_record_by_hand(shared):
    located = of_file(shared, "incollection")
    (one,) = [one for one in records(located) if one.key.endswith("/SrivastavaPKTA14")]
    assert one == PaperRecord(
        source="dblp",
        key="dblp:reference/vision/SrivastavaPKTA14",
        title="Multi-camera Human Action Recognition",
        updated="2020-03-11",
        year=2014,
        type="reference-entry",
        venue=VenueMention("Computer Vision, A Reference Guide", (), "book"),
        ids=(
            ExternalId("dblp", "reference/vision/SrivastavaPKTA14"),
            ExternalId("doi", "10.1007/978-0-387-31439-6_776"),
        ),
        authors=(
            AuthorshipRecord("Gaurav Srivastava", 1, scope="dblp 0004"),
            AuthorshipRecord("Johnny Park", 2, scope="dblp"),
            AuthorshipRecord("Avinash C. Kak", 3, scope="dblp"),
            AuthorshipRecord("Birgi Tamersoy", 4, scope="dblp"),
            AuthorshipRecord("J. K. Aggarwal", 5, scope="dblp"),
        ),
        authors_complete=True,
    )


def test_the_other_kinds_of_records(shared):
    located = of_file(shared, "other_types")
    assert rejects(located) == []
    papers = [one for one in records(located) if isinstance(one, PaperRecord)]
    assert [(one.key, one.type, one.title) for one in papers] == [
        (
            "dblp:journals/acta/Saxena96",
            "article",
            "Parallel Integer Sorting and Simulation Amongst CRCW Models",
        ),
        (
            "dblp:tr/meltdown/s18",
            "preprint",
            "Spectre Attacks: Exploiting Speculative Execution",
        ),
        (
            "dblp:persons/Ley95",
            "preprint",
            "DB&LP: A WWW Bibliography on Databases and Logic Programming",
        ),
        (
            "dblp:conf/focs/Yao82a",
            "proceedings-article",
            "Theory and Applications of Trapdoor Functions (Extended Abstract)",
        ),
        (
            "dblp:persons/Ley2003",
            "other",
            "ACM SIGMOD Contribution Award 2003 Acceptance Speech",
        ),
    ]
    yao = papers[3]
    assert yao.authors == (AuthorshipRecord("Andrew Chi-Chih Yao", 1, scope="dblp"),)
    assert yao.ids[1] == ExternalId("doi", "10.1109/sfcs.1982.45")
    assert yao.venue == VenueMention("FOCS", (), "conference")


def test_a_person_with_two_names_is_a_record_for_each(shared):
    people = [
        one for one in records(of_file(shared, "other_types")) if isinstance(one, AuthorRecord)
    ]
    ids = (ExternalId("dblp-pid", "54/4230"), ExternalId("orcid", "0000-0003-1188-1117"))
    assert people[1:3] == [
        AuthorRecord(
            source="dblp",
            key="homepages/54/4230",
            name="José A. Gámez",
            updated="2019-01-10",
            other_names=("José Antonio Gámez",),
            ids=ids,
            scope="dblp 0001",
            affiliations=(AffiliationMention("University of Castilla-La Mancha, Spain"),),
        ),
        AuthorRecord(
            source="dblp",
            key="homepages/54/4230 José Antonio Gámez dblp",
            name="José Antonio Gámez",
            updated="2019-01-10",
            other_names=("José A. Gámez",),
            ids=ids,
            scope="dblp",
        ),
    ]
    assert people[0].ids == (ExternalId("dblp-pid", "g/OdedGoldreich"),)
    assert people[0].homepage == "http://www.wisdom.weizmann.ac.il/~oded/"
    assert people[3] == AuthorRecord(
        "dblp",
        "homepages/24/8638",
        "Chaoping Wang",
        updated="2010-10-27",
        ids=(ExternalId("dblp-pid", "24/8638"),),
        scope="dblp",
    )


def test_every_entity_of_the_dtd_is_known(shared):
    dtd = (shared / "dblp" / "dblp.dtd").read_text("latin-1")
    declared = re.findall(r'<!ENTITY\s+(\w+)\s+"([^"]*)"', dtd)
    assert len(declared) > 60
    assert {name: html.unescape(value) for name, value in declared} == {
        name: html5[f"{name};"] for name, _ in declared
    }


def test_what_the_samples_do_not_show(tmp_path):
    body = (
        "<title>On <i>all</i> x<sub>2</sub>.</title><author orcid='0000-0002-1825-0097' pid='1/2'>"
        "J&ouml;rg M&uuml;ller 0003</author><author>\xc5sa \xd8</author><author> </author>"
        "<year>2024</year><month>September/October</month><journal>Nature (London) (2)</journal>"
        "<ee type='oa'>https://doi.org/10.48550/arXiv.2310.19102</ee>"
        "<ee>https://doi.acm.org/10.1145/1.2</ee><ee>https://doi.org/10.1145/3.4</ee>"
        "<cite>...</cite><cite label='1'>conf/x/Y99</cite><cite>journals/x/One1</cite>"
    )
    (one,) = records(read_bytes(read, tmp_path, article(body, 'publtype="informal withdrawn"')))
    assert one.title == "On all x2"
    assert one.authors == (
        AuthorshipRecord(
            "Jörg Müller",
            1,
            ids=(ExternalId("dblp-pid", "1/2"), ExternalId("orcid", "0000-0002-1825-0097")),
            scope="dblp 0003",
        ),
        AuthorshipRecord("Åsa Ø", 2, scope="dblp"),
    )
    assert not one.authors_complete
    assert str(one.published.day) == "2024-09-01"
    assert one.published == PartialDate(one.published.day, "month")
    assert one.venue == VenueMention("Nature (London)", (), "journal")
    assert one.ids[1:] == (ExternalId("arxiv", "2310.19102"), ExternalId("doi", "10.1145/1.2"))
    assert one.references == (ReferenceMention((ExternalId("dblp", "conf/x/Y99"),)),)
    assert one.is_retracted
    assert one.open_access_url == "https://doi.org/10.48550/arXiv.2310.19102"


@pytest.mark.parametrize(
    ("body", "attributes", "found"),
    [
        ("<author>Wei Wang</author>", 'publtype="disambiguation"', []),
        ("<crossref>homepages/1/2</crossref>", "", []),
        ("<author>The Group</author>", 'publtype="group"', [("The Group", "group")]),
        ("<author>Ada</author><note type='uname'>\xc4da</note>", "", [("Ada", None)]),
    ],
)
def test_person_pages_of_other_kinds(tmp_path, body, attributes, found):
    data = article(body, f'key="homepages/w/X" {attributes}', "www")
    people = records(read_bytes(read, tmp_path, data))
    assert [(one.name, one.kind) for one in people] == found


def test_former_affiliations_and_catalogues_are_left_out(tmp_path):
    body = (
        "<author>Ada</author><url>https://scholar.google.com/x</url><url>https://ada.example/</url>"
        "<url>https://orcid.org/0000-0002-1825-0097</url>"
        "<url>https://orcid.org/0000-0003-1188-1117</url>"
        "<note type='affiliation' label='former'>Old</note><note type='affiliation'>New</note>"
    )
    (ada,) = records(read_bytes(read, tmp_path, article(body, 'key="homepages/w/X"', "www")))
    assert ada.homepage == "https://ada.example"
    assert ada.affiliations == (AffiliationMention("New"),)
    assert ada.ids == (ExternalId("dblp-pid", "w/X"),)


def test_a_broken_record_costs_no_other(tmp_path, shared):
    whole = (shared / "dblp" / "dblp_other_types.xml").read_bytes()
    broken = whole.replace(b"Saxena</author>", b"Saxena</autor>").replace(b"&eacute;", b"&ecute;")
    broken = broken.replace(b"<year>1995</year>", b"<year>MCMXCV</year>")
    located = read_bytes(read, tmp_path, broken)
    assert len(records(located)) == 10 - 2 - 1 - 2  # one of the three has two names
    assert rejects(located) == [
        (4, None, "expected XML, found in line 5: mismatched tag"),
        (31, "year", "expected a year, not 'MCMXCV'"),
        (52, None, "expected XML, found in line 53: undefined entity"),
    ]


def test_no_entity_can_be_declared_and_no_file_is_read(tmp_path):
    bomb = b'<!DOCTYPE dblp [<!ENTITY a "a"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "/etc/passwd">]>'
    data = article("<title>&b;</title>").replace(b'<!DOCTYPE dblp SYSTEM "dblp.dtd">', bomb)
    assert records(read_bytes(read, tmp_path, data)) == []
    data = data.replace(b"&b;</title>", b"&f;</title>")
    assert [reason for _, _, reason in rejects(read_bytes(read, tmp_path, data))] == [
        "expected XML, found in line 1: undefined entity"
    ]


@pytest.mark.parametrize(
    ("body", "attributes", "field"),
    [
        ("<title>One</title>", 'key="no key"', "key"),
        ("<title>One</title>", 'key=""', "key"),
        ("<title> </title>", "", "title"),
        ("<year>2000</year>", "", "title"),
        ("<title>One</title><year>20000</year>", "", "year"),
    ],
)
def test_what_a_record_must_have(tmp_path, body, attributes, field):
    located = read_bytes(read, tmp_path, article(body, attributes))
    assert [(line, at) for line, at, _ in rejects(located)] == [(1, field)]


@pytest.mark.parametrize("data", [b"", b"{}", b"<html></html>", b"\x1f\x8b\x00"])
def test_another_file_than_it_claims_is_set_aside(tmp_path, data):
    assert rejects(read_bytes(read, tmp_path, data)) == [(1, None, "expected DBLP's XML")]


@any_input
@given(st.data())
def test_no_damage_is_too_strange(tmp_path, shared, data):
    whole = (shared / "dblp" / "dblp_other_types.xml").read_bytes()
    assert_sane(read, tmp_path, data.draw(damaged(whole)))
