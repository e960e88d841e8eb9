"""Which names must be told apart anew: blocks of them where a bare name stands, old or new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    any_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from service.ids import name_block
from service.ingest.mentions import Item
from service.ingest.names import name_key
from service.ingest.store import Stored, author_record, records_of_nobody
from service.tables import author_name, authorship, large_name_block, source_record

MOST_NAMES = 1_000
"""A block of more names ("Y. Wang" in a large graph) is told apart name by name: it is too much to
read for each batch, and an initial tells nothing in it."""

_AT_ONCE = 20_000  # names in their places; they and what stands beside them stay in memory


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

    @property
    def all(self) -> set[str]:
        """The blocks of all these names."""
        return {*self.whole, *map(name_block, self.names)}

    def __bool__(self) -> bool:
        return bool(self.whole or self.names)


def blocks_of(connection: Connection, names: Iterable[str]) -> Blocks:
    """The blocks of these names; of a large one the names alone. A block that has become large, or
    is so no more, is told apart whole once more: its initials fall apart, or come together.

    What is large is kept: names that ids told were written before the rest of their batch, so that
    the names that a block had before cannot be counted.
    """
    by_block = _by_block(names)
    was_large = _kept_large(connection, by_block.keys())
    is_large = _large(connection, by_block)
    _keep_large(connection, is_large - was_large, was_large - is_large)
    single = is_large & was_large
    return Blocks(
        whole=by_block.keys() - single,
        large=is_large,
        names={key for block in single for key in by_block[block]},
    )


def large_blocks() -> Select[str]:
    """All blocks of which more names are borne than can be told apart whole."""
    names = author_name.c
    return (
        select(names.name_block)
        .group_by(names.name_block)
        .having(func.count(names.name_key.distinct()) > MOST_NAMES)
    )


def with_bare_names(connection: Connection, blocks: Set[str]) -> set[str]:
    """Those of the blocks where a name without ids stands, on a paper or in a record about its
    author."""
    if not blocks:
        return set()
    on_papers = select(authorship.c.name_block).where(_among(authorship.c.name_block, blocks))
    in_records = select(source_record.c.name_block).where(
        _among(source_record.c.name_block, blocks)
    )
    return set(connection.scalars(on_papers.union(in_records)))


def names_of_wrong_size(connection: Connection, names: Iterable[str]) -> set[str]:
    """When all names are borne: one of each block of these names that was taken for large, or not,
    because of names that stand nowhere any more."""
    blocks = set(map(name_block, names))
    counts = _names_in(connection, blocks)
    is_large = {block for block, count in counts.items() if count > MOST_NAMES}
    wrong = is_large ^ _kept_large(connection, blocks)
    _keep_large(connection, set(), wrong - counts.keys())
    one_of_each = (
        select(func.min(author_name.c.name_key))
        .where(_among(author_name.c.name_block, wrong))
        .group_by(author_name.c.name_block)
    )
    return set(connection.scalars(one_of_each)) if wrong else set()


def names_to_tell_apart(connection: Connection, items: Sequence[Item]) -> set[str]:
    """Of these names and the other forms of them those in whose block a bare name stands."""
    touched = _touched(connection, items)
    keys = {key for item in items for key in (item.key, *map(name_key, item.names))}
    return {key for key in keys if name_block(key) in touched}


def papers_untold(connection: Connection, blocks: Blocks) -> set[int]:
    """Where names of these blocks stand that nobody bears yet."""
    columns = (authorship.c.paper_id, authorship.c.author_id, authorship.c.name_as_written)
    # By whom they are borne is asked here: an index of authors would give all that nobody bears.
    found = connection.execute(select(*columns).where(_among(authorship.c.name_block, blocks.all)))
    return {
        paper_id
        for paper_id, author_id, name in found
        if author_id is None and blocks.holds(name_key(name))
    }


def records_untold(connection: Connection, blocks: Blocks) -> list[Stored]:
    """The records about authors that bear names of these blocks, and are nobody's yet."""
    found = records_of_nobody(connection, blocks.all)
    return [one for one in found if blocks.holds(name_key(author_record(one.record).name))]


def in_groups(connection: Connection, names: Iterable[str]) -> Iterator[set[str]]:
    """The names in groups of whole blocks, each about as much as can be told apart at once."""
    by_block = _by_block(names)
    mentions = _mentions_in(connection, by_block.keys())
    group: set[str] = set()
    size = 0
    for block, keys in sorted(by_block.items()):
        group |= keys
        size += mentions[block]
        if size >= _AT_ONCE:
            yield group
            group, size = set(), 0
    if group:
        yield group


def _mentions_in(connection: Connection, blocks: Set[str]) -> Counter[str]:
    """In how many places a name of these blocks stands: somebody's, whom ids may tell, or yet
    nobody's. Another form of an author counts once more."""
    by_author = (
        select(author_name.c.name_block, func.count())
        .join(authorship, authorship.c.author_id == author_name.c.author_id)
        .where(_among(author_name.c.name_block, blocks))
        .group_by(author_name.c.name_block)
    )
    unborne = func.count().filter(authorship.c.author_id.is_(None))
    by_nobody = (
        select(authorship.c.name_block, unborne)
        .where(_among(authorship.c.name_block, blocks))
        .group_by(authorship.c.name_block)
    )
    found: Counter[str] = Counter()
    for statement in (by_author, by_nobody):
        found.update({row[0]: row[1] for row in connection.execute(statement)})
    return found


def _by_block(names: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key in names:
        found[name_block(key)].add(key)
    return found


def _touched(connection: Connection, items: Iterable[Item]) -> set[str]:
    bare: set[str] = set()
    others: set[str] = set()
    for item in items:
        (others if item.ids else bare).add(name_block(item.key))
        others |= {name_block(name_key(name)) for name in item.names}
    return bare | with_bare_names(connection, others - bare)


def _large(connection: Connection, names: Mapping[str, Set[str]]) -> set[str]:
    """The blocks that have too many names with these, some of which nobody bears yet."""
    borne = _names_in(connection, names.keys())
    near = {
        block
        for block, met in names.items()
        if borne.get(block, 0) <= MOST_NAMES < borne.get(block, 0) + len(met)
    }
    known = _known(connection, {key for block in near for key in names[block]})
    return {block for block, count in borne.items() if count > MOST_NAMES} | {
        block for block in near if borne.get(block, 0) + len(names[block] - known) > MOST_NAMES
    }


def _kept_large(connection: Connection, blocks: Set[str]) -> set[str]:
    kept = large_name_block.c.name_block
    return set(connection.scalars(select(kept).where(_among(kept, blocks))))


def _keep_large(connection: Connection, more: Set[str], fewer: Set[str]) -> None:
    if more:
        connection.execute(insert(large_name_block), [{"name_block": one} for one in sorted(more)])
    if fewer:
        connection.execute(
            delete(large_name_block).where(_among(large_name_block.c.name_block, fewer))
        )


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
    borne = select(author_name.c.name_key).where(_among(author_name.c.name_key, keys))
    return set(connection.scalars(borne.distinct()))


def _among(column: ColumnElement[str], keys: Set[str]) -> ColumnElement[bool]:
    return column == any_(literal(sorted(keys), ARRAY(Text)))
