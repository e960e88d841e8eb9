"""How the command line reads what stands behind its flags."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from math import nan


def day(text: str) -> date:
    """Reads `2026-11-22`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-22") from None


def percentage(text: str) -> int:
    """Reads a whole number from 0 to 100."""
    if not (text.isascii() and text.isdigit() and int(text) <= 100):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to 100")
    return int(text)


def id_of(noun: str) -> Callable[[str], int]:
    """Reads `author:12`, or 12."""

    def parse(text: str) -> int:
        number = text.removeprefix(f"{noun}:")
        if not (number.isascii() and number.isdigit() and 0 < int(number) < 2**63):
            raise argparse.ArgumentTypeError(f"{text!r} is no id such as {noun}:12")
        return int(number)

    return parse


def chance(text: str) -> float:
    """Reads a chance that is neither nothing nor certainty: from 0.01 to 0.99."""
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not 0.01 <= value <= 0.99:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0.01 to 0.99")
    return value


def count(text: str) -> int:
    """Reads a whole number above 0 that PostgreSQL can count to."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)
