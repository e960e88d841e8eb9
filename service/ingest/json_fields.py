"""Fields of a JSON object as the types they must have, or a rejection that names the field."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from service.ids import ExternalId, parse_id, parse_reference
from service.ingest.records import PartialDate, Precision, Rejected

RAW_LENGTH = 2_000


class BadField(Exception):
    """A value is not what its field must hold."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason

    def rejected(self, raw: bytes) -> Rejected:
        return Rejected(self.field, self.reason, raw[:RAW_LENGTH].decode("utf-8", "replace"))


def read_object(data: bytes) -> Fields:
    """The object that a line of JSON holds."""
    try:
        value = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadField(None, f"expected JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadField(None, f"expected a JSON object, not {_kind(value)}")
    return Fields(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object; null and absent are the same. `within` is the path to it, for messages."""

    values: dict[str, Any]
    within: str = ""

    def path(self, name: str) -> str:
        return f"{self.within}.{name}" if self.within else name

    def text(self, *names: str) -> str | None:
        """Not empty; the first of these names that has a value."""
        name, value = self._first(names)
        if value is None:
            return None
        if not isinstance(value, str):
            self._refuse(name, "text", value)
        return value.strip() or None

    def required_text(self, *names: str) -> str:
        value = self.text(*names)
        if value is None:
            raise BadField(self.path(names[0]), "expected text, found none")
        return value

    def flag(self, *names: str) -> bool | None:
        name, value = self._first(names)
        if value is not None and not isinstance(value, bool):
            self._refuse(name, "true or false", value)
        return value

    def integer(self, *names: str) -> int | None:
        name, value = self._first(names)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self._refuse(name, "a whole number", value)
        return value

    def number(self, *names: str) -> float | None:
        name, value = self._first(names)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._refuse(name, "a number", value)
        try:
            found = float(value)
        except OverflowError:
            found = math.inf
        if not math.isfinite(found):
            self._refuse(name, "a finite number", value)
        return found

    def items(self, *names: str) -> list[Any]:
        """The list of that name; a single value counts as a list of one."""
        _, value = self._first(names)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def objects(self, *names: str) -> Iterator[Fields]:
        """The list's objects; where a text stands, an object of one field, `name`."""
        for place, value in enumerate(self.items(*names)):
            where = f"{self.path(names[0])}[{place}]"
            if isinstance(value, str):
                yield Fields({"name": value}, where)
            elif isinstance(value, dict):
                yield Fields(value, where)
            else:
                raise BadField(where, f"expected text or an object, not {_kind(value)}")

    def texts(self, *names: str) -> tuple[str, ...]:
        found = []
        for place, value in enumerate(self.items(*names)):
            if not isinstance(value, str):
                self._refuse(f"{names[0]}[{place}]", "text", value)
            if value.strip():
                found.append(value.strip())
        return tuple(found)

    def id(self, scheme: str, *names: str) -> ExternalId | None:
        """The id of that scheme: bare, or however the world writes it."""
        name, value = self._first(names)
        if value is None or value == "":
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value) if abs(value) < 10**18 else ""
        if not isinstance(value, str):
            self._refuse(name, f"an id of {scheme}", value)
        found = parse_id(scheme, value) or parse_reference(value)
        if found is None:
            self._refuse(name, f"an id of {scheme}", value)
        return found

    def ids(self, *names: str) -> tuple[ExternalId, ...]:
        """Ids as people write them: `doi:10.…`, `https://arxiv.org/abs/…`."""
        found = []
        for place, value in enumerate(self.texts(*names)):
            id_ = parse_reference(value)
            if id_ is None:
                self._refuse(f"{names[0]}[{place}]", "an id, as doi:10.1145/12345.67890", value)
            found.append(id_)
        return tuple(dict.fromkeys(found))

    def day(self, *names: str) -> PartialDate | None:
        """`2023-10-29`, `2023-10`, `2023`, or a time stamp, of which the day counts."""
        name, value = self._first(names)
        if value is None or value == "":
            return None
        found = read_day(value) if isinstance(value, str) else None
        if found is None:
            self._refuse(name, "a date, as 2023-10-29", value)
        return found

    def _first(self, names: tuple[str, ...]) -> tuple[str, Any]:
        for name in names:
            value = self.values.get(name)
            if value is not None:
                return name, value
        return names[0], None

    def _refuse(self, name: str, expected: str, value: object) -> NoReturn:
        shown = f"{value!r}"
        shown = shown if len(shown) <= 80 else f"{shown[:77]}…"
        raise BadField(self.path(name), f"expected {expected}, not {shown}")


_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")


def read_day(text: str) -> PartialDate | None:
    """An ISO date, whole or in part; None for what is no day of the calendar."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    precision: Precision = "day" if match[3] else "month" if match[2] else "year"
    try:
        return PartialDate(date(int(match[1]), int(match[2] or 1), int(match[3] or 1)), precision)
    except ValueError:
        return None


def _kind(value: object) -> str:
    names: dict[type, str] = {list: "a list", str: "text", bool: "true or false", dict: "an object"}
    return "null" if value is None else names.get(type(value), "a number")
