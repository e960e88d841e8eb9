"""Rows of authors alone: names, ids, reported figures, and why bare names are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.corpus.graph import Graph, id_of
from benchmarks.corpus.people import Decision, People, Place, orcid
from benchmarks.corpus.rows import AS_OF, SOURCE, Rows
from service import ids
from service.ids import name_block
from service.ingest.copy import Row
from service.ingest.joins import Mention
from service.ingest.mentions import coauthor_signs, name_signs
from service.ingest.merge_authors import rows_of_joins
from service.ingest.names import name_key
from service.ingest.resolve import resolve_block

REPORTS = (("h-index", 120.0), ("papers", 400.0), ("citations", 30_000.0))


def authors(graph: Graph, people: People) -> Iterator[Rows]:
    count = graph.size.authors
    yield Rows("author", ("id", "name", "name_key", "kind", "orcid"), _authors(people, count))
    columns = ("author_id", "name", "name_key", "name_block")
    yield Rows("author_name", columns, _names(people, count))
    yield Rows("author_external_id", ("scheme", "value", "author_id"), _outside(people, count))
    yield Rows(
        "reported_metric",
        ("author_id", "name", "value", "unit", "source", "as_of"),
        _reports(people, count),
    )
    yield Rows(
        "author_identity",
        ("author_id", "rule", "name_key", "evidence", "mention_count"),
        _identities(graph, people),
    )
    yield Rows(
        "author_decision", ("id", "kind", "decided_at", "undone_at"), _decisions(people.decisions)
    )
    yield Rows(
        "author_decision_member",
        ("decision_id", "part", "kind", "value", "paper_id"),
        _members(graph, people),
    )


def _authors(people: People, count: int) -> Iterator[Row]:
    for number, (given, family) in enumerate(people.names):
        name = f"{given} {family}"
        yield id_of(number, count), name, ids.name_key(name), "person", orcid(number)


def _names(people: People, count: int) -> Iterator[Row]:
    for number in range(count):
        id_ = id_of(number, count)
        for name in people.forms(number):
            key = ids.name_key(name)
            yield id_, name, key, name_block(key)


def _outside(people: People, count: int) -> Iterator[Row]:
    for number in range(count):
        for id_ in people.ids(number):
            yield id_.scheme, id_.value, id_of(number, count)


def _reports(people: People, count: int) -> Iterator[Row]:
    """One author in fifty has a page somewhere that tells figures, and thus an id."""
    random = Random(5)
    for number in range(0, count, 50):
        for name, most in REPORTS:
            value = float(int(most * random.random() ** 3))
            if number not in people.bare:
                yield id_of(number, count), name, value, None, SOURCE, AS_OF


def _identities(graph: Graph, people: People) -> Iterator[Row]:
    """By the rules of the ingest. What a decision tells needs no rule."""
    for author, found in people.bare.items():
        if author not in people.decided:
            mentions = [_mention(graph, people, author, place) for place in found]
            (resolved,) = resolve_block(mentions)
            id_ = id_of(author, graph.size.authors)
            yield from rows_of_joins(id_, resolved.joins, (one.name_key for one in mentions))


def _mention(graph: Graph, people: People, author: int, place: Place) -> Mention:
    paper, _ = place
    key = name_key(people.written(paper, author))
    signs = name_signs({name_key(people.written(paper, one)) for one in graph.authors[paper]})
    return Mention(place, key, None, signs=coauthor_signs(key, signs))


def _decisions(decisions: Sequence[Decision]) -> Iterator[Row]:
    for number, one in enumerate(decisions, 1):
        yield number, one.kind, f"{AS_OF} 12:00+00", f"{AS_OF} 13:00+00" if one.is_undone else None


def _members(graph: Graph, people: People) -> Iterator[Row]:
    """The names on papers that each is about, as `service.ingest.by_hand` finds them."""
    for number, decision in enumerate(people.decisions, 1):
        for part, (author, papers) in enumerate(_parts(people, decision), 1):
            found = {(name_key(people.written(one, author)), one) for one in papers}
            for key, paper in sorted(found):
                yield number, part, "mention", key, id_of(paper, graph.size.papers)


def _parts(people: People, decision: Decision) -> list[tuple[int, set[int]]]:
    """Author and papers of each part; a split that was taken back was of one author's papers."""
    parts = [(one, {paper for paper, _ in people.bare[one]}) for one in decision.authors]
    if decision.is_undone:
        ((author, papers),) = parts
        parts = [(author, {min(papers)}), (author, papers - {min(papers)})]
    return parts
