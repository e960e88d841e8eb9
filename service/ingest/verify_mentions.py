"""Recomputes what is said of institutions, venues and topics from all kept records, and reports
what differs. An ingest counts it by differences."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice

from sqlalchemy import Connection, Table, select

from service.derive.verify import Difference
from service.ingest import topic_mentions
from service.ingest.compose import ComposedPaper, compose_paper
from service.ingest.expected_rows import ExpectedRows, Key, Values
from service.ingest.named import (
    AFFILIATION,
    VENUE,
    Named,
    digest,
    dump,
    named_by_paper,
    named_by_record,
)
from service.ingest.names import name_key
from service.ingest.payload import decode
from service.ingest.records import Record
from service.ingest.store import PAPER_KINDS, paper_record
from service.tables import source_record, topic_mention

_PAPERS_AT_ONCE = 1_000
_COLUMNS = ("ids", "name_key", "said", "mention_count")
_KEPT = select(source_record.c.kind, source_record.c.payload, source_record.c.paper_id)
_OF_PAPERS = (
    _KEPT.where(source_record.c.kind.in_(PAPER_KINDS), source_record.c.paper_id.is_not(None))
    .order_by(source_record.c.paper_id)
    .execution_options(stream_results=True)
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A table of wordings, and who says them: papers, and records of one kind."""

    mentions: Table
    of_paper: Callable[[ComposedPaper], Iterable[Named]]
    kind: str
    of_record: Callable[[Record], Iterable[Named]]


def _of_named_record(record: Record) -> Iterator[Named]:
    said = named_by_record(record)
    if said is not None:
        yield said[1]


def _topics_of_paper(paper: ComposedPaper) -> Iterable[Named]:
    return map(topic_mentions.as_named, topic_mentions.said_by_paper(paper))


def _topics_of_author(record: Record) -> Iterable[Named]:
    return map(topic_mentions.as_named, topic_mentions.said_by_authors([record]))


_COUNTED = (
    *(
        _Counted(noun.mentions, partial(named_by_paper, noun), noun.entity.name, _of_named_record)
        for noun in (VENUE, AFFILIATION)
    ),
    _Counted(topic_mention, _topics_of_paper, "author", _topics_of_author),
)


def wrong_mentions(connection: Connection) -> Iterator[Difference]:
    """Wordings that are missing, left over, or not as often said as is counted."""
    with ExpectedRows(counted="mention_count") as expected:
        for papers in _papers(connection):
            for one in _COUNTED:
                said = (named for paper in papers for named in one.of_paper(paper))
                expected.put(one.mentions, map(_mention, said))
        for one in _COUNTED:
            said = (
                named
                for record in _records(connection, one.kind)
                for named in one.of_record(record)
            )
            expected.put(one.mentions, map(_mention, said))
            yield from expected.differences(connection, one.mentions, ("digest",), _COLUMNS)


def _papers(connection: Connection) -> Iterator[list[ComposedPaper]]:
    """All papers in portions, put together again."""
    with connection.execute(_OF_PAPERS) as kept:
        of_papers = groupby(kept, key=lambda row: row.paper_id)
        composed = (
            compose_paper(paper_record(decode(row.kind, row.payload)) for row in rows)
            for _, rows in of_papers
        )
        papers = (paper for paper in composed if paper is not None)
        while portion := list(islice(papers, _PAPERS_AT_ONCE)):
            yield portion


def _records(connection: Connection, kind: str) -> Iterator[Record]:
    kept = _KEPT.where(source_record.c.kind == kind).execution_options(stream_results=True)
    with connection.execute(kept) as rows:
        for row in rows:
            yield decode(row.kind, row.payload)


def _mention(one: Named) -> tuple[Key, Values]:
    words = dump(one)
    values = {
        "ids": list(map(str, one.ids)) or None,
        "name_key": None if one.ids else name_key(one.name),
        "said": json.loads(words),
    }
    return (digest(words).hex(),), values
