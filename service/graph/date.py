"""The scalar `Date`: a day, written in one way only."""

from __future__ import annotations

import re
from datetime import date

import strawberry

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _parse(value: object) -> date:
    # fromisoformat() alone would take `20261122` and `2026-W47-7` as well.
    if not isinstance(value, str) or not _FORM.fullmatch(value):
        raise ValueError("Expected a day such as `2026-11-22`.")
    return date.fromisoformat(value)


DATE = strawberry.scalar(
    name="Date",
    description="A day of the Gregorian calendar, as in `2026-11-22`.",
    serialize=date.isoformat,
    parse_value=_parse,
)
