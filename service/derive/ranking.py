"""Ranks the papers: reads one state of the citations, computes, stores the scores.

Writers wait only while the scores are stored. What is ingested while they are computed is not in
them; `page_rank_computation` says which version of the data is.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, text

from service.database import version
from service.database.engine import writing_engine
from service.derive.columns import read_columns
from service.derive.page_rank import TOLERANCE, CitationGraph, Floats, Integers, Step, page_rank

Tell = Callable[[str], None]

ONE_STATE = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
PORTION = 20_000
BITS = 32  # of a place
TOLD_STEPS = 10

FORGET = text("DELETE FROM page_rank")
# A paper that was merged into another meanwhile has no score.
STORE = text(
    """
    INSERT INTO page_rank (paper_id, score)
    SELECT id, score
      FROM unnest(CAST(:papers AS bigint[]), CAST(:scores AS float8[])) AS ranked (id, score)
      JOIN paper USING (id)
    """
)
DESCRIBE = text(
    """
    INSERT INTO page_rank_computation
           (data_version, damping, tolerance, steps, paper_count, citation_count)
    VALUES (:data_version, :damping, :tolerance, :steps, :paper_count, :citation_count)
        ON CONFLICT (id) DO UPDATE
       SET data_version = excluded.data_version, computed_at = excluded.computed_at,
           damping = excluded.damping, tolerance = excluded.tolerance, steps = excluded.steps,
           paper_count = excluded.paper_count, citation_count = excluded.citation_count
    """
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was computed, and of which version of the data."""

    data_version: int
    papers: int
    citations: int
    damping: float
    steps: int


def rank(url: str, damping: float, tell: Tell) -> Ranking:
    """Compute PageRank anew and store it, whole or not at all; `tell` hears how far it is."""
    tell("Reading the citations …")
    with writing_engine(url).connect() as connection:
        connection.execute(ONE_STATE)
        data_version = version.current(connection)
        graph = read_citations(connection)
    last = Step(0, np.empty(0), 0.0)
    for last in page_rank(graph, damping):
        if last.number % TOLD_STEPS == 0:
            tell(f"Step {last.number}: the scores changed by {last.change:.1e} in all")
    ranking = Ranking(data_version, len(graph.papers), len(graph.citing), damping, last.number)
    tell("Storing the scores …")
    with writing_engine(url).begin() as connection:
        version.advance(connection)
        connection.execute(FORGET)
        for papers, scores in _portions(graph.papers, last.scores):
            connection.execute(STORE, {"papers": papers, "scores": scores})
        connection.execute(DESCRIBE, _description(ranking))
    return ranking


def read_citations(connection: Connection) -> CitationGraph:
    """All papers by id, and the citations between them, of which each takes eight bytes.

    A citation is one number, the cited paper's place before the citing one's; so one sort brings
    together those of a paper.
    """
    ids, packed = array("q"), array("q")
    for (some,) in read_columns(connection, "paper", "id"):
        ids.frombytes(some.tobytes())
    papers = np.sort(ids)
    for citing, cited in read_columns(connection, "citation", "citing_id", "cited_id"):
        packed.frombytes((_places(papers, cited) << BITS | _places(papers, citing)).tobytes())
    citations = np.asarray(packed)
    citations.sort()
    starts = np.searchsorted(citations, np.arange(len(papers) + 1) << BITS)
    citations &= (1 << BITS) - 1
    return CitationGraph(papers, starts, citations)


def _places(papers: Integers, ids: Integers) -> Integers:
    """Looked for in their order, which takes a quarter of the time, for memory is read in order."""
    order = ids.argsort()
    places = np.empty_like(ids)
    places[order] = np.searchsorted(papers, ids[order])
    return places


def _portions(papers: Integers, scores: Floats) -> Iterator[tuple[list[int], list[float]]]:
    for start in range(0, len(papers), PORTION):
        part = slice(start, start + PORTION)
        yield papers[part].tolist(), scores[part].tolist()


def _description(ranking: Ranking) -> dict[str, int | float]:
    return {
        "data_version": ranking.data_version,
        "damping": ranking.damping,
        "tolerance": TOLERANCE,
        "steps": ranking.steps,
        "paper_count": ranking.papers,
        "citation_count": ranking.citations,
    }
