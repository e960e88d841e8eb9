"""Decisions by hand: they hold through what comes after, and taken back they leave the graph as it
was."""

from __future__ import annotations

import psycopg
import pytest

from service.derive.verify import verify
from service.errors import CommandError
from service.ids import ExternalId
from service.ingest import by_hand
from service.ingest.records import AuthorshipRecord, PaperRecord
from tests.ingest.graph import graph
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]


def paper(key, *names, **more):
    authors = tuple(
        AuthorshipRecord(name, place, ids=(ExternalId("openalex", id_),) if id_ else ())
        for place, (name, _, id_) in enumerate((one.partition("=") for one in names), 1)
    )
    return PaperRecord("papers-jsonl", key, more.pop("title", f"T {key}"), authors=authors, **more)


def authors(database):
    """The papers of each author by title, with the id of the author."""
    with psycopg.connect(database.reader_url) as connection:
        rows = connection.execute(
            "SELECT author_id, string_agg(substr(title, 3), '' ORDER BY title)"
            "  FROM authorship JOIN paper ON paper.id = paper_id GROUP BY author_id"
        ).fetchall()
    return {papers: author_id for author_id, papers in rows}


def papers(database):
    with psycopg.connect(database.reader_url) as connection:
        return dict(connection.execute("SELECT substr(title, 3), id FROM paper").fetchall())


BARE = (paper("1", "Wei Wang"), paper("2", "Wei Wang"), paper("3", "Wei Wang"))
KNOWN = (paper("1", "Wei Wang=A1"), paper("2", "Wei Wang=A2"), paper("3", "W. Wang=A2"))
RARE = (paper("1", "Ada Byron"), paper("2", "Ada Byron"), paper("3", "Ada Byron"))
OTHER_NAMES = (paper("1", "Ada Byron"), paper("2", "Ada King"))


@pytest.fixture
def filled(emptied):
    def fill(records):
        database = emptied()
        write(database, [list(records)])
        return database

    return fill


@pytest.mark.parametrize(
    ("records", "one", "other", "left"),
    [(BARE, "1", "2", {"12", "3"}), (KNOWN, "1", "23", {"123"}), (OTHER_NAMES, "1", "2", {"12"})],
    ids=["bare", "two ids of one source", "two names"],
)
def test_merged_authors_are_one_and_apart_again(filled, records, one, other, left):
    database = filled(records)
    before, was = graph(database.reader_url), authors(database)
    by_hand.merge(database.writer_url, was[one], was[other])
    assert set(authors(database)) == left
    assert verify(database.reader_url) == []
    by_hand.undo(database.writer_url, None)
    assert graph(database.reader_url) == before
    assert verify(database.reader_url) == []


@pytest.mark.parametrize("records", [RARE, tuple(paper(n, "Ada Byron=A1") for n in "123")])
def test_a_split_author_is_two_and_one_again(filled, records):
    database = filled(records)
    before = graph(database.reader_url)
    whole = authors(database)["123"]
    by_hand.split(database.writer_url, whole, [papers(database)["2"]])
    assert set(authors(database)) == {"13", "2"}
    assert authors(database)["13"] == whole
    assert verify(database.reader_url) == []
    by_hand.undo(database.writer_url, None)
    assert graph(database.reader_url) == before


@pytest.mark.parametrize("records", [BARE, KNOWN], ids=["bare", "known"])
def test_a_merge_holds_when_its_papers_are_told_anew_and_others_come(filled, records):
    database = filled(records)
    was = authors(database)
    by_hand.merge(database.writer_url, was["1"], was["2" if "2" in was else "23"])
    merged = {papers for papers in authors(database) if "1" in papers}
    anew = paper("1", *("Wei Wang=A1" if records is KNOWN else "Wei Wang", "Bo Weaver")[:2])
    write(database, [[anew], [paper("4", "Wei Wang", "Cy Loom")]])
    assert merged <= set(authors(database))
    assert verify(database.reader_url) == []


def test_a_split_holds_when_the_source_says_the_same_id_again(filled):
    database = filled(tuple(paper(n, "Ada Byron=A1") for n in "123"))
    by_hand.split(database.writer_url, authors(database)["123"], [papers(database)["2"]])
    write(database, [[paper("2", "Ada Byron=A1", year=2020)], [paper("4", "Ada Byron=A1")]])
    assert set(authors(database)) == {"134", "2"}


def test_an_id_that_was_merged_leads_on(filled):
    database = filled(KNOWN)
    was = authors(database)
    by_hand.merge(database.writer_url, was["1"], was["23"])
    (kept,) = authors(database).values()
    (gone,) = {was["1"], was["23"]} - {kept}
    with psycopg.connect(database.reader_url) as connection:
        forwarded = connection.execute("SELECT id, into_id FROM forwarding").fetchall()
        log = connection.execute(
            "SELECT entity_id, merged_into FROM change WHERE action = 'merged'"
        ).fetchall()
    assert forwarded == [(gone, kept)] == log
    with pytest.raises(CommandError, match="are one author already"):
        by_hand.merge(database.writer_url, gone, kept)


def test_the_newest_decision_counts_and_each_can_be_taken_back(filled):
    database = filled(BARE)
    was = authors(database)
    by_hand.merge(database.writer_url, was["1"], was["2"])
    by_hand.split(database.writer_url, authors(database)["12"], [papers(database)["1"]])
    assert set(authors(database)) == {"1", "2", "3"}
    assert [line.split("  ")[1] for line in by_hand.decisions(database.writer_url)] == [
        "split",
        "merge",
    ]
    by_hand.undo(database.writer_url, None)
    assert set(authors(database)) == {"12", "3"}
    by_hand.undo(database.writer_url, None)
    assert set(authors(database)) == {"1", "2", "3"}
    with pytest.raises(CommandError, match="no decision stands"):
        by_hand.undo(database.writer_url, None)


def test_what_cannot_be_decided_is_told(filled):
    database = filled(BARE)
    was, numbers = authors(database), papers(database)
    for wrong, reason in (
        (lambda: by_hand.merge(database.writer_url, was["1"], 10**12), "is not in the graph"),
        (lambda: by_hand.split(database.writer_url, was["1"], [numbers["2"]]), "is not on paper"),
        (lambda: by_hand.split(database.writer_url, was["1"], [numbers["1"]]), "without a paper"),
        (lambda: by_hand.undo(database.writer_url, 7), "decision 7 does not stand"),
    ):
        with pytest.raises(CommandError, match=reason):
            wrong()
    assert authors(database) == was
