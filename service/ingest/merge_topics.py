"""Topics by scheme and code, each below its parent."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, select

from service.ingest import arxiv_categories
from service.ingest.lookup import new_ids, unnested
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.names import fullest, name_key
from service.ingest.records import TopicMention, TopicRecord
from service.tables import topic

TopicKey = tuple[str, str]


def meet_topics(
    connection: Connection, mentions: Iterable[TopicMention], records: Iterable[TopicRecord]
) -> tuple[dict[TopicKey, int], set[int], set[int]]:
    """The row of each topic; which rows are new, and which changed.

    A record tells more than a mention and so decides; of several names said, the fullest stays.
    """
    said = _as_records(mentions)
    told = {(record.scheme, record.code): record for record in records}
    said |= told
    for key in list(said):
        parent = said[key].parent_code
        if parent is not None:
            said.setdefault((key[0], parent), _record(key[0], parent, None, 0))
    stored = _stored(connection, list(said))
    rows_of = {key: row.id for key, row in stored.items()}
    fresh = sorted(said.keys() - stored.keys())
    rows_of |= zip(fresh, new_ids(connection, topic, len(fresh)), strict=True)
    columns = ("scheme", "code", "name", "name_key", "description", "parent_id", "level")
    rows = OwnedRows(topic, "id", ("id",), (*columns, "has_record"))
    # A parent goes in before its children.
    for key in sorted(said, key=lambda key: (said[key].level, key)):
        known, record = stored.get(key), said[key]
        name = record.name
        if known is not None and key not in told:
            name = known.name if record.name == record.code else fullest([known.name, record.name])
        parent_id = rows_of[key[0], record.parent_code] if record.parent_code else None
        row = (
            rows_of[key],
            *key,
            name,
            name_key(name),
            record.description or (known.description if known else None),
            parent_id or (known.parent_id if known else None),
            record.level or (known.level if known else 0),
            key in told or bool(known and known.has_record),
        )
        (rows.present if known else rows.fresh).append(row)
    updated = replace_rows(connection, [rows], [row.id for row in stored.values()])
    return rows_of, {rows_of[key] for key in fresh}, updated


def _as_records(mentions: Iterable[TopicMention]) -> dict[TopicKey, TopicRecord]:
    said: dict[TopicKey, TopicRecord] = {}
    for mention in mentions:
        key = (mention.scheme, mention.code)
        record = _record(mention.scheme, mention.code, mention.name, mention.level)
        if key not in said or fullest([said[key].name, record.name]) == record.name:
            said[key] = record
    return said


def _record(scheme: str, code: str, name: str | None, level: int) -> TopicRecord:
    """What a mention tells; arXiv's own table knows its categories better than any paper."""
    parent = None
    if scheme == arxiv_categories.SCHEME:
        name, parent = arxiv_categories.topic_name(code), arxiv_categories.parent_code(code)
        level = 1 if parent else 0
    return TopicRecord("", "", scheme, code, name or code, parent_code=parent, level=level)


def _stored(connection: Connection, keys: list[TopicKey]):  # type: ignore[no-untyped-def]
    if not keys:
        return {}
    given = unnested(scheme=[key[0] for key in keys], code=[key[1] for key in keys])
    found = select(topic).join(
        given, and_(topic.c.scheme == given.c.scheme, topic.c.code == given.c.code)
    )
    return {(row.scheme, row.code): row for row in connection.execute(found)}
