"""How affiliations in plain text and the institutions that they name belong together."""

from __future__ import annotations

from enum import Enum

import strawberry
from sqlalchemy import func

from service import tables
from service.compiler.fields import One
from service.graph.declare import Member, leaf, member, one, same


@strawberry.enum(description="What kind of name an affiliation in plain text calls an institution.")
class NameRule(Enum):
    NAME = strawberry.enum_value("NAME", description="The name that its record shows.")
    ALIAS = strawberry.enum_value("ALIAS", description="Another name: an alias, a translation.")
    ACRONYM = strawberry.enum_value(
        "ACRONYM", description="A few letters; never without the country or the city."
    )


@strawberry.type(description="That an affiliation in plain text names an institution of ROR.")
class AffiliationMatch:
    confidence: float = leaf(
        lambda match: match.c.confidence,
        "How sure it is, between 0 and 1. From 0.75 on 98 of 100 agreed with what publishers"
        " assert, where it was measured.",
    )
    matched_name: str = leaf(
        lambda match: match.c.matched_name, "The institution's name that stands in the text."
    )
    rule: NameRule = leaf(lambda match: func.upper(match.c.rule), "What kind of name that is.")
    is_whole: bool = leaf(
        lambda match: match.c.is_whole,
        "Whether nothing else stands beside the name, between two commas.",
    )
    names_country: bool = leaf(
        lambda match: match.c.names_country, "Whether the text names the institution's country."
    )
    names_city: bool = leaf(
        lambda match: match.c.names_city, "Whether the text names the institution's city."
    )
    institution: Affiliation = one(
        One(
            tables.affiliation,
            lambda match, institution: institution.c.id == match.c.institution_id,
        ),
        "The institution.",
    )


@strawberry.type(description="An affiliation in plain text that names the institution.")
class AffiliationTextEdge:
    cursor: str = member(Member.CURSOR, "The text's place in the list.")
    match: AffiliationMatch = same("How sure that is, and why.")
    node: Affiliation = member(Member.NODE, "The affiliation as authors write it.")


from service.graph.affiliation import Affiliation  # noqa: E402
