"""How much two things have in common, as a share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Double, cast, func, literal


def cosine(common: Any, one: Any, other: Any) -> ColumnElement[Any]:
    """Salton's cosine, from 0 to 1: what both have in common, divided by the geometric mean of what
    each has."""
    product = func.greatest(cast(one, BigInteger) * other, literal(1, literal_execute=True))
    # Told its type, or SQLAlchemy would divide by a NUMERIC of fewer digits.
    return cast(common, Double) / func.sqrt(cast(product, Double), type_=Double())
