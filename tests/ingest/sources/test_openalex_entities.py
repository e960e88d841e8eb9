"""OpenAlex: one real entity of each kind, in the shape of June 2025."""

import json
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.openalex import read_openalex
from service.ingest.records import AffiliationRecord, AuthorRecord, TopicRecord, VenueRecord
from tests.ingest.sources.probing import records


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "openalex"


def own(scheme, value):
    return ExternalId(scheme, value)


@pytest.fixture(scope="module")
def entities(folder):
    return {
        path.stem: records(read_openalex, path)
        for path in sorted((folder / "entities_2025").iterdir())
    }


def test_a_work_of_2025(entities):
    (work,) = entities["W2741809807"]
    assert list(map(str, work.ids)) == [
        "openalex:W2741809807",
        "doi:10.7717/peerj.4375",
        "pmid:29456894",
        "pmcid:PMC5815332",
        "mag:2741809807",
    ]
    assert [author.name for author in work.authors][:2] == ["Heather Piwowar", "Jason Priem"]
    assert len(work.authors) == 9
    assert work.authors_complete
    assert [(topic.code, topic.is_primary, topic.level) for topic in work.topics] == [
        ("T10102", True, 3),
        ("T13607", False, 3),
        ("T11937", False, 3),
    ]
    assert (work.type, work.language, work.venue.name) == ("article", "en", "PeerJ")
    assert work.published.day == date(2018, 2, 13)
    assert work.open_access_url == "https://peerj.com/articles/4375.pdf"
    assert work.abstract.startswith("Despite growing interest in Open Access (OA) to scholarly")
    assert len(work.references) == 45


def test_an_author_of_2025(entities):
    (author,) = entities["A5023888391"]
    assert isinstance(author, AuthorRecord)
    assert (author.key, author.name, author.other_names) == (
        "A5023888391",
        "Jason Priem",
        ("Priem Jason",),
    )
    assert set(map(str, author.ids)) == {"openalex:A5023888391", "orcid:0000-0001-6187-6610"}
    assert author.affiliations[0].name == "OurResearch"
    assert len(author.affiliations) == 8
    assert {(metric.name, metric.value) for metric in author.metrics} == {
        ("papers", 62),
        ("citations", 3_890),
        ("h-index", 17),
    }
    assert {metric.as_of for metric in author.metrics} == {date(2025, 6, 8)}


def test_an_institution_of_2025(entities):
    (place,) = entities["I27837315"]
    assert isinstance(place, AffiliationRecord)
    assert place.ids == (own("openalex", "I27837315"), own("ror", "00jmfr291"))
    assert (place.name, place.country_code, place.city) == (
        "University of Michigan",
        "US",
        "Ann Arbor",
    )
    assert (place.latitude, place.longitude) == (42.27756, -83.74088)
    assert {"UMich", "UM", "Université du Michigan"} <= set(place.other_names)
    assert place.parent_ids == ()


def test_a_source_of_2025(entities):
    (venue,) = entities["S137773608"]
    assert isinstance(venue, VenueRecord)
    assert (venue.name, venue.kind, venue.issn) == ("Nature", "journal", "0028-0836")
    assert own("issn", "1476-4687") in venue.ids


def test_a_topic_brings_the_levels_above_it(entities):
    told = [
        (topic.code, topic.name, topic.parent_code, topic.level) for topic in entities["T11636"]
    ]
    assert told == [
        ("domains/4", "Health Sciences", None, 0),
        ("fields/27", "Medicine", "domains/4", 1),
        ("subfields/2718", "Health Informatics", "fields/27", 2),
        ("T11636", "Artificial Intelligence in Healthcare and Education", "subfields/2718", 3),
    ]
    assert entities["T11636"][3].description.startswith("This cluster of papers explores")


def test_what_stands_above_a_topic_is_said_once_and_what_is_said_last_holds(tmp_path):
    """From whichever line reading goes on, the last name of the domain is the same."""

    def topic(number, domain):
        above = {"id": "https://openalex.org/domains/4", "display_name": domain}
        own = {"id": f"https://openalex.org/T{number}", "display_name": f"Topic {number}"}
        return json.dumps(own | {"domain": above}) + "\n"

    path = tmp_path / "topics.jsonl"
    path.write_text(topic(1, "Health") + topic(2, "Health") + topic(3, "Life") + topic(4, "Health"))
    said = [one.name for one in records(read_openalex, path) if one.level == 0]
    assert said == ["Health", "Life", "Health"]


def test_concepts_are_topics_of_their_own_scheme(entities):
    (concept,) = entities["C71924100"]
    assert isinstance(concept, TopicRecord)
    assert (concept.scheme, concept.code, concept.level) == ("openalex-concept", "C71924100", 0)


def test_funders_and_publishers_are_passed_over(entities):
    assert entities["F4320332161"] == []
    assert entities["P4310319965"] == []
