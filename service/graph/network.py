"""The network of coauthors around an author."""

from __future__ import annotations

from typing import Any

import strawberry
from sqlalchemy import (
    CTE,
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Select,
    func,
    select,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import tables
from service.compiler.fields import Many, One, Order
from service.compiler.row import Row, constant
from service.graph.declare import leaf, one, unpaged
from service.graph.inputs import argument, number
from service.graph.made import COUNT, COUNTS, ID, IDS, described

_AUTHORS = 200
_DEPTH = 3

_NETWORK = described("network", ids=IDS, distances=COUNTS, min_papers=COUNT)
_NODE = described("network_node", id=ID, distance=COUNT)
_LINK = described("network_link", author_id=ID, coauthor_id=ID, paper_count=COUNT)

ARGUMENTS = (
    argument(
        "depth",
        int,
        f"How many steps away from the author to go, up to {_DEPTH}.",
        default=1,
        type=Integer(),
        parse=number(0, _DEPTH),
    ),
    argument(
        "minPapers",
        int,
        "Follow and show those who wrote at least so many papers together.",
        default=1,
        type=Integer(),
        parse=number(1, 1_000_000),
    ),
    argument(
        "maxAuthors",
        int,
        f"The most authors to show, up to {_AUTHORS}.",
        default=50,
        type=Integer(),
        parse=number(1, _AUTHORS),
    ),
)


def _network(_: Row | None, root: Any, depth: Any, min_papers: Any, most: Any) -> Select[Any]:
    """Ring by ring: a ring is read from the ring before as far as that was kept."""
    start = select(
        sql_cast(root, BigInteger).label("id"),
        sql_cast(depth, Integer).label("depth"),
        sql_cast(min_papers, Integer).label("min_papers"),
        sql_cast(most, Integer).label("most"),
    ).cte("start")
    rings = [select(start.c.id).where(start.c.id.is_not(None)).cte("ring_of_root")]
    for distance in range(1, _DEPTH + 1):
        rings.append(_ring(start, rings, distance))
    found = union_all(
        *(
            select(ring.c.id, constant(distance).label("distance"))
            for distance, ring in enumerate(rings)
        )
    ).subquery("found")
    by_distance = (found.c.distance, found.c.id)
    return (
        select(
            func.array_agg(aggregate_order_by(found.c.id, *by_distance)).label("ids"),
            func.array_agg(aggregate_order_by(found.c.distance, *by_distance)).label("distances"),
            select(start.c.min_papers).scalar_subquery().label("min_papers"),
        )
        .having(func.count() > constant(0))
        .add_cte(start, *rings, nest_here=True)
    )


def _ring(start: CTE, rings: list[CTE], distance: int) -> CTE:
    pair = tables.coauthorship.alias(f"pair_of_ring{distance}")
    closeness = func.sum(pair.c.paper_count)
    kept: ColumnElement[int] = start.c.most
    for ring in rings:
        kept = kept - select(func.count()).select_from(ring).scalar_subquery()
    left = select(kept).scalar_subquery()
    return (
        select(pair.c.coauthor_id.label("id"))
        .select_from(rings[-1].join(pair, pair.c.author_id == rings[-1].c.id))
        .where(
            select(start.c.depth).scalar_subquery() >= constant(distance),
            pair.c.paper_count >= select(start.c.min_papers).scalar_subquery(),
            *(pair.c.coauthor_id.not_in(select(ring.c.id)) for ring in rings),
        )
        .group_by(pair.c.coauthor_id)
        .order_by(closeness.desc(), pair.c.coauthor_id)
        .limit(left)
        .cte(f"ring{distance}")
    )


def _nodes(network: Row) -> Select[Any]:
    node = (
        func.unnest(network.c.ids, network.c.distances)
        .table_valued(Column("id", BigInteger), Column("distance", Integer))
        .render_derived(name="node")
    )
    return select(node.c.id, node.c.distance)


def _links(network: Row) -> Select[Any]:
    pair = tables.coauthorship.alias("pair")
    return select(pair.c.author_id, pair.c.coauthor_id, pair.c.paper_count).where(
        pair.c.author_id == func.any(network.c.ids),
        pair.c.coauthor_id == func.any(network.c.ids),
        pair.c.author_id < pair.c.coauthor_id,
        pair.c.paper_count >= network.c.min_papers,
    )


NETWORK = One(_NETWORK, made=_network, price=1_000)


@strawberry.type(description="An author in a network of coauthors.")
class CoauthorNetworkNode:
    distance: int = leaf(
        lambda node: node.c.distance, "Steps from the author in the middle, who is at 0."
    )
    author: Author = one(
        One(tables.author, lambda node, author: author.c.id == node.c.id), "The author."
    )


@strawberry.type(description="Two authors of a network who wrote together.")
class CoauthorNetworkLink:
    source: Author = one(
        One(tables.author, lambda pair, author: author.c.id == pair.c.author_id),
        "The one with the smaller internal id.",
    )
    target: Author = one(
        One(tables.author, lambda pair, author: author.c.id == pair.c.coauthor_id), "The other."
    )
    paper_count: int = leaf(lambda pair: pair.c.paper_count, "Papers that they wrote together.")


@strawberry.type(description="Authors around an author, and who of them wrote together.")
class CoauthorNetwork:
    nodes: list[CoauthorNetworkNode] = unpaged(
        Many(
            _NODE,
            Order(("distance", "id"), unique=True),
            made=_nodes,
            bound=_AUTHORS,
        ),
        "The authors, the nearest first.",
    )
    links: list[CoauthorNetworkLink] = unpaged(
        Many(
            _LINK,
            Order(("author_id", "coauthor_id"), unique=True),
            made=_links,
            bound=_AUTHORS,
        ),
        "The pairs among them who wrote at least `minPapers` papers together.",
    )


from service.graph.author import Author  # noqa: E402
