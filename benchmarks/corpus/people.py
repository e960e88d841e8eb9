"""Who the authors are: how they are called and written, and who is told by a name alone.

One author in twenty-four bears no outside id, as in DBLP or arXiv. Nobody else has such an author's
surname, so that the rules of `service.ingest.resolve` find one author in all the places of the
name; of a few somebody decided it by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from benchmarks.corpus import words
from benchmarks.corpus.graph import UNIDENTIFIED, Graph, Size, places
from service.ids import ExternalId, Scheme
from service.ingest.decisions import SCHEME

UNKNOWN = "Unknown Author"
# A remainder of which no author has an ORCID: those are the multiples of three.
BARE_OF, BARE = 24, 4
# Among so many bare authors with two papers there are three decisions, about the first four.
DECIDED_OF = 100

Place = tuple[int, int]
"""The number of a paper, and an ordinal in its list of authors."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A merge that made this author, or a split between these two, or, taken back, of this one."""

    kind: Literal["merge", "split"]
    authors: tuple[int, ...]
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """`names` are given name and family name by the author's number, `bare` the places of those
    without an outside id; `decided` are the ids that decisions gave."""

    names: Sequence[tuple[str, str]]
    bare: Mapping[int, Sequence[Place]]
    decisions: Sequence[Decision]
    decided: Mapping[int, ExternalId]
    merged: frozenset[int]

    @classmethod
    def of(cls, graph: Graph) -> People:
        bare = _bare(graph)
        decisions = list(_decisions(bare))
        standing = [one for one in decisions if not one.is_undone]
        merged = frozenset(one.authors[0] for one in standing if one.kind == "merge")
        names = _names(graph.size, bare)
        for author in merged:
            given, family = names[author]
            names[author] = f"{given.split()[0]} K.", family
        for one in standing:
            for other in one.authors[1:]:
                names[other] = names[one.authors[0]]
        decided = {
            author: ExternalId(SCHEME, f"{number}.{part}")
            for number, one in enumerate(decisions, 1)
            if not one.is_undone
            for part, author in enumerate(one.authors, 1)
        }
        return cls(names, bare, decisions, decided, merged)

    def written(self, paper: int, author: int) -> str:
        """The name on this paper: spelled out or, on some, with initials."""
        if author == UNIDENTIFIED:
            return UNKNOWN
        given, family = self.names[author]
        is_short = (paper + author) % 4 == 0
        if author in self.bare:
            # The name by which the author is known must stand somewhere.
            is_first = paper == self.bare[author][0][0]
            is_short &= not is_first and author not in self.decided
            if author in self.merged and not is_first:
                given = given.replace("K.", "L.")
        return f"{words.initials(given) if is_short else given} {family}"

    def forms(self, author: int) -> list[str]:
        """All names of an author: what papers say, and of one with an id what its source says."""
        if author in self.bare:
            return sorted({self.written(paper, author) for paper, _ in self.bare[author]})
        given, family = self.names[author]
        return [f"{given} {family}", f"{words.initials(given)} {family}"]

    def ids(self, author: int) -> Iterator[ExternalId]:
        """The outside ids that lead to this author, and the one that a decision gave."""
        if author in self.decided:
            yield self.decided[author]
        elif author not in self.bare:
            yield ExternalId(Scheme.OPENALEX, openalex(author))
            if (found := orcid(author)) is not None:
                yield ExternalId(Scheme.ORCID, found)


def openalex(author: int) -> str:
    return f"A{4_000_000_000 + author}"


def orcid(author: int) -> str | None:
    """A third of the authors have one, its last character being the check (ISO 7064, 11-2)."""
    if author % 3:
        return None
    digits = f"{150_000_000_000_000 + author:016d}"[1:]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    bare = digits + check
    return "-".join(bare[start : start + 4] for start in range(0, 16, 4))


def _bare(graph: Graph) -> dict[int, list[Place]]:
    """The places of each such author, the papers in the order of time. Whoever wrote nothing is
    known by an id, or not at all."""
    found: dict[int, list[Place]] = defaultdict(list)
    for paper in range(graph.size.papers):
        for ordinal, author in places(graph, paper):
            if author % BARE_OF == BARE and author != UNIDENTIFIED:
                found[author].append((paper, ordinal))
    return dict(sorted(found.items()))


def _names(size: Size, bare: Mapping[int, object]) -> list[tuple[str, str]]:
    """Names repeat as they do in the world, except the bare ones."""
    random = Random(2)
    names = [words.person(random) for _ in range(size.authors)]
    for number, author in enumerate(bare):
        names[author] = names[author][0], words.rare_surname(number)
    return names


def _decisions(bare: Mapping[int, Sequence[Place]]) -> Iterator[Decision]:
    """Two namesakes kept apart, two names that contradict each other brought together, and a split
    that was taken back."""
    papers = {
        author: found
        for author, found in ((one, {paper for paper, _ in bare[one]}) for one in bare)
        if len(found) > 1
    }
    able = list(papers)
    for start in range(0, len(able) - 3, DECIDED_OF):
        one, other, merged, again = able[start : start + 4]
        if papers[one].isdisjoint(papers[other]):
            yield Decision("split", (one, other))
        yield Decision("merge", (merged,))
        yield Decision("split", (again,), is_undone=True)
