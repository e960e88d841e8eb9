"""Which names must be told apart anew: blocks of them where a bare name stands, old or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
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

_AT_ONCE = 20_000  # bare names in their places; they and what stands beside them stay in memory


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
    return _bounded(connection, _by_block(names_to_tell_apart(connection, met) | asked))


def names_to_tell_apart(connection: Connection, items: Sequence[Item]) -> set[str]:
    """Of these names and the other forms of them those in whose block a bare name stands."""
    touched = _with_bare_names(connection, items)
    keys = {key for item in items for key in (item.key, *map(name_key, item.names))}
    return {key for key in keys if name_block(key) in touched}


def papers_untold(connection: Connection, blocks: Blocks) -> set[int]:
    """Where names of these blocks stand that nobody bears yet."""
    columns = (authorship.c.paper_id, authorship.c.author_id, authorship.c.name_as_written)
    written = {*blocks.whole, *map(name_block, blocks.names)}
    # By whom they are borne is asked here: an index of authors would give all that nobody bears.
    found = connection.execute(select(*columns).where(_among(authorship.c.name_block, written)))
    return {
        paper_id
        for paper_id, author_id, name in found
        if author_id is None and blocks.holds(name_key(name))
    }


def in_groups(connection: Connection, names: Iterable[str]) -> Iterator[set[str]]:
    """The names in groups of whole blocks, each about as much as can be told apart at once."""
    by_block = _by_block(names)
    counted = (
        select(authorship.c.name_block, func.count())
        .where(_among(authorship.c.name_block, by_block.keys()))
        .group_by(authorship.c.name_block)
    )
    mentions = {row[0]: row[1] for row in connection.execute(counted)}
    group: set[str] = set()
    size = 0
    for block, keys in sorted(by_block.items()):
        group |= keys
        size += mentions.get(block, 0)
        if size >= _AT_ONCE:
            yield group
            group, size = set(), 0
    if group:
        yield group


def _by_block(names: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key in names:
        found[name_block(key)].add(key)
    return found


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
