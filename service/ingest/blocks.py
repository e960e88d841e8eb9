"""Which blocks of names must be told apart anew: those where a bare name stands, old or new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from sqlalchemy import ColumnElement, Connection, Select, Text, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from service.ingest.mentions import Item
from service.ingest.names import name_key
from service.ingest.records import AuthorRecord
from service.tables import author_name, authorship, source_record


def bearers_of(keys: Set[str]) -> Select[int]:
    """The authors who bear a name of these keys."""
    return select(author_name.c.author_id).where(_among(author_name.c.name_key, keys))


def blocks_to_tell_apart(
    connection: Connection, items: Sequence[Item], records: Iterable[AuthorRecord]
) -> set[str]:
    """The keys among those of the batch where names alone decide, or decided, who is who.

    Where ids tell everybody apart, a batch need not look at those of their like.
    """
    bare = {item.key for item in items if not item.ids}
    bare |= {name_key(record.name) for record in records if not record.ids}
    others = {item.key for item in items} | {name_key(record.name) for record in records}
    others -= bare
    if not others:
        return bare
    on_papers = select(authorship.c.name_block).where(_among(authorship.c.name_block, others))
    in_records = (
        select(author_name.c.name_key)
        .join(source_record, source_record.c.author_id == author_name.c.author_id)
        .where(_among(author_name.c.name_key, others))
    )
    return bare | set(connection.scalars(on_papers.union(in_records)))


def _among(column: ColumnElement[str], keys: Set[str]) -> ColumnElement[bool]:
    return column == any_(literal(sorted(keys), ARRAY(Text)))
