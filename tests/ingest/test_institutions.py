"""Texts meet the institutions of ROR that they name, and these their parents, in any order."""

from __future__ import annotations

from itertools import permutations

import psycopg
import pytest

from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    AuthorshipRecord,
    PaperRecord,
)
from service.ingest.run import run_ingest
from service.ingest.verify import CHECKS
from tests.ingest.graph import graph
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]


def ror(value: str, name: str, *others: str, **more) -> AffiliationRecord:
    parents = tuple(ExternalId("ror", parent) for parent in more.pop("parents", ()))
    ids = (ExternalId("ror", value),)
    return AffiliationRecord(
        "ror", value, name, other_names=others, ids=ids, parent_ids=parents, **more
    )


def paper(key: str, *places: str, **more) -> PaperRecord:
    mentions = tuple(AffiliationMention(place) for place in places)
    author = AuthorshipRecord("Ada Byron", 1, affiliations=mentions)
    return PaperRecord("arxiv", key, f"T {key}", authors=(author,), **more)


def rows(database, statement: str) -> list[tuple]:
    with psycopg.connect(database.reader_url) as connection:
        return connection.execute(statement).fetchall()


MATCHES = """
    SELECT text.name, institution.name, confidence, matched_name, rule, is_whole, names_country,
           names_city
      FROM affiliation_match
      JOIN affiliation AS text ON text.id = affiliation_id
      JOIN affiliation AS institution ON institution.id = institution_id
     ORDER BY text.name, institution.name
"""
PARENTS = """
    SELECT child.name, parent.name
      FROM affiliation AS child
      JOIN affiliation AS parent ON parent.id = child.parent_id
     ORDER BY child.name
"""
QUEENSLAND = ror("01", "University of Queensland", "UQ", country_code="AU", city="Brisbane")
VIENNA = ror("02", "TU Wien", "Technische Universität Wien", country_code="AT", city="Vienna")
MARYS = (
    ror("03", "St Mary's Hospital", country_code="US", city="Madison"),
    ror("04", "St. Mary’s Hospital", country_code="US", city="Rochester"),
)
BOTH = "Univ. of Queensland, Brisbane; Technische Universität Wien"
LONE = "Dept. of Physics, UQ, Australia"
SAINT = "St Mary's Hospital, USA"


@pytest.mark.parametrize("order", [*permutations((QUEENSLAND, VIENNA, paper("1", BOTH, LONE)))])
def test_a_text_meets_what_it_names_in_any_order(emptied, order) -> None:
    database = emptied()
    write(database, [[record] for record in order])
    assert set(rows(database, MATCHES)) == {
        (LONE, QUEENSLAND.name, 0.67, "UQ", "acronym", True, True, False),
        (BOTH, VIENNA.name, 0.85, "Technische Universität Wien", "alias", True, False, False),
        (BOTH, QUEENSLAND.name, 0.92, QUEENSLAND.name, "name", True, False, True),
    }
    assert verify(database.reader_url, *CHECKS) == []


def test_a_namesake_that_comes_later_takes_the_certainty_and_gives_it_back(emptied) -> None:
    database = emptied()
    write(database, [[paper("1", SAINT)], [MARYS[0]]])
    assert [row[:2] for row in rows(database, MATCHES)] == [(SAINT, MARYS[0].name)]
    write(database, [[MARYS[1]]])
    assert rows(database, MATCHES) == []
    renamed = ror("04", "Mayo Clinic", country_code="US", city="Rochester", updated="2026-01-01")
    write(database, [[renamed]])
    assert [row[:2] for row in rows(database, MATCHES)] == [(SAINT, MARYS[0].name)]


def test_what_an_institution_is_called_on_papers_is_none_of_its_names(emptied) -> None:
    database = emptied()
    asserted = AffiliationMention("Looms", (ExternalId("ror", "01"),))
    author = AuthorshipRecord("Ada Byron", 1, affiliations=(asserted,))
    crossref = PaperRecord("crossref", "1", "T", authors=(author,))
    write(database, [[crossref], [QUEENSLAND], [paper("2", "Looms, Brisbane, Australia")]])
    assert rows(database, MATCHES) == []


def test_a_text_that_goes_takes_its_matches_along(emptied) -> None:
    database = emptied()
    write(database, [[QUEENSLAND], [paper("1", LONE, updated="2025-01-01")]])
    assert len(rows(database, MATCHES)) == 1
    write(database, [[paper("1", "Elsewhere", updated="2025-02-01")]])
    assert rows(database, MATCHES) == []
    assert rows(database, "SELECT words FROM affiliation_text") == [(["elsewhere"],)]


def test_a_match_that_changes_is_in_the_log(emptied) -> None:
    database = emptied()
    write(database, [[paper("1", LONE)]])
    write(database, [[QUEENSLAND]])
    log = """
        SELECT action FROM change JOIN affiliation ON id = entity_id
         WHERE entity = 'affiliation' AND name = 'Dept. of Physics, UQ, Australia'
         ORDER BY sequence
    """
    assert rows(database, log) == [("added",), ("updated",)]


FAMILY = (
    ror("10", "System", parents=()),
    ror("11", "Campus", parents=("99", "10")),
    ror("12", "Faculty", parents=("11", "10")),
)


@pytest.mark.parametrize("order", [*permutations(FAMILY)])
def test_a_child_finds_its_parent_in_any_order(emptied, order) -> None:
    database = emptied()
    write(database, [[record] for record in order])
    assert rows(database, PARENTS) == [("Campus", "System"), ("Faculty", "Campus")]


def test_a_nearer_parent_that_comes_later_is_taken_and_may_be_given_up(emptied) -> None:
    database = emptied()
    write(database, [[FAMILY[0]], [FAMILY[2]]])
    assert rows(database, PARENTS) == [("Faculty", "System")]
    write(database, [[FAMILY[1]]])
    assert rows(database, PARENTS) == [("Campus", "System"), ("Faculty", "Campus")]
    alone = ror("12", "Faculty", updated="2026-01-01")
    write(database, [[alone]])
    assert rows(database, PARENTS) == [("Campus", "System")]


def test_a_parent_of_which_only_a_paper_spoke_goes_with_the_paper(emptied) -> None:
    database = emptied()
    mention = AffiliationMention("System", (ExternalId("ror", "10"),))
    author = AuthorshipRecord("Ada Byron", 1, affiliations=(mention,))
    told = PaperRecord("openalex", "1", "T", updated="2025-01-01", authors=(author,))
    write(database, [[told], [FAMILY[1]]])
    assert rows(database, PARENTS) == [("Campus", "System")]
    write(database, [[PaperRecord("openalex", "1", "T", updated="2025-02-01")]])
    assert rows(database, "SELECT name, parent_id FROM affiliation") == [("Campus", None)]
    write(database, [[FAMILY[0]]])
    assert rows(database, PARENTS) == [("Campus", "System")]


def test_the_real_samples_make_one_graph_in_either_order(emptied, shared) -> None:
    """ROR's organisations and Crossref's works, whose affiliations are mostly plain text."""
    runs = [
        ("ror", shared / "ror" / "ror_v2.json"),
        ("crossref", shared / "crossref" / "works.jsonl.gz"),
    ]
    found = []
    for order in (runs, runs[::-1]):
        database = emptied()
        for source, path in order:
            told = run_ingest(
                database.writer_url, source, [str(path)], IngestOptions(), SilentProgress()
            )
            assert told.status == "finished"
        found.append((graph(database.reader_url), rows(database, MATCHES)))
        assert verify(database.reader_url, *CHECKS) == []
    assert found[0] == found[1]
