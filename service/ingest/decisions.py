"""Decisions by hand about who is who, as ids that names bear: `colophon:7.1` is the first author of
decision 7, and the newest decision about a name counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Text, any_, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from service.ids import ExternalId
from service.ingest.copy import among
from service.ingest.identity import MentionRef, RecordRef
from service.ingest.mentions import Item
from service.ingest.names import name_key
from service.tables import (
    author_decision,
    author_decision_member,
    author_external_id,
    authorship,
    source_record,
)

SCHEME = "colophon"


@dataclass(frozen=True, slots=True)
class Member:
    """A name on a paper, a record about an author, or an outside id."""

    kind: str
    value: str
    paper_id: int | None = None


def members_of(connection: Connection, author_id: int) -> list[Member]:
    """All that makes this author now."""
    written = select(authorship.c.paper_id, authorship.c.name_as_written).where(
        authorship.c.author_id == author_id
    )
    found = {
        Member("mention", name_key(name), paper) for paper, name in connection.execute(written)
    }
    records = select(source_record.c.source, source_record.c.key).where(
        source_record.c.author_id == author_id
    )
    found |= {Member("record", f"{source} {key}") for source, key in connection.execute(records)}
    ids = select(author_external_id.c.scheme, author_external_id.c.value).where(
        author_external_id.c.author_id == author_id
    )
    found |= {Member("id", f"{scheme}:{value}") for scheme, value in connection.execute(ids)}
    return sorted(found, key=lambda one: (one.kind, one.value, one.paper_id or 0))


def decide(connection: Connection, kind: str, parts: Sequence[Sequence[Member]]) -> int:
    """Writes a decision down; its id."""
    made = insert(author_decision).values(kind=kind).returning(author_decision.c.id)
    decision_id = int(connection.execute(made).scalar_one())
    rows = [
        {"decision_id": decision_id, "part": part, "kind": one.kind, "value": one.value}
        | {"paper_id": one.paper_id}
        for part, members in enumerate(parts, 1)
        for one in members
    ]
    connection.execute(insert(author_decision_member), rows)
    return decision_id


def pinned(
    connection: Connection, items: Sequence[Item], records: Mapping[MentionRef, RecordRef]
) -> list[Item]:
    """The names, with the ids that decisions give them. What was split off loses its own."""
    if not _is_any(connection):
        return list(items)
    kept = author_decision_member.c
    papers = sorted({item.ref[0] for item in items})
    about = {f"{ref[0]} {ref[2]}" for ref in records.values()}
    found = _newest(connection, among(kept.paper_id, papers))
    found |= _newest(connection, (kept.kind == "record") & _is_one_of(about))
    pinned = []
    for item in items:
        record = records.get(item.ref)
        member = (
            Member("mention", item.key, item.ref[0])
            if record is None
            else Member("record", f"{record[0]} {record[2]}")
        )
        if (decided := found.get(member)) is not None:
            id_, keeps_ids = decided
            item = replace(item, ids=tuple(sorted({id_, *(item.ids if keeps_ids else ())})))
        pinned.append(item)
    return pinned


def led(connection: Connection, ids: Iterable[ExternalId]) -> dict[ExternalId, ExternalId]:
    """To which decided author these ids lead, for those of which that was decided."""
    if not _is_any(connection):
        return {}
    given = {str(id_): id_ for id_ in ids}
    found = _newest(connection, (author_decision_member.c.kind == "id") & _is_one_of(set(given)))
    return {given[member.value]: id_ for member, (id_, _) in found.items()}


def taken_back(connection: Connection, ids: Iterable[ExternalId]) -> set[ExternalId]:
    """Those among the ids that a decision gave which does not stand any more."""
    given = {id_: int(id_.value.partition(".")[0]) for id_ in ids if id_.scheme == SCHEME}
    if not given:
        return set()
    undone = select(author_decision.c.id).where(
        among(author_decision.c.id, given.values()), author_decision.c.undone_at.is_not(None)
    )
    gone = set(connection.scalars(undone))
    return {id_ for id_, number in given.items() if number in gone}


def _newest(
    connection: Connection, which: ColumnElement[bool]
) -> dict[Member, tuple[ExternalId, bool]]:
    """The id that the newest decision gives, and whether ids of its own stay with the name."""
    kept, decision = author_decision_member.c, author_decision.c
    statement = (
        select(kept.kind, kept.value, kept.paper_id, decision.id, kept.part, decision.kind)
        .join(author_decision, decision.id == kept.decision_id)
        .where(which, decision.undone_at.is_(None))
        .order_by(decision.id)
    )
    return {
        Member(kind, value, paper): (
            ExternalId(SCHEME, f"{number}.{part}"),
            what == "merge" or part == 1,
        )
        for kind, value, paper, number, part, what in connection.execute(statement)
    }


def _is_any(connection: Connection) -> bool:
    return connection.scalar(select(author_decision.c.id).limit(1)) is not None


def _is_one_of(values: set[str]) -> ColumnElement[bool]:
    return author_decision_member.c.value == any_(literal(sorted(values), ARRAY(Text)))


def move_papers(connection: Connection, merged: Mapping[int, int]) -> None:
    """What was decided of names on merged papers is decided of them where they stand now."""
    for ended, into in sorted(merged.items()) if _is_any(connection) else ():
        kept = author_decision_member
        connection.execute(update(kept).where(kept.c.paper_id == ended).values(paper_id=into))
