"""Finding entities of all kinds at once: by words, and by how their names begin.

Each kind has an order of its own; the answer takes the best of each kind, then the second best, and
so on. Within a kind only so many candidates are compared, so that no word is too frequent to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Table,
    cast,
    func,
    select,
    true,
    union_all,
)

from service import ids, tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.compiler.seeking import first_rows, names_after
from service.graph.any_noun import entity_of_any_kind
from service.graph.connections import Node
from service.graph.declare import leaf
from service.graph.filters import (
    AffiliationFilter,
    AuthorFilter,
    PaperFilter,
    TopicFilter,
    VenueFilter,
)
from service.graph.inputs import argument, narrowing, number, within
from service.graph.made import COUNT, ID, WORDS, described
from service.graph.search import (
    WITH_WORDS,
    all_words,
    any_spelling,
    in_text,
    in_words,
    spellings_of,
    web_search,
)
from service.tables.change import noun

_MOST = 50
_CANDIDATES = 200
_HIT = described("hit", noun=WORDS, id=ID, label=WORDS, place=COUNT)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of entity: its table, the table of its names, its label, what weighs it, and what a
    filter calls it."""

    table: Table
    names: Table
    owner: str
    key: str
    label: str
    weight: str
    plural: str


_KINDS = (
    _Kind(tables.paper, tables.paper, "id", "title_key", "title", "citation_count", "papers"),
    _Kind(
        tables.author,
        tables.author_name,
        "author_id",
        "name_key",
        "name",
        "citation_count",
        "authors",
    ),
    _Kind(tables.topic, tables.topic, "id", "name_key", "name", "paper_count", "topics"),
    _Kind(
        tables.affiliation,
        tables.affiliation_name,
        "affiliation_id",
        "name_key",
        "name",
        "paper_count",
        "affiliations",
    ),
    _Kind(tables.venue, tables.venue, "id", "name_key", "name", "paper_count", "venues"),
)

# Text that stands between the folded name and the text as it was written: neither has it.
_BREAK = constant("\n")
_SPELLINGS = 4  # the line from which on `search.spellings_of` stands


def _both_forms(text: str) -> str:
    return f"{ids.name_key(text)}\n{ids.title_key(text)}"


def _all_forms(text: str) -> str:
    words = web_search(text).replace("\n", " ")
    return f"{_both_forms(text)}\n{words}\n{spellings_of(text)}"


def _form(asked: Any, line: int) -> ColumnElement[str]:
    return func.split_part(asked, _BREAK, constant(line))


Tests = Mapping[str, Callable[[Row], ColumnElement[bool]] | None]
"""Of the kinds that are asked for, what keeps a row, if not all are kept; empty: all kinds."""

Matching = Callable[[_Kind, Any, Any, Tests], Select[Any]]
"""Of a kind, its names (an alias), what is asked and what keeps a row: at most so many ids that
match, and whether they have all that was asked."""


def _beginning(kind: _Kind, names: Any, asked: Any, _: Tests) -> Select[Any]:
    key = _form(asked, 2 if kind.table is tables.paper else 1)
    last = key.concat(func.chr(constant(0x10FFFF)))
    return (
        select(names.c[kind.owner].label("id"), true().label("is_whole"))
        .where(key != constant(""), names.c[kind.key] >= key, names.c[kind.key] < last)
        .order_by(names.c[kind.key], names.c[kind.owner])
        .limit(constant(_CANDIDATES))
    )


def _with_words(kind: _Kind, names: Any, asked: Any, tests: Tests) -> Select[Any]:
    test = tests.get(kind.plural)
    if kind.table is tables.paper and test is None:
        return _papers_with_words(_form(asked, 3))
    entity = kind.table.alias(f"named_{noun(kind.table)}")
    is_whole: ColumnElement[bool] = true()
    order = [entity.c[kind.weight].desc(), entity.c.id.desc()]
    if kind.table is tables.paper:
        found = in_text(entity, _form(asked, 3))
    elif kind.table is tables.author:
        found = entity.c.id.in_(any_spelling(names, asked, _SPELLINGS))
        is_whole = entity.c.id.in_(all_words(names, asked, _SPELLINGS))
        order.insert(0, is_whole.desc())
    else:
        found = entity.c.id.in_(
            select(names.c[kind.owner]).where(in_words(names.c[kind.key], _form(asked, 1)))
        )
    kept = [] if test is None else [test(Row(entity.name, kind.table))]
    return (
        select(entity.c.id, is_whole.label("is_whole"))
        .where(found, *kept)
        .order_by(*order)
        .limit(constant(_CANDIDATES))
    )


def _most_cited(paper: Row) -> Select[Any]:
    order = (paper.c.citation_count.desc(), paper.c.id.desc())
    return select(paper.c.id.label("id")).order_by(*order)


def _papers_with_words(query: Any) -> Select[Any]:
    found = first_rows(
        names_after("words"),
        WITH_WORDS.ids(query),
        lambda paper: WITH_WORDS.each(paper, query),
        tables.paper,
        _most_cited,
        _CANDIDATES,
        WITH_WORDS.is_excluding(query),
    ).subquery("papers_with_words")
    return select(found.c.id, true().label("is_whole"))


def _hits(matching: Matching, asked: Any, tests: Tests, most: Any) -> Select[Any]:
    kinds = [
        _hits_of(kind, place, asked, tests, matching)
        for place, kind in enumerate(_KINDS)
        if not tests or kind.plural in tests
    ]
    hit = union_all(*kinds).subquery("any_hit")
    order = (hit.c.rank, hit.c.kind)
    place = cast(func.row_number().over(order_by=order), Integer).label("place")
    return select(hit.c.noun, hit.c.id, hit.c.label, place).order_by(*order).limit(most)


def _suggested(_: Row | None, prefix: Any, most: Any) -> Select[Any]:
    return _hits(_beginning, prefix, {}, most)


def _found(_: Row | None, query: Any, tests: Tests | None, most: Any) -> Select[Any]:
    return _hits(_with_words, query, tests or {}, most)


def _hits_of(kind: _Kind, place: int, asked: Any, tests: Tests, matching: Matching) -> Select[Any]:
    """The candidates of a kind in their order."""
    names = kind.names.alias(f"names_of_{noun(kind.table)}")
    entity = kind.table.alias(f"hit_{noun(kind.table)}")
    matches = matching(kind, names, asked, tests).subquery(f"match_{noun(kind.table)}")
    found = (
        select(matches.c.id, func.bool_or(matches.c.is_whole).label("is_whole"))
        .group_by(matches.c.id)
        .subquery(f"found_{noun(kind.table)}")
    )
    key = _form(asked, 2 if kind.table is tables.paper else 1)
    order = (
        (entity.c[kind.key] == key).desc(),
        found.c.is_whole.desc(),
        entity.c[kind.weight].desc(),
        entity.c.id,
    )
    return select(
        constant(noun(kind.table)).label("noun"),
        entity.c.id,
        entity.c[kind.label].label("label"),
        func.row_number().over(order_by=order).label("rank"),
        constant(place).label("kind"),
    ).select_from(found.join(entity, entity.c.id == found.c.id))


LIMIT = argument(
    "limit",
    int,
    f"How many to give, up to {_MOST}.",
    default=10,
    type=Integer(),
    parse=number(1, _MOST),
    limits=True,
)
PREFIX = argument("prefix", str, "How the name or title begins.", parse=_both_forms)
QUERY = argument(
    "query",
    str,
    'Words of titles, abstracts and names; for papers `"a phrase"`, `or` and `-without` work '
    "as in web search. A name may be spelt with initials, in any order, and the surname a little "
    "otherwise.",
    parse=_all_forms,
)


@strawberry.input(description="What to find of each kind; a kind that is not named is left out.")
class SearchFilter:
    papers: PaperFilter | None = within("Papers that meet all conditions; `{}` for all.")
    authors: AuthorFilter | None = within("Authors that meet all conditions; `{}` for all.")
    topics: TopicFilter | None = within("Topics that meet all conditions; `{}` for all.")
    affiliations: AffiliationFilter | None = within(
        "Affiliations that meet all conditions; `{}` for all."
    )
    venues: VenueFilter | None = within("Venues that meet all conditions; `{}` for all.")


KINDS = narrowing(
    "filter", SearchFilter, "Which kinds to find, and what of each; without one all kinds."
)
SUGGESTED = Many(_HIT, Order(("place",), unique=True), made=_suggested, price=300)
FOUND = Many(_HIT, Order(("place",), unique=True), made=_found, price=3_000)


@strawberry.type(description="An entity of any kind that was found.")
class Hit:
    label: str = leaf(lambda hit: hit.c.label, "Its title or name.")
    node: Node | None = entity_of_any_kind(
        lambda hit: hit.c.noun, lambda hit: hit.c.id, "The entity."
    )
