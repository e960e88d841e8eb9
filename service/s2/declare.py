"""How a field of this face says what it is: the words of `paper`, `author` and `citation`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.compiler.fields import Expression, Many, One
from service.rest.shapes import Shape, list_of, thing


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """One JSON value of the row; `parts` are names that clients may ask below it, and get whole."""

    sql: Expression
    shape: Shape
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
    object's own are those of the object in the field `elsewhere`, where there is one. `name` is
    what the kind of object is called.
    """

    name: str
    always: tuple[str, ...]
    default: tuple[str, ...]
    of: Mapping[str, Scalar | Nested]
    elsewhere: str | None = None


def shape_of(fields: Fields) -> Shape:
    """What an answer of these fields is: what was not asked for is absent."""
    members = {name: _shape(declared) for name, declared in fields.of.items()}
    return thing(members, fields.always, name=fields.name)


def _shape(declared: Scalar | Nested) -> Shape:
    if isinstance(declared, Scalar):
        return declared.shape
    inner = shape_of(declared.of())
    return inner if isinstance(declared.to, One) else list_of(inner)


def names_of(fields: Fields) -> Sequence[str]:
    """All names that can be asked for, those of objects within objects with a dot between."""
    found: list[str] = []
    for name, declared in fields.of.items():
        found.append(name)
        below = declared.parts if isinstance(declared, Scalar) else names_of(declared.of())
        found += [f"{name}.{part}" for part in below]
        if name == fields.elsewhere:
            found += [part for part in below if part not in fields.of]
    return found
