"""Topics by scheme and code, each below its parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from service.ingest import arxiv_categories
from service.ingest.compose import by_precedence
from service.ingest.lookup import new_ids, unnested
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.names import fullest, name_key
from service.ingest.records import TopicMention, TopicRecord
from service.ingest.store import records_of_topics, topic_claim
from service.tables import topic

TopicKey = tuple[str, str]


def meet_topics(
    connection: Connection, mentions: Iterable[TopicMention], records: Iterable[TopicRecord]
) -> tuple[dict[TopicKey, int], set[int], set[int]]:
    """The row of each topic; which rows are new, and which changed.

    What its records say decides, in the order of their sources; without a record, what papers and
    authors call it. A parent that something is no longer below has changed, too.
    """
    told = _composed(connection, records)
    said = _as_records(mentions) | told
    for key in list(said):
        parent = said[key].parent_code
        if parent is not None:
            said.setdefault((key[0], parent), _record(key[0], parent, None, 0))
    stored = _stored(connection, list(said))
    rows_of = {key: row.id for key, row in stored.items()}
    fresh = sorted(said.keys() - stored.keys())
    rows_of |= zip(fresh, new_ids(connection, topic, len(fresh)), strict=True)
    columns = ("scheme", "code", "name", "name_key", "description", "parent_id", "level")
    new, present = (OwnedRows(topic, "id", ("id",), (*columns, "has_record")) for _ in range(2))
    rewritten: list[int] = []
    for key, record in sorted(said.items()):
        known = stored.get(key)
        if known is not None and key not in told:
            if known.has_record:
                continue
            record = _with_known(record, known.name, known.level)
        parent_id = rows_of[key[0], record.parent_code] if record.parent_code else None
        row = (
            *(rows_of[key], *key, record.name, name_key(record.name), record.description),
            *(parent_id, record.level, key in told),
        )
        if known is None:
            new.fresh.append(row)
        else:
            present.present.append(row)
            rewritten.append(known.id)
    # Parents that are new go in before what is there already is put below them.
    replace_rows(connection, [new], ())
    updated = replace_rows(connection, [present], rewritten)
    left = {row.parent_id for row in stored.values() if row.id in updated and row.parent_id}
    return rows_of, {rows_of[key] for key in fresh}, updated | left


def _composed(
    connection: Connection, records: Iterable[TopicRecord]
) -> dict[TopicKey, TopicRecord]:
    """Each topic of these records as all its records tell it together, the surest word first."""
    changed = {(one.source, one.key): one for one in records}
    claims = {topic_claim(one.scheme, one.code) for one in changed.values()}
    kept = (one.record for one in records_of_topics(connection, claims))
    said = {(one.source, one.key): one for one in kept if isinstance(one, TopicRecord)} | changed
    found: dict[TopicKey, list[TopicRecord]] = defaultdict(list)
    for one in by_precedence(said.values()):
        found[one.scheme, one.code].append(one)
    return {
        key: replace(
            ordered[0],
            description=next((one.description for one in ordered if one.description), None),
            parent_code=next((one.parent_code for one in ordered if one.parent_code), None),
            level=next((one.level for one in ordered if one.level), 0),
        )
        for key, ordered in found.items()
    }


def _with_known(said: TopicRecord, name: str, level: int) -> TopicRecord:
    """What is said now and was said before, whichever came first; a code is no name."""
    names = {one for one in (name, said.name) if one != said.code}
    return replace(said, name=fullest(names or {said.code}), level=max(level, said.level))


def _as_records(mentions: Iterable[TopicMention]) -> dict[TopicKey, TopicRecord]:
    said: dict[TopicKey, TopicRecord] = {}
    last: dict[TopicKey, tuple[str | None, int]] = {}
    for mention in mentions:
        key, told = (mention.scheme, mention.code), (mention.name, mention.level)
        if last.get(key) == told:
            continue
        last[key] = told
        record = _record(mention.scheme, mention.code, mention.name, mention.level)
        known = said.get(key, record)
        said[key] = _with_known(record, known.name, known.level)
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
