"""The schema: everything that can be asked, printed to schema.graphql at the top of the project."""

from __future__ import annotations

import datetime

import strawberry
from graphql import GraphQLInputObjectType
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.schema_directives import OneOf
from strawberry.types.base import StrawberryObjectDefinition, StrawberryType

from service.graph.date import DATE
from service.graph.query import Query
from service.graph.venue import Venue


class _Names(NameConverter):
    def from_generic(
        self, generic_type: StrawberryObjectDefinition, types: list[StrawberryType | type]
    ) -> str:
        """A connection is named after its edge: PaperAuthorEdge makes PaperAuthorConnection."""
        if generic_type.name in ("Connection", "Papers"):
            return self.get_name_from_type(types[0]).removesuffix("Edge") + "Connection"
        return super().from_generic(generic_type, types)


schema = strawberry.Schema(
    Query,
    types=[Venue],
    config=StrawberryConfig(name_converter=_Names(), scalar_map={datetime.date: DATE}),
)

schema._schema.description = (
    "The scholarly graph: authors, papers, affiliations, code, topics and citations. "
    "One operation is one SQL statement, so an answer never mixes two states of the data."
)

# Strawberry marks @oneOf inputs in a way of its own, by which graphql-core's rules would let pass a
# literal with no field or with two.
for _type in schema._schema.type_map.values():
    if isinstance(_type, GraphQLInputObjectType):
        _type.is_one_of = _type.extensions["strawberry-definition"].is_one_of

# It also prints the directive, for tools that do not know it yet, and says nothing about it.
schema._schema_graphql_directives[
    OneOf
].description = "Exactly one field of the input is given, and it is not null."
