"""Query parameters as clients send them: numbers within bounds, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Mapping

from service.rest.errors import BadRequest

DEFAULT_LIMIT = 100
_LARGEST_OFFSET = 10**9

Query = Mapping[str, str]


def unacceptable(name: str, value: str, expected: str) -> BadRequest:
    """The words of the original, and what was expected instead."""
    return BadRequest(f"Unacceptable query params: [{name}={value[:100]}]; {expected}")


def limit(query: Query, most: int, default: int = DEFAULT_LIMIT) -> int:
    return _number(query, "limit", 1, most, default)


def offset(query: Query) -> int:
    return _number(query, "offset", 0, _LARGEST_OFFSET, 0)


def _number(query: Query, name: str, least: int, most: int, default: int) -> int:
    text = query.get(name)
    if not text:
        return default
    # int() would take "1_000", " 1 " and Arabic digits as well.
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise unacceptable(name, text, f"expected a whole number from {least} to {most}")
    return int(text)
