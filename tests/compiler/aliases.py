"""Which alias of a statement enters which FROM clause, and whether all uses stand under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

_TOKEN = re.compile(
    r"""'(?:[^']|'')*'                                           # a text, skipped
      | \)\s+(?:WITH\s+ORDINALITY\s+)?AS\s+(?P<derived>(?:page|asked|made|bucket)_\d+)\b
      | [()]
      | \b(?P<named>(?:found|walked)_\d+)\s+AS\s+(?=\()
      | \b(?:FROM|JOIN)\s+\w+\s+AS\s+(?P<joined>\w+_\d+)\b
      | ,\s+\w+\s+AS\s+(?P<listed>\w+_\d+)\b
      | \b(?P<used>[a-z]\w*_\d+)\.
    """,
    re.VERBOSE,
)

Place = tuple[int, ...]
"""The brackets around something, each by its number; () is the statement itself."""


def entries(sql: str) -> Counter[str]:
    """How often each alias of the compiler's enters a FROM clause."""
    return Counter(alias for alias, _, declared in _mentions(sql) if declared)


def strays(sql: str) -> list[str]:
    """Aliases used where no FROM clause around them has them: they would not even run, or worse,
    mean another row."""
    mentions = list(_mentions(sql))
    places = {alias: place for alias, place, declared in mentions if declared}
    return [
        alias
        for alias, place, declared in mentions
        if not declared and (alias not in places or place[: len(places[alias])] != places[alias])
    ]


def _mentions(sql: str) -> Iterator[tuple[str, Place, bool]]:
    place: list[int] = []
    numbers = count()
    for match in _TOKEN.finditer(sql):
        if match["derived"]:
            place.pop()
            yield match["derived"], tuple(place), True
        elif match[0] == "(":
            place.append(next(numbers))
        elif match[0] == ")":
            place.pop()
        elif declared := match["joined"] or match["listed"] or match["named"]:
            yield declared, tuple(place), True
        elif match["used"]:
            yield match["used"], tuple(place), False
