"""What a source has a record of stays, whether papers name it or not; the rest goes with its last
paper."""

from __future__ import annotations

import itertools

import psycopg
import pytest

from service.database.engine import writing_engine
from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest.batch import Batch
from service.ingest.payload import seal
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    PaperRecord,
    TopicMention,
    TopicRecord,
    VenueMention,
    VenueRecord,
)

ROR = ExternalId("ror", "00cvxb145")
JOURNAL = ExternalId("openalex", "S1")
RECORDS = (
    AffiliationRecord("ror", "1", "University of Ink", ids=(ROR,)),
    VenueRecord("openalex", "S1", "Journal of Ink", ids=(JOURNAL,)),
    TopicRecord("topics", "own ink", "own", "ink", "Ink"),
)


def paper(updated: str, *, known: bool, unknown: bool) -> PaperRecord:
    """A version that names what the records are of, and what no record is of."""
    places = (AffiliationMention("University of Ink", (ROR,)), AffiliationMention("Blot Ltd"))
    topics = (TopicMention("own", "ink"), TopicMention("own", "blots"))
    chosen = (known, unknown)
    venue = VenueMention("Journal of Ink", (JOURNAL,)) if known else None
    return PaperRecord(
        "papers-jsonl",
        "1",
        "On Ink",
        updated=updated,
        year=2020,
        venue=venue or (VenueMention("Blots") if unknown else None),
        affiliations=tuple(itertools.compress(places, chosen)),
        topics=tuple(itertools.compress(topics, chosen)),
    )


NAMING = paper("2024-01-01", known=True, unknown=True)
# One venue a paper: this version names the other.
ELSEWHERE = paper("2024-02-01", known=False, unknown=True)
SILENT = paper("2024-03-01", known=False, unknown=False)


@pytest.mark.parametrize(
    "batches",
    [
        [RECORDS],
        [RECORDS, [NAMING], [SILENT]],
        [[NAMING], RECORDS, [SILENT]],
        [[NAMING], [ELSEWHERE], RECORDS, [SILENT]],
        [[NAMING], [SILENT], RECORDS],
        [[*RECORDS, NAMING], [ELSEWHERE], [SILENT]],
    ],
)
def test_only_what_has_a_record_is_left_when_no_paper_names_it(database, rows, batches) -> None:
    write(database, batches)

    assert rows("SELECT name FROM affiliation") == [("University of Ink",)]
    assert rows("SELECT name FROM venue") == [("Journal of Ink",)]
    assert rows("SELECT code, name FROM topic") == [("ink", "Ink")]
    assert verify(database.reader_url) == []


def test_a_record_that_is_of_another_topic_now_leaves_the_one_before(database, rows) -> None:
    of_ink = TopicRecord("topics", "1", "own", "ink", "Ink", updated="2024-01-01")
    of_blots = TopicRecord("topics", "1", "own", "blots", "Blots", updated="2024-02-01")

    write(database, [[of_ink], [of_blots]])

    assert rows("SELECT code, name FROM topic") == [("blots", "Blots")]
    assert verify(database.reader_url) == []


def write(database, batches) -> None:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("INSERT INTO ingest_run (source) VALUES ('test')")
    with writing_engine(database.writer_url).connect() as connection:
        for batch in batches:
            with connection.begin():
                writing = Batch(connection, 1)
                writing.write([seal(record) for record in batch])
                writing.finish()
