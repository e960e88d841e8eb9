"""The whole world through the engine and through the oracle: every field, list, order, look-up."""

from __future__ import annotations

import pytest
from graphql import GraphQLEnumType, ast_from_value, get_named_type, is_leaf_type, print_ast

from tests.corpus import global_id, oddities
from tests.graph.oracle.entities import ENTITIES
from tests.graph.oracle.operations import NOT_DRAWN
from tests.graph.oracle.pools import ODD_IDS, REFERENCES, SEARCHES

PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
AT_ONCE = 8


def everything(type_, schema):
    """All fields of a type: leaves as they are, other objects by their leaves, lists by page."""
    return " ".join(_field(name, field, schema) for name, field in type_.fields.items())


def _field(name, field, schema):
    found = get_named_type(field.type)
    if name in NOT_DRAWN:
        return ""
    if is_leaf_type(found):
        return name
    if "first" not in field.args:
        return f"{name} {{ __typename {leaves(found)} }}"
    edge, node = (get_named_type(found.fields[part].type) for part in ("edges", "nodes"))
    page = f"""{{ totalCount {PAGE_INFO} nodes {{ {leaves(node)} }}
                  edges {{ {leaves(edge)} node {{ __typename }} }} }}"""
    if "orderBy" not in field.args:
        return f"{name}(first: 30) {page}"
    orders = get_named_type(field.args["orderBy"].type)
    assert isinstance(orders, GraphQLEnumType)
    return " ".join(
        f"{name}_{order}: {name}(first: 30, orderBy: {order}) {page}" for order in orders.values
    )


def leaves(type_):
    """The fields of a type that are no objects, and of its objects the names of their types."""
    fields = getattr(type_, "fields", {})
    return " ".join(
        name if is_leaf_type(get_named_type(field.type)) else f"{name} {{ __typename }}"
        for name, field in fields.items()
        if name not in NOT_DRAWN and not any(part in field.args for part in ("first", "by"))
    )


@pytest.mark.parametrize("noun", ENTITIES)
def test_every_entity_has_the_same_fields_and_lists(sides, world, noun):
    type_ = sides.oracle.schema.type_map[ENTITIES[noun].typename]
    query = f"""query ($ids: [ID!]!) {{ nodes(ids: $ids) {{
        ... on {type_.name} {{ {everything(type_, sides.oracle.schema)} }} }} }}"""
    ids = [global_id(noun, row["id"]) for row in world.rows[ENTITIES[noun].table]]
    for start in range(0, len(ids), AT_ONCE):
        sides.agree(query, {"ids": ids[start : start + AT_ONCE]})


def test_every_list_at_the_root_is_the_same_in_every_order(sides):
    root = sides.oracle.schema.query_type
    for name, field in root.fields.items():
        if "first" in field.args and "seeds" not in field.args:
            sides.agree(f"{{ {_field(name, field, sides.oracle.schema)} }}")


def test_coauthors_share_the_same_papers(sides, world):
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Author {
        coauthors(first: 25) { edges { paperCount node { id }
          papers(first: 5, orderBy: OLDEST, filter: {year: {gt: 2010}}) {
            totalCount edges { position nameAsWritten cursor node { id } } } } } } } }"""
    ids = [global_id("author", row["id"]) for row in world.rows["author"]]
    for start in range(0, len(ids), AT_ONCE):
        sides.agree(query, {"ids": ids[start : start + AT_ONCE]})


def test_odd_ids_name_what_the_oracle_says(sides):
    ids = [*ODD_IDS, *(f"{noun}:{id_}" for noun in ENTITIES for id_ in (1, 404, 900))]
    sides.agree("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", {"ids": ids})
    for id_ in ids:
        sides.agree("query ($id: ID!) { node(id: $id) { __typename id } }", {"id": id_})


def test_an_id_that_was_merged_away_leads_to_the_entity_that_goes_on(sides):
    answer = sides.agree(
        """{ nodes(ids: ["paper:900", "author:901", "affiliation:902", "topic:903",
               "repository:904", "paper:905", "author:900"]) { id }
             node(id: "author:901") { id } paper(by: {id: "paper:900"}) { id }
             by: papers(filter: {authorId: "author:901"}) { totalCount }
             at: papers(filter: {affiliationId: "affiliation:902"}) { totalCount } }"""
    )
    assert [node and node["id"] for node in answer["nodes"]] == [
        global_id("paper", oddities.HUB),
        global_id("author", oddities.TWO_SPELLINGS),
        "affiliation:1",
        "topic:2",
        global_id("repository", oddities.SHARED_REPOSITORY),
        None,
        None,
    ]
    assert answer["node"] == {"id": "author:4"}
    assert answer["by"]["totalCount"] > 0
    assert answer["at"]["totalCount"] > 0


LOOK_UPS = [
    (field, reference, value)
    for (type_, reference), values in REFERENCES.items()
    for field in [type_[0].lower() + type_.removesuffix("Ref")[1:]]
    for value in values
]


@pytest.mark.parametrize(("field", "reference", "value"), LOOK_UPS)
def test_a_reference_finds_the_same_entity(sides, field, reference, value):
    type_ = field[0].upper() + field[1:] + "Ref"
    query = f"query ($by: {type_}!) {{ {field}(by: $by) {{ id }} }}"
    in_variable = sides.agree(query, {"by": {reference: value}})
    written = print_ast(
        ast_from_value(value, sides.oracle.schema.type_map[type_].fields[reference].type)
    )
    literal = sides.agree(f"{{ {field}(by: {{{reference}: {written}}}) {{ id }} }}")
    assert literal == in_variable


@pytest.mark.parametrize(
    ("field", "search"), [(field, search) for field, found in SEARCHES.items() for search in found]
)
def test_a_search_finds_the_same_rows(sides, field, search):
    query = (
        f"query ($search: String) {{ {field}(search: $search) {{ totalCount nodes {{ id }} }} }}"
    )
    sides.agree(query, {"search": search})
