"""Papers with Code: the real table counted, the native JSON, and files that are neither."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from functools import partial

import pytest

from service.ids import ExternalId
from service.ingest.checks import complaint
from service.ingest.papers_with_code import read_papers_with_code
from service.ingest.records import (
    ArtifactLinkMention,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
)
from tests.ingest.sources.reading import (
    read_all,
    read_bytes,
    records,
    rejects,
)

read = partial(read_papers_with_code, as_of=None)

LINKS = json.dumps(
    [
        {
            "paper_url": "https://paperswithcode.com/paper/one",
            "paper_title": "One",
            "paper_arxiv_id": "2310.19102",
            "paper_url_abs": "https://arxiv.org/abs/2310.19102v3",
            "repo_url": "https://github.com/a/One.git",
            "is_official": True,
            "framework": "none",
        },
        {
            "paper_url": "https://paperswithcode.com/paper/two-[and",
            "paper_arxiv_id": None,
            "paper_url_abs": "https://aclanthology.org/P19-1001",
            "repo_url": "https://zenodo.org/record/1",
            "is_official": False,
            "framework": None,
        },
        {
            "paper_url": "https://paperswithcode.com/paper/three",
            "paper_arxiv_id": None,
            "paper_url_abs": "https://openreview.net/forum?id=x",
            "repo_url": "https://gitlab.com/c/three/-/tree/main",
            "is_official": False,
            "framework": "jax",
        },
    ],
    indent=1,
).encode()

TABLE = (
    b"paper_title,paper_url,paper_arxiv_id,repo_url,is_official,framework,stars\n"
    b"One,https://paperswithcode.com/paper/one,2310.19102,https://github.com/a/one,true,tf,4\n"
    b'"Two,\nlines",https://paperswithcode.com/paper/two,,https://github.com/a/two,false,none,x\n'
)


def test_the_real_table_counts_what_its_readme_counts(shared):
    located = read_all(read, shared / "pwc" / "paper_repo_info.csv.gz")
    found = records(located)
    assert (len(found), rejects(located)) == (1_603, [])
    assert len({record.key for record in found}) == 1_603
    assert len({record.ids for record in found}) == 1_526
    assert Counter(record.ids[0].scheme for record in found) == {"arxiv": 1_508, "pwc": 95}
    links = [record.code_links[0] for record in found]
    assert Counter(link.is_official for link in links) == {True: 974, False: 629}
    assert Counter(link.framework for link in links)[None] == 610
    assert Counter(link.framework for link in links)["pytorch"] == 684
    assert [record.key for record in found if complaint(record)] == []
    assert found[2] == PaperRecord(
        source="papers-with-code",
        key="arxiv:1711.10485 https://github.com/bprabhakar/text-to-image",
        title=None,
        ids=(ExternalId("arxiv", "1711.10485"),),
        code_claimed=True,
        code_links=(
            CodeLinkMention(
                "https://github.com/bprabhakar/text-to-image",
                "catalogue",
                is_official=False,
                framework="pytorch",
                stars=17,
            ),
        ),
    )


def test_tables_in_markdown_are_no_catalogue(shared):
    """What cv-arxiv-daily publishes: a subject, an id of arXiv, a row of a table as it is shown."""
    located = read_all(read, shared / "pwc" / "cv-arxiv-daily.json.gz")
    assert rejects(located) == [(1, None, "expected links between papers and code, or papers")]


def test_two_rows_that_were_joined_cost_no_other(shared, tmp_path):
    """Two files put together without a line break, as the real table was: 12 + 13 fields."""
    whole = gzip.decompress((shared / "pwc" / "paper_repo_info.csv.gz").read_bytes())
    head, first, second, third = whole.splitlines()[:4]
    assert [len(next(csv.reader([row.decode()]))) for row in (head, first)] == [13, 13]
    short = first[: first.rindex(b',"')] + b","
    located = read_bytes(read, tmp_path, b"\n".join([head, short + second, third]))
    assert [(line, field, reason) for line, field, reason in rejects(located)] == [
        (2, None, "expected 13 fields, found 25")
    ]
    assert len(records(located)) == 1


def test_the_native_json(shared):
    located = read_all(read, shared / "pwc" / "links_native_shape_2_records.json")
    assert [(one.line, one.what.ids, one.what.code_links) for one in located] == [
        (
            2,
            (ExternalId("arxiv", "1711.10485"),),
            (
                CodeLinkMention(
                    "https://github.com/bprabhakar/text-to-image", "catalogue", False, "pytorch"
                ),
            ),
        ),
        (
            14,
            (ExternalId("arxiv", "1805.07499"),),
            (CodeLinkMention("https://github.com/roatienza/densemapnet", "catalogue", True, "tf"),),
        ),
    ]


def test_a_paper_is_known_by_any_address_else_by_its_page(tmp_path):
    one, two, three = records(read_bytes(read, tmp_path, LINKS))
    assert one.key == "arxiv:2310.19102 https://github.com/a/one"
    assert one.code_links == (CodeLinkMention("https://github.com/a/One", "catalogue", True),)
    assert two.ids == (ExternalId("acl", "P19-1001"),)
    assert two.code_links == ()
    assert two.artifact_links == (ArtifactLinkMention("https://zenodo.org/record/1", "catalogue"),)
    assert two.code_claimed
    assert three.ids == (ExternalId("pwc", "three"),)
    assert three.code_links == (
        CodeLinkMention("https://gitlab.com/c/three", "catalogue", False, "jax"),
    )


def test_the_file_of_papers_makes_those_that_only_have_a_page(tmp_path):
    data = json.dumps(
        [
            {
                "paper_url": "https://paperswithcode.com/paper/three",
                "arxiv_id": None,
                "title": "Three",
                "abstract": "All of it.",
                "url_abs": "https://openreview.net/forum?id=x",
                "authors": ["Ada Lovelace", "Charles Babbage"],
                "date": "2020-05-01",
            }
        ]
    ).encode()
    (three,) = records(read_bytes(read, tmp_path, data))
    assert three.key == "pwc:three"
    assert three.ids == (ExternalId("pwc", "three"),)
    assert (three.title, three.abstract, three.year) == ("Three", "All of it.", 2020)
    assert three.authors == (
        AuthorshipRecord("Ada Lovelace", 1),
        AuthorshipRecord("Charles Babbage", 2),
    )


def test_a_broken_row_costs_no_other(tmp_path):
    joined = TABLE + b"a,b,c,d,e,f,g" * 2 + b"\n" + TABLE.splitlines()[1] + b"\n"
    located = read_bytes(read, tmp_path, joined)
    assert [record.ids[0].value for record in records(located)] == [
        "2310.19102",
        "two",
        "2310.19102",
    ]
    assert rejects(located) == [(5, None, "expected 7 fields, found 13")]


def test_a_quote_that_never_ends_costs_its_line(tmp_path):
    row = TABLE.splitlines()[1] + b"\n"
    located = read_bytes(read, tmp_path, TABLE + b'"never ends\n' + row * 30)
    assert len(records(located)) == 2 + 30
    assert [line for line, _, _ in rejects(located)] == [5]


def test_what_a_field_must_not_hold(tmp_path):
    rows = TABLE.splitlines()
    wrong = [
        rows[1].replace(b"true", b"perhaps"),
        rows[1].replace(b"https://github.com/a/one", b"github"),
        rows[1].replace(b"https://github.com/a/one", b""),
        rows[1].replace(b"2310.19102", b"").replace(b"/paper/", b"/"),
        rows[1].replace(b"One", b"On\xff"),
    ]
    located = read_bytes(read, tmp_path, b"\n".join([rows[0], *wrong, rows[1]]))
    assert len(records(located)) == 1
    assert [(line, field) for line, field, _ in rejects(located)] == [
        (2, "is_official"),
        (3, "repo_url"),
        (4, "repo_url"),
        (5, "paper_url"),
        (6, None),
    ]


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"a,b\n1,2", b'"'])
def test_another_file_than_it_claims_is_set_aside(tmp_path, data):
    reasons = {reason for _, _, reason in rejects(read_bytes(read, tmp_path, data))}
    assert reasons <= {
        "expected JSON, or a table with a column repo_url",
        "expected a row of a table: unexpected end of data",
    }
    assert reasons
