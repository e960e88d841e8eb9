"""A paper as an item of CSL-JSON, which citation processors read (schema 1.0.2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, case, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import ids
from service.citing.bibtex import key
from service.citing.facts import address, date_part, outside_id, venue
from service.citing.kinds import kind_of
from service.citing.names import signatures
from service.compiler.json import JsonObject
from service.compiler.row import Row, constant
from service.tables.paper import abstract


def csl_item(paper: Row) -> ColumnElement[Any]:
    """The item, as JSON. What is not known is left out."""
    members = [
        ("id", key(paper)),
        ("type", kind_of(paper, "csl")),
        ("title", paper.c.title),
        ("author", _authors(paper)),
        ("container-title", venue(paper, "name")),
        ("issued", _issued(paper)),
        ("DOI", outside_id(paper, ids.Scheme.DOI)),
        ("PMID", outside_id(paper, ids.Scheme.PMID)),
        ("PMCID", outside_id(paper, ids.Scheme.PMCID)),
        ("ISSN", venue(paper, "issn")),
        ("URL", address(paper)),
        ("language", paper.c.language),
        ("abstract", abstract(paper)),
    ]
    return func.json_strip_nulls(JsonObject(members))


def csl_text(paper: Row) -> ColumnElement[Any]:
    """The same as text."""
    return cast(csl_item(paper), Text)


def _authors(paper: Row) -> ColumnElement[Any]:
    name = signatures(paper).subquery("author")
    taken_apart = JsonObject(
        [
            ("family", name.c.family),
            ("given", func.nullif(name.c.given, constant(""))),
            ("suffix", name.c.suffix),
        ]
    )
    whole = JsonObject([("literal", name.c.whole)])
    item = case((name.c.family.is_(None), whole), else_=taken_apart)
    return select(func.json_agg(aggregate_order_by(item, name.c.place))).scalar_subquery()


def _issued(paper: Row) -> ColumnElement[Any]:
    """`{"date-parts": [[2017, 6, 12]]}`, as much as is known."""
    parts = [paper.c.year, *(cast(date_part(paper, part), Integer) for part in ("MM", "DD"))]
    year, month, day = parts
    dates = case(
        (day.is_not(None), func.json_build_array(year, month, day)),
        (month.is_not(None), func.json_build_array(year, month)),
        (year.is_not(None), func.json_build_array(year)),
    )
    dated = JsonObject([("date-parts", func.json_build_array(dates))])
    return case((paper.c.year.is_not(None), dated))
