"""The same field again and again, about others, until a limit is reached; and what it takes."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.slowest.drawing import Piece
from benchmarks.slowest.known import Known
from service.errors import OperationRefused, StatementTimeout
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.request import GraphQLRequest


@dataclass(frozen=True, slots=True)
class Filled:
    """A query of so many copies of a piece, within the limits."""

    piece: Piece
    copies: int
    query: str
    cost: int


def once(piece: Piece, known: Known, engine: Engine) -> Filled | None:
    """The piece alone; None if the limits refuse it."""
    return _copied(piece, 1, known, engine)


def most_copies(alone: Filled, limits: Limits) -> int:
    """How many copies there may be at most."""
    piece = alone.piece
    copies = (
        limits.cost // max(alone.cost, 1),
        limits.selections // piece.selections,
        limits.aliases // (piece.aliases + 1),
    )
    return max(1, min(copies))


def fill(alone: Filled, known: Known, engine: Engine, limits: Limits) -> Filled:
    """The piece as often as the limits let it through."""
    copies = most_copies(alone, limits)
    while copies > 1:
        if (often := _copied(alone.piece, copies, known, engine)) is not None:
            return often
        copies = copies * 3 // 4
    return alone


def _copied(piece: Piece, copies: int, known: Known, engine: Engine) -> Filled | None:
    query = query_of(piece, copies, known)
    try:
        cost = engine.price(request(query)).requested
    except OperationRefused:
        return None
    return Filled(piece, copies, query, cost)


def query_of(piece: Piece, copies: int, known: Known) -> str:
    if copies == 1:
        return f"{{ {piece.about(known, 0)} }}"
    fields = (f"q{copy}: {piece.about(known, copy)}" for copy in range(copies))
    return f"{{ {' '.join(fields)} }}"


def request(query: str) -> GraphQLRequest:
    return GraphQLRequest(query, None, {}, "POST")


async def milliseconds(engine: Engine, query: str) -> float:
    """Of the second answer: the first reads what is not in memory. A statement that PostgreSQL
    ended for its length has taken as long as that."""
    for _ in range(2):
        began = time.perf_counter()
        with suppress(StatementTimeout):
            await engine.answer(request(query))
        taken = time.perf_counter() - began
    return 1_000 * taken
