"""What derived data must be in a small world: plain Python and networkx, no SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import networkx

from service.tables.author import MOST_COAUTHORS
from tests.derive.world import (
    AFFILIATIONS,
    AUTHORS,
    LEVELS,
    PARENTS,
    REPOSITORIES,
    VENUES,
    Work,
    World,
)

Rows = dict[tuple[Any, ...], tuple[Any, ...]]


def answers(world: World) -> dict[str, Rows]:
    """Table → key → values, in the order of `DERIVED`."""
    cites = networkx.DiGraph()
    cites.add_nodes_from(world.works)
    cites.add_edges_from((i, other) for i, work in world.works.items() for other in work.cites)
    received = dict(cites.in_degree())
    sort_keys = {i: (received[i], work.published_on) for i, work in world.works.items()}
    written = {
        a: sorted(i for i, work in world.works.items() if a in _authors(work)) for a in AUTHORS
    }
    wrote = _coauthors(world)
    topics = {a: Counter(t for i in written[a] for t in world.works[i].topics) for a in AUTHORS}
    been = {a: _affiliations_of_author(world, a) for a in AUTHORS}
    citations = {a: sum(received[i] for i in written[a]) for a in AUTHORS}
    return {
        "paper": {
            (i,): (
                received[i],
                cites.out_degree(i),
                _author_count(work),
                len(_affiliations(work)),
                len(work.topics),
                len(work.repositories),
                work.code_claimed or bool(work.repositories),
                work.primary,
            )
            for i, work in world.works.items()
        },
        "paper_year": _count(
            (i, world.works[citing].year) for i in world.works for citing in cites.predecessors(i)
        ),
        "authorship": {
            (i, ordinal): (_is_repeat(work, ordinal), *sort_keys[i])
            for i, work in world.works.items()
            for ordinal, _ in work.placed()
        },
        "paper_affiliation": {
            (i, a): (ordinal, a in work.given_affiliations, *sort_keys[i])
            for i, work in world.works.items()
            for ordinal, a in enumerate(_affiliations(work), 1)
        },
        "paper_topic": {
            (i, t): sort_keys[i] for i, work in world.works.items() for t in work.topics
        },
        "code_link": {
            (i, r): sort_keys[i] for i, work in world.works.items() for r in work.repositories
        },
        "citation": {(i, j): sort_keys[i] for i, j in cites.edges},
        "author": {
            (a,): (
                len(written[a]),
                citations[a],
                h_index(received[i] for i in written[a]),
                sum(received[i] >= 10 for i in written[a]),
                g_index(received[i] for i in written[a]),
                wrote.degree(a),
                len(been[a]),
                len(topics[a]),
                *_span(world, written[a]),
                world.main_topics.get(a) or _most(topics[a]),
            )
            for a in AUTHORS
        },
        "coauthorship": {
            (a, b): (len(papers), *_span(world, papers), _span(world, papers)[1] or 0)
            for a in AUTHORS
            for b, papers in ((b, wrote.edges[a, b]["papers"]) for b in wrote[a])
        },
        "author_topic": {(a, t): (n,) for a in AUTHORS for t, n in topics[a].items()},
        "author_affiliation": {
            (a, f): (len(papers), *_span(world, papers), citations[a])
            for a in AUTHORS
            for f, papers in been[a].items()
        },
        "author_year": _author_years(world, written, cites),
        "affiliation": {
            (f,): (
                sum(f in _affiliations(work) for work in world.works.values()),
                sum(received[i] for i, work in world.works.items() if f in _affiliations(work)),
                sum(f in been[a] for a in AUTHORS),
            )
            for f in AFFILIATIONS
        },
        "topic": {
            (t,): (
                sum(t in work.topics for work in world.works.values()),
                sum(received[i] for i, work in world.works.items() if t in work.topics),
                sum(t in topics[a] for a in AUTHORS),
                sum(parent == t for parent in PARENTS.values()),
            )
            for t in PARENTS
        },
        "topic_year": _count((t, work.year) for work in world.works.values() for t in work.topics),
        "venue": {(v,): (sum(work.venue == v for work in world.works.values()),) for v in VENUES},
        "code_repository": {
            (r,): (sum(r in work.repositories for work in world.works.values()),)
            for r in REPOSITORIES
        },
        "entity_count": {
            ("paper",): (len(world.works),),
            ("author",): (len(AUTHORS),),
            ("affiliation",): (len(AFFILIATIONS),),
            ("topic",): (len(PARENTS),),
            ("repository",): (len(REPOSITORIES),),
            ("venue",): (len(VENUES),),
        },
    }


def h_index(counts: Iterable[int]) -> int:
    counts = list(counts)
    return max(h for h in range(len(counts) + 1) if sum(n >= h for n in counts) >= h)


def g_index(counts: Iterable[int]) -> int:
    counts = sorted(counts, reverse=True)
    return max(g for g in range(len(counts) + 1) if sum(counts[:g]) >= g * g)


def _authors(work: Work) -> set[int]:
    return {s.author for s in work.signatures if s.author is not None}


def _author_count(work: Work) -> int:
    return len(_authors(work)) + sum(s.author is None for s in work.signatures)


def _is_repeat(work: Work, ordinal: int) -> bool:
    by_ordinal = dict(work.placed())
    who = by_ordinal[ordinal].author
    return who is not None and any(
        earlier < ordinal and signature.author == who for earlier, signature in by_ordinal.items()
    )


def _affiliations(work: Work) -> list[int]:
    mentioned = [a for _, signature in work.placed() for a in signature.affiliations]
    return list(dict.fromkeys([*mentioned, *sorted(work.given_affiliations)]))


def _coauthors(world: World) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(AUTHORS)
    for i, work in world.works.items():
        if _author_count(work) > MOST_COAUTHORS:
            continue
        for a, b in combinations(sorted(_authors(work)), 2):
            if not graph.has_edge(a, b):
                graph.add_edge(a, b, papers=[])
            graph.edges[a, b]["papers"].append(i)
    return graph


def _affiliations_of_author(world: World, author: int) -> dict[int, list[int]]:
    been: dict[int, list[int]] = {}
    for i, work in world.works.items():
        given = {a for s in work.signatures if s.author == author for a in s.affiliations}
        for affiliation in given:
            been.setdefault(affiliation, []).append(i)
    return been


def _span(world: World, papers: Iterable[int]) -> tuple[int | None, int | None]:
    years = [year for i in papers if (year := world.works[i].year) is not None]
    return min(years, default=None), max(years, default=None)


def _most(topics: Counter[int]) -> int | None:
    return min(topics, key=lambda t: (-topics[t], -LEVELS[t], t), default=None)


def _count(pairs: Iterable[tuple[int, int | None]]) -> Rows:
    return {key: (n,) for key, n in Counter(p for p in pairs if p[1] is not None).items()}


def _author_years(world: World, written: dict[int, list[int]], cites: networkx.DiGraph) -> Rows:
    published = Counter((a, world.works[i].year) for a in AUTHORS for i in written[a])
    cited = Counter(
        (a, world.works[citing].year)
        for a in AUTHORS
        for i in written[a]
        for citing in cites.predecessors(i)
    )
    return {
        key: (published[key], cited[key])
        for key in published.keys() | cited.keys()
        if key[1] is not None
    }
