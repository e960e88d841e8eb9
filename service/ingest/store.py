"""What the sources said, as it is kept: read back by key or by paper, written with the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, any_, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from service.ids import ExternalId
from service.ingest.copy import among, stage_rows
from service.ingest.identity import RecordRef
from service.ingest.lookup import unnested
from service.ingest.payload import SealedRecord, decode
from service.ingest.records import AuthorRecord, PaperRecord, Record
from service.tables import source_record

PAPER_KINDS = ("paper", "addition")

_UPSERT = text(
    """
    INSERT INTO source_record (source, kind, key, digest, payload, run_id, paper_id, author_id)
    SELECT source, kind, key, digest, payload, :run_id, paper_id, author_id FROM incoming_record
    ON CONFLICT (source, kind, key) DO UPDATE
       SET digest = excluded.digest, payload = excluded.payload, run_id = excluded.run_id,
           paper_id = excluded.paper_id, author_id = excluded.author_id
    """
)
_REASSIGN = text(
    """
    UPDATE source_record AS kept SET paper_id = moved.paper_id, author_id = moved.author_id
      FROM incoming_assignment AS moved
     WHERE (kept.source, kept.kind, kept.key) = (moved.source, moved.kind, moved.key)
       AND (kept.paper_id, kept.author_id) IS DISTINCT FROM (moved.paper_id, moved.author_id)
    """
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was kept, and what it became."""

    ref: RecordRef
    digest: bytes
    record: Record
    paper_id: int | None
    author_id: int | None


def ref_of(sealed: SealedRecord) -> RecordRef:
    return sealed.record.source, sealed.kind, sealed.record.key


def stored_versions(connection: Connection, refs: Sequence[RecordRef]) -> dict[RecordRef, Stored]:
    """The records of these keys that are kept."""
    if not refs:
        return {}
    sources, kinds, keys = zip(*refs, strict=True)
    given = unnested(source=sources, kind=kinds, key=keys)
    kept = _records().join(
        given,
        and_(*(source_record.c[name] == given.c[name] for name in ("source", "kind", "key"))),
    )
    return {one.ref: one for one in _read(connection, kept)}


def records_of_papers(connection: Connection, papers: Iterable[int]) -> list[Stored]:
    """All that was said about these papers."""
    wanted = sorted(papers)
    if not wanted:
        return []
    return list(_read(connection, _records().where(among(source_record.c.paper_id, wanted))))


def records_of_authors(connection: Connection, authors: Iterable[int]) -> list[Stored]:
    """All that was said about these authors themselves."""
    wanted = sorted(authors)
    if not wanted:
        return []
    return list(_read(connection, _records().where(among(source_record.c.author_id, wanted))))


def waiting_additions(connection: Connection, ids: Iterable[ExternalId]) -> list[Stored]:
    """What was said about papers of these ids before any of them was here."""
    keys = sorted(map(str, set(ids)))
    if not keys:
        return []
    waiting = _records().where(
        source_record.c.kind == "addition",
        source_record.c.paper_id.is_(None),
        func.split_part(source_record.c.key, " ", 1) == any_(literal(keys, ARRAY(Text))),
    )
    return list(_read(connection, waiting))


def keep(
    connection: Connection,
    run_id: int,
    changed: Sequence[SealedRecord],
    papers: dict[RecordRef, int | None],
    authors: dict[RecordRef, int | None],
) -> None:
    """Writes the changed records, and what every record of the batch's papers and authors
    became."""
    rows = []
    for sealed in changed:
        ref = ref_of(sealed)
        becomes = (papers.get(ref), authors.get(ref))
        rows.append((*ref, sealed.digest, sealed.payload, *becomes))
    stage_rows(
        connection,
        "incoming_record",
        {"source": "text", "kind": "text", "key": "text", "digest": "bytea", "payload": "jsonb"}
        | {"paper_id": "bigint", "author_id": "bigint"},
        rows,
    )
    connection.execute(_UPSERT, {"run_id": run_id})
    written = {ref_of(sealed) for sealed in changed}
    others = (papers.keys() | authors.keys()) - written
    if others:
        stage_rows(
            connection,
            "incoming_assignment",
            {"source": "text", "kind": "text", "key": "text"}
            | {"paper_id": "bigint", "author_id": "bigint"},
            [(*ref, papers.get(ref), authors.get(ref)) for ref in sorted(others)],
        )
        connection.execute(_REASSIGN)


def _records() -> Select[Any]:
    columns = ("source", "kind", "key", "digest", "payload", "paper_id", "author_id")
    return select(*(source_record.c[name] for name in columns))


def _read(connection: Connection, statement: Select[Any]) -> Iterator[Stored]:
    row: Row[Any]
    for row in connection.execute(statement):
        yield Stored(
            (row.source, row.kind, row.key),
            bytes(row.digest),
            decode(row.kind, row.payload),
            row.paper_id,
            row.author_id,
        )


def paper_record(record: Record) -> PaperRecord:
    assert isinstance(record, PaperRecord)
    return record


def author_record(record: Record) -> AuthorRecord:
    assert isinstance(record, AuthorRecord)
    return record
