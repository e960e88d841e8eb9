"""How a field of this face says what it is: the words of `paper`, `author` and `citation`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.compiler.fields import Expression, Many, One


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """One JSON value of the row; `parts` are names that clients may ask below it, and get whole."""

    sql: Expression
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Nested:
    """Objects of other rows: at most `limit` of a list, or one."""

    to: Many | One
    of: Callable[[], Fields]
    limit: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """All fields of a kind of object, in the order of the answer.

    `always` are there whatever is asked; `default` where nothing is. Names that are not the
    object's own are those of the object in the field `elsewhere`, where there is one.
    """

    always: tuple[str, ...]
    default: tuple[str, ...]
    of: Mapping[str, Scalar | Nested]
    elsewhere: str | None = None
