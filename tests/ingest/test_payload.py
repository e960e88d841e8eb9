"""A record as it is kept: the digest is of the whole payload, and what a batch asks of it is what
it would compute itself."""

from __future__ import annotations

import hashlib

import pytest

from service.ids import ExternalId
from service.ingest.compose import compose_paper
from service.ingest.identity import evidence_of
from service.ingest.payload import seal
from service.ingest.records import AuthorshipRecord, PaperRecord, TopicRecord

PAPER = PaperRecord(
    "dblp",
    "p",
    "On Looms",
    year=2020,
    ids=(ExternalId("doi", "10.1000/1"),),
    authors=(AuthorshipRecord("Ada Byron", 1), AuthorshipRecord("Bo Li", 2)),
)


@pytest.mark.parametrize("length", [1, 2_000, 2_047, 2_048, 10_000, 100_000])
def test_the_digest_is_of_the_whole_payload(length) -> None:
    sealed = seal(TopicRecord("topics", "T1", "mesh", "T1", "Looms", description="ü" * length))
    assert sealed.digest == hashlib.blake2b(sealed.payload.encode(), digest_size=16).digest()


def test_what_is_prepared_is_what_the_record_tells() -> None:
    sealed = seal(PAPER)
    sealed.prepare()
    assert vars(sealed)["alone"] == compose_paper([PAPER])
    assert vars(sealed)["evidence"] == evidence_of(("dblp", "paper", "p"), PAPER)


def test_what_adds_to_a_paper_makes_none_alone() -> None:
    addition = seal(PaperRecord("citations", "p", None, ids=PAPER.ids))
    addition.prepare()
    assert (addition.kind, addition.alone) == ("addition", None)
    assert addition.evidence.ids == PAPER.ids


def test_of_what_is_no_paper_nothing_is_prepared() -> None:
    topic = seal(TopicRecord("topics", "T1", "mesh", "T1", "Looms"))
    topic.prepare()
    assert not vars(topic).keys() & {"alone", "evidence"}
