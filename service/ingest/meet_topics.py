"""The topics that a batch speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from sqlalchemy import Connection

from service.ingest.meet_papers import PapersMet
from service.ingest.merge_topics import (
    Described,
    TopicsMet,
    describe,
    rows_of_topics,
    write_topics,
)
from service.ingest.named_mentions import count
from service.ingest.records import AuthorRecord, Record, TopicRecord
from service.ingest.topic_mentions import TopicKey, difference_of, key_of, key_of_named
from service.tables import topic_mention


class Topics:
    """The topics of one batch, of which each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[TopicKey, int] = {}

    def meet(
        self,
        papers: PapersMet,
        of_authors: Iterable[Sequence[AuthorRecord]],
        records: Sequence[Record],
        replaced: Sequence[Record],
    ) -> TopicsMet:
        """Finds or makes the row of every topic that these papers, all records of their authors,
        and records of topics name; `replaced` are the kept versions of the batch's records."""
        difference = difference_of(papers.composed, papers.former, records, replaced)
        turned = count(self._connection, topic_mention, difference)
        told, retold = (
            [one for one in some if isinstance(one, TopicRecord)] for some in (records, replaced)
        )
        needed = _named(papers, of_authors) | set(map(key_of, told))
        concerned = set(map(key_of_named, turned)) | set(map(key_of, (*told, *retold)))
        self._find(needed | concerned)
        described = describe(self._connection, concerned | (needed - self._rows.keys()), told)
        described = {
            key: one for key, one in described.items() if key in self._rows or key in needed
        }
        parents = _parents(described) - described.keys()
        while parents:
            self._find(parents)
            wider = describe(self._connection, parents - self._rows.keys())
            described |= wider
            parents = _parents(wider) - described.keys()
        return write_topics(self._connection, described, self._rows)

    def _find(self, keys: Set[TopicKey]) -> None:
        self._rows |= rows_of_topics(self._connection, keys - self._rows.keys())


def _named(papers: PapersMet, of_authors: Iterable[Sequence[AuthorRecord]]) -> set[TopicKey]:
    by_papers = {key_of(one) for paper in papers.composed.values() for one in paper.topics}
    of_records = (one.primary_topic for records in of_authors for one in records)
    return by_papers | {key_of(one) for one in of_records if one}


def _parents(described: Mapping[TopicKey, Described]) -> set[TopicKey]:
    return {one.parent for one in described.values() if one.parent}
