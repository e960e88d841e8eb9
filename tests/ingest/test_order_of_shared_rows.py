"""Several records that speak of one row, without an id that only one may have: what is known of the
row is a function of the set of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    AuthorRecord,
    AuthorshipRecord,
    PaperRecord,
    ReportedMetric,
    TopicMention,
    TopicRecord,
    VenueMention,
    VenueRecord,
)
from service.ingest.verify import CHECKS
from tests.ingest.graph import graph
from tests.ingest.test_institutions import rows
from tests.ingest.test_order import emptied, pieces, write, write_portions

__all__ = ["emptied"]

SOURCES = ("ror", "openalex", "crossref")
RORS = tuple(ExternalId("ror", value) for value in ("00cvxb145", "05dxps055"))
# A thing may have several of these, and two records may give the same.
GRIDS = tuple(ExternalId("grid", f"grid.{n}.1") for n in range(2))
ISSNS = tuple(ExternalId("issn", value) for value in ("1234-5679", "2049-3630"))
DOIS = tuple(ExternalId("doi", f"10.1000/{n}") for n in range(2))
ORCID = ExternalId("orcid", "0000-0002-1825-0097")
CODES = ("T1", "T2", "F1")
PLACES = ("Looms", "Looms Ltd", "LOOMS", "University of Looms")
UPDATED = (None, None, "2024-01-01", "2024-02-01")

ids_of_places = st.lists(
    st.sampled_from(RORS + GRIDS), max_size=2, unique_by=lambda id_: id_.scheme
)
sources = st.sampled_from(SOURCES)
times = st.sampled_from(UPDATED)
places = st.builds(
    AffiliationRecord,
    sources,
    st.sampled_from("xy"),
    st.sampled_from(PLACES),
    times,
    st.lists(st.sampled_from(PLACES), max_size=1).map(tuple),
    ids_of_places.map(tuple),
    country_code=st.sampled_from((None, "US", "GB")),
    city=st.sampled_from((None, "Leeds")),
    latitude=st.sampled_from((None, 9.0, 10.0)),
    parent_ids=st.lists(st.sampled_from(RORS + GRIDS), max_size=2, unique=True).map(tuple),
)
venues = st.builds(
    VenueRecord,
    sources,
    st.sampled_from("xy"),
    st.sampled_from(("Looms", "Letters on Looms")),
    times,
    st.lists(st.sampled_from(ISSNS), max_size=2, unique=True).map(tuple),
    st.sampled_from((None, "journal", "conference")),
    st.sampled_from((None, "1234-5679")),
)
topics = st.builds(
    TopicRecord,
    st.sampled_from(("topics", "openalex")),
    st.sampled_from("xy"),
    st.just("mesh"),
    st.sampled_from(CODES),
    st.sampled_from(("Looms", "Weaving", "Looms and Weaving")),
    times,
    st.sampled_from((None, "What is woven.", "Of looms.")),
    st.sampled_from((None, "F1", "F2")),
    st.integers(0, 2),
).filter(lambda one: one.parent_code != one.code)
people = st.builds(
    AuthorRecord,
    sources,
    st.sampled_from("xy"),
    st.sampled_from(("Ada Byron", "A. Byron")),
    times,
    ids=st.sampled_from(((), (ORCID,))),
    homepage=st.sampled_from((None, "https://a.example", "https://b.example")),
    primary_topic=st.sampled_from(
        (None, TopicMention("mesh", "T2", "Linen", level=1), TopicMention("mesh", "F1", "Cloth"))
    ),
    metrics=st.lists(
        st.builds(
            ReportedMetric,
            st.just("h-index"),
            st.sampled_from((1.0, 2.0)),
            st.just(date(2024, 1, 1)),
        ),
        max_size=1,
    ).map(tuple),
)
mentions = st.sampled_from(
    (
        TopicMention("mesh", "T1", "Looms & Weaving of All Kinds", level=2),
        TopicMention("mesh", "T1", "Looms", level=1),
        TopicMention("mesh", "T2", None, level=1),
        TopicMention("mesh", "T2", "Linen Cloth", level=2),
        TopicMention("mesh", "F1", "Weaving"),
    )
)
papers = st.builds(
    PaperRecord,
    sources,
    st.sampled_from("xy"),
    st.sampled_from((None, "On Engines")),
    times,
    abstract=st.sampled_from((None, "Long.", "Longer.")),
    year=st.sampled_from((2020, 2021)),
    type=st.sampled_from((None, "article", "preprint")),
    venue=st.sampled_from(
        (None, VenueMention("Looms"), VenueMention("Letters", ISSNS[:1], "journal"))
    ),
    ids=st.lists(st.sampled_from(DOIS), min_size=1, max_size=2, unique=True).map(tuple),
    authors=st.sampled_from(
        (
            (),
            (
                AuthorshipRecord(
                    "Ada Byron", 1, affiliations=(AffiliationMention("Looms", GRIDS[:1]),)
                ),
            ),
            (AuthorshipRecord("A. Byron", 1, ids=(ORCID,)), AuthorshipRecord("Bo Li", 2)),
        )
    ),
    topics=st.lists(mentions, max_size=2, unique_by=lambda one: one.code).map(tuple),
)


def known_as(record):
    return record.source, type(record), record.key, getattr(record, "title", "") is None


def with_versions(records):
    """Of two versions of one record the later one says so: what bears no date is as new as its
    telling."""
    told: dict[tuple, list] = {}
    for one in records:
        told.setdefault(known_as(one), []).append(one)
    return [
        version if len(versions) == 1 else replace(version, updated=f"2024-03-0{number}")
        for versions in told.values()
        for number, version in enumerate(versions, 1)
    ]


GRID = GRIDS[0]
PARENTS = tuple(AffiliationRecord("ror", id_.value, id_.value, ids=(id_,)) for id_ in RORS)
ONE_ROW = {
    "institution": (
        AffiliationRecord(
            "openalex",
            "a",
            "Looms",
            ids=(GRID, ExternalId("ror", "024mw5h28")),
            parent_ids=RORS[:1],
        ),
        AffiliationRecord("openalex", "b", "Looms Ltd", ids=(GRID,), parent_ids=RORS[1:]),
        *PARENTS,
    ),
    "topic": (
        TopicRecord("openalex", "T1", "mesh", "T1", "Looms", parent_code="F1", level=2),
        TopicRecord("topics", "T1", "mesh", "T1", "Weaving", description="Of looms.", level=1),
        TopicRecord("topics", "T1 again", "mesh", "T1", "Cloth", parent_code="F2"),
        PaperRecord(
            "openalex",
            "W1",
            "On Engines",
            topics=(TopicMention("mesh", "T1", "Looms and Weaving of All Kinds", level=9),),
        ),
    ),
}


@pytest.mark.parametrize("noun", ONE_ROW)
def test_all_records_of_a_row_count_whichever_comes_last(emptied, noun):
    found = []
    for order in permutations(ONE_ROW[noun]):
        database = emptied()
        write(database, [[record] for record in order])
        assert verify(database.reader_url, *CHECKS) == []
        found.append(graph(database.reader_url))
    assert all(one == found[0] for one in found)


def test_what_is_said_of_a_topic_by_several_records(emptied):
    database = emptied()
    write(database, [[record] for record in ONE_ROW["topic"]])
    assert rows(
        database,
        "SELECT topic.code, topic.name, topic.description, topic.level, parent.code"
        " FROM topic LEFT JOIN topic AS parent ON parent.id = topic.parent_id ORDER BY topic.code",
    ) == [
        ("F1", "F1", None, 0, None),
        ("T1", "Looms", "Of looms.", 2, "F1"),
    ]


@pytest.mark.parametrize("name", [None, "Cloth"])
def test_a_topic_of_which_nobody_speaks_any_more_is_gone(emptied, name):
    said = TopicMention("mesh", "T2", name)
    told = AuthorRecord("openalex", "A1", "Ada Byron", "2024-01-01", primary_topic=said)
    database = emptied()
    write(database, [[told], [replace(told, updated="2024-02-01", primary_topic=None)]])
    assert rows(database, "SELECT code FROM topic") == []
    assert verify(database.reader_url, *CHECKS) == []


def test_an_author_s_main_topic_follows_the_levels_of_topics(emptied):
    paper = PaperRecord(
        "dblp",
        "p",
        "On Looms",
        year=2020,
        authors=(AuthorshipRecord("Ada Byron", 1),),
        topics=(TopicMention("mesh", "T1", level=1), TopicMention("mesh", "T2", level=2)),
    )
    main = "SELECT code FROM author JOIN topic ON topic.id = primary_topic_id"
    database = emptied()
    write(database, [[paper]])
    assert rows(database, main) == [("T2",)]
    write(database, [[TopicRecord("topics", "T1", "mesh", "T1", "Looms", level=3)]])
    assert rows(database, main) == [("T1",)]
    write(database, [[TopicRecord("topics", "T1", "mesh", "T1", "Looms", "2024-01-01", level=2)]])
    assert rows(database, main) == [("T1",)]  # alike, and first by its code
    assert verify(database.reader_url, *CHECKS) == []


KINDS = {"institutions": places, "venues": venues, "topics": topics, "authors": people}


@pytest.mark.parametrize("kind", [*KINDS, "papers"])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_known_of_a_row_follows_from_the_set_of_its_records(emptied, kind, data):
    drawn = st.one_of(KINDS[kind], KINDS[kind], papers) if kind in KINDS else papers
    records = with_versions(data.draw(st.lists(drawn, min_size=2, max_size=5)))
    database = emptied()
    write(database, [records])
    at_once = graph(database.reader_url)
    assert verify(database.reader_url, *CHECKS) == []
    emptied()
    order = data.draw(st.permutations(records))
    write_portions(database, [[batch] for batch in data.draw(pieces(order, 3))])
    assert graph(database.reader_url) == at_once
    assert verify(database.reader_url, *CHECKS) == []
