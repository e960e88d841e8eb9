"""Keyset pages: the order of a list, the rows between two cursors, and the cursors themselves."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, Double, Integer, Text, func, tuple_
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import TypeEngine

from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.errors import Code, OperationRefused

PLACE = "page_place"
"""The column of a page that numbers its rows from 1, in the direction in which they are read."""

_INTEGER = range(-(2**31), 2**31)
_BIGINT = range(-(2**63), 2**63)
_LARGEST = 1e300
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def key_columns(many: Many, order: Order) -> tuple[str | None, ...]:
    """The column of a listed row that holds each sort key; None where only the entity at the
    edge's end has it."""
    columns = [name if many.through is None else many.copies.get(name) for name in order.keys]
    return tuple(columns) if order.unique else (*columns, many.target)


def needs_entity(many: Many, order: Order) -> bool:
    """Whether an order sorts by something that does not stand on the edge."""
    return None in key_columns(many, order)


def sort_keys(many: Many, order: Order, row: Row, entity: Row) -> tuple[ColumnElement[Any], ...]:
    """What the order compares: the edge's copy of a key where it has one, else the entity's
    column."""
    columns = key_columns(many, order)
    return tuple(
        entity.c[order.keys[place]] if column is None else row.c[column]
        for place, column in enumerate(columns)
    )


def key_types(many: Many, order: Order) -> tuple[TypeEngine[Any], ...]:
    """The SQL types of the sort keys, in their order."""
    entity = Row("entity", many.to)
    row = entity if many.through is None else Row("edge", many.through)
    return tuple(key.type for key in sort_keys(many, order, row, entity))


def beyond(
    keys: Sequence[ColumnElement[Any]],
    bounds: Sequence[ColumnElement[Any]],
    *,
    greater: bool,
    inclusive: bool = False,
) -> ColumnElement[bool]:
    """The rows whose keys, compared as one value, lie on one side of the bounds."""
    left: ColumnElement[Any] = keys[0] if len(keys) == 1 else tuple_(*keys)
    right: ColumnElement[Any] = bounds[0] if len(bounds) == 1 else tuple_(*bounds)
    if greater:
        return left >= right if inclusive else left > right
    return left <= right if inclusive else left < right


def cursor_text(order_name: str, keys: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    """SQL of a cursor: the order's name and the row's sort keys, as URL-safe base64 of a JSON
    array."""
    array = func.json_build_array(constant(order_name), *keys)
    encoded = func.encode(
        func.convert_to(sql_cast(array, Text), constant("UTF8")),
        constant("base64"),
    )
    # translate() drops what has no counterpart: the padding, and the line breaks of long cursors.
    return func.translate(
        encoded,
        constant("+/=\n"),
        constant("-_"),
        type_=Text(),
    )


def cursor_keys(
    cursor: object, order_name: str, types: Sequence[TypeEngine[Any]], path: tuple[str | int, ...]
) -> tuple[str, ...]:
    """The sort keys that a cursor holds, as PostgreSQL reads them.

    Refuses whatever this list did not hand out itself: another order's cursor, or no cursor at all.
    """
    try:
        padded = str(cursor) + "=" * (-len(str(cursor)) % 4)
        held = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise _bad_cursor(cursor, "is not one that this server made", path) from None
    match held:
        case [str(name), *keys]:
            pass
        case _:
            raise _bad_cursor(cursor, "is not one that this server made", path)
    if name != order_name:
        raise _bad_cursor(cursor, f"belongs to the order {name:.40}, not to {order_name}", path)
    if len(keys) != len(types) or not all(map(_fits, keys, types)):
        raise _bad_cursor(cursor, "is not one that this server made", path)
    return tuple(str(key) for key in keys)


def _fits(key: object, type_: TypeEngine[Any]) -> bool:
    """Whether PostgreSQL could have written the key; what it cannot read would fail there."""
    if isinstance(type_, Integer):
        return type(key) is int and key in (_BIGINT if isinstance(type_, BigInteger) else _INTEGER)
    if isinstance(type_, Double):
        return type(key) in (int, float) and float(str(key)) < _LARGEST
    if not isinstance(key, str):
        return False
    return _is_date(key) if isinstance(type_, Date) else _is_text(key)


def _is_date(text: str) -> bool:
    if text == "-infinity":
        return True
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_text(text: str) -> bool:
    """JSON can write two things that no text of PostgreSQL has: U+0000, and half of a surrogate
    pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def _bad_cursor(cursor: object, reason: str, path: tuple[str | int, ...]) -> OperationRefused:
    return OperationRefused.because(
        Code.BAD_USER_INPUT,
        f"The cursor {str(cursor)[:60]!r} {reason}. Take cursors from `pageInfo` or `edges`.",
        path=path,
    )
