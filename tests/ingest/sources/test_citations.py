"""Edge lists: the ACL network counted, every form a line may have, and lists that are none."""

from __future__ import annotations

import gzip
from functools import partial

import pytest

from service.errors import CommandError
from service.ids import ExternalId
from service.ingest.checks import complaint
from service.ingest.citations import read_citations
from service.ingest.options import IngestOptions
from service.ingest.records import PaperRecord, ReferenceMention
from service.ingest.sources import source_named
from tests.ingest.sources.reading import (
    read_all,
    read_bytes,
    records,
    rejects,
)

read = partial(read_citations, as_of=None)
read_acl = partial(read_citations, as_of=None, scheme="acl")


def pairs(located):
    return [
        (record.ids[0].value, reference.ids[0].value)
        for record in records(located)
        for reference in record.references
    ]


def test_the_acl_network_counts_what_its_readme_counts(shared):
    path = shared / "aan" / "acl_citations.txt.gz"
    located = read_all(read_acl, path)
    with gzip.open(path, "rt") as lines:
        told = [line.rstrip().split(" , ") for line in lines]
    # AAN made up ids of its own for parts of a microfiche: J79-1033d.
    kept = [pair for pair in told if pair[0] != pair[1] and all(len(end) == 8 for end in pair)]
    assert len(told) == 65_066
    assert pairs(located) == [tuple(pair) for pair in kept]
    assert len(kept) == 65_066 - 35 - 23
    reasons = [reason for _, _, reason in rejects(located)]
    assert len(reasons) == 35 + 23
    assert sum(reason.startswith("a paper that cites itself") for reason in reasons) == 35
    assert rejects(located)[0] == (950, "cited", "a paper that cites itself: acl:A00-2039")
    found = records(located)
    assert len({record.key for record in found}) == len(found)
    assert [record.key for record in found if complaint(record)] == []


def test_aan_s_list_of_papers_is_no_list_of_pairs(shared):
    """`id = {D10-1001}` and what follows, in Latin-1: each line is set aside by itself, but for
    the first, which may be a header."""
    path = shared / "aan" / "acl-metadata.latin1.txt.gz"
    lines = gzip.decompress(path.read_bytes()).splitlines()
    located = read_all(read_acl, path)
    assert records(located) == []
    assert [line for line, _, _ in rejects(located)] == [
        number for number, line in enumerate(lines, 1) if line.strip() and number > 1
    ]
    assert sum(line.startswith(b"id = {") for line in lines) == 13_191
    undecodable = [line for line, _, reason in rejects(located) if "can't decode" in reason]
    assert len(undecodable) == 28
    assert not any(is_utf8(lines[number - 1]) for number in undecodable)


def is_utf8(line):
    try:
        return bool(line.decode())
    except UnicodeDecodeError:
        return False


def test_a_pair_adds_a_reference_to_a_paper_named_by_its_id(tmp_path):
    assert records(read_bytes(read, tmp_path, b"D09-1141 , A00-1002\n")) == [
        PaperRecord(
            source="citations",
            key="acl:D09-1141 acl:A00-1002",
            title=None,
            ids=(ExternalId("acl", "D09-1141"),),
            references=(ReferenceMention((ExternalId("acl", "A00-1002"),)),),
        )
    ]


def test_pairs_of_one_paper_that_stand_together_are_one_record(tmp_path):
    data = b"A00-1001,A00-1002\nA00-1001,A00-1003\nA00-1001,A00-1002\nA00-1002,A00-1003\n"
    one, two = read_bytes(read, tmp_path, data)
    assert [reference.ids[0].value for reference in one.what.references] == ["A00-1002", "A00-1003"]
    assert (one.line, one.resume) == (1, 54)
    assert (two.line, two.resume) == (4, 72)


def test_pairs_of_one_paper_that_stand_apart_are_different_records(tmp_path):
    data = b"A00-1001,A00-1002\nA00-1002,A00-1003\nA00-1001,A00-1003\n"
    keys = [record.key for record in records(read_bytes(read, tmp_path, data))]
    assert len(set(keys)) == 3


def test_the_same_pairs_in_another_order_are_the_same_record(tmp_path):
    data = b"A00-1001,A00-1002\nA00-1001,A00-1003\n"
    turned = b"A00-1001,A00-1003\nA00-1001,A00-1002\n"
    assert records(read_bytes(read, tmp_path, data)) == records(read_bytes(read, tmp_path, turned))


def test_no_paper_grows_beyond_measure(tmp_path):
    data = b"".join(b"A00-1001,B00-%04d\n" % number for number in range(1_000))
    found = records(read_bytes(read, tmp_path, data))
    assert [len(record.references) for record in found] == [200] * 5


@pytest.mark.parametrize(
    "line",
    [
        b"C08-3004 , W06-2901",
        b"C08-3004,W06-2901",
        b"C08-3004\tW06-2901",
        b"C08-3004 ==> W06-2901",
        b"C08-3004 W06-2901",
        b'"C08-3004", "W06-2901"',
        b"acl:c08-3004\tacl:W06-2901\t2008\tagain",
        b"https://aclanthology.org/C08-3004/ , https://www.aclweb.org/anthology/W06-2901.pdf",
        b"\xef\xbb\xbfC08-3004,W06-2901",
        b"C08-3004,W06-2901\r",
    ],
)
def test_every_form_of_a_line(tmp_path, line):
    located = read_bytes(read, tmp_path, b"# a list\n\n" + line + b"\n")
    assert pairs(located) == [("C08-3004", "W06-2901")]
    assert rejects(located) == []


@pytest.mark.parametrize(
    ("scheme", "line", "pair"),
    [
        ("acl", b"P19-1001,2020.acl-main.1", ("acl:P19-1001", "acl:2020.acl-main.1")),
        ("doi", b"10.1/a,https://doi.org/10.1000/B", None),
        ("doi", b"10.1000/a,https://doi.org/10.1000/B", ("doi:10.1000/a", "doi:10.1000/b")),
        ("doi", b'"10.1000/a,b","10.1000/<1::2;3>"', ("doi:10.1000/a,b", "doi:10.1000/<1::2;3>")),
        ("doi", b"10.48550/arXiv.2310.19102,10.1000/b", ("arxiv:2310.19102", "doi:10.1000/b")),
        ("arxiv", b"2310.19102v3\tcs/0112017", ("arxiv:2310.19102", "arxiv:cs/0112017")),
        ("openalex", b"W1,https://openalex.org/W02", ("openalex:W1", "openalex:W2")),
        ("openalex", b"W1,A2", None),
        ("s2", b"12,0013", ("s2:12", "s2:13")),
        ("s2", b"CorpusId:12,0000-0002-1825-0097", None),
        (None, b"12,13", None),
        (None, b"10.1000/a,pmid:13", ("doi:10.1000/a", "pmid:13")),
    ],
)
def test_ids_of_every_scheme(tmp_path, scheme, line, pair):
    only = partial(read, scheme=scheme)
    located = read_bytes(only, tmp_path, b"P18-1001,P18-1002\n" + line)
    found = [(str(one.ids[0]), str(one.references[0].ids[0])) for one in records(located)][1:]
    assert found == ([pair] if pair else [])
    assert len(rejects(located)) == (0 if pair else 1)


def test_a_header_says_where_the_ids_stand(tmp_path):
    data = (
        b"oci,citing,cited,creation\n06-07,10.1000/a,10.1000/b,2020\n08-09,10.1000/c,10.1000/d,x\n"
    )
    located = read_bytes(read, tmp_path, data)
    assert pairs(located) == [("10.1000/a", "10.1000/b"), ("10.1000/c", "10.1000/d")]
    assert rejects(located) == []
    # Going on in the middle the header is known, too.
    assert pairs(read_bytes(read, tmp_path, data, resume=located[0].resume)) == [
        ("10.1000/c", "10.1000/d")
    ]
    turned = b"Target\tSource\n10.1000/b\t10.1000/a\n"
    assert pairs(read_bytes(read, tmp_path, turned)) == [("10.1000/a", "10.1000/b")]


def test_lines_that_are_no_pairs_are_set_aside(tmp_path):
    data = b"A00-1001,A00-1002\nA00-1001\nA00-1001,x\n\xff\xfe,A00-1001\nA00-1001,A00-1001\n"
    data += b"A00-1001,A00-1003\n"
    located = read_bytes(read, tmp_path, data)
    assert pairs(located) == [("A00-1001", "A00-1002"), ("A00-1001", "A00-1003")]
    assert [(line, field) for line, field, _ in rejects(located)] == [
        (2, None),
        (3, None),
        (4, None),
        (5, "cited"),
    ]
    assert rejects(located)[1][2] == "expected an id that says what it is, or --scheme, not 'x'"


def test_an_option_that_a_source_does_not_take_is_refused():
    assert source_named("citations").asked(IngestOptions(scheme="s2")).name == "citations"
    with pytest.raises(CommandError, match="takes no --scheme"):
        source_named("papers-jsonl").asked(IngestOptions(scheme="s2"))


SOME = b"# list\nciting,cited\nA00-1001,A00-1002\nA00-1001,A00-1003\n\nA00-1004 ==> A00-1001\nx,y\n"
