"""The structure of the graph before it has rows: who wrote what with whom, what cites what, when.

Everything is drawn from one seeded generator, in one order, so a size has exactly one graph.
Papers, authors and the rest are numbered from 0 here, papers in the order of time; `id_of` gives
them the ids that they bear in the database, in which neighbours in time are no neighbours.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from service.tables.author import UNPLACED_ORDINAL

# The newest paper's day, and the years in which the number of papers a year grows e-fold.
END = date(2026, 11, 1)
GROWTH = 11.0
UNIDENTIFIED = 0xFFFFFFFF
FIELDS, SUBFIELDS_PER_FIELD = 24, 10
DOMAINS = 4
SUBFIELDS = FIELDS * SUBFIELDS_PER_FIELD
# Authors who publish with each other rather than with the rest.
COMMUNITY = 200


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of everything, from the number of papers."""

    papers: int

    @property
    def communities(self) -> int:
        return max(2, self.papers * 2 // 3 // COMMUNITY)

    @property
    def authors(self) -> int:
        return self.communities * COMMUNITY

    @property
    def affiliations(self) -> int:
        return max(10, min(self.papers // 60, 20_000))

    @property
    def venues(self) -> int:
        return max(5, min(self.papers // 150, 5_000))

    @property
    def topics(self) -> int:
        return DOMAINS + FIELDS + SUBFIELDS

    @property
    def repositories(self) -> int:
        return max(1, self.papers // 6)


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of numbers for each paper, one behind the other in one array."""

    items: array[int]
    starts: array[int]

    @classmethod
    def empty(cls) -> Lists:
        return cls(array("I"), array("Q", [0]))

    def add(self, items: Sequence[int]) -> None:
        self.items.extend(items)
        self.starts.append(len(self.items))

    def __getitem__(self, paper: int) -> array[int]:
        return self.items[self.starts[paper] : self.starts[paper + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Graph:
    """What the rows are made from. `citation_counts` and `days` belong to papers by number."""

    size: Size
    days: array[int]  # days before END
    authors: Lists
    topics: Lists
    references: Lists
    citation_counts: array[int]


def make_graph(size: Size, seed: int = 1) -> Graph:
    """The one graph of this size."""
    random = Random(seed)
    graph = Graph(
        size,
        array("I", (_age(size, paper) for paper in range(size.papers))),
        Lists.empty(),
        Lists.empty(),
        Lists.empty(),
        array("I", bytes(4 * size.papers)),
    )
    by_topic: list[array[int]] = [array("I") for _ in range(size.topics)]
    subject = [_leaf(power(random, SUBFIELDS, 1.6)) for _ in range(size.communities)]
    for paper in range(size.papers):
        community = power(random, size.communities, 1.5)
        topics = _topics(random, subject[community])
        graph.authors.add(_authors(random, size, community))
        graph.topics.add(topics)
        cited = _references(random, graph, by_topic[topics[0]], paper)
        graph.references.add(cited)
        for other in cited:
            graph.citation_counts[other] += 1
        by_topic[topics[0]].append(paper)
    return graph


def id_of(number: int, count: int) -> int:
    """The id of the n-th of `count` things: each once, from 1, in an order without meaning."""
    step = 2_654_435_761  # a prime, so it shares no factor with a smaller count
    return (number * step + count // 3) % count + 1


def power(random: Random, count: int, skew: float) -> int:
    """A number below `count`: the smaller, the more often, by a power law."""
    return int(count * random.random() ** skew)


def day_of(graph: Graph, paper: int) -> date:
    return END - timedelta(days=graph.days[paper])


def places(graph: Graph, paper: int) -> Iterator[tuple[int, int]]:
    """Ordinal and number of each author; of one paper in 97 the last author's place is unknown."""
    team = graph.authors[paper]
    for ordinal, author in enumerate(team, 1):
        is_placed = paper % 97 or ordinal < len(team)
        yield ordinal if is_placed else UNPLACED_ORDINAL, author


def _age(size: Size, paper: int) -> int:
    return int(-math.log((paper + 1) / size.papers) * GROWTH * 365.25)


def _leaf(number: int) -> int:
    return DOMAINS + FIELDS + number


def _authors(random: Random, size: Size, community: int) -> list[int]:
    """One team: mostly from one community; some names that nobody has identified."""
    if random.random() < 0.0005:
        length = 20 + power(random, 180, 3.0)
    else:
        length = 1 + int(random.lognormvariate(1.0, 0.65))
    team: list[int] = []
    for _ in range(length):
        home = community if random.random() < 0.75 else power(random, size.communities, 1.5)
        author = home + size.communities * power(random, COMMUNITY, 1.8)
        # The same author twice on a paper is rare, but it happens in real records.
        if author not in team or random.random() < 0.02:
            team.append(author)
    if random.random() < 0.1:
        team[-1] = UNIDENTIFIED
    return team


def _topics(random: Random, subject: int) -> list[int]:
    """The main topic first; most papers bear others too."""
    main = subject if random.random() < 0.7 else _leaf(power(random, SUBFIELDS, 1.6))
    topics = [main]
    for chance in (0.6, 0.3):
        other = _leaf(power(random, SUBFIELDS, 1.6))
        if random.random() < chance and other not in topics:
            topics.append(other)
    return topics


def _references(random: Random, graph: Graph, same_topic: array[int], paper: int) -> list[int]:
    """Recent papers, mostly of the same topic, and often what those cite themselves.

    To copy references of others is what makes citation counts a power law, with hubs of any age
    and papers that are cited together (Kleinberg et al. 1999, "The web as a graph").
    """
    wanted = min(int(random.lognormvariate(2.1, 0.75)), 150)
    found: dict[int, None] = {}
    for _ in range(wanted):
        if same_topic and random.random() < 0.7:
            cited = same_topic[-1 - power(random, len(same_topic), 2.0)]
        elif paper:
            cited = paper - 1 - power(random, paper, 2.0)
        else:
            break
        start, stop = graph.references.starts[cited], graph.references.starts[cited + 1]
        if stop > start and random.random() < 0.6:
            cited = graph.references.items[start + int((stop - start) * random.random())]
        found[cited] = None
    return list(found)
