"""Pairwise and B³ precision, recall and F1 of a clustering against known persons.

Pairwise: of all pairs of mentions. B³: Bagga and Baldwin, Algorithms for Scoring Coreference
Chains, 1998: for each mention, how much of its cluster and of its person the two have in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.disambiguation.gold import Known
from service.ids import name_key

LEVELS = ("strict", "wide", "multi", "homonym")
"""Which mentions count: those that people decided (strict), also those that go by their written
name (wide), of these only blocks with several persons (multi), names that several curated persons
bear (homonym)."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """`same_name` is the precision among pairs whose written names are equal but for case and
    accents."""

    mentions: int
    persons: int
    pairs: Score
    b_cubed: Score
    same_name: float


def of_level(gold: Iterable[Known], level: str) -> list[Known]:
    """The mentions of one of `LEVELS`."""
    if level in ("strict", "homonym"):
        return [one for one in gold if one.is_curated and (level == "strict" or one.is_homonym)]
    wide = list(gold)
    if level == "wide":
        return wide
    persons: dict[str, set[str]] = defaultdict(set)
    for one in wide:
        persons[one.block].add(one.person)
    return [one for one in wide if len(persons[one.block]) > 1]


def score(gold: Sequence[Known], cluster_of: Mapping[str, Hashable]) -> Scores:
    """Scores a clustering that covers all of these mentions."""
    rows = [(one.person, cluster_of[one.mention], name_key(one.name)) for one in gold]
    persons = Counter(person for person, _, _ in rows)
    clusters = Counter(cluster for _, cluster, _ in rows)
    both = Counter((person, cluster) for person, cluster, _ in rows)
    joined, true = _pairs(clusters), _pairs(persons)
    right = _pairs(both)
    named = _pairs(Counter((cluster, name) for _, cluster, name in rows))
    named_right = _pairs(Counter(rows))
    total = len(rows)
    in_cluster = sum(n * n / clusters[cluster] for (_, cluster), n in both.items())
    in_person = sum(n * n / persons[person] for (person, _), n in both.items())
    return Scores(
        total,
        len(persons),
        Score(_share(right, joined), _share(right, true)),
        Score(_share(in_cluster, total), _share(in_person, total)),
        _share(named_right, named),
    )


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
