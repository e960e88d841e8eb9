"""Query parameters as clients send them: numbers within bounds, and what is wrong with others."""

from __future__ import annotations

from collections.abc import Mapping

from service.rest.errors import BadRequest
from service.rest.operations import Parameter
from service.rest.shapes import Shape, list_of, whole, words
from service.s2.declare import Fields, names_of
from service.s2.planning import MOST_NAMES

DEFAULT_LIMIT = 100
_LARGEST_OFFSET = 10**9

Query = Mapping[str, str]


def unacceptable(name: str, value: str, expected: str) -> BadRequest:
    """The words of the original, and what was expected instead."""
    return BadRequest(f"Unacceptable query params: [{name}={value[:100]}]; {expected}")


QUERY = Parameter("query", Shape("string", "What is searched.", longest=1_000))
OFFSET = Parameter("offset", whole(0, _LARGEST_OFFSET, 0).about("How many are left out first."))


def limit_of(most: int, default: int = DEFAULT_LIMIT) -> Parameter:
    return Parameter("limit", whole(1, most, default).about("How many are told."))


def fields_of(fields: Fields) -> Parameter:
    """The names that can be asked for."""
    # A name left empty, as behind a comma too many, is left out.
    known = words(*dict.fromkeys(names_of(fields)), "")
    about = f"What is told; without it {', '.join((*fields.always, *fields.default))}."
    return Parameter("fields", list_of(known, longest=MOST_NAMES).about(about))


def limit(query: Query, most: int, default: int = DEFAULT_LIMIT) -> int:
    return _number(query, "limit", 1, most, default)


def offset(query: Query) -> int:
    return _number(query, "offset", 0, _LARGEST_OFFSET, 0)


def _number(query: Query, name: str, least: int, most: int, default: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    # int() would take "1_000", " 1 " and Arabic digits as well.
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise unacceptable(name, text, f"expected a whole number from {least} to {most}")
    return int(text)
