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

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

DAMPING = 0.85
TOLERANCE = 1e-12
"""The iteration ends when the scores change by no more than this in all; they are then within
`damping / (1 - damping)` times as much of what they would become."""

# So many citations at a time: what they pass on stays in the processor's cache.
PORTION = 1 << 18

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CitationGraph:
    """Papers by place: those that cite paper `p` are `citing[starts[p]:starts[p + 1]]`."""

    papers: Integers
    """Ids, in the order of places."""
    starts: Integers
    citing: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The scores after a step, in the order of places, and how much they have changed in all."""

    number: int
    scores: Floats
    change: float


def page_rank(graph: CitationGraph, damping: float) -> Iterator[Step]:
    """Step by step until the change is within the tolerance; the last one has the scores.

    It ends, for each step changes at most `damping` times as much as the one before. The sums are
    taken in one order, so that a graph has one list of scores, to the last digit.
    """
    count = len(graph.papers)
    if not count:
        return
    references = np.bincount(graph.citing, minlength=count)
    dangling = np.flatnonzero(references == 0)
    weights = np.divide(damping, references, out=np.zeros(count), where=references > 0)
    portions = list(_portions(graph))
    step = Step(0, np.full(count, 1 / count), 1.0)
    while step.change > TOLERANCE:
        passed_on = step.scores * weights
        adrift = float(step.scores[dangling].sum())
        scores = np.full(count, (1 - damping + damping * adrift) / count)
        for cited, citing, starts in portions:
            scores[cited] += np.add.reduceat(passed_on[citing], starts)
        change = float(np.abs(scores - step.scores).sum())
        step = Step(step.number + 1, scores, change)
        yield step


def _portions(graph: CitationGraph) -> Iterator[tuple[Integers, Integers, Integers]]:
    """Cited papers, the papers that cite them, and where among these those of each begin."""
    cited = np.flatnonzero(np.diff(graph.starts))
    starts = graph.starts[cited]
    count = len(graph.citing)
    firsts = np.searchsorted(starts, np.arange(0, count, PORTION)).tolist()
    for first, last in pairwise(sorted({*firsts, len(cited)})):
        start = starts[first]
        stop = starts[last] if last < len(cited) else count
        yield cited[first:last], graph.citing[start:stop], starts[first:last] - start
