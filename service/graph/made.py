"""What computed rows look like: tables that describe rows which no database holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, BigInteger, Column, Double, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine


def described(name: str, **columns: TypeEngine[Any]) -> Table:
    """A table that describes computed rows by their columns; none of them is ever null where an
    order sorts by it."""
    return Table(name, MetaData(), *(Column(key, type_) for key, type_ in columns.items()))


ID = BigInteger()
IDS = ARRAY(BigInteger)
COUNT = Integer()
COUNTS = ARRAY(Integer)
SHARE: TypeEngine[Any] = Double()
WORDS = Text()
