"""The schema: everything declared, described and Relay's way; and every field of it answers."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)

from service.graph.any_noun import ENTITIES
from service.graph.declare import Member, Opening, Paged, output_of
from service.graph.inputs import input_of
from service.graph.limits import Limits
from service.graph.schema import schema
from tests.graph.asking import asking

ROOT = Path(__file__).parents[2]
SCHEMA = schema._schema
TYPES = {name: type_ for name, type_ in SCHEMA.type_map.items() if not name.startswith("__")}
BUILT_IN = {"Boolean", "Float", "ID", "Int", "String"}
OBJECTS = {name: type_ for name, type_ in TYPES.items() if isinstance(type_, GraphQLObjectType)}
INPUTS = {name: type_ for name, type_ in TYPES.items() if isinstance(type_, GraphQLInputObjectType)}
CONNECTIONS = sorted(name for name in OBJECTS if name.endswith("Connection"))
EDGES = sorted(name for name in OBJECTS if name.endswith("Edge"))
PAGED = [
    (name, field_name)
    for name, type_ in OBJECTS.items()
    for field_name, field in type_.fields.items()
    if get_named_type(field.type).name in CONNECTIONS
]


def test_the_file_at_the_top_is_the_schema():
    assert (ROOT / "schema.graphql").read_text() == schema.as_str() + "\n", "run `make schema`"


def test_every_output_field_is_declared():
    undeclared = [
        f"{name}.{field_name}"
        for name, type_ in OBJECTS.items()
        for field_name, field in type_.fields.items()
        if output_of(field) is None and name != "PageInfo"
    ]
    assert undeclared == []


def test_every_input_field_is_declared():
    undeclared = [
        f"{name}.{field_name}"
        for name, type_ in INPUTS.items()
        for field_name, field in type_.fields.items()
        if input_of(field) is None
    ]
    assert undeclared == []


def descriptions():
    for name, type_ in TYPES.items():
        if name in BUILT_IN:
            continue
        yield name, type_.description
        for field_name, field in getattr(type_, "fields", {}).items():
            yield f"{name}.{field_name}", field.description
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{name}.{field_name}({argument_name})", argument.description
        for value_name, value in getattr(type_, "values", {}).items():
            yield f"{name}.{value_name}", value.description


def test_everything_has_a_description_that_is_a_sentence():
    assert [what for what, text in descriptions() if not (text or "").endswith((".", "…"))] == []


@pytest.mark.parametrize("name", CONNECTIONS)
def test_a_connection_has_what_relay_expects(name):
    fields = {field_name: str(field.type) for field_name, field in OBJECTS[name].fields.items()}
    edge = name.removesuffix("Connection") + "Edge"
    node = get_named_type(OBJECTS[edge].fields["node"].type).name
    # Beside what Relay knows, papers can be counted.
    assert (fields.pop("facets", None) is not None) is (node == "Paper")
    assert fields == {
        "edges": f"[{edge}!]!",
        "nodes": f"[{node}!]!",
        "pageInfo": "PageInfo!",
        "totalCount": "Int!",
    }


@pytest.mark.parametrize("name", EDGES)
def test_an_edge_has_what_relay_expects(name):
    fields = OBJECTS[name].fields
    assert str(fields["cursor"].type) == "String!"
    assert output_of(fields["cursor"]) is Member.CURSOR
    assert output_of(fields["node"]) is Member.NODE
    assert name.removesuffix("Edge") + "Connection" in CONNECTIONS


def test_page_info_has_what_relay_expects():
    fields = {name: str(field.type) for name, field in OBJECTS["PageInfo"].fields.items()}
    assert fields == {
        "hasNextPage": "Boolean!",
        "hasPreviousPage": "Boolean!",
        "startCursor": "String",
        "endCursor": "String",
    }


@pytest.mark.parametrize(("name", "field_name"), PAGED)
def test_a_list_of_pages_takes_what_relay_expects(name, field_name):
    field = OBJECTS[name].fields[field_name]
    arguments = {name: str(argument.type) for name, argument in field.args.items()}
    paging = {"first": "Int", "after": "String", "last": "Int", "before": "String"}
    assert paging.items() <= arguments.items()
    assert is_non_null_type(field.type)
    assert isinstance(output_of(field), Paged | Opening)
    if "orderBy" in arguments:
        assert arguments["orderBy"].endswith("!"), "an order has a default, and is never null"


def test_every_entity_is_a_node_and_every_node_an_entity():
    node = SCHEMA.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    assert {str(field.type) for field in node.fields.values()} == {"ID!"}
    assert {type_.name for type_ in SCHEMA.get_possible_types(node)} == set(ENTITIES)


def test_node_and_nodes_are_what_relay_expects():
    assert SCHEMA.query_type is not None
    node, nodes = (SCHEMA.query_type.fields[name] for name in ("node", "nodes"))
    assert (str(node.type), str(node.args["id"].type)) == ("Node", "ID!")
    assert (str(nodes.type), str(nodes.args["ids"].type)) == ("[Node]!", "[ID!]!")


# --- every field answers -------------------------------------------------------------------------


NEEDED = {
    "stats": "",
    "search": '(query: "ink")',
    "suggest": '(prefix: "t")',
    "resolve": '(refs: ["paper:1", "tam vellum", "paper:900", "x"])',
    "export": "(format: CSL_JSON)",
    "highlights": '(query: "ink survey")',
    "facets": "(by: YEAR, first: 3)",
    "coauthorPath": '(from: {id: "author:1"}, to: {id: "author:5"})',
    "coauthorNetwork": '(author: {id: "author:1"}, depth: 2)',
    "relatedPapers": '(seeds: ["paper:1", "paper:4"])',
    "citationPath": '(from: {id: "paper:1"}, to: {id: "paper:3"})',
}
"""What fields are asked with that need arguments, or take no `first`."""


def all_of(type_, nested=1):
    """A selection of all fields of a type that need no argument: of what lies below it the leaves,
    and all that belongs to pages and edges; of the pages below the first rows."""
    if isinstance(type_, GraphQLUnionType):
        cases = SCHEMA.get_possible_types(type_)
        return " ".join(f"... on {case.name} {{ {all_of(case, nested)} }}" for case in cases)
    selected = ["__typename"]
    for name, field in type_.fields.items():
        of = get_named_type(field.type)
        if is_leaf_type(of):
            selected.append(name + NEEDED.get(name, ""))
            continue
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        if nested:
            below = nested if of.name in {*CONNECTIONS, *EDGES, "PageInfo"} else nested - 1
            page = "(first: 8)" if "first" in field.args else ""
            selected.append(f"{name}{page} {{ {all_of(of, below)} }}")
    return " ".join(selected)


def path_to(name):
    """The fields that lead from the roots to a type, on a shortest way; figures about papers are
    compared with nothing."""
    if name == "MetricGap":
        return ("authors", "nodes", "reportedMetrics", "gap")
    waiting = deque([(SCHEMA.query_type, ())])
    seen = set()
    while waiting:
        type_, path = waiting.popleft()
        if type_.name == name:
            return path
        if type_.name in seen or isinstance(type_, GraphQLUnionType):
            continue
        seen.add(type_.name)
        for field_name, field in type_.fields.items():
            of = get_named_type(field.type)
            needs = any(map(is_required_argument, field.args.values()))
            if not is_leaf_type(of) and (not needs or field_name in NEEDED):
                waiting.append((of, (*path, field_name)))
    raise AssertionError(f"nothing leads to {name}")


def whole_question(name):
    """Everything about all things of a type that the corpus has."""
    selection = all_of(OBJECTS[name])
    for place, field_name in reversed([*enumerate(path_to(name))]):
        arguments = NEEDED.get(field_name, "(first: 40)" if place == 0 else "")
        selection = f"{field_name}{arguments} {{ {selection} }}"
    return f"{{ {selection} }}"


def leaves(type_, value, where):
    """Every leaf of an answer as (type, field, value); a null where none may be is no answer."""
    if is_non_null_type(type_):
        assert value is not None, f"{where} is null"
        type_ = type_.of_type
    if value is None:
        return
    if is_list_type(type_):
        for item in value:
            yield from leaves(type_.of_type, item, where)
    elif not is_leaf_type(type_):
        known = OBJECTS[value.get("__typename", type_.name)]
        for key, inner in value.items():
            if key == "__typename":
                continue
            field = known.fields[key]
            if is_leaf_type(get_named_type(field.type)):
                yield known.name, key, inner
            yield from leaves(field.type, inner, f"{known.name}.{key}")


@pytest.fixture(scope="module")
def graph(world):
    """Everything at once costs more than anybody may ask for."""
    with asking(world.reader_url, Limits(cost=1_000_000)) as graph:
        yield graph


@pytest.fixture(scope="module")
def answers(graph):
    return {name: graph.ask(whole_question(name)) for name in OBJECTS}


@pytest.mark.parametrize("name", OBJECTS)
def test_all_fields_of_a_type_answer_together_and_keep_their_promise_not_to_be_null(answers, name):
    found = list(leaves(SCHEMA.query_type, answers[name], "Query"))
    assert {field for type_, field, _ in found if type_ == name} == {
        field_name
        for field_name, field in OBJECTS[name].fields.items()
        if is_leaf_type(get_named_type(field.type))
    }


def test_every_leaf_has_a_value_somewhere_in_the_corpus(answers):
    declared = {
        (name, field_name)
        for name, type_ in OBJECTS.items()
        for field_name, field in type_.fields.items()
        if is_leaf_type(get_named_type(field.type))
    }
    valued = {
        (type_, field)
        for answer in answers.values()
        for type_, field, value in leaves(SCHEMA.query_type, answer, "Query")
        if value is not None
    }
    assert declared - valued == set()


def test_one_statement_answers_everything_about_a_paper(graph):
    graph.ask(whole_question("Paper"))
    assert len(graph.statements) == 1
