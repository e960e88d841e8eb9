"""A paper as a record of RIS, the format of reference managers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, case, cast, func, select, union_all
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import ids
from service.citing.bibtex import key
from service.citing.facts import address, date_part, outside_id, venue
from service.citing.kinds import kind_of
from service.citing.names import on_one_line, signatures
from service.compiler.row import Row, constant
from service.tables.paper import abstract

_LINE_END = "\r\n"


def ris(paper: Row) -> ColumnElement[Any]:
    """The record, as text, from `TY` to `ER`. What is not known is left out."""
    name = signatures(paper).subquery("author")
    parts = func.concat_ws(constant(", "), name.c.family, func.nullif(name.c.given, constant("")))
    parts = func.concat_ws(constant(", "), func.nullif(parts, constant("")), name.c.suffix)
    written = case((name.c.family.is_(None), name.c.whole), else_=parts)
    one_by_one: list[tuple[str, ColumnElement[Any]]] = [
        ("TI", paper.c.title),
        ("T2", venue(paper, "name")),
        ("PY", cast(paper.c.year, Text)),
        ("DA", _date(paper)),
        ("SN", venue(paper, "issn")),
        ("DO", outside_id(paper, ids.Scheme.DOI)),
        ("UR", address(paper)),
        ("LA", paper.c.language),
        ("AB", abstract(paper)),
    ]
    lines = union_all(
        _line(0, "TY", kind_of(paper, "ris")),
        _line(1, "ID", key(paper)),
        select(constant(2), name.c.place, constant("AU"), written),
        *(_line(place, tag, value) for place, (tag, value) in enumerate(one_by_one, start=3)),
    ).subquery("line")
    text = func.format(constant(f"%s  - %s{_LINE_END}"), lines.c.tag, on_one_line(lines.c.value))
    ordered = aggregate_order_by(constant(""), lines.c.place, lines.c.part)
    body = (
        select(func.string_agg(text, ordered))
        .select_from(lines)
        .where(lines.c.value.is_not(None))
        .scalar_subquery()
    )
    return body.concat(constant(f"ER  - {_LINE_END}"))


def _line(place: int, tag: str, value: ColumnElement[Any]) -> Any:
    return select(
        constant(place).label("place"),
        constant(0).label("part"),
        constant(tag).label("tag"),
        value.label("value"),
    )


def _date(paper: Row) -> ColumnElement[Any]:
    """`YYYY/MM/DD/`, as much as is known."""
    month, day = date_part(paper, "MM"), date_part(paper, "DD")
    year = func.lpad(cast(paper.c.year, Text), constant(4), constant("0"))
    parts = [func.coalesce(part, constant("")) for part in (month, day)]
    date = func.concat_ws(constant("/"), year, *parts, constant(""))
    return case((paper.c.year.is_not(None), date))
