"""What every format says of a paper beside its title and authors."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, select

from service import ids, tables
from service.compiler.row import Row, constant

# Where a reader is sent, the best first.
_ADDRESSES = (ids.Scheme.DOI, ids.Scheme.ACL, ids.Scheme.ARXIV, ids.Scheme.PMCID, ids.Scheme.PMID)


def outside_id(paper: Row, scheme: ids.Scheme) -> ColumnElement[Any]:
    """The paper's id in a scheme, the first where sources gave several; else null."""
    names = tables.paper_external_id
    found = select(func.min(names.c.value)).where(
        names.c.paper_id == paper.c.id, names.c.scheme == constant(scheme.value)
    )
    return found.scalar_subquery()


def venue(paper: Row, what: str) -> ColumnElement[Any]:
    """A column of the venue in which the paper appeared; null where none is known."""
    place = tables.venue.alias("appeared_in")
    return select(place.c[what]).where(place.c.id == paper.c.venue_id).scalar_subquery()


def address(paper: Row) -> ColumnElement[Any]:
    """Where its best known id leads, else where it can be read freely; null if neither is
    known."""
    known = [
        constant(ids.ADDRESSES[scheme]).concat(escaped(outside_id(paper, scheme)))
        for scheme in _ADDRESSES
    ]
    return func.coalesce(*known, paper.c.open_access_url, type_=Text())


def escaped(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """A DOI as it stands in an address."""
    for character, escape in ids.ESCAPES.items():
        text = func.replace(text, constant(character), constant(escape))
    return text


def date_part(paper: Row, format_: str) -> ColumnElement[Any]:
    """Month or day of publication as PostgreSQL's to_char writes it; null unless it is known."""
    written = func.to_char(paper.c.published_on, constant(format_))
    precisions = ["day"] if format_ == "DD" else ["day", "month"]
    known = paper.c.published_precision.in_([constant(one) for one in precisions])
    return case((known, written))
