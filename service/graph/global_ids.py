"""`node` and `nodes`: whatever bears a global id, found inside the one statement."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from service.compiler.fields import One
from service.compiler.plan import (
    FirstOf,
    Node,
    Object,
    Operand,
    Parameter,
    Selected,
    Variables,
    Where,
)
from service.compiler.row import Row
from service.errors import Code, OperationRefused
from service.graph.arguments import Late
from service.graph.limits import Limits
from service.graph.references import parse_global_id
from service.tables.change import current_id, noun

Case = tuple[Table, tuple[Node, ...]]
"""The table of a type that has global ids, and what is asked of it."""


def with_global_id(key: str, argument: Late, cases: Sequence[Case]) -> FirstOf:
    """What bears the one id asked for."""
    return FirstOf(
        key, tuple(_with_id(Object(key, One(table), fields), argument) for table, fields in cases)
    )


def with_global_ids(
    key: str, argument: Late, cases: Sequence[Case], limits: Limits, path: tuple[str | int, ...]
) -> Selected:
    """What bears each of the ids asked for, in their order."""
    assert isinstance(argument.now, list)
    if len(argument.now) > limits.ids:
        raise OperationRefused.because(
            Code.BAD_USER_INPUT,
            f"`ids` has {len(argument.now):,} ids; at most {limits.ids} are allowed.",
            path=path,
        )
    return Selected(
        key,
        Parameter(lambda request: list(map(_noun, _texts(argument, request))), ARRAY(Text)),
        Parameter(lambda request: list(map(_number, _texts(argument, request))), ARRAY(BigInteger)),
        tuple((noun(table), Object(key, One(table, _is_asked), found)) for table, found in cases),
        len(argument.now),
    )


def _has_id(row: Row, id_: ColumnElement[int]) -> ColumnElement[bool]:
    return row.c.id == current_id(row.table, id_)


def _is_asked(asked: Row, row: Row) -> ColumnElement[bool]:
    """The row that one of the ids asked for means."""
    return _has_id(row, asked.c.id)


def _with_id(case: Object, argument: Late) -> Object:
    """The case asked for by a global id: of another noun's id it finds nothing."""

    name = noun(case.one.to)

    def read(variables: Variables) -> object:
        text = str(argument.read(variables))
        return _number(text) if _noun(text) == name else None

    operand: Operand = Parameter(read, BigInteger())
    return Object(case.key, case.one, case.fields, (Where(_has_id, (operand,)),))


def _texts(argument: Late, variables: Variables) -> list[str]:
    texts = argument.read(variables)
    assert isinstance(texts, list)
    return texts


def _noun(text: str) -> str:
    return text.partition(":")[0]


def _number(text: str) -> str:
    """The number in a global id; that of nothing where it is none."""
    found = parse_global_id(text)
    return found[1] if found else "0"
