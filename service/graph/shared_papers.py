"""How topics and affiliations are related through papers, and to years: relations, no types."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, Table, func, select

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.made import COUNT, ID, SHARE, described
from service.graph.orders import SharedOrder, order
from service.tables.share import cosine

_BY_PAPERS = Order(("paper_count",), descending=True)
_PAPER_COUNT = MappingProxyType({"paper_count": "paper_count"})
BY_YEAR = Order(("year",), unique=True)
YEARS = described("papers_of_year", year=COUNT, paper_count=COUNT)


def on_same_papers(entity: Table, links: Table, column: str) -> Many:
    """Others of the same kind that papers bear together with one: how many papers, and the same as
    Salton's cosine."""
    return in_common(entity, links, "paper_id", column, "paper_count", order(SharedOrder.PAPERS))


def in_common(entity: Table, links: Table, shared: str, end: str, counter: str, by: Order) -> Many:
    """Others at the same `end` of links whose other end (`shared`) one has, too: how many, under
    the name of the order's key, and the same as Salton's cosine by the entities' `counter`."""
    (count,) = by.keys

    def made(parent: Row) -> Select[Any]:
        own, other = links.alias("own"), links.alias("other")
        beside = entity.alias("beside")
        counted = (
            select(other.c[end].label("id"), func.count().label(count))
            .select_from(own.join(other, other.c[shared] == own.c[shared]))
            .where(own.c[end] == parent.c.id, other.c[end] != parent.c.id)
            .group_by(other.c[end])
            .subquery("counted")
        )
        share = cosine(counted.c[count], parent.c[counter], beside.c[counter])
        # An outer join falls away where nobody asks for the share.
        joined = counted.outerjoin(beside, beside.c.id == counted.c.id)
        return select(counted.c.id, counted.c[count], share.label("cosine")).select_from(joined)

    return Many(
        entity,
        by,
        through=described("in_common", **{"id": ID, count: COUNT, "cosine": SHARE}),
        copies=MappingProxyType({count: count, "cosine": "cosine"}),
        made=made,
        price=500,
    )


def through_papers(
    own_links: Table, own_column: str, entity: Table, links: Table, column: str
) -> Many:
    """Those of another kind that the papers of one bear, with how many of the papers."""

    def made(parent: Row) -> Select[Any]:
        own, other = own_links.alias("own"), links.alias("other")
        return (
            select(other.c[column].label("id"), func.count().label("paper_count"))
            .select_from(own.join(other, other.c.paper_id == own.c.paper_id))
            .where(own.c[own_column] == parent.c.id)
            .group_by(other.c[column])
        )

    return Many(
        entity,
        _BY_PAPERS,
        through=described("through_papers", id=ID, paper_count=COUNT),
        copies=_PAPER_COUNT,
        made=made,
        price=500,
    )


def years_of(links: Table, column: str) -> Many:
    """How many of the papers appeared in each year; `links` may be the papers themselves."""

    def made(parent: Row) -> Select[Any]:
        paper = tables.paper.alias("dated")
        link = paper if links is tables.paper else links.alias("link")
        origin: Any = paper
        if link is not paper:
            origin = link.join(paper, paper.c.id == link.c.paper_id)
        return (
            select(paper.c.year, func.count().label("paper_count"))
            .select_from(origin)
            .where(link.c[column] == parent.c.id, paper.c.year.is_not(None))
            .group_by(paper.c.year)
        )

    return Many(YEARS, BY_YEAR, made=made, bound=50, price=200)


def below(topic: Row, name: str) -> Any:
    """The ids of a topic and of all topics below it, as a recursive CTE."""
    child = tables.topic.alias(f"child_of_{name}")
    tree = select(topic.c.id.label("id")).cte(name, recursive=True)
    return tree.union_all(
        select(child.c.id).select_from(child.join(tree, child.c.parent_id == tree.c.id))
    )


def _descendants(topic: Row) -> Select[Any]:
    tree = below(topic, "tree")
    return select(tree.c.id).where(tree.c.id != topic.c.id).add_cte(tree, nest_here=True)


def _ancestors(topic: Row) -> Select[Any]:
    parent = tables.topic.alias("next_up")
    line = select(topic.c.parent_id.label("id"), constant(1).label("steps")).cte(
        "line", recursive=True
    )
    line = line.union_all(
        select(parent.c.parent_id, line.c.steps + constant(1)).select_from(
            parent.join(line, parent.c.id == line.c.id)
        )
    )
    found = select(line.c.id, (-line.c.steps).label("height")).where(line.c.id.is_not(None))
    return found.add_cte(line, nest_here=True)


def _papers_in_tree(topic: Row) -> Select[Any]:
    tree = below(topic, "tree")
    bears = tables.paper_topic.alias("bears")
    return (
        select(bears.c.paper_id)
        .where(bears.c.topic_id.in_(select(tree.c.id)))
        .distinct()
        .add_cte(tree, nest_here=True)
    )


DESCENDANTS = Many(
    tables.topic,
    Order(("level", "name_key")),
    through=described("descendant", id=ID),
    made=_descendants,
    price=50,
)
ANCESTORS = Many(
    tables.topic,
    Order(("height",), unique=True),
    through=described("ancestor", id=ID, height=COUNT),
    copies=MappingProxyType({"height": "height"}),
    made=_ancestors,
    bound=10,
)


def papers_in_tree(by: Order) -> Many:
    """The papers of a topic and of all topics below it, each once."""
    return Many(
        tables.paper,
        by,
        through=described("in_tree", paper_id=ID),
        target="paper_id",
        made=_papers_in_tree,
        price=500,
    )
