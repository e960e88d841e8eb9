"""Which records are one paper, and which ids go on: functions of what was said, in any order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from service.ids import ExternalId
from service.ingest.names import name_key, surname_key, title_key
from service.ingest.records import PaperRecord

RecordRef = tuple[str, str, str]
"""A record's (source, kind, key)."""

MentionRef = tuple[int, int]
"""An authorship's (paper, ordinal); a record about an author alone is (NO_PAPER, its number)."""

NO_PAPER = 0

# A work has one id in each of these: two of them are two works, whatever else they share.
ONE_TO_A_WORK = frozenset({"acl", "arxiv", "dblp", "openalex", "s2", "s2-paper"})

# Beyond this many records of equal title and surname a title says nothing ("Editorial").
_LARGEST_TITLE_GROUP = 50

T = TypeVar("T", RecordRef, MentionRef, str)


@dataclass(frozen=True, slots=True)
class PaperEvidence:
    """What a record tells about which paper it speaks of."""

    ref: RecordRef
    ids: tuple[ExternalId, ...]
    title_key: str | None
    year: int | None
    surnames: frozenset[str]


def evidence_of(ref: RecordRef, record: PaperRecord) -> PaperEvidence:
    """What a record tells about which paper it speaks of."""
    return PaperEvidence(
        ref,
        record.claimed_ids,
        title_key(record.title) if record.title is not None else None,
        record.published.day.year if record.published else record.year,
        frozenset(surname_key(name_key(author.name)) for author in record.authors) - {""},
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that share an outside id and yet cannot be one paper."""

    shared: ExternalId
    one: RecordRef
    other: RecordRef


class Clusters:
    """Disjoint sets of things that bear ids; a union that would put two ids of one exclusive scheme
    together is refused."""

    def __init__(self, exclusive: frozenset[str] | None) -> None:
        self._exclusive = exclusive
        self._parent: dict[Hashable, Hashable] = {}
        self._ids: dict[Hashable, dict[str, set[str]]] = {}

    def add(self, item: Hashable, ids: Iterable[ExternalId] = ()) -> None:
        self._parent.setdefault(item, item)
        held = self._ids.setdefault(self.find(item), {})
        for id_ in ids:
            held.setdefault(id_.scheme, set()).add(id_.value)

    def find(self, item: Hashable) -> Hashable:
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def would_clash(self, one: Hashable, other: Hashable, *, strict: bool = False) -> bool:
        """Do the two sets hold different ids of an exclusive scheme (`strict`: of any scheme)?"""
        held, added = self._ids[self.find(one)], self._ids[self.find(other)]
        for scheme in held.keys() & added.keys():
            exclusive = strict or self._exclusive is None or scheme in self._exclusive
            if exclusive and not held[scheme] & added[scheme]:
                return True
        return False

    def union(self, one: Hashable, other: Hashable, *, strict: bool = False) -> bool:
        """Puts the two sets together; False when their ids forbid it."""
        if self.find(one) != self.find(other):
            if self.would_clash(one, other, strict=strict):
                return False
            self.force(one, other)
        return True

    def force(self, one: Hashable, other: Hashable) -> None:
        """Puts the two sets together whatever ids they hold."""
        root, child = self.find(one), self.find(other)
        if root == child:
            return
        self._parent[child] = root
        for scheme, values in self._ids.pop(child).items():
            self._ids[root].setdefault(scheme, set()).update(values)

    def groups(self) -> list[list[Hashable]]:
        """The sets, each in the order of adding."""
        found: dict[Hashable, list[Hashable]] = defaultdict(list)
        for item in self._parent:
            found[self.find(item)].append(item)
        return list(found.values())


def cluster_papers(
    records: Sequence[PaperEvidence],
) -> tuple[list[list[RecordRef]], list[Conflict]]:
    """The records of each paper, and the shared ids that could not join.

    Shared outside ids first, in the order of the ids; then equal title, a year within one and a
    shared surname, for records whose ids do not contradict each other.
    """
    clusters = Clusters(ONE_TO_A_WORK)
    ordered = sorted(records, key=lambda record: record.ref)
    for record in ordered:
        clusters.add(record.ref, record.ids)
    conflicts = [
        Conflict(shared, one.ref, other.ref)
        for shared, one, other in _pairs_by_id(ordered)
        if not clusters.union(one.ref, other.ref)
    ]
    for one, other in _pairs_by_title(ordered):
        clusters.union(one.ref, other.ref, strict=True)
    return [[_ref(item) for item in group] for group in clusters.groups()], conflicts


def _ref(item: Hashable) -> RecordRef:
    assert isinstance(item, tuple)
    return item


def _pairs_by_id(
    records: Sequence[PaperEvidence],
) -> Iterator[tuple[ExternalId, PaperEvidence, PaperEvidence]]:
    bearers: dict[ExternalId, list[PaperEvidence]] = defaultdict(list)
    for record in records:
        for id_ in record.ids:
            bearers[id_].append(record)
    for id_ in sorted(bearers):
        for one, other in combinations(bearers[id_], 2):
            yield id_, one, other


def _pairs_by_title(
    records: Sequence[PaperEvidence],
) -> Iterator[tuple[PaperEvidence, PaperEvidence]]:
    alike: dict[tuple[str, str], list[PaperEvidence]] = defaultdict(list)
    for record in records:
        if record.title_key and record.year is not None:
            for surname in record.surnames:
                alike[record.title_key, surname].append(record)
    for key in sorted(alike):
        if len(alike[key]) <= _LARGEST_TITLE_GROUP:
            for one, other in combinations(alike[key], 2):
                if abs((one.year or 0) - (other.year or 0)) <= 1:
                    yield one, other


def keep_ids(
    groups: Sequence[Sequence[T]], former: Mapping[T, int], own: Sequence[set[int]] = ()
) -> tuple[list[int | None], dict[int, int], set[int]]:
    """The id that each group keeps (None: it needs one), the ids merged into another, those gone.

    An old id goes on with the group that holds most of its members; a group that more than one goes
    on with keeps the smallest. `own` are ids that belong to a group whatever its members were.
    """
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for place, group in enumerate(groups):
        for member in group:
            if member in former:
                votes[former[member]][place] += 1
    owned = {id_: place for place, ids in enumerate(own) for id_ in ids}
    goes_on_in: dict[int, int] = owned | {
        id_: min(places, key=lambda place: (-places[place], sorted(groups[place])))
        for id_, places in votes.items()
        if id_ not in owned
    }
    kept: list[int | None] = [None] * len(groups)
    # Owned ids first: an id that outside ids lead to outlives one that only names led to.
    for id_ in sorted(goes_on_in, key=lambda id_: (id_ not in owned, id_)):
        if kept[goes_on_in[id_]] is None:
            kept[goes_on_in[id_]] = id_
    merged = {}
    for id_, place in goes_on_in.items():
        keeper = kept[place]
        if keeper is not None and keeper != id_:
            merged[id_] = keeper
    return kept, merged, set(former.values()) - goes_on_in.keys()
