"""The plain format: what each field becomes, and how it completes what a page told."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ids import ExternalId
from service.ingest.inputs import SourceFile
from service.ingest.papers_jsonl import read_papers_jsonl
from service.ingest.payload import decode, seal
from service.ingest.records import (
    AffiliationMention,
    ArtifactLinkMention,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
    PartialDate,
    ReferenceMention,
    Rejected,
    ReportedMetric,
    TopicMention,
    VenueMention,
)
from tests.ingest.conftest import AS_OF

WHOLE = {
    "arxiv_id": "2301.00001v3",
    "doi": "https://doi.org/10.1145/3779212.3790133",
    "ids": ["pmid:123"],
    "title": " Of Looms ",
    "other_titles": ["On Looms"],
    "abstract": "Long.",
    "publication_date": "2023-01",
    "type": "article",
    "language": "en",
    "venue": {"name": "Looms", "kind": "journal", "issn": "1976-6696"},
    "authors": [
        {
            "name": "Ada Byron",
            "orcid": "0000-0002-2272-8321",
            "openalex_id": "A1",
            "is_corresponding": True,
            "affiliations": ["uw", {"name": "MIT", "ror": "042nb2s44", "country_code": "us"}],
        },
        "Loom Group",
        {"name": "Zed", "has_position": False, "kind": "person"},
    ],
    "authors_complete": True,
    "has_code": True,
    "primary_category": "cs.LG",
    "categories": ["cs.LG", "cs.DC"],
    "topics": [{"scheme": "openalex", "code": "C1", "name": "Weaving", "score": 0.5, "level": 2}],
    "code": ["http://github.com/a/b.git", {"url": "https://github.com/c/d", "is_official": True}],
    "links": ["http://bit.ly/x"],
    "references": ["arXiv:2301.00002", {"ids": ["doi:10.1000/1"], "contexts": ["as shown"]}],
    "affiliations": ["kyoto"],
    "metrics": [{"name": "score", "value": 94.3}, {"name": "x", "value": 1, "as_of": "2020-01-02"}],
    "is_retracted": True,
    "open_access_url": "https://example.org/a.pdf",
    "updated": "2024-06-19T06:04:17Z",
    "unheard_of": {"is": "ignored"},
}


@pytest.fixture
def read(tmp_path):
    def read_lines(*lines, as_of=AS_OF):
        path = tmp_path / "papers.jsonl"
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(raw) + b"\n")
        return list(read_papers_jsonl(SourceFile(str(path)), as_of))

    return read_lines


def test_every_documented_field_is_kept(read):
    (located,) = read(WHOLE)
    assert located.what == PaperRecord(
        source="papers-jsonl",
        key="arxiv:2301.00001",
        title="Of Looms",
        updated="2024-06-19T06:04:17Z",
        other_titles=("On Looms",),
        abstract="Long.",
        published=PartialDate(date(2023, 1, 1), "month"),
        year=2023,
        type="article",
        language="en",
        venue=VenueMention("Looms", (ExternalId("issn", "1976-6696"),), "journal", "1976-6696"),
        ids=(
            ExternalId("arxiv", "2301.00001"),
            ExternalId("doi", "10.1145/3779212.3790133"),
            ExternalId("pmid", "123"),
        ),
        authors=(
            AuthorshipRecord(
                "Ada Byron",
                1,
                ids=(ExternalId("orcid", "0000-0002-2272-8321"), ExternalId("openalex", "A1")),
                affiliations=(
                    AffiliationMention("uw"),
                    AffiliationMention("MIT", (ExternalId("ror", "042nb2s44"),), "US"),
                ),
                is_corresponding=True,
            ),
            AuthorshipRecord("Loom Group", 2, kind="group"),
            AuthorshipRecord("Zed", None, kind="person"),
        ),
        authors_complete=True,
        code_claimed=True,
        topics=(
            TopicMention("arxiv", "cs.LG", "Machine Learning", None, True, 1),
            TopicMention(
                "arxiv", "cs.DC", "Distributed, Parallel, and Cluster Computing", None, False, 1
            ),
            TopicMention("openalex", "C1", "Weaving", 0.5, False, 2),
        ),
        code_links=(
            CodeLinkMention("https://github.com/a/b", "record"),
            CodeLinkMention("https://github.com/c/d", "record", True),
        ),
        artifact_links=(ArtifactLinkMention("http://bit.ly/x", "record"),),
        references=(
            ReferenceMention((ExternalId("arxiv", "2301.00002"),)),
            ReferenceMention((ExternalId("doi", "10.1000/1"),), ("as shown",)),
        ),
        affiliations=(AffiliationMention("kyoto"),),
        metrics=(
            ReportedMetric("score", 94.3, AS_OF),
            ReportedMetric("x", 1.0, date(2020, 1, 2)),
        ),
        is_retracted=True,
        open_access_url="https://example.org/a.pdf",
    )


def test_a_sealed_record_is_read_back_as_it_was(read):
    (located,) = read(WHOLE)
    sealed = seal(located.what)
    assert decode(sealed.kind, json.loads(sealed.payload)) == located.what


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b"{", None),
        (b"[]", None),
        (b"null", None),
        (b'"x"', None),
        (b'{"title": "A", "x": NaN}', None),
        (b'{"title": "A", "year": ' + b"9" * 5_000 + b"}", None),
        (b"[" * 100_000, None),
        (b"\xff\xfe", None),
        ({}, "title"),
        ({"title": 5}, "title"),
        ({"title": "  "}, "title"),
        ({"title": "A", "authors": [5]}, "authors[0]"),
        ({"title": "A", "authors": [{}]}, "authors[0].name"),
        ({"title": "A", "authors": [{"name": "B", "orcid": "0000"}]}, "authors[0].orcid"),
        ({"title": "A", "authors": [{"name": "B", "kind": "robot"}]}, "authors[0].kind"),
        ({"title": "A", "arxiv_id": "nonsense"}, "arxiv_id"),
        ({"title": "A", "date": "2023-02-30"}, "date"),
        ({"title": "A", "year": "2023"}, "year"),
        ({"title": "A", "year": True}, "year"),
        ({"title": "A", "authors_complete": "yes"}, "authors_complete"),
        ({"title": "A", "code": ["https://example.org/x"]}, "code[0]"),
        ({"title": "A", "references": [{"contexts": ["x"]}]}, "references[0]"),
        ({"title": "A", "topics": [{"code": "x"}]}, "topics[0].scheme"),
        ({"title": "A", "metrics": [{"name": "x", "value": 1e400}]}, None),
    ],
)
def test_a_line_that_is_wrong_is_refused_with_its_field(line, field, read):
    bad, good = read(line, {"title": "Good"})
    assert isinstance(bad.what, Rejected)
    assert (bad.line, bad.what.field) == (1, field)
    assert good.what.title == "Good"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("name", "url", "ids", "code", "x")), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(
    extra=st.dictionaries(st.sampled_from(sorted(WHOLE)), json_values, max_size=5),
    cut=st.none() | st.integers(0, 200),
)
def test_no_line_stops_the_reader(extra, cut, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(json.dumps({"title": "A"} | extra).encode()[:cut])
    for located in read_papers_jsonl(SourceFile(str(path)), AS_OF):
        if not isinstance(located.what, Rejected):
            seal(located.what)
