"""Which blocks of names must be told apart anew: those where a bare name stands, old or new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from sqlalchemy import ColumnElement, Connection, Select, Text, any_, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from service.ingest.mentions import Item
from service.ingest.names import name_key
from service.ingest.records import AuthorRecord
from service.tables import author_name, authorship, source_record

# Sources that say by id who each author is, or that nobody knows. Where no other was ever read, no
# bare name is stored, and a batch whose names have ids need not look at those of their like.
NAME_BY_ID = frozenset({"openalex", "ror"})

_SOURCES_READ = text("SELECT DISTINCT source FROM ingest_run")


def bearers_of(keys: Set[str]) -> Select[int]:
    """The authors who bear a name of these keys."""
    return select(author_name.c.author_id).where(_of(keys))


def blocks_to_tell_apart(
    connection: Connection, items: Sequence[Item], records: Iterable[AuthorRecord]
) -> set[str]:
    """The keys among those of the batch where names alone decide, or decided, who is who."""
    bare = {item.key for item in items if not item.ids}
    bare |= {name_key(record.name) for record in records if not record.ids}
    others = {item.key for item in items} | {name_key(record.name) for record in records}
    others -= bare
    by_name = sorted(set(connection.scalars(_SOURCES_READ)) - NAME_BY_ID)
    if not others or not by_name:
        return bare
    stored = (
        select(author_name.c.name_key)
        .distinct()
        .join(authorship, authorship.c.author_id == author_name.c.author_id)
        .join(source_record, source_record.c.paper_id == authorship.c.paper_id)
        .where(_of(others), source_record.c.source == any_(literal(by_name, ARRAY(Text))))
    )
    return bare | set(connection.scalars(stored))


def _of(keys: Set[str]) -> ColumnElement[bool]:
    return author_name.c.name_key == any_(literal(sorted(keys), ARRAY(Text)))
