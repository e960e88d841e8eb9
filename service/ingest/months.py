"""Months as bibliographies write them."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_of(written: str) -> int | None:
    """The first month of `July`, `29 October--3 November`, `Sept`, `September/December` or `7`."""
    if written.isascii() and written.isdigit() and len(written) <= 2:
        return int(written) if 1 <= int(written) <= 12 else None
    for word in re.findall(r"[a-z]+", written.lower()):
        if word[:3] in _MONTHS:
            return 1 + _MONTHS.index(word[:3])
    return None
