"""Filters, references and searches as conditions of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import ColumnElement

from service.compiler.fields import Expression
from service.compiler.plan import (
    AllOf,
    AnyOf,
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
from service.graph.declare import Combine, Compare, Operator, Test, input_of

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
            case Operator() | None:
                raise TypeError(f"{argument.type.name}.{field_name} is declared as no condition")
            case _:
                assert_never(declared)
    return tuple(found)


def search_condition(declared: Test, value: Given, path: Path, name: str) -> Where:
    """A condition with one operand."""
    return Where(declared.sql, (_operand(declared, value, path, name),))


def _comparisons(declared: Compare, value: Given, path: Path, name: str) -> list[Predicate]:
    assert isinstance(value, Fields)
    found: list[Predicate] = []
    for operator_name, operand in value.fields.items():
        operator = input_of(value.type.fields[operator_name])
        assert isinstance(operator, Operator)
        comparison = _Comparison(declared.sql, operator.sql)
        inner = f"{name}.{operator_name}"
        found.append(Where(comparison, (_operand(Test(comparison), operand, path, inner),)))
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


def _operand(declared: Test, value: Given, path: Path, name: str) -> Operand:
    if isinstance(value, Plain):
        return value.value  # type: ignore[return-value]
    assert isinstance(value, Late)
    late = value

    def read(variables: Variables) -> object:
        return _stored(declared, late.read(variables), path, name)

    return Parameter(read, declared.type)


def _stored(declared: Test, value: object, path: Path, name: str) -> object:
    """The argument as PostgreSQL compares it; refuses what it could never hold."""
    text = sql_text(value)
    for part in text if isinstance(text, list) else [text]:
        if "\0" in str(part):
            raise _refused(f"`{name}` contains the character U+0000, which no text here has.", path)
    if declared.parse is None:
        return text
    try:
        return declared.parse(str(text))
    except ValueError as expected:
        raise _refused(f"`{name}` is {str(text)[:80]!r}; expected: {expected}", path) from None


def _refused(message: str, path: Path) -> OperationRefused:
    return OperationRefused.because(Code.BAD_USER_INPUT, message, path=path)
