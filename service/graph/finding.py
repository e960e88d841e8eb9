"""Finding entities of all kinds at once: by words, and by how their names begin.

Each kind has an order of its own; the answer takes the best of each kind, then the second best, and
so on. Within a kind only so many candidates are compared, so that no word is too frequent to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Table,
    cast,
    func,
    select,
    union_all,
)

from service import ids, tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.compiler.seeking import first_rows, names_after
from service.graph.any_noun import entity_of_any_kind
from service.graph.connections import Node
from service.graph.declare import leaf
from service.graph.inputs import argument, number
from service.graph.made import COUNT, ID, WORDS, described
from service.graph.search import WITH_WORDS, in_words, web_search
from service.tables.change import noun

_MOST = 50
_CANDIDATES = 200
_HIT = described("hit", noun=WORDS, id=ID, label=WORDS, place=COUNT)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of entity: its table, the tables of its names, its label and what weighs it."""

    table: Table
    names: Table
    owner: str
    key: str
    label: str
    weight: str


_KINDS = (
    _Kind(tables.paper, tables.paper, "id", "title_key", "title", "citation_count"),
    _Kind(tables.author, tables.author_name, "author_id", "name_key", "name", "citation_count"),
    _Kind(tables.topic, tables.topic, "id", "name_key", "name", "paper_count"),
    _Kind(
        tables.affiliation,
        tables.affiliation_name,
        "affiliation_id",
        "name_key",
        "name",
        "paper_count",
    ),
    _Kind(tables.venue, tables.venue, "id", "name_key", "name", "paper_count"),
)

# Text that stands between the folded name and the text as it was written: neither has it.
_BREAK = constant("\n")


def _both_forms(text: str) -> str:
    return f"{ids.name_key(text)}\n{ids.title_key(text)}\n{web_search(text).replace(chr(10), ' ')}"


def _form(asked: Any, line: int) -> ColumnElement[str]:
    return func.split_part(asked, _BREAK, constant(line))


Matching = Callable[[_Kind, Any, Any], Select[Any] | CompoundSelect[Any]]
"""Of a kind, its names (an alias) and what is asked: at most so many ids that match."""


def _beginning(kind: _Kind, names: Any, asked: Any) -> Select[Any]:
    key = _form(asked, 2 if kind.table is tables.paper else 1)
    last = key.concat(func.chr(constant(0x10FFFF)))
    return (
        select(names.c[kind.owner].label("id"))
        .where(key != constant(""), names.c[kind.key] >= key, names.c[kind.key] < last)
        .order_by(names.c[kind.key], names.c[kind.owner])
        .limit(constant(_CANDIDATES))
    )


def _with_words(kind: _Kind, names: Any, asked: Any) -> Select[Any] | CompoundSelect[Any]:
    if kind.table is tables.paper:
        return _papers_with_words(_form(asked, 3))
    entity = kind.table.alias(f"named_{noun(kind.table)}")
    matching = select(names.c[kind.owner]).where(in_words(names.c[kind.key], _form(asked, 1)))
    return (
        select(entity.c.id)
        .where(entity.c.id.in_(matching))
        .order_by(entity.c[kind.weight].desc(), entity.c.id.desc())
        .limit(constant(_CANDIDATES))
    )


def _most_cited(paper: Row) -> Select[Any]:
    order = (paper.c.citation_count.desc(), paper.c.id.desc())
    return select(paper.c.id.label("id")).order_by(*order)


def _papers_with_words(query: Any) -> CompoundSelect[Any]:
    return first_rows(
        names_after("words"),
        WITH_WORDS.ids(query),
        lambda paper: WITH_WORDS.each(paper, query),
        tables.paper,
        _most_cited,
        _CANDIDATES,
    )


def _hits(matching: Matching) -> Callable[..., Select[Any]]:
    def made(_: Row | None, asked: Any, most: Any) -> Select[Any]:
        kinds = []
        for at, kind in enumerate(_KINDS):
            names = kind.names.alias(f"names_of_{noun(kind.table)}")
            entity = kind.table.alias(f"hit_{noun(kind.table)}")
            candidates = matching(kind, names, asked).subquery(f"found_{noun(kind.table)}")
            key = _form(asked, 2 if kind.table is tables.paper else 1)
            rank = func.row_number().over(
                order_by=(
                    (entity.c[kind.key] == key).desc(),
                    entity.c[kind.weight].desc(),
                    entity.c.id,
                )
            )
            kinds.append(
                select(
                    constant(noun(kind.table)).label("noun"),
                    entity.c.id,
                    entity.c[kind.label].label("label"),
                    rank.label("rank"),
                    constant(at).label("kind"),
                ).where(entity.c.id.in_(select(candidates.c.id)))
            )
        hit = union_all(*kinds).subquery("any_hit")
        order = (hit.c.rank, hit.c.kind)
        place = cast(func.row_number().over(order_by=order), Integer).label("place")
        return select(hit.c.noun, hit.c.id, hit.c.label, place).order_by(*order).limit(most)

    return made


LIMIT = argument(
    "limit",
    int,
    f"How many to give, up to {_MOST}.",
    default=10,
    type=Integer(),
    parse=number(1, _MOST),
)
PREFIX = argument("prefix", str, "How the name or title begins.", parse=_both_forms)
QUERY = argument(
    "query",
    str,
    'Words of titles, abstracts and names; for papers `"a phrase"`, `or` and `-without` work '
    "as in web search.",
    parse=_both_forms,
)
SUGGESTED = Many(_HIT, Order(("place",), unique=True), made=_hits(_beginning), bound=_MOST)
FOUND = Many(_HIT, Order(("place",), unique=True), made=_hits(_with_words), bound=_MOST, price=500)


@strawberry.type(description="An entity of any kind that was found.")
class Hit:
    label: str = leaf(lambda hit: hit.c.label, "Its title or name.")
    node: Node | None = entity_of_any_kind(
        lambda hit: hit.c.noun, lambda hit: hit.c.id, "The entity."
    )
