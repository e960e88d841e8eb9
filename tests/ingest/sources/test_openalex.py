"""OpenAlex: the real works of 2023 and entities of 2025, counted again by other means."""

import re
from collections import Counter
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.openalex import read_openalex
from service.ingest.records import (
    AffiliationMention,
    ReportedMetric,
    TopicMention,
)
from tests.ingest.sources.probing import (
    lines,
    records,
)

SETS = ("Chou_2004", "Jeyaraman_2020", "Menon_2022", "Nelson_2002", "Sep_2021", "van_der_Valk_2021")


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "openalex"


@pytest.fixture(scope="module")
def raw(folder):
    return [work for name in SETS for work in lines(folder / f"works_{name}.jsonl.gz")]


@pytest.fixture(scope="module")
def works(folder):
    return [
        record
        for name in SETS
        for record in records(read_openalex, folder / f"works_{name}.jsonl.gz")
    ]


@pytest.fixture(scope="module")
def by_id(works):
    return {_work_id(record): record for record in works}


def _work_id(record):
    return next(id_.value for id_ in record.ids if id_.scheme == "openalex")


def own(scheme, value):
    return ExternalId(scheme, value)


def test_the_six_sets_hold_what_their_readme_says(works):
    authors = [author for record in works for author in record.authors]
    institutions = [place for author in authors for place in author.affiliations]
    assert len(works) == 5_142
    assert len(authors) == 26_533
    assert sum(author.is_unknown for author in authors) == 519
    assert sum(record.title is None for record in works) == 11
    assert sum(record.abstract is None for record in works) == 216
    assert sum(not record.references for record in works) == 620
    assert sum(not record.authors for record in works) == 46
    assert sum(all(id_.scheme != "doi" for id_ in record.ids) for record in works) == 329
    assert [record.key for record in works if record.is_retracted] == ["W4237923007"]
    assert len({i.value for place in institutions for i in place.ids if i.scheme == "ror"}) == 3_241
    years = [record.year for record in works]
    assert (min(years), max(years)) == (1951, 2022)


def test_references_are_those_of_the_source_without_the_work_itself(works, raw):
    expected = {
        (work["id"], cited)
        for work in raw
        for cited in work["referenced_works"]
        if cited != work["id"]
    }
    site = "https://openalex.org/"
    found = {
        (site + _work_id(record), site + reference.ids[0].value)
        for record in works
        for reference in record.references
    }
    assert found == expected
    here = {work["id"] for work in raw}
    # The readme counts 11,085 within the sets; fourteen works list themselves.
    assert sum(cited in here for _, cited in found) == 11_085 - 14


def test_names_and_ids_of_authors_are_the_source_s_in_their_order(works, raw):
    for record, work in zip(works, raw, strict=True):
        told = [
            (
                " ".join(one["author"]["display_name"].split()).removeprefix("None "),
                one["author"]["id"],
                _whole_orcid(one["author"]["orcid"]),
            )
            for one in work["authorships"]
        ]
        found = [(author.name, *_ids(author)) for author in record.authors]
        assert found == told
        assert [author.position for author in record.authors] == list(range(1, len(told) + 1))


def _whole_orcid(address):
    """An ORCID checks itself (ISO 7064, MOD 11-2); some in the data are cut or mistyped."""
    digits = (address or "").removeprefix("https://orcid.org/").replace("-", "")
    values = [10 if digit == "X" else int(digit) for digit in digits]
    checksum = sum(value * 2 ** (15 - place) for place, value in enumerate(values))
    return address if len(digits) == 16 and checksum % 11 == 1 else None


def _ids(author):
    held = {id_.scheme: id_.url() for id_ in author.ids}
    return held.get("openalex"), held.get("orcid")


def test_a_name_without_an_id_stays_and_joins_nobody(by_id):
    authors = by_id["W2125158795"].authors
    assert [(author.name, author.is_unknown) for author in authors] == [
        ("M Mannelli", True),
        ("L. Ianni", False),
        ("A. Cilotti", False),
        ("A Conti", True),
    ]
    assert authors[0].ids == ()
    assert authors[0].affiliations == (
        AffiliationMention(
            "University of Florence",
            (own("openalex", "I45084792"), own("ror", "04jr1s763")),
            "IT",
            "education",
        ),
    )


def test_one_author_named_twice_on_a_work_stays_named_twice(works):
    twice = [
        record
        for record in works
        if max(
            Counter(author.ids[0] for author in record.authors if author.ids).values(), default=0
        )
        > 1
    ]
    assert len(twice) == 15


def test_a_list_that_was_cut_says_so(works):
    not_whole = {record.key: len(record.authors) for record in works if not record.authors_complete}
    assert {key: count for key, count in not_whole.items() if count} == {
        "W3007172259": 100,
        "W2512118283": 100,
    }
    # Of a work without authors nobody vouches that it has none.
    assert sum(count == 0 for count in not_whole.values()) == 46


def test_a_work_without_a_title_waits_for_one_that_gives_it(by_id):
    record = by_id["W1622422817"]
    assert record.title is None
    assert record.key == "doi:10.1186/cc2183 W1622422817"
    assert record.ids[:2] == (own("doi", "10.1186/cc2183"), own("openalex", "W1622422817"))
    assert own("pmcid", "PMC270697") in record.ids
    assert len(record.authors) == 4
    assert len(record.references) == 45


@pytest.mark.parametrize(
    ("start", "title"),
    [
        (
            "Gabapentin for the Symptomatic",
            "Gabapentin for the Symptomatic Treatment of Painful Neuropathy in Patients With "
            "Diabetes Mellitus: A Randomized Controlled Trial",
        ),
        (
            "Fibrin-Based",
            "Fibrin-Based Model for Cartilage Regeneration: Tissue Maturation from In Vitro to "
            "In Vivo",
        ),
        (
            "Positive Allosteric",
            "Positive Allosteric Modulators for γ-Aminobutyric AcidB Receptors Open New Routes "
            "for the Development of Drugs Targeting Family 3 G-Protein-Coupled Receptors",
        ),
        (
            "17α-Hydroylase",
            "17α-Hydroylase/17,20-lyase deficiency related to P.Y27*(c.81C>A) mutation in CYP17A1 "
            "gene",
        ),
        (
            "Low DHEAS",
            "Low DHEAS Concentration in a Girl Presenting with Short Stature and Premature "
            "Pubarche: A Novel PAPSS2 Gene Mutation",
        ),
        (
            "Intrathecal baclofen therapy;",
            "Intrathecal baclofen therapy; patient selection & team approach",
        ),
    ],
)
def test_markup_and_entities_leave_the_titles(works, start, title):
    assert [r.title for r in works if r.title and r.title.startswith(start)] == [title]


def test_no_markup_is_left_in_titles_and_abstracts(works, raw):
    marked = [
        (record.title, work["title"])
        for record, work in zip(works, raw, strict=True)
        if re.search(r"<\w|&\w+;", work["title"] or "")
    ]
    assert len(marked) == 41
    assert not any(title == given for title, given in marked)
    texts = [text for record in works for text in (record.title, record.abstract) if text]
    tags = ("<i>", "</i>", "<sub>", "<h2>", "<h3>", "<b>", "<scp>", "SUBTITLE", "&lt;", "&amp;")
    assert [text[:80] for text in texts if any(tag in text for tag in tags)] == []


def test_institutions_of_the_older_shape_go_before_what_was_written(works, raw):
    """Each authorship has one written text, and the institutions that were recognised in it."""
    written = 0
    for record, work in zip(works, raw, strict=True):
        for author, given in zip(record.authors, work["authorships"], strict=True):
            written += bool(given["raw_affiliation_string"])
            # A name without an id is plain text, and may be said twice.
            known = [id_.url() for place in author.affiliations for id_ in place.ids[:1]]
            assert known == [one["id"] for one in given["institutions"] if one["id"]]
            assert bool(author.affiliations) == bool(given["institutions"])
    assert written == 22_993
    assert all("alternate_host_venues" in work for work in raw)


def test_abstracts_are_the_words_in_their_places(by_id, raw):
    work = next(work for work in raw if work["id"].endswith("/W2125158795"))
    places = {
        place: word for word, held in work["abstract_inverted_index"].items() for place in held
    }
    assert by_id["W2125158795"].abstract == " ".join(places[place] for place in sorted(places))


def test_concepts_stand_in_where_there_were_no_topics_yet(by_id, works, raw):
    assert by_id["W2125158795"].topics[1] == TopicMention(
        "openalex-concept", "C2776403943", "Palpitations", 0.80148584, level=2
    )
    assert sum(len(record.topics) for record in works) == sum(
        float(concept["score"]) > 0 for work in raw for concept in work["concepts"]
    )


def test_venues_of_the_older_shape(by_id, raw, works):
    venue = by_id["W2125158795"].venue
    assert venue.name == "European journal of endocrinology"
    assert set(map(str, venue.ids)) == {"openalex:S4210218062", "issn:0804-4643", "issn:1479-683X"}
    assert (venue.kind, venue.issn) == ("journal", "0804-4643")
    given = [work for work in raw if (work["host_venue"] or {}).get("display_name")]
    assert sum(record.venue is not None for record in works) == len(given)


def test_what_openalex_counts_is_reported_with_its_day(by_id):
    assert by_id["W2125158795"].metrics == (ReportedMetric("citations", 194, date(2023, 3, 23)),)
    assert by_id["W2125158795"].updated == "2023-03-23T12:33:49.192547"
