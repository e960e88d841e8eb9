"""Why names are one author's, and who else may be the same."""

from __future__ import annotations

from enum import Enum

import strawberry
from sqlalchemy import ColumnElement, func, select

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row
from service.graph.declare import leaf


@strawberry.enum(description="A rule by which names are told to be one author's.")
class IdentityRule(Enum):
    SCOPE = strawberry.enum_value(
        "SCOPE", description="A source says that equal names within it are one author."
    )
    GROUP_NAME = strawberry.enum_value(
        "GROUP_NAME", description="Equal names of a collaboration are one group."
    )
    RARE_NAME = strawberry.enum_value(
        "RARE_NAME", description="Equal full names that are not common are one author."
    )
    FULLER_FORM = strawberry.enum_value(
        "FULLER_FORM", description="The name is a shorter form of a single fuller one."
    )
    SHORT_FORM = strawberry.enum_value(
        "SHORT_FORM", description="The given name is a usual short form of a single other one."
    )
    EVIDENCE = strawberry.enum_value(
        "EVIDENCE", description="The places share something: a coauthor, an affiliation."
    )


@strawberry.type(description="Why a name is the author's where no outside id says so.")
class AuthorIdentity:
    rule: IdentityRule = leaf(lambda join: func.upper(join.c.rule), "The rule that told.")
    name: str = leaf(lambda join: join.c.name_key, "The name, without case and accents.")
    evidence: list[str] = leaf(
        lambda join: join.c.evidence, "Up to three things that its places share, by code point."
    )
    mention_count: int = leaf(
        lambda join: join.c.mention_count, "Places where the author is written so."
    )


reasons = Many(
    tables.author_identity,
    Order(("name_key", "rule"), unique=True),
    on=lambda author, join: join.c.author_id == author.c.id,
)


def shares_a_name(author: Row, other: Row) -> ColumnElement[bool]:
    """Is the other another author, written the same in some form?"""
    mine, theirs = tables.author_name.alias("own_name"), tables.author_name.alias("same_name")
    bearers = (
        select(theirs.c.author_id)
        .join_from(mine, theirs, theirs.c.name_key == mine.c.name_key)
        .where(mine.c.author_id == author.c.id)
        .correlate_except(mine, theirs)
    )
    return other.c.id.in_(bearers) & (other.c.id != author.c.id)
