"""Three toy tables and what can be asked about them: people, their teams, and who is in which."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, Table, Text

from service.compiler.fields import Many, One, Order
from service.compiler.plan import (
    Connection,
    Cursor,
    Edges,
    Leaf,
    Listing,
    Node,
    Nodes,
    Object,
    Page,
    PageFact,
    PageInfo,
    Parameter,
    Predicate,
    Rows,
    Target,
    TotalCount,
    Where,
)
from service.compiler.statement import Statement, compile_statement

metadata = MetaData()

person = Table(
    "person",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("mentor_id", BigInteger),
    Column("name", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("joined", Date, nullable=False),
    Column("team_count", Integer, nullable=False),
)
team = Table(
    "team",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
)
membership = Table(
    "membership",
    metadata,
    Column("person_id", BigInteger, primary_key=True),
    Column("team_id", BigInteger, primary_key=True),
    Column("role", Text),
    Column("person_score", Integer, nullable=False),
)

BY_SCORE = Order(("score",), descending=True)
BY_NAME = Order(("name",))

EVERYBODY = Many(person, BY_SCORE)
MENTOR = One(person, lambda row, mentor: mentor.c.id == row.c.mentor_id)
MENTEES = Many(person, BY_SCORE, on=lambda row, mentee: mentee.c.mentor_id == row.c.id)
MEMBERS = Many(
    person,
    BY_SCORE,
    on=lambda row, link: link.c.team_id == row.c.id,
    through=membership,
    target="person_id",
    copies=MappingProxyType({"score": "person_score"}),
    counter=lambda row: row.c.size,
)
TEAMS = Many(
    team,
    BY_NAME,
    on=lambda row, link: link.c.person_id == row.c.id,
    through=membership,
    target="team_id",
    counter=lambda row: row.c.team_count,
)

ID = Leaf("id", lambda row: row.c.id)
NAME = Leaf("name", lambda row: row.c.name)
PAGE_INFO = PageInfo("pageInfo", tuple((fact.value, fact) for fact in PageFact))


def parameter(name: str = "value") -> Parameter:
    return Parameter(lambda variables: variables[name])


def rows(
    many: Many,
    size: int | None = 5,
    *,
    backward: bool = False,
    order: Order | None = None,
    after: tuple[Parameter, ...] = (),
    before: tuple[Parameter, ...] = (),
    skip: Parameter | None = None,
    where: tuple[Predicate, ...] = (),
) -> Rows:
    return Rows(
        many, order or many.order, Page(size, backward, after, before, skip), where, "ORDER"
    )


def nodes(key: str, many: Many, *fields: Node, **page: object) -> Connection:
    """A connection of which just the nodes are asked."""
    return Connection(key, rows(many, **page), (Nodes("nodes", fields),))


def whole(key: str, many: Many, *fields: Node, **page: object) -> Connection:
    """A connection of which everything is asked."""
    edge = (Cursor("cursor"), Target("node", fields))
    return Connection(
        key,
        rows(many, **page),
        (Edges("edges", edge), Nodes("nodes", fields), PAGE_INFO, TotalCount("totalCount")),
    )


def named(name: Parameter | str) -> Where:
    return Where(lambda row, value: row.c.name == value, (name,))


def someone(*fields: Node, key: str = "person") -> Object:
    """One person by a value of the request."""
    found = Where(lambda row, value: row.c.id == value, (parameter("id"),))
    return Object(key, One(person), fields, (found,))


def listing(key: str, many: Many, *fields: Node) -> Listing:
    return Listing(key, rows(many, None), fields)


def sql(*roots: Node) -> str:
    return statement(*roots).text


def statement(*roots: Node) -> Statement:
    return compile_statement(roots)
