"""Looks for the slowest queries: pieces drawn and asked once, the most promising in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.slowest.drawing import draw
from benchmarks.slowest.filling import Filled, fill, milliseconds, most_copies, once, request
from benchmarks.slowest.known import known
from benchmarks.slowest.plans import dearest
from service.database.pool import ReadDatabase
from service.errors import OperationRefused
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.schema import schema

STATEMENT_TIMEOUT = 10.0
SHOWN = 10

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Timed:
    """A query, and the milliseconds of an answer: from its text to its bytes, without HTTP."""

    filled: Filled
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Found:
    """Of so many that were drawn, refused and asked in full: the slowest first, each with the
    dearest nodes of its plan."""

    drawn: int
    refused: int
    asked: int
    slowest: list[tuple[Timed, list[str]]]


async def look(url: str, draws: int, asked: int, seed: int, say: Say) -> Found:
    """The same draws for the same seed and graph."""
    limits, there, random = Limits(), known(url), Random(seed)
    database = ReadDatabase(url, size=1, statement_timeout=STATEMENT_TIMEOUT)
    await database.open()
    try:
        engine = Engine(database, limits)
        guesses: list[Timed] = []
        for number in range(draws):
            say(f"{number:,} of {draws:,} drawn")
            piece = draw(random, schema._schema, there)
            if (alone := once(piece, there, engine)) is None:
                continue
            try:
                taken = await milliseconds(engine, alone.query)
            except OperationRefused:
                continue  # for what only a value or PostgreSQL can tell
            guesses.append(Timed(alone, taken * most_copies(alone, limits)))
        guesses.sort(key=lambda guess: -guess.milliseconds)
        timed = []
        for number, guess in enumerate(guesses[:asked]):
            say(f"{number} of {asked} asked in full")
            filled = fill(guess.filled, there, engine, limits)
            timed.append(Timed(filled, await milliseconds(engine, filled.query)))
        timed.sort(key=lambda each: -each.milliseconds)
        say("plans")
        slowest = [
            (each, dearest(url, engine, request(each.filled.query))) for each in timed[:SHOWN]
        ]
    finally:
        await database.close()
    return Found(draws, draws - len(guesses), len(timed), slowest)
