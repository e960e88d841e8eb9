"""Semantic Scholar: recorded answers of the API, rows of the datasets, objects that are none.

Long because the samples show two shapes, and the datasets have four more.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from functools import partial

import pytest

from service.ids import ExternalId
from service.ingest.checks import complaint
from service.ingest.records import (
    AffiliationMention,
    AuthorRecord,
    AuthorshipRecord,
    PaperRecord,
    PartialDate,
    ReferenceMention,
    ReportedMetric,
    TopicMention,
    VenueMention,
)
from service.ingest.semantic_scholar import read_semantic_scholar
from tests.ingest.sources.reading import (
    read_all,
    read_bytes,
    records,
    rejects,
)

AS_OF = date(2026, 11, 22)
read = partial(read_semantic_scholar, as_of=None)
TURING = ExternalId("s2-paper", "2d5673caa9e6af3a7b82a43f19ee920992db07ad")


def read_rows(folder, *rows, as_of=None):
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    return read_bytes(partial(read_semantic_scholar, as_of=as_of), folder, data)


def kinds(located):
    return Counter(
        "author" if isinstance(one, AuthorRecord) else "paper" if one.title else "addition"
        for one in records(located)
    )


def raw_rows(path):
    with gzip.open(path) as stream:
        return [json.loads(line)["body"] for line in stream]


def test_every_recording_is_read_and_only_lists_of_releases_are_set_aside(shared):
    located = read_all(read, shared / "s2")
    assert [(one.rpartition("/")[2], *reject) for one, reject in _rejected(located)] == [
        (
            f"api_get_{name}.jsonl.gz",
            1,
            None,
            "expected a paper, an author, a citation or a page of such",
        )
        for name in ("available_releases", "release")
    ]
    assert [record.key for record in records(located) if complaint(record)] == []
    assert kinds(located) == {"paper": 10_282, "addition": 2_874 + 3, "author": 71}


def _rejected(located):
    for one in located:
        for reject in rejects([one]):
            yield one.path, reject


def test_pages_count_what_the_readme_counts(shared):
    bulk = read_all(read, *(shared / "s2").glob("api_search_paper_bulk_*"))
    assert kinds(bulk) == {"paper": 5_674}
    # Pages repeat between the recordings: the same answer is the same record.
    assert len({record.key for record in records(bulk)}) == len(
        {record.ids for record in records(bulk)}
    )
    citing = shared / "s2" / "api_get_paper_citations.jsonl.gz"
    rows = [row["citingPaper"] for page in raw_rows(citing) for row in page["data"]]
    known = [row for row in rows if row["paperId"]]
    assert (len(rows), len(known)) == (1_881, 1_873)
    found = read_all(read, citing)
    assert kinds(found) == {"paper": 1_873, "addition": 1_873}
    cited = ReferenceMention((ExternalId("s2", "14514057"),))
    assert {record.references for record in records(found) if not record.title} == {(cited,)}
    assert [record.ids[0].value for record in records(found) if not record.title][:3] == [
        row["paperId"] for row in known[:3]
    ]


def test_a_whole_paper_by_hand(shared):
    path = shared / "s2" / "Paper_full.json.gz"
    located = read_all(partial(read_semantic_scholar, as_of=AS_OF), path)
    paper = located[0].what
    given = json.loads(gzip.decompress(path.read_bytes()))
    assert paper.ids == (
        ExternalId("s2", "14636783"),
        TURING,
        ExternalId("dblp", "journals/x/Turing50"),
        ExternalId("mag", "2145482038"),
        ExternalId("doi", "10.1093/mind/lix.236.433"),
    )
    assert paper.title == "Computing Machinery and Intelligence"
    assert paper.abstract.startswith("I propose to consider the question, “Can machines think?”")
    assert (paper.published, paper.year) == (PartialDate(date(1950, 10, 1)), 1950)
    assert paper.type == "article"
    assert paper.venue == VenueMention("The Philosophy of Artificial Intelligence")
    assert paper.authors == (
        AuthorshipRecord("A. Turing", 1, ids=(ExternalId("s2-author", "2262347"),)),
    )
    assert paper.authors_complete
    assert paper.topics == tuple(
        TopicMention("s2", name, name)
        for name in dict.fromkeys(
            [*given["fieldsOfStudy"], *(one["category"] for one in given["s2FieldsOfStudy"])]
        )
    )
    assert paper.metrics == (
        ReportedMetric("citations", 10_059.0, AS_OF),
        ReportedMetric("influential citations", 530.0, AS_OF),
        ReportedMetric("references", 14.0, AS_OF),
    )
    with_ids = [one for one in given["references"] if one["paperId"]]
    assert [one.ids[1].value for one in paper.references] == [one["paperId"] for one in with_ids]
    # Of 1,000 citing papers each is a paper, and adds its citation of this one.
    additions = [one for one in records(located) if isinstance(one, PaperRecord) and not one.title]
    assert len(additions) == 1_000
    assert {one.references for one in additions} == {(ReferenceMention(paper.ids),)}
    assert len({one.key for one in additions}) == 1_000


def test_nulls_and_ids_of_every_case_in_the_recordings(shared):
    """Counted once more in the answers as they were given: the ids of three authors are null (three
    in a snippet have none at all), those of 14 papers too, and their schemes are in mixed case."""
    told = Counter()

    def count(value):
        for one in value.values() if isinstance(value, dict) else value:
            if isinstance(one, dict | list):
                count(one)
        if isinstance(value, dict):
            told.update(key for key in ("paperId", "authorId") if value.get(key, "") is None)
            told.update(list(value.get("externalIds") or ()))

    paths = sorted((shared / "s2").glob("*.gz"))
    for path in paths:
        whole = path.name.endswith("_full.json.gz")
        count([json.loads(gzip.decompress(path.read_bytes()))] if whole else raw_rows(path))
    assert (told["paperId"], told["authorId"]) == (14, 3)
    papers = [one for one in records(read_all(read, *paths)) if isinstance(one, PaperRecord)]
    assert sum(author.is_unknown for one in papers for author in one.authors) == 3 + 3
    titled = [one for one in papers if one.title]
    found = Counter(id_.scheme for one in titled for id_ in one.ids)
    assert {scheme: found[scheme] for scheme in ("arxiv", "pmid", "pmcid", "mag", "acl")} == {
        "arxiv": told["ArXiv"],
        "pmid": told["PubMed"],
        "pmcid": told["PubMedCentral"],
        "mag": told["MAG"],
        "acl": told["ACL"],
    }
    # Most hold an id and a title, and no more.
    assert sum(not (one.authors or one.year or one.abstract) for one in titled) == 9_205
    assert len(titled) == 10_282


def test_a_venue_has_an_id_a_kind_and_an_issn(shared):
    located = read_all(read, shared / "s2" / "Paper_full.json.gz")
    titles = {one.title: one for one in records(located) if isinstance(one, PaperRecord)}
    title = next(title for title in titles if title and title.startswith("The Journey/DAO/TAO"))
    assert titles[title].venue == VenueMention(
        "IEEE/CAA Journal of Automatica Sinica",
        (
            ExternalId("s2-venue", "ef1356d5-69c7-484e-a110-3efae1e93ecc"),
            ExternalId("issn", "2329-9266"),
        ),
        "journal",
        "2329-9266",
    )
    assert titles[title].open_access_url.startswith("https://ieeexplore.ieee.org/ielx7/6570654/")


def test_an_author_with_papers(shared):
    path = shared / "s2" / "Author_full.json.gz"
    located = read_all(partial(read_semantic_scholar, as_of=AS_OF), path)
    assert located[0].what == AuthorRecord(
        source="semantic-scholar",
        key="2262347",
        name="A. Turing",
        other_names=("Alan M. Turing",),
        ids=(ExternalId("s2-author", "2262347"),),
        metrics=(
            ReportedMetric("papers", 60.0, AS_OF),
            ReportedMetric("citations", 12_415.0, AS_OF),
            ReportedMetric("h-index", 23.0, AS_OF),
        ),
    )
    assert kinds(located) == {"author": 1, "paper": 60}


def test_figures_without_a_day_are_not_kept(shared):
    located = read_all(read, shared / "s2" / "Author_full.json.gz")
    assert {one.metrics for one in records(located)} == {()}


def test_unknown_papers_of_a_batch_are_passed_over(shared):
    located = read_all(read, shared / "s2" / "api_get_papers_return_not_found.jsonl.gz")
    assert raw_rows(shared / "s2" / "api_get_papers_return_not_found.jsonl.gz")[0][0] is None
    assert (kinds(located), rejects(located)) == ({"paper": 3}, [])


def test_a_paper_of_which_only_the_authors_were_asked_is_an_addition(shared):
    located = read_all(read, shared / "s2" / "api_get_papers.jsonl.gz")
    assert kinds(located) == {"addition": 3}
    one = records(located)[0]
    assert one.ids == (ExternalId("s2-paper", "c31c87c591a25c64fbaa82e8ac6a81831b6ac7ce"),)
    assert [author.name for author in one.authors] == [
        "Marianne Bertrand",
        "E. Duflo",
        "S. Mullainathan",
    ]


# --- what the samples do not show --------------------------------------------------------------

SHA = "a" * 40
PAPER = {
    "corpusid": 12,
    "externalids": {"DOI": "10.1000/A", "arxiv": "2310.19102", "CorpusId": "12", "MAG": None},
    "title": "One <i>and</i> only",
    "authors": [
        {"authorId": "7", "name": "Ada Lovelace"},
        {"authorId": None, "name": "Charles Babbage"},
    ],
    "venue": "Mind",
    "publicationvenueid": "ef1356d5-69c7-484e-a110-3efae1e93ecc",
    "year": 2023,
    "citationcount": 4,
    "publicationtypes": ["JournalArticle", "Conference"],
    "publicationdate": "2023-10-29",
    "s2fieldsofstudy": [{"category": "Computer Science", "source": "external"}],
    "journal": None,
    "updated": "2024-05-01T00:00:00Z",
}
ABSTRACT = {
    "corpusid": "12",
    "openaccessinfo": {
        "externalids": {"DOI": "10.1000/A", "ACL": None},
        "url": "https://arxiv.org/pdf/2310.19102",
        "status": "GREEN",
    },
    "abstract": "Code is at https://github.com/a/one.",
    "updated": "2024-05-01T00:00:00Z",
}
AUTHOR = {
    "authorid": "7",
    "externalids": {"DBLP": ["Ada Lovelace 0002"], "ORCID": "0000-0002-1825-0097"},
    "name": "A. Lovelace",
    "aliases": ["Augusta Byron"],
    "affiliations": ["Analytical Society"],
    "homepage": "https://ada.example",
    "papercount": 3,
    "citationcount": 9,
    "hindex": 2,
    "updated": "2024-05-01T00:00:00Z",
}
CITATION = {
    "citationid": 1,
    "citingcorpusid": 12,
    "citedcorpusid": "13",
    "isinfluential": True,
    "contexts": ["as in [3]", None],
    "intents": [["methodology"], None, ["background", "methodology"]],
    "updated": "2024-05-01T00:00:00Z",
}
ANSWER = {
    "request": "/graph/v1/paper/DOI%3A10.1000/A/references?fields=title&offset=0&limit=100",
    "body": {
        "offset": 0,
        "data": [
            {
                "contexts": ["so [1]"],
                "intents": ["background"],
                "isInfluential": False,
                "citedPaper": {"paperId": SHA, "title": "Cited"},
            },
            {"contexts": [], "intents": None, "citedPaper": {"paperId": None, "title": "Lost"}},
            None,
        ],
    },
}


def test_the_dataset_of_papers(tmp_path):
    (paper,) = records(read_rows(tmp_path, PAPER))
    assert paper == PaperRecord(
        source="semantic-scholar",
        key="s2:12",
        title="One and only",
        updated="2024-05-01T00:00:00Z",
        published=PartialDate(date(2023, 10, 29)),
        year=2023,
        type="proceedings-article",
        venue=VenueMention(
            "Mind", (ExternalId("s2-venue", "ef1356d5-69c7-484e-a110-3efae1e93ecc"),)
        ),
        ids=(
            ExternalId("s2", "12"),
            ExternalId("doi", "10.1000/a"),
            ExternalId("arxiv", "2310.19102"),
        ),
        authors=(
            AuthorshipRecord("Ada Lovelace", 1, ids=(ExternalId("s2-author", "7"),)),
            AuthorshipRecord("Charles Babbage", 2, is_unknown=True),
        ),
        authors_complete=True,
        topics=(TopicMention("s2", "Computer Science", "Computer Science"),),
        metrics=(ReportedMetric("citations", 4.0, date(2024, 5, 1)),),
    )


def test_the_dataset_of_abstracts_adds_to_papers(tmp_path):
    (addition,) = records(read_rows(tmp_path, ABSTRACT))
    assert (addition.key, addition.title) == ("s2:12 abstract", None)
    assert addition.ids == (ExternalId("s2", "12"), ExternalId("doi", "10.1000/a"))
    assert addition.abstract == "Code is at https://github.com/a/one."
    assert [link.url for link in addition.code_links] == ["https://github.com/a/one"]
    assert addition.open_access_url == "https://arxiv.org/pdf/2310.19102"


def test_the_dataset_of_authors_without_names_that_were_given_up(tmp_path):
    (author,) = records(read_rows(tmp_path, AUTHOR))
    day = date(2024, 5, 1)
    assert author == AuthorRecord(
        source="semantic-scholar",
        key="7",
        name="A. Lovelace",
        updated="2024-05-01T00:00:00Z",
        other_names=("Ada Lovelace",),
        ids=(ExternalId("s2-author", "7"), ExternalId("orcid", "0000-0002-1825-0097")),
        homepage="https://ada.example",
        affiliations=(AffiliationMention("Analytical Society"),),
        metrics=(
            ReportedMetric("papers", 3.0, day),
            ReportedMetric("citations", 9.0, day),
            ReportedMetric("h-index", 2.0, day),
        ),
    )


def test_the_dataset_of_citations_with_ids_as_texts_or_numbers(tmp_path, shared):
    (addition,) = records(read_rows(tmp_path, CITATION))
    assert addition == PaperRecord(
        source="semantic-scholar",
        key="s2:12 s2:13",
        title=None,
        updated="2024-05-01T00:00:00Z",
        ids=(ExternalId("s2", "12"),),
        references=(
            ReferenceMention(
                (ExternalId("s2", "13"),), ("as in [3]",), ("methodology", "background"), True
            ),
        ),
    )
    (real,) = records(
        read_all(read, shared / "s2" / "s2ag_bulk_citations_1_record_2023-05-09.jsonl")
    )
    assert (real.key, real.references) == (
        "s2:221005978 s2:6425905",
        (ReferenceMention((ExternalId("s2", "6425905"),), is_influential=False),),
    )


@pytest.mark.parametrize("end", ["citingcorpusid", "citedcorpusid"])
def test_a_citation_whose_end_nobody_knows_says_nothing(tmp_path, end):
    assert read_rows(tmp_path, CITATION | {end: None}) == []


def test_references_of_the_paper_that_was_asked_about(tmp_path):
    cites, cited = records(read_rows(tmp_path, ANSWER))
    assert cites.ids == (ExternalId("doi", "10.1000/a"),)
    assert cites.references == (
        ReferenceMention((ExternalId("s2-paper", SHA),), ("so [1]",), ("background",), False),
    )
    assert cited.title == "Cited"
    # Without the question there are papers, but nobody knows whose.
    (alone,) = records(read_rows(tmp_path, ANSWER["body"]))
    assert alone == cited


def test_an_answer_with_other_fields_replaces_no_other(tmp_path):
    thin = {"paperId": SHA, "title": "One"}
    whole = thin | {"year": 2020, "authors": [{"authorId": "7", "name": "Ada Lovelace"}]}
    keys = [record.key for record in records(read_rows(tmp_path, whole, thin, whole))]
    assert keys[0] == keys[2] != keys[1]


def test_a_broken_row_of_a_page_costs_no_other(tmp_path):
    rows = [{"paperId": SHA, "title": "One"}, {"paperId": 5, "title": "Two"}, "three", 4]
    located = read_rows(tmp_path, {"total": 4, "data": rows}, {"error": "Not found"}, [5])
    assert kinds(located) == {"paper": 1}
    assert [(line, field) for line, field, _ in rejects(located)] == [
        (1, None),
        (1, "paperId"),
        (2, None),
        (3, None),
    ]


def test_an_answer_over_many_lines(tmp_path):
    for shape in (ANSWER["body"], [None, PAPER, PAPER | {"corpusid": 13}]):
        data = json.dumps(shape, indent=2).encode()
        assert kinds(read_bytes(read, tmp_path, data))["paper"] >= 1


def test_what_nests_too_deep_is_set_aside(tmp_path):
    for depth in range(850, 1_100, 7):
        data = b'{"paperId": ' + b"[" * depth + b"]" * depth + b"}\n"
        assert len(rejects(read_bytes(read, tmp_path, data))) == 1
        nested = b'{"data": ' + b'[{"papers": ' * depth + b"[]" + b"}]" * depth + b"}\n"
        read_bytes(read, tmp_path, nested)
