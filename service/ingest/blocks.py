"""Which names must be told apart anew: blocks of them where a bare name stands, old or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, Text, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from service.ids import name_block
from service.ingest.identity import NO_PAPER
from service.ingest.mentions import Item, record_item
from service.ingest.names import name_key
from service.ingest.records import AuthorRecord
from service.tables import author_name, authorship, source_record

MOST_NAMES = 1_000
"""A block of more names ("Y. Wang" in a large graph) is told apart name by name: it is too much to
read for each batch, and an initial tells nothing in it."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is told apart anew: `whole` blocks, and single `names` in blocks that are `large`."""

    whole: Set[str] = frozenset()
    large: Set[str] = frozenset()
    names: Set[str] = frozenset()

    def holds(self, key: str) -> bool:
        """Is this name among those to be told apart?"""
        return key in self.names or name_block(key) in self.whole

    def unit_of(self, key: str) -> str:
        """With what else the name is told apart: its block, or its equals alone."""
        block = name_block(key)
        return f"= {key}" if block in self.large else block

    def bearers(self) -> Select[int]:
        """The authors who bear one of these names."""
        return select(author_name.c.author_id).where(
            or_(
                _among(author_name.c.name_block, self.whole),
                _among(author_name.c.name_key, self.names),
            )
        )

    def __bool__(self) -> bool:
        return bool(self.whole or self.names)


def blocks_to_tell_apart(
    connection: Connection,
    items: Sequence[Item],
    records: Iterable[AuthorRecord],
    asked: Set[str] = frozenset(),
) -> Blocks:
    """The blocks among those of the batch where names alone decide, or decided, who is who; and
    those of the names that are `asked` for.

    Where ids tell everybody apart, a batch need not look at those of their like.
    """
    met = [*items, *(record_item((NO_PAPER, 0), record) for record in records)]
    touched = _with_bare_names(connection, met)
    names: dict[str, set[str]] = defaultdict(set)
    for item in met:
        for key in {item.key, *map(name_key, item.names)}:
            if name_block(key) in touched:
                names[name_block(key)].add(key)
    for key in asked:
        names[name_block(key)].add(key)
    return _bounded(connection, names)


def _with_bare_names(connection: Connection, items: Iterable[Item]) -> set[str]:
    bare: set[str] = set()
    others: set[str] = set()
    for item in items:
        (others if item.ids else bare).add(name_block(item.key))
        others |= {name_block(name_key(name)) for name in item.names}
    others -= bare
    if not others:
        return bare
    on_papers = select(authorship.c.name_block).where(_among(authorship.c.name_block, others))
    in_records = select(source_record.c.name_block).where(
        _among(source_record.c.name_block, others)
    )
    return bare | set(connection.scalars(on_papers.union(in_records)))


def _bounded(connection: Connection, names: dict[str, set[str]]) -> Blocks:
    """A block that grows too large with this batch is read once more whole, for its initials to
    fall apart."""
    before = _names_in(connection, names.keys())
    near = {
        block
        for block, met in names.items()
        if before.get(block, 0) <= MOST_NAMES < before.get(block, 0) + len(met)
    }
    known = _known(connection, {key for block in near for key in names[block]})
    whole, large, single = set(), set(), set()
    for block, met in names.items():
        count = before.get(block, 0)
        if count > MOST_NAMES:
            single |= met
        else:
            whole.add(block)
        if count > MOST_NAMES or (block in near and count + len(met - known) > MOST_NAMES):
            large.add(block)
    return Blocks(whole, large, single)


def _names_in(connection: Connection, blocks: Set[str]) -> dict[str, int]:
    """How many names each of these blocks has in the graph."""
    if not blocks:
        return {}
    counted = (
        select(author_name.c.name_block, func.count(author_name.c.name_key.distinct()))
        .where(_among(author_name.c.name_block, blocks))
        .group_by(author_name.c.name_block)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def _known(connection: Connection, keys: Set[str]) -> set[str]:
    """Which of these names somebody bears in the graph."""
    if not keys:
        return set()
    borne = select(author_name.c.name_key.distinct()).where(_among(author_name.c.name_key, keys))
    return set(connection.scalars(borne))


def _among(column: ColumnElement[str], keys: Set[str]) -> ColumnElement[bool]:
    return column == any_(literal(sorted(keys), ARRAY(Text)))
