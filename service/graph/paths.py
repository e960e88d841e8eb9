"""Ways through the graph: how two authors, or two papers, are connected."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import strawberry
from sqlalchemy import BigInteger, Column, FromClause, Integer, Select, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row, constant
from service.graph.declare import connection, leaf, one, unpaged
from service.graph.filters import PaperFilter
from service.graph.inputs import Argument, argument, number
from service.graph.made import COUNT, ID, IDS, described
from service.graph.orders import PaperOrder
from service.graph.paper import Paper
from service.graph.together import PAPERS_TOGETHER

_LONGEST = 10
MAX_LENGTH: Argument = argument(
    "maxLength",
    int,
    f"The most steps that the path may have, up to {_LONGEST}.",
    default=6,
    type=Integer(),
    parse=number(0, _LONGEST),
)

_PATH = described("path", ids=IDS)
_PLACE = described("place_on_path", id=ID, place=COUNT)
_STEP = described("step", author_id=ID, coauthor_id=ID, paper_count=COUNT, place=COUNT)


def _walk(path: Row, name: str) -> FromClause:
    """The ids of a path with their places, from 1."""
    walk: FromClause = (
        func.unnest(path.c.ids)
        .table_valued(Column("id", BigInteger), with_ordinality="place")
        .render_derived(name=name)
    )
    return walk


def _along(path: Row) -> Select[Any]:
    walk = _walk(path, "walk")
    return select(walk.c.id, walk.c.place)


def _steps(path: Row) -> Select[Any]:
    source, target = _walk(path, "source"), _walk(path, "target")
    pair = tables.coauthorship.alias("pair")
    return select(
        pair.c.author_id, pair.c.coauthor_id, pair.c.paper_count, source.c.place
    ).select_from(
        source.join(target, target.c.place == source.c.place + constant(1)).join(
            pair, (pair.c.author_id == source.c.id) & (pair.c.coauthor_id == target.c.id)
        )
    )


def path_between(function: str) -> One:
    """A shortest path that a function of the database finds between two ids; none within the
    length is no row. The functions stand in the migration."""

    def made(_: Row | None, source: Any, target: Any, longest: Any) -> Select[Any]:
        found = getattr(func, function)(source, target, longest, type_=ARRAY(BigInteger))
        path = select(found.label("ids")).subquery("found")
        return select(path.c.ids).where(path.c.ids.is_not(None))

    return One(_PATH, made=made, price=2_500)


def _in_order(entity: Any) -> Many:
    return Many(
        entity,
        Order(("place",), unique=True),
        through=_PLACE,
        target="id",
        copies=MappingProxyType({"place": "place"}),
        made=_along,
        bound=_LONGEST + 1,
    )


@strawberry.type(description="Two authors of a path who wrote together.")
class CoauthorStep:
    source: Author = one(
        One(tables.author, lambda step, author: author.c.id == step.c.author_id),
        "The author nearer to where the path begins.",
    )
    target: Author = one(
        One(tables.author, lambda step, author: author.c.id == step.c.coauthor_id),
        "The next author.",
    )
    paper_count: int = leaf(lambda step: step.c.paper_count, "Papers that the two wrote together.")
    papers: Papers[AuthorPaperEdge, Paper] = connection(
        PAPERS_TOGETHER,
        "These papers; the edges tell of `source`.",
        order=PaperOrder.MOST_CITED,
        filter=PaperFilter,
    )


@strawberry.type(description="A shortest chain of coauthors from one author to another.")
class CoauthorPath:
    length: int = leaf(
        lambda path: func.cardinality(path.c.ids) - constant(1),
        "Steps; 0 from an author to themselves.",
    )
    authors: list[Author] = unpaged(_in_order(tables.author), "Everybody on it, both ends too.")
    steps: list[CoauthorStep] = unpaged(
        Many(_STEP, Order(("place",), unique=True), made=_steps, bound=_LONGEST),
        "Its steps, with the papers that join each.",
    )


@strawberry.type(description="A shortest chain of citations from one paper to another.")
class CitationPath:
    length: int = leaf(lambda path: func.cardinality(path.c.ids) - constant(1), "Steps.")
    papers: list[Paper] = unpaged(
        _in_order(tables.paper), "Every paper on it, both ends too: each is cited by the next."
    )


from service.graph.author import Author, AuthorPaperEdge  # noqa: E402
from service.graph.facets import Papers  # noqa: E402
