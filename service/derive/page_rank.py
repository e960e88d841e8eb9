"""PageRank of a citation graph, by power iteration; numbers alone, no database.

Somebody reads papers at random: from each they go on, with the chance `damping`, to one of its
references, each as likely as the other, and else to any paper at all, as they do from a paper
without references ("dangling"). A paper's score is the share of the time that they spend with it:

    score(p) = (1 - d) / n  +  d · (Σ score(q) / references(q)  +  Σ score(s) / n)

over the papers q that cite p, and the papers s without references, n papers in all. The scores add
to 1. Source: Page, Brin, Motwani, Winograd: The PageRank Citation Ranking (1999); dangling papers
as in Langville, Meyer: Deeper Inside PageRank (2004), section 3.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

DAMPING = 0.85
TOLERANCE = 1e-12
"""The iteration ends when the scores change by no more than this in all; they are then within
`damping / (1 - damping)` times as much of what they would become."""


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """Papers by place: those that cite paper `p` are `citing[starts[p]:starts[p + 1]]`."""

    papers: array[int]
    """Ids, in the order of places."""
    starts: array[int]
    citing: array[int]


@dataclass(frozen=True, slots=True)
class Step:
    """The scores after a step, in the order of places, and how much they have changed in all."""

    number: int
    scores: list[float]
    change: float


def page_rank(graph: CitationGraph, damping: float) -> Iterator[Step]:
    """Step by step until the change is within the tolerance; the last one has the scores.

    It ends, for each step changes at most `damping` times as much as the one before.
    """
    count = len(graph.papers)
    if not count:
        return
    references = _reference_counts(graph)
    dangling = [place for place, number in enumerate(references) if not number]
    weights = [damping / number if number else 0.0 for number in references]
    step = Step(0, [1 / count] * count, 1.0)
    while step.change > TOLERANCE:
        passed_on = list(map(float.__mul__, step.scores, weights)).__getitem__
        adrift = sum(map(step.scores.__getitem__, dangling))
        least = (1 - damping + damping * adrift) / count
        scores = [
            least + sum(map(passed_on, graph.citing[start:stop]))
            for start, stop in pairwise(graph.starts)
        ]
        change = sum(map(abs, map(float.__sub__, scores, step.scores)))
        step = Step(step.number + 1, scores, change)
        yield step


def _reference_counts(graph: CitationGraph) -> array[int]:
    counts = array("q", bytes(8 * len(graph.papers)))
    for place in graph.citing:
        counts[place] += 1
    return counts
