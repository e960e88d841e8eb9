"""What the sources said, as it is kept: read back by key or by paper, written with the batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Text,
    and_,
    any_,
    literal,
    literal_column,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, array

from service.ids import ExternalId, name_block
from service.ingest.copy import among, copy_rows, stage_rows
from service.ingest.identity import RecordRef
from service.ingest.lookup import unnested
from service.ingest.names import name_key
from service.ingest.payload import SealedRecord, decode
from service.ingest.records import AuthorRecord, PaperRecord, Record, TopicRecord
from service.tables import source_record

PAPER_KINDS = ("paper", "addition")

_STAGED = (
    {"source": "text", "kind": "text", "key": "text", "digest": "bytea", "payload": "jsonb"}
    | {"claims": "text[]", "title_key": "text", "surnames": "text[]", "name_block": "text"}
    | {"paper_id": "bigint", "author_id": "bigint"}
)
_ASSIGNED = ("source", "kind", "key", "paper_id", "author_id")
_UPDATE = text(
    """
    UPDATE source_record AS kept
       SET digest = said.digest, payload = said.payload, claims = said.claims,
           title_key = said.title_key, surnames = said.surnames,
           name_block = said.name_block, run_id = :run_id, paper_id = said.paper_id,
           author_id = said.author_id
      FROM incoming_record AS said
     WHERE (kept.source, kept.kind, kept.key) = (said.source, said.kind, said.key)
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


def topic_claim(key: tuple[str, str]) -> str:
    """By what the records of one topic meet: its scheme and code."""
    return "topic:{}:{}".format(*key)


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


def records_of_nobody(connection: Connection, blocks: Iterable[str]) -> list[Stored]:
    """What was said about people without ids, whose names are of these blocks, and who are no
    authors yet."""
    of_blocks = source_record.c.name_block == any_(literal(sorted(blocks), ARRAY(Text)))
    of_nobody = _records().where(of_blocks, source_record.c.author_id.is_(None))
    return list(_read(connection, of_nobody))


def records_of_topics(connection: Connection, topics: Iterable[str]) -> list[Stored]:
    """All that was said about the topics of these claims themselves."""
    claims = sorted(topics)
    if not claims:
        return []
    about_topics = _claiming(_records(), claims, lambda one: one.c.kind == "topic")
    return list({one.ref: one for one in _read(connection, about_topics)}.values())


def papers_claiming(connection: Connection, ids: Iterable[ExternalId]) -> set[int]:
    """The papers of which a record claims one of these ids, whoever bears it."""
    claims = _claims(ids)
    if not claims:
        return set()
    of_papers = select(source_record.c.paper_id)
    known = _claiming(of_papers, claims, lambda one: one.c.paper_id.is_not(None))
    return set(connection.scalars(known))


def waiting_records(connection: Connection, ids: Iterable[ExternalId]) -> list[Stored]:
    """What was said about papers of these ids before any of them was here."""
    claims = _claims(ids)
    if not claims:
        return []
    waiting = _claiming(_records(), claims, lambda one: one.c.paper_id.is_(None))
    return list({one.ref: one for one in _read(connection, waiting)}.values())


def _claims(ids: Iterable[ExternalId]) -> list[str]:
    return sorted(map(str, set(ids)))


def _claiming(
    records: Select[Any], claims: Sequence[str], wanted: Callable[[FromClause], ColumnElement[bool]]
) -> Select[Any]:
    """Those of the records that claim one of the ids and are wanted.

    Each id is looked up by itself, and its OFFSET keeps it so: thousands in one `&&` are compared
    with every record, and so are those of a join, which PostgreSQL takes for cheap. What is wanted
    is asked afterwards: where no record was of a paper when the table was last looked at, the index
    of those that are seems empty, and would be read whole for each id.
    """
    given = unnested(claim=claims)
    claimed = source_record.c.claims.contains(array([given.c.claim]))
    of_one = records.where(claimed).correlate(given).offset(literal_column("0")).lateral("of_one")
    return select(of_one).select_from(given.join(of_one, true())).where(wanted(of_one))


def papers_of_like_title(connection: Connection, surnames: Mapping[str, Set[str]]) -> set[int]:
    """The papers of which a record has one of these titles (folded) and a surname given for it."""
    if not surnames:
        return set()
    # That it is a paper's is asked here, for the same reason as in `_claiming`.
    alike = select(
        source_record.c.paper_id, source_record.c.title_key, source_record.c.surnames
    ).where(source_record.c.title_key == any_(literal(sorted(surnames), ARRAY(Text))))
    return {
        paper_id
        for paper_id, key, names in connection.execute(alike)
        if paper_id is not None and not surnames[key].isdisjoint(names)
    }


@dataclass(frozen=True, slots=True)
class RowsToKeep:
    """The changed records, those of which there are versions apart, and what other records of the
    batch's papers and authors became."""

    fresh: list[tuple[object, ...]]
    present: list[tuple[object, ...]]
    others: Sequence[tuple[object, ...]]


def rows_to_keep(
    changed: Sequence[SealedRecord],
    earlier: Set[RecordRef],
    papers: Mapping[RecordRef, int | None],
    authors: Mapping[RecordRef, int | None],
) -> RowsToKeep:
    """What is to be written of the changed records, of which there are `earlier` versions, and of
    what every record of the batch's `papers` and `authors` became."""
    fresh: list[tuple[object, ...]] = []
    present: list[tuple[object, ...]] = []
    for sealed in changed:
        ref = sealed.ref
        becomes = (papers.get(ref), authors.get(ref))
        row = (*ref, sealed.digest, sealed.payload, *_known_by(sealed), *becomes)
        (present if ref in earlier else fresh).append(row)
    others = (papers.keys() | authors.keys()) - {sealed.ref for sealed in changed}
    assigned = [(*ref, papers.get(ref), authors.get(ref)) for ref in sorted(others)]
    return RowsToKeep(fresh, present, assigned)


def keep(connection: Connection, run_id: int | None, rows: RowsToKeep) -> None:
    """Writes what `rows_to_keep` gave."""
    if rows.fresh:
        columns = (*_STAGED, "run_id")
        copy_rows(connection, "source_record", columns, ((*row, run_id) for row in rows.fresh))
    if rows.present:
        stage_rows(connection, "incoming_record", _STAGED, rows.present)
        connection.execute(_UPDATE, {"run_id": run_id})
    if rows.others:
        columns_of_others = {name: _STAGED[name] for name in _ASSIGNED}
        stage_rows(connection, "incoming_assignment", columns_of_others, rows.others)
        connection.execute(_REASSIGN)


def _known_by(
    sealed: SealedRecord,
) -> tuple[list[str] | None, str | None, list[str] | None, str | None]:
    """By what a record meets others: ids, and a title with surnames; a topic by scheme and code, a
    person without ids by name."""
    record = sealed.record
    if isinstance(record, AuthorRecord) and not record.ids:
        return None, None, None, name_block(name_key(record.name))
    if isinstance(record, TopicRecord):
        return [topic_claim((record.scheme, record.code))], None, None, None
    if not isinstance(record, PaperRecord):
        return None, None, None, None
    one = sealed.evidence
    return [str(id_) for id_ in one.ids], one.title_key, sorted(one.surnames), None


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
