"""Filters, references and searches as conditions of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import ColumnElement
from sqlalchemy.types import TypeEngine

from service.compiler.fields import Expression
from service.compiler.plan import (
    AllOf,
    AnyOf,
    Found,
    Narrowed,
    Not,
    Operand,
    Parameter,
    Predicate,
    Variables,
    Where,
)
from service.compiler.row import Row
from service.errors import Code, OperationRefused
from service.graph.arguments import Fields, Given, Items, Late, Plain, sql_text
from service.graph.inputs import Argument, Combine, Compare, Operator, Parse, Test, Within, input_of

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One operator applied to one expression of the row; equal for equal declarations."""

    expression: Expression
    operator: Callable[[ColumnElement[Any], Any], ColumnElement[bool]]

    def __call__(self, row: Row, operand: Any) -> ColumnElement[bool]:
        return self.operator(self.expression(row), operand)


def conditions(argument: Fields, path: Path, name: str) -> tuple[Predicate, ...]:
    """What the fields of a filter or reference demand; `name` is where the argument stands."""
    found: list[Predicate] = []
    for field_name, value in argument.fields.items():
        declared = input_of(argument.type.fields[field_name])
        inner = f"{name}.{field_name}"
        match declared:
            case Test():
                found.append(search_condition(declared, value, path, inner))
            case Compare():
                found.extend(_comparisons(declared, value, path, inner))
            case Combine():
                found.append(_combination(declared, value, path, inner))
            case Within():
                assert isinstance(value, Fields)
                found.extend(conditions(value, path, inner))
            case Operator() | None:
                raise TypeError(f"{argument.type.name}.{field_name} is declared as no condition")
            case _:
                assert_never(declared)
    return tuple(found)


def search_condition(declared: Test, value: Given, path: Path, name: str) -> Where:
    """A condition with one operand."""
    operand = _operand(declared.parse, declared.type, value, path, name)
    return Where(declared.sql, (operand,), declared.of_edge, declared.sought, declared.price)


def operands(
    declared: Sequence[Argument], given: Mapping[str, Given | None], path: Path
) -> tuple[Operand, ...]:
    """What the arguments that a field alone has tell its SQL; nothing for one that is not given."""
    return tuple(_told(argument, given[argument.name], path) for argument in declared)


def length_of(declared: Sequence[Argument], given: Mapping[str, Given | None]) -> int | None:
    """How many rows these arguments ask for at most; what is beyond a limit is refused later."""
    for argument in declared:
        value = given[argument.name]
        if argument.limits and isinstance(value, Late):
            return len(value.now) if isinstance(value.now, list) else max(int(str(value.now)), 0)
    return None


def _told(declared: Argument, value: Given | None, path: Path) -> Operand:
    if value is None:
        return None
    if declared.narrows:
        assert isinstance(value, Fields)
        return _narrowed(value, path, declared.name)
    if declared.to is None:
        return _operand(declared.parse, declared.type, value, path, declared.name, declared.most)
    assert isinstance(value, Fields)
    found = conditions(value, path, declared.name)
    if not found:
        # Validation lets pass a variable that may be null.
        raise _refused(f"`{declared.name}` names nothing: its field is null.", path)
    return Found(declared.to, found)


def _narrowed(argument: Fields, path: Path, name: str) -> Narrowed:
    kinds: list[tuple[str, tuple[Predicate, ...]]] = []
    for kind, value in argument.fields.items():
        assert isinstance(value, Fields)
        kinds.append((kind, conditions(value, path, f"{name}.{kind}")))
    return Narrowed(tuple(kinds))


def _comparisons(declared: Compare, value: Given, path: Path, name: str) -> list[Predicate]:
    assert isinstance(value, Fields)
    found: list[Predicate] = []
    for operator_name, operand in value.fields.items():
        operator = input_of(value.type.fields[operator_name])
        assert isinstance(operator, Operator)
        comparison = _Comparison(declared.sql, operator.sql)
        inner = f"{name}.{operator_name}"
        bound = _operand(None, None, operand, path, inner)
        found.append(Where(comparison, (bound,), declared.of_edge, price=operator.price))
    return found


def _combination(declared: Combine, value: Given, path: Path, name: str) -> Predicate:
    if declared.how == "not":
        assert isinstance(value, Fields)
        return Not(AllOf(conditions(value, path, name)))
    assert isinstance(value, Items)
    parts = tuple(
        AllOf(conditions(item, path, f"{name}[{place}]"))
        for place, item in enumerate(value.items)
        if isinstance(item, Fields)
    )
    return AllOf(parts) if declared.how == "and" else AnyOf(parts)


def _operand(
    parse: Parse | None,
    type_: TypeEngine[Any] | None,
    value: Given,
    path: Path,
    name: str,
    most: int | None = None,
) -> Operand:
    if isinstance(value, Plain):
        return value.value  # type: ignore[return-value]
    assert isinstance(value, Late)
    late = value

    def read(variables: Variables) -> object:
        found = late.read(variables)
        if most is not None and isinstance(found, list) and len(found) > most:
            message = f"`{name}` has {len(found):,} items; at most {most:,} are allowed."
            raise _refused(message, path)
        return _stored(parse, sql_text(found), path, name)

    return Parameter(read, type_)


def _stored(parse: Parse | None, value: object, path: Path, name: str) -> object:
    """The argument as PostgreSQL compares it; refuses what it could never hold."""
    if isinstance(value, list):
        return [_stored(parse, item, path, f"{name}[{place}]") for place, item in enumerate(value)]
    text = str(value)
    if "\0" in text:
        raise _refused(f"`{name}` contains the character U+0000, which no text here has.", path)
    try:
        return text if parse is None else parse(text)
    except ValueError as expected:
        raise _refused(f"`{name}` is {text[:80]!r}; expected: {expected}", path) from None


def _refused(message: str, path: Path) -> OperationRefused:
    return OperationRefused.because(Code.BAD_USER_INPUT, message, path=path)
