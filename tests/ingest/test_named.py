"""Institutions and venues are what is said of them now: names go, rows meet and part again."""

from __future__ import annotations

from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest.records import (
    AffiliationMention,
    AuthorshipRecord,
    PaperRecord,
    VenueMention,
    VenueRecord,
)
from service.ingest.verify import CHECKS
from tests.ingest.test_institutions import QUEENSLAND, paper, ror, rows
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]

PRINT, ONLINE = ExternalId("issn", "1234-5679"), ExternalId("issn", "2049-3630")
VENUES = """
    SELECT venue.name, venue.paper_count, array_agg(value ORDER BY value)
      FROM venue JOIN venue_external_id ON venue_id = venue.id
     GROUP BY venue.id ORDER BY venue.id
"""
LOG = """
    SELECT action, entity_id, merged_into FROM change
     WHERE entity = '{}' ORDER BY sequence
"""


def article(key: str, name: str, *ids: ExternalId, updated: str = "2025-01-01") -> PaperRecord:
    return PaperRecord("crossref", key, f"T {key}", updated, venue=VenueMention(name, ids))


def at(key: str, *places: AffiliationMention, updated: str = "2025-01-01") -> PaperRecord:
    author = AuthorshipRecord("Ada Byron", 1, affiliations=places)
    return PaperRecord("crossref", key, f"T {key}", updated, authors=(author,))


def test_a_name_that_nobody_gives_any_more_is_gone(emptied) -> None:
    database = emptied()
    known = (ExternalId("openalex", "I1"),)
    first, second = AffiliationMention("Looms Ltd of Leeds", known), AffiliationMention("LL", known)
    write(database, [[at("1", first, second)]])
    names = "SELECT name FROM affiliation_name ORDER BY name"
    assert rows(database, names) == [("LL",), ("Looms Ltd of Leeds",)]
    write(database, [[at("1", second, updated="2025-02-01")]])
    assert rows(database, names) == [("LL",)]
    assert rows(database, "SELECT name FROM affiliation") == [("LL",)]


def test_an_attribute_that_nobody_gives_any_more_is_gone(emptied) -> None:
    database = emptied()
    record = VenueRecord("openalex", "S1", "Looms", "2025-01-01", (PRINT,), "journal", "1234-5679")
    write(database, [[record]])
    write(database, [[VenueRecord("openalex", "S1", "Looms", "2025-02-01", (PRINT,))]])
    assert rows(database, "SELECT kind, issn, has_record FROM venue") == [(None, None, True)]


def test_two_journals_are_one_when_somebody_says_so_and_two_again_when_nobody_does(emptied) -> None:
    database = emptied()
    write(database, [[article("1", "Letters", PRINT)], [article("2", "Lett.", ONLINE)]])
    apart = [("Letters", 1, [PRINT.value]), ("Lett.", 1, [ONLINE.value])]
    assert rows(database, VENUES) == apart
    (one,), (other,) = rows(database, "SELECT id FROM venue ORDER BY id")

    write(database, [[article("3", "Letters on Looms", PRINT, ONLINE)]])
    assert rows(database, VENUES) == [("Letters on Looms", 3, [PRINT.value, ONLINE.value])]
    assert rows(database, "SELECT DISTINCT venue_id FROM paper") == [(one,)]
    assert rows(database, "SELECT entity, id, into_id FROM forwarding") == [("venue", other, one)]
    assert rows(database, LOG.format("venue"))[-1] == ("merged", other, one)
    assert verify(database.reader_url, *CHECKS) == []

    write(database, [[article("3", "Letters on Looms", updated="2025-02-01")]])
    assert [row for row in rows(database, VENUES) if row in apart] == apart
    assert verify(database.reader_url, *CHECKS) == []


def test_institutions_that_meet_take_papers_parents_and_matches_along(emptied) -> None:
    database = emptied()
    openalex, of_ror = ExternalId("openalex", "I1"), QUEENSLAND.ids[0]
    part = ror("09", "Looms Lab", parents=("01",))
    text = paper("4", "Univ. of Queensland, Brisbane")
    both = AffiliationMention("UQ", (openalex, of_ror))
    twice = at("1", AffiliationMention("Queensland", (openalex,)))
    write(database, [[twice], [QUEENSLAND], [part], [text]])
    assert rows(database, "SELECT count(*) FROM affiliation") == [(4,)]
    write(database, [[at("2", both)]])
    assert rows(
        database,
        "SELECT affiliation.name, affiliation.paper_count, part.name, count(affiliation_match)"
        "  FROM affiliation_external_id JOIN affiliation ON affiliation.id = affiliation_id"
        "  JOIN affiliation AS part ON part.parent_id = affiliation.id"
        "  JOIN affiliation_match ON institution_id = affiliation.id"
        " WHERE scheme = 'openalex' GROUP BY 1, 2, 3",
    ) == [("University of Queensland", 2, "Looms Lab", 1)]
    assert rows(database, "SELECT count(*) FROM affiliation") == [(3,)]
    assert verify(database.reader_url, *CHECKS) == []


def test_a_record_with_another_parent_leaves_the_first(emptied) -> None:
    database = emptied()
    one, other = ror("07", "One"), ror("08", "Other")
    moved = ror("09", "Part", parents=("08",), updated="2025-02-01")
    write(database, [[one, other, ror("09", "Part", parents=("07",), updated="2025-01-01")]])
    write(database, [[moved]])
    parents = "SELECT name FROM affiliation WHERE id IN (SELECT parent_id FROM affiliation)"
    assert rows(database, parents) == [("Other",)]


def test_a_part_leaves_the_whole_that_loses_the_id_it_is_known_by(emptied) -> None:
    database = emptied()
    whole = ror("07", "Whole")
    known = at("1", AffiliationMention("Whole", (ExternalId("openalex", "I7"), whole.ids[0])))
    write(database, [[known, ror("09", "Part", parents=("07",))]])
    parents = "SELECT count(*) FROM affiliation WHERE parent_id IS NOT NULL"
    assert rows(database, parents) == [(1,)]
    less = at(
        "1", AffiliationMention("Whole", known.authors[0].affiliations[0].ids[:1]), updated="2026"
    )
    write(database, [[less]])
    assert rows(database, parents) == [(0,)]
