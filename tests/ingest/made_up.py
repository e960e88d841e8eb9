"""Papers made up for runs: they share authors and cite each other."""

from __future__ import annotations

import random

PEOPLE = ("Ada Byron", "Bo Weaver", "Cy Loom", "Di Shuttle", "Ed Warp", "Flo Weft")


def papers(count, seed=1):
    """Lines of papers that share authors and cite each other, forward and back."""
    chance = random.Random(seed)
    return [
        {
            "arxiv_id": f"2301.{number:05}",
            "title": f"Paper {number % (count - 3)}",
            "year": 2020 + number % 4,
            "authors": chance.sample(PEOPLE, 3),
            "references": [f"arxiv:2301.{chance.randrange(count):05}" for _ in range(3)],
            "code": [f"https://github.com/loom/{number % 5}"],
        }
        for number in range(1, count + 1)
    ]
