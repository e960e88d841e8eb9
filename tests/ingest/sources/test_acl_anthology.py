"""The ACL Anthology: the whole real corpus counted, records checked by hand, and hostile files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial

import pytest

from service.ids import ExternalId
from service.ingest.acl_anthology import read_acl_anthology
from service.ingest.acl_facts import paper_id, year_of
from service.ingest.checks import complaint
from service.ingest.months import month_of
from service.ingest.records import (
    ArtifactLinkMention,
    AuthorRecord,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
    PartialDate,
    Rejected,
    VenueMention,
    VenueRecord,
)
from tests.ingest.sources.reading import (
    read_all,
    records,
)

read = partial(read_acl_anthology, as_of=None)


@pytest.fixture(scope="module")
def anthology(shared):
    return read_all(read, shared / "acl_anthology" / "xml")


@pytest.fixture(scope="module")
def papers(anthology):
    return {record.key: record for record in records(anthology)}


@pytest.fixture(scope="module")
def people(shared):
    return records(read_all(read, shared / "acl_anthology" / "name_variants.yaml"))


def test_the_whole_anthology_counts_what_its_readme_counts(papers):
    assert len(papers) == 57_457
    # Two of the 174,284 author elements are empty.
    assert sum(len(paper.authors) for paper in papers.values()) == 174_284 - 2
    assert sum(not paper.authors for paper in papers.values()) == 648 + 2
    # 105 of the 23,365 abstract elements are empty.
    assert sum(paper.abstract is not None for paper in papers.values()) == 23_365 - 105
    assert sum(paper.code_claimed for paper in papers.values()) == 4_776
    assert sum(paper.language is not None for paper in papers.values()) == 2_866
    assert {paper.year for paper in papers.values()} == set(range(1974, 2021))
    assert Counter(paper.language for paper in papers.values()) == {
        None: 54_591,
        "fr": 1_386,
        "en": 1_353,
        "zh": 127,
    }


def test_what_is_set_aside_of_the_whole_anthology(anthology):
    assert [(one.path.rpartition("/")[2], *reject) for one, reject in _rejected(anthology)] == [
        ("2020.jeptalnrecital.xml.gz", 540, "author[1]", "expected a name with letters"),
        ("J18.xml.gz", 85, "doi", "expected a DOI, not 10.1162/"),
        ("O06.xml.gz", 448, "author[1]", "expected a name with letters"),
        *(
            ("W17.xml.gz", line, "doi", f"expected a DOI, not 0.26615/978-954-452-046-5_00{place}")
            for place, line in enumerate((15_624, 15_635, 15_646, 15_660, 15_671, 15_684), 1)
        ),
    ]


def _rejected(located):
    for one in located:
        if isinstance(one.what, Rejected):
            yield one, (one.line, one.what.field, one.what.reason)


def test_every_record_of_the_anthology_can_be_stored(papers):
    assert [paper.key for paper in papers.values() if complaint(paper)] == []


def test_an_author_is_the_written_name_or_the_explicit_id(papers):
    authors = [author for paper in papers.values() for author in paper.authors]
    bare = [author for author in authors if author.scope == "acl-anthology"]
    assert len(bare) == 174_284 - 2 - 939
    assert not any(author.ids for author in bare)
    # Of the 939 explicit ids, 27 say that it is one of several people: those stay bare names.
    assert sum(bool(author.ids) for author in authors) == 939 - 27
    assert sum(author.scope is None and not author.ids for author in authors) == 27
    assert all(author.name.strip() == author.name for author in authors)


def test_a_paper_by_hand(papers):
    assert papers["acl:P04-1005"] == PaperRecord(
        source="acl-anthology",
        key="acl:P04-1005",
        title="A TAG-based noisy-channel model of speech repairs",
        published=PartialDate(date(2004, 7, 1), "month"),
        year=2004,
        type="proceedings-article",
        venue=VenueMention(
            "Annual Meeting of the Association for Computational Linguistics",
            (ExternalId("acl-venue", "acl"),),
            "conference",
        ),
        ids=(ExternalId("acl", "P04-1005"), ExternalId("doi", "10.3115/1218955.1218960")),
        authors=(
            AuthorshipRecord("Mark Johnson", 1, scope="acl-anthology"),
            AuthorshipRecord("Eugene Charniak", 2, scope="acl-anthology"),
        ),
        authors_complete=True,
        open_access_url="https://aclanthology.org/P04-1005.pdf",
    )


def test_ids_are_padded_by_the_rules_of_their_collections(papers):
    for key in ("acl:W18-6481", "acl:C69-0101", "acl:D19-5001", "acl:D19-1001", "acl:P19-1001"):
        _, _, value = key.partition(":")
        number = value[4:]
        wide = value[0] == "W" or value[:3] == "C69" or (value[:4] == "D19-" and number[0] >= "5")
        volume, paper = (number[:2], number[2:]) if wide else (number[:1], number[1:])
        assert paper_id(value[:3], volume.lstrip("0"), paper.lstrip("0")) == ExternalId(
            "acl", value
        )
    assert "acl:W18-6481" in papers
    assert "acl:D19-5001" in papers
    assert "acl:2020.acl-main.69" in papers
    assert paper_id("2020.acl", "main", "69") == ExternalId("acl", "2020.acl-main.69")
    for strange in (("P19", "x", "1"), ("P19", "1", "²"), ("P19", "1", "-1"), ("", "", "1")):
        assert paper_id(*strange) is None


def test_retracted_and_removed_papers_are_marked(papers):
    assert {key for key, paper in papers.items() if paper.is_retracted} == {
        "acl:2020.acl-main.69",
        "acl:2020.acl-main.563",
        "acl:2020.wmt-1.65",
        "acl:2020.amta-research.1",
    }


def test_a_doi_that_two_papers_claim_is_told_of_both(papers):
    claims = Counter(id_ for paper in papers.values() for id_ in paper.ids)
    assert {str(id_) for id_, count in claims.items() if count > 1} == {
        "doi:10.1162/coli.2010.36.1.36105",
        "doi:10.18653/v1/w18-6481",
    }


def test_a_missing_year_is_the_collections(papers):
    assert papers["acl:W97-0101"].year == 1997
    assert papers["acl:W97-0101"].published is None
    assert year_of("", "T75") == 1975
    assert year_of("", "W00") == 2000
    assert year_of("", "2020.acl") == 2020
    assert year_of("", "whatever") is None


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("July", 7),
        ("29 October--3 November", 10),
        ("September/December", 9),
        ("DECEMBER", 12),
        ("Sept", 9),
        ("7", 7),
        ("13", None),
        ("²", None),
        ("Spring", None),
        ("", None),
    ],
)
def test_a_month_as_the_anthology_writes_it(written, month):
    assert month_of(written) == month


def test_titles_are_plain_text(papers):
    titles = [paper.title for paper in papers.values()]
    assert not any("<" in title and "</" in title for title in titles)
    assert "Refer360°: A Referring Expression Recognition Dataset in 360° Images" in titles
    assert "P^2: A Plan-and-Pretrain Approach for Knowledge Graph-to-Text Generation" in titles
    assert (
        "Chart-based Incremental Semantics Construction with Anaphora Resolution Using λ-DRT"
        in titles
    )
    assert "The OPUS Corpus - Parallel and Free: http://logos.uio.no/opus" in titles


def test_code_links_are_the_authors_own_and_an_empty_one_is_a_claim(papers):
    links = [link for paper in papers.values() for link in paper.code_links]
    # 4,776 elements; 213 without an address, 28 lead to no repository.
    assert sum(link.found_in == "record" for link in links) == 4_776 - 213 - 28
    assert all(link.is_official for link in links if link.found_in == "record")
    claimed = [paper for paper in papers.values() if paper.code_claimed]
    assert (
        sum(not any(link.found_in == "record" for link in paper.code_links) for paper in claimed)
        == 213 + 28
    )
    artifacts = [link for paper in papers.values() for link in paper.artifact_links]
    assert ArtifactLinkMention("https://zenodo.org/record/3538880", "record") in artifacts
    assert CodeLinkMention("https://github.com/zphang/bert_on_stilts", "record") not in links


def test_other_scripts_are_other_names(papers):
    authors = [author for paper in papers.values() for author in paper.authors]
    others = {author.name: author.display_name for author in authors if author.display_name}
    assert sum(author.display_name is not None for author in authors) == 285
    assert others["Sanle Zhang"] == "张三乐"


def test_most_authors_and_a_name_without_a_first_one(papers):
    longest = max(papers.values(), key=lambda paper: len(paper.authors))
    assert (longest.key, len(longest.authors)) == ("acl:K17-3001", 62)
    assert [author.position for author in longest.authors] == list(range(1, 63))
    assert all(author.name for paper in papers.values() for author in paper.authors)


def test_editors_are_no_authors_and_front_matter_is_no_paper(papers):
    volume = papers["acl:J75-4008"]
    assert volume.title == (
        "Proceedings, 13th Annual Meeting, Association for Computational Linguistics"
        " (1: Language Understanding Systems)"
    )
    assert volume.authors == ()
    assert "acl:P04-1000" not in papers


def test_a_workshop_of_many_is_its_own_venue_and_a_journal_is_a_journal(papers):
    assert papers["acl:W18-6481"].venue == VenueMention(
        "Proceedings of the Third Conference on Machine Translation: Shared Task Papers",
        (),
        "workshop",
    )
    assert papers["acl:Q13-1001"].venue == VenueMention(
        "Transactions of the Association for Computational Linguistics",
        (ExternalId("acl-venue", "tacl"),),
        "journal",
    )
    assert papers["acl:Q13-1001"].type == "article"


def test_the_list_of_people(people):
    # 3,377 entries, of which three "may refer to several people"; a record for each name.
    known = {record.key: record for record in people}
    assert len(known) == len(people)
    assert len({record.ids for record in people}) == 3_377 - 3
    abney = ExternalId("acl-author", "steven-abney")
    assert [known[key] for key in known if known[key].ids == (abney,)] == [
        AuthorRecord(
            source="acl-anthology",
            key=key,
            name=name,
            other_names=others,
            ids=(abney,),
            scope="acl-anthology",
        )
        for key, name, others in (
            ("steven-abney", "Steven Abney", ("Steve Abney", "Steven P. Abney")),
            ("steven-abney Steve Abney", "Steve Abney", ("Steven Abney", "Steven P. Abney")),
            ("steven-abney Steven P. Abney", "Steven P. Abney", ("Steven Abney", "Steve Abney")),
        )
    ]
    assert known["samir-abdelrahman"].name == "Samir AbdelRahman"
    assert known["bo-li-nus Troy Lee"].other_names == ("Bo Li",)
    assert [record.key for record in people if complaint(record)] == []


def test_every_explicit_id_is_in_the_list_of_people(papers, people):
    given = {id_ for paper in papers.values() for author in paper.authors for id_ in author.ids}
    assert given <= {id_ for record in people for id_ in record.ids}


def test_the_list_of_venues_agrees_with_what_the_package_knows(shared, papers):
    venues = records(read_all(read, shared / "acl_anthology" / "venues.yaml"))
    assert len(venues) == 297
    names = {record.ids: record.name for record in venues}
    mentioned = {paper.venue for paper in papers.values() if paper.venue and paper.venue.ids}
    assert {venue for venue in mentioned if names[venue.ids] != venue.name} == set()
    assert venues[1] == VenueRecord(
        "acl-anthology",
        "acl",
        "Annual Meeting of the Association for Computational Linguistics",
        ids=(ExternalId("acl-venue", "acl"),),
    )
