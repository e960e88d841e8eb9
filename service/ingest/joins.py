"""Names in their places as evidence, and the sets that they are joined into, with the reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, TypeVar

from service.ingest.identity import NO_PAPER, MentionRef
from service.ingest.name_forms import Form, agree, are_variants

Rule = Literal["scope", "group_name", "rare_name", "fuller_form", "short_form", "evidence"]
"""Why names are one author's: see docs/identity.md, in this order."""

Sign = tuple[str, str]
"""Something that two places may share: its kind (coauthor, affiliation …) and its folded value."""

# Of what two sets share, so much is written down.
MOST_SIGNS = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in one place, and what speaks for who bears it.

    `identity` names the author to whom the mention's own ids lead (None for a bare name). `signs`
    are what the place tells besides, coauthors among it.
    """

    ref: MentionRef
    name_key: str
    identity: Hashable | None
    scopes: frozenset[str] = frozenset()
    signs: frozenset[Sign] = frozenset()
    is_group: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Why the places where a name stands are this author's: `evidence` is what they share with each
    other, or with the rest, and may be empty."""

    rule: Rule
    name_key: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An author among the mentions of a block, with the identity if there is one."""

    identity: Hashable | None
    refs: tuple[MentionRef, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One set is to be joined to another, and why."""

    source: int
    target: int
    rule: Rule
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Unit:
    """Mentions that are known to be one author's; `papers` are the names that stand on each."""

    identity: Hashable | None
    forms: set[Form] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    signs: Counter[Sign] = field(default_factory=Counter)
    papers: dict[int, set[str]] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)

    @property
    def is_somebody(self) -> bool:
        """Does a source know this author as a person, by an id or by a page?"""
        return self.identity is not None or any(
            mention.ref[0] == NO_PAPER for mention in self.mentions
        )

    def add(self, mention: Mention, form: Form) -> None:
        self.forms.add(form)
        self.mentions.append(mention)
        self.signs.update(mention.signs)
        if mention.ref[0] != NO_PAPER:
            self.papers.setdefault(mention.ref[0], set()).add(mention.name_key)

    def absorb(self, other: Unit) -> None:
        self.identity = other.identity if self.identity is None else self.identity
        self.forms |= other.forms
        self.mentions += other.mentions
        self.signs.update(other.signs)
        self.joins += other.joins
        for paper, names in other.papers.items():
            self.papers.setdefault(paper, set()).update(names)

    @property
    def names(self) -> list[str]:
        return sorted({mention.name_key for mention in self.mentions})


def shared(one: Mapping[Sign, int], other: Mapping[Sign, int]) -> list[Sign]:
    """What both sets have, in the order of the alphabet."""
    shorter, longer = sorted((one, other), key=len)
    return sorted(sign for sign in shorter if sign in longer)


def told(signs: Iterable[Sign]) -> tuple[str, ...]:
    """The first few signs in words."""
    return tuple(" ".join(sign) for sign in sorted(signs)[:MOST_SIGNS])


T = TypeVar("T")


def _contradict(ones: frozenset[Form], others: frozenset[Form]) -> bool:
    return ones.isdisjoint(others) and any(
        not agree(one, other) and not are_variants(one, other) for one in ones for other in others
    )


def hanging_together(
    items: Sequence[T], keys_of: Callable[[T], Iterable[Hashable]]
) -> list[list[T]]:
    """The items in groups: two that have a key in common are in one."""
    parent = list(range(len(items)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Hashable, int] = {}
    for number, item in enumerate(items):
        for key in keys_of(item):
            known = root(first.setdefault(key, number))
            parent[max(known, root(number))] = min(known, root(number))
    groups: dict[int, list[T]] = defaultdict(list)
    for number, item in enumerate(items):
        groups[root(number)].append(item)
    return list(groups.values())


class Units:
    """The sets of a block, and what is joined to what."""

    def __init__(self) -> None:
        self._units: dict[int, Unit] = {}
        self._next = 0

    def new(self, identity: Hashable | None, members: Sequence[tuple[Mention, Form]]) -> int:
        unit = Unit(identity)
        for mention, form in members:
            unit.add(mention, form)
        self._units[self._next] = unit
        self._next += 1
        return self._next - 1

    def __getitem__(self, number: int) -> Unit:
        return self._units[number]

    def __len__(self) -> int:
        return len(self._units)

    def numbers(self) -> list[int]:
        return list(self._units)

    def of_form(self) -> dict[Form, list[int]]:
        """Which sets hold each form."""
        found: dict[Form, list[int]] = defaultdict(list)
        for number, unit in self._units.items():
            for form in unit.forms:
                found[form].append(number)
        return found

    def join(self, edges: Sequence[Edge]) -> None:
        """Joins what hangs together, unless that makes two identities one, or puts together names
        that contradict each other.

        All edges of one step at once, so that their order does not matter.
        """
        for group in hanging_together(edges, lambda edge: (edge.source, edge.target)):
            numbers = {number for edge in group for number in (edge.source, edge.target)}
            if self.are_many(numbers):
                continue
            for edge in group:
                self._note(edge.source, edge.rule, edge.evidence)
            self._merge(numbers)

    def join_equals(self, numbers: Sequence[int], rule: Rule) -> None:
        """Joins bare sets of one form; what two or more of them share is told as evidence."""
        if len(numbers) < 2:
            return
        common = Counter(sign for number in numbers for sign in self[number].signs)
        evidence = told(sign for sign, count in common.items() if count > 1)
        kept = [join for number in numbers for join in self[number].joins]
        whole = self[self._merge(numbers)]
        whole.joins = kept
        self._note(min(numbers), rule, evidence)

    def are_many(self, numbers: Iterable[int]) -> bool:
        """Are there two identities among them, names that contradict each other, or two names on
        one paper?"""
        units = [self[number] for number in numbers]
        if len({unit.identity for unit in units} - {None}) > 1:
            return True
        names = Counter(paper for unit in units for paper in unit.papers)
        together = (paper for paper, count in names.items() if count > 1)
        return any(
            len({name for unit in units for name in unit.papers.get(paper, ())}) > 1
            for paper in together
        ) or any(
            _contradict(one, other)
            for one, other in combinations({frozenset(unit.forms) for unit in units}, 2)
        )

    def _note(self, number: int, rule: Rule, evidence: tuple[str, ...]) -> None:
        unit = self[number]
        unit.joins += [Join(rule, name, evidence) for name in unit.names]

    def _merge(self, numbers: Iterable[int]) -> int:
        first, *others = sorted(numbers)
        for other in others:
            self[first].absorb(self._units.pop(other))
        return first

    def resolved(self) -> list[Resolved]:
        return [
            Resolved(
                unit.identity,
                tuple(sorted(mention.ref for mention in unit.mentions)),
                tuple(sorted(set(unit.joins))),
            )
            for unit in self._units.values()
        ]
