"""The search for slow queries: what it draws is valid, is what it was for the same seed, and fills
the limits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from random import Random

import pytest
from graphql import parse, validate

from benchmarks.slowest.__main__ import told
from benchmarks.slowest.drawing import Piece, draw
from benchmarks.slowest.filling import fill, most_copies, once, query_of
from benchmarks.slowest.known import HUBS, known
from benchmarks.slowest.looking import look
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.schema import schema

SCHEMA = schema._schema
LIMITS = Limits()


@pytest.fixture(scope="module")
def there(corpus):
    return known(corpus.reader_url)


@pytest.fixture(scope="module")
def engine():
    return Engine(None, LIMITS)


def test_those_with_most_come_first(there, corpus):
    assert set(there.ids) == {"paper", "author", "affiliation", "topic", "venue", "repository"}
    assert all(0 < len(ids) <= HUBS for ids in there.ids.values())
    assert there.words
    assert there.names
    assert there.codes


def test_what_is_drawn_is_valid_and_asks_for_every_root_field(there):
    random = Random(3)
    drawn = [draw(random, SCHEMA, there) for _ in range(200)]
    for piece in drawn:
        query = query_of(piece, 3, there)
        assert not validate(SCHEMA, parse(query)), query
    assert {piece.text.split("(")[0].split(" ")[0] for piece in drawn} == set(
        SCHEMA.query_type.fields
    )


def test_the_same_seed_draws_the_same(there):
    def drawn(seed):
        random = Random(seed)
        return [draw(random, SCHEMA, there) for _ in range(20)]

    assert drawn(5) == drawn(5) != drawn(6)


def test_copies_are_about_those_who_come_next(there):
    piece = Piece('author(by: {id: "@author+1@"}) { name }', 2, 0)
    assert query_of(piece, 2, there) == (
        f'{{ q0: author(by: {{id: "{there.ids["author"][1]}"}}) {{ name }}'
        f' q1: author(by: {{id: "{there.ids["author"][2]}"}}) {{ name }} }}'
    )


@pytest.mark.parametrize(
    ("piece", "copies"),
    [
        # By aliases: 100 are allowed.
        (Piece('node(id: "@paper+0@") { id }', 2, 0), 100),
        # By selections: 500 are allowed, and each copy has eleven.
        (Piece('paper(by: {id: "@paper+0@"}) { id' + " id" * 9 + " }", 11, 0), 45),
        # By cost: 1 + 100 × (1 + 1 + 19 × 1) = 2,101 a copy.
        (Piece("papers(first: 100) { nodes { citations(first: 19) { nodes { id } } } }", 5, 0), 47),
    ],
)
def test_a_query_is_filled_until_a_limit_is_reached(there, engine, piece, copies):
    alone = once(piece, there, engine)
    assert alone is not None
    filled = fill(alone, there, engine, LIMITS)
    assert filled.copies == most_copies(alone, LIMITS) == copies
    assert filled.cost == copies * alone.cost
    assert (
        once(replace(piece, text=query_of(piece, copies + 1, there)[1:-1]), there, engine) is None
    )


def test_the_slowest_are_found_and_told(corpus):
    found = asyncio.run(look(corpus.reader_url, 15, 4, 1, lambda step: None))
    assert found.drawn == 15
    assert found.asked == 4
    times = [timed.milliseconds for timed, _ in found.slowest]
    assert times == sorted(times, reverse=True)
    assert all(0 < timed.filled.cost <= LIMITS.cost for timed, _ in found.slowest)
    assert all(dear for _, dear in found.slowest)
    table = list(told(found))
    assert len([line for line in table if line.startswith("| ")]) == 1 + 4
