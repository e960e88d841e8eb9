"""Citations: what an edge between two papers says, with the paper at its other end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select, true

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.json import JsonObject
from service.compiler.row import Row
from service.rest.shapes import FLAG, TEXT, list_of, thing
from service.s2.declare import Fields, Nested, Scalar
from service.s2.paper import PAPER_OF_LIST

_CONTEXT = {"context": TEXT, "intents": list_of(TEXT)}
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
        f"{other.capitalize()}Paper",
        always=(key,),
        default=(),
        elsewhere=key,
        of={
            "contexts": Scalar(lambda citation: citation.c.contexts, list_of(TEXT)),
            "intents": Scalar(lambda citation: citation.c.intents, list_of(TEXT)),
            "contextsWithIntent": Scalar(_contexts_with_intent, list_of(thing(_CONTEXT))),
            "isInfluential": Scalar(lambda citation: citation.c.is_influential.is_(true()), FLAG),
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
