"""Citations: what an edge between two papers says, with the paper at its other end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select, true

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.json import JsonObject
from service.compiler.row import Row
from service.s2.declare import Fields, Nested, Scalar
from service.s2.paper import PAPER_OF_LIST

_NOTHING: ColumnElement[Any] = literal_column("'[]'::json")


def _contexts_with_intent(citation: Row) -> ColumnElement[Any]:
    """Each sentence with all intents: sources give the two lists, not which belongs to which."""
    said = func.unnest(citation.c.contexts).table_valued("context").render_derived(name="said")
    item = JsonObject([("context", said.c.context), ("intents", citation.c.intents)])
    found = select(func.json_agg(item)).select_from(said)
    return func.coalesce(found.scalar_subquery(), _NOTHING)


def _edge(other: str, key: str) -> Fields:
    """The fields of an edge; those of the paper at its end (`other`) stand in an object (`key`)."""
    at_end = One(tables.paper, lambda citation, paper: paper.c.id == citation.c[f"{other}_id"])
    return Fields(
        always=(key,),
        default=(),
        elsewhere=key,
        of={
            "contexts": Scalar(lambda citation: citation.c.contexts),
            "intents": Scalar(lambda citation: citation.c.intents),
            "contextsWithIntent": Scalar(_contexts_with_intent),
            "isInfluential": Scalar(lambda citation: citation.c.is_influential.is_(true())),
            key: Nested(at_end, lambda: PAPER_OF_LIST),
        },
    )


CITING = _edge("citing", "citingPaper")
CITED = _edge("cited", "citedPaper")

CITATIONS = Many(
    tables.citation,
    Order(("citing_published_key", "citing_id"), descending=True, unique=True),
    on=lambda paper, citation: citation.c.cited_id == paper.c.id,
)
"""Who cites a paper, the newest first."""

REFERENCES = Many(
    tables.citation,
    Order(("cited_id",), unique=True),
    on=lambda paper, citation: citation.c.citing_id == paper.c.id,
)
"""Whom a paper cites."""
