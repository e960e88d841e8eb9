"""Recomputes what topics are from all that is said of them, and reports what differs. An ingest
looks at those alone of which something else is said than before."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from service.derive.verify import Difference
from service.ingest.expected_rows import ExpectedRows, Key, Values
from service.ingest.merge_topics import COLUMNS, describe, row_of_topic, rows_of_topics
from service.ingest.topic_mentions import TopicKey
from service.tables import topic

_AT_ONCE = 1_000
# What a source has a record of, and what a paper, an author or a narrower topic leads to.
_NEEDED = text(
    """
    SELECT DISTINCT payload ->> 'scheme' AS scheme, payload ->> 'code' AS code
      FROM source_record WHERE kind = 'topic'
     UNION
    SELECT scheme, code FROM topic
     WHERE EXISTS (SELECT FROM paper_topic WHERE topic_id = topic.id)
        OR EXISTS (SELECT FROM author WHERE given_primary_topic_id = topic.id)
        OR EXISTS (SELECT FROM topic AS part WHERE part.parent_id = topic.id)
    """
)


def wrong_topics(connection: Connection) -> Iterator[Difference]:
    """Topics that are missing, left over, or not as all that is said of them."""
    needed = sorted((scheme, code) for scheme, code in connection.execute(_NEEDED))
    with ExpectedRows() as expected:
        for start in range(0, len(needed), _AT_ONCE):
            keys = set(needed[start : start + _AT_ONCE])
            expected.put(topic, _topics(connection, keys))
        yield from expected.differences(connection, topic, ("scheme", "code"), COLUMNS[2:])


def _topics(connection: Connection, keys: set[TopicKey]) -> Iterator[tuple[Key, Values]]:
    described = describe(connection, keys)
    wanted = keys | {one.parent for one in described.values() if one.parent}
    # What has no row stands at none.
    rows = dict.fromkeys(wanted, 0) | rows_of_topics(connection, wanted)
    for key, one in described.items():
        values = row_of_topic(key, one, rows)[1 + len(key) :]
        yield key, dict(zip(COLUMNS[2:], values, strict=True))
