"""Cuts the text of a profile page into its header and one block of lines for each paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = re.compile(r"(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?")

# A line that was meant to begin a paper, though it cannot be read: short, begins with a score, a
# topic or a month, and holds a figure.
_NEARLY_HEADER = re.compile(rf"(?=.*\d)(?:\d|[A-Z]{{2}}|{'|'.join(_MONTHS)}).{{3,38}}")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the page; `line` is the number of the first, counted from 1."""

    line: int
    lines: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def is_broken(self) -> bool:
        """Did bytes stand here that are no UTF-8?"""
        return any("\udc80" <= letter <= "\udcff" for line in self.lines for letter in line)

    def numbered(self) -> Iterator[tuple[int, str]]:
        yield from enumerate(self.lines, self.line)

    def after_first(self) -> Iterator[tuple[int, str]]:
        """The lines after the first that hold something."""
        return (
            (number, line)
            for number, line in self.numbered()
            if number > self.line and line.strip()
        )

    def text_after(self, line: int) -> str | None:
        """The text below a line as it stands, without the empty lines around it."""
        rest = list(self.lines[line - self.line + 1 :])
        while rest and not rest[0].strip():
            del rest[0]
        while rest and not rest[-1].strip():
            del rest[-1]
        return "\n".join(rest) or None


class PageText:
    """A page in blocks: `header` is what stands above the first paper, `entries` begin with the
    line of score, topic and date (`paper_line`) or with one that was meant to be it. What is known
    as a line of the header (`header_line`) was not.
    """

    def __init__(
        self, text: str, paper_line: re.Pattern[str], header_line: re.Pattern[str]
    ) -> None:
        lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
        starts = [
            number
            for number, line in enumerate(lines)
            if paper_line.fullmatch(line.rstrip())
            or (_is_broken_start(lines, number) and not header_line.fullmatch(line.strip()))
        ]
        self.header = Block(1, tuple(lines[: starts[0] if starts else len(lines)]))
        self.entries = [
            Block(start + 1, tuple(lines[start:end]))
            for start, end in zip(starts, [*starts[1:], len(lines)], strict=False)
        ]


def _is_broken_start(lines: list[str], number: int) -> bool:
    """A nearly right line after an empty one, with a title below it, and then a line of authors."""
    return (
        _NEARLY_HEADER.fullmatch(lines[number]) is not None
        and number > 1
        and not lines[number - 1].strip()
        and [bool(line.strip()) for line in lines[number + 1 : number + 4]] == [True, False, True]
    )


def day_of(text: str, as_of: date) -> date | None:
    """`Oct 29, 2023`; without a year the latest such day not after `as_of`; None for no real
    day."""
    match = _DAY.fullmatch(text)
    if match is None or match["month"] not in _MONTHS:
        return None
    month, day = _MONTHS.index(match["month"]) + 1, int(match["day"])
    if match["year"]:
        return _day_or_none(int(match["year"]), month, day)
    # The 29th of February comes back within eight years.
    latest = range(as_of.year, max(as_of.year - 9, 0), -1)
    days = (_day_or_none(year, month, day) for year in latest)
    return next((found for found in days if found is not None and found <= as_of), None)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
