"""Questions about the schema, alone and beside data: the answers are those of schema.graphql."""

from __future__ import annotations

import json

import pytest


def test_introspection_stands_beside_data(sides):
    answer = sides.agree(
        """query ($name: String!, $deprecated: Boolean = true) {
             before: __type(name: $name) { ...Type } papers(first: 1) { nodes { id } }
             __schema { queryType { name fields(includeDeprecated: $deprecated) { name } } }
             after: __type(name: "Nothing") { name } __typename
             union: __type(name: "MetricSubject") { kind possibleTypes { name } } }
           fragment Type on __Type { kind name __typename fields { name args { name defaultValue
             type { name kind ofType { name } } } } interfaces { name } }""",
        {"name": "Topic"},
    )
    assert list(answer) == ["before", "papers", "__schema", "after", "__typename", "union"]


def test_introspection_can_be_left_out(sides):
    query = "query ($no: Boolean!) { __schema @include(if: $no) { types { name } } __typename }"
    assert sides.agree(query, {"no": False}) == {"__typename": "Query"}


@pytest.mark.parametrize(
    "name", ["PaperFilter", "PaperRef", "PaperOrder", "Date", "Node", "PaperConnection", "Boolean"]
)
def test_introspection_of_a_type_is_the_printed_schemas(sides, name):
    # Not asked: the order of possibleTypes, which is nobody's promise, and isOneOf, for Strawberry
    # replaces what graphql-core says of it in every schema of the process.
    sides.agree(
        """query ($name: String!) { __type(name: $name) { kind name description specifiedByURL
             interfaces { name } enumValues { name description isDeprecated deprecationReason }
             inputFields { name description defaultValue type { ...Ref } }
             fields { name description args { name description type { ...Ref } defaultValue }
               type { ...Ref } isDeprecated deprecationReason } } }
           fragment Ref on __Type { kind name ofType { ...Of ofType { ...Of ofType { ...Of } } } }
           fragment Of on __Type { kind name }""",
        {"name": name},
    )


def test_introspection_says_which_inputs_take_exactly_one_field(sides):
    query = """{ yes: __type(name: "PaperRef") { isOneOf }
                 no: __type(name: "IntFilter") { isOneOf } }"""
    answer = json.loads(sides.engine_says(query))
    assert answer == {"yes": {"isOneOf": True}, "no": {"isOneOf": False}}
