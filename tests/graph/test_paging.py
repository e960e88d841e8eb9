"""Pages of every list in every order: slices of the whole, whatever the cursors and the size."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st

from service.graph.any_noun import ENTITIES
from tests.corpus import global_id, oddities
from tests.graph.lists import (
    ALL,
    ASKED,
    BACKWARD,
    CONTEXTS,
    FORWARD,
    LISTS,
    PAGE,
    PARENTS,
    name_of,
    page,
)
from tests.graph.oracle import SCHEMA_FILE


@pytest.fixture(scope="module")
def whole(graph):
    """The whole of a list: its cursors in order."""
    known = {}

    def read(listed):
        if listed not in known:
            cursors, rows = page(graph, listed, first=100)
            assert len(cursors) == len(set(cursors)) == rows["totalCount"] < 100
            known[listed] = cursors
        return known[listed]

    return read


def test_every_list_of_the_schema_is_among_those_tried():
    """Each field of schema.graphql that is a connection, whatever the code calls it."""
    types = build_schema(SCHEMA_FILE.read_text()).type_map.values()
    connections = {
        (type_.name, name)
        for type_ in types
        if isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items()
        if "pageInfo" in getattr(get_named_type(field.type), "fields", {})
    }
    assert connections == {listed[:2] for listed in ALL}
    assert {type_ for type_, *_ in LISTS} == set(CONTEXTS)
    assert set(PARENTS) <= set(ENTITIES)
    assert len(LISTS) > 40


def test_the_lists_tried_are_long_enough_to_be_cut(whole):
    lengths = {name_of(listed): len(whole(listed)) for listed in ALL}
    assert [name for name, length in lengths.items() if length < 3] == []


BOUND = st.none() | st.integers(0, 50)


@pytest.mark.parametrize("listed", ALL, ids=name_of)
def test_a_page_is_a_slice_and_knows_what_lies_around_it(graph, whole, listed):
    rows = whole(listed)

    @settings(max_examples=10, deadline=None)
    @given(st.booleans(), st.sampled_from([0, 1, 3, 5]), BOUND, BOUND)
    def check(forward, size, after, before):
        paging = {"first" if forward else "last": size}
        start, end = 0, len(rows)
        if after is not None:
            paging["after"] = rows[after % len(rows)]
            start = after % len(rows) + 1
        if before is not None:
            paging["before"] = rows[before % len(rows)]
            end = before % len(rows)
        window = range(start, max(start, end))
        kept = window[:size] if forward else window[max(0, len(window) - size) :]
        found, answer = page(graph, listed, **paging)
        assert found == [rows[place] for place in kept]
        info = answer["pageInfo"]
        assert info["startCursor"] == (found[0] if found else None)
        assert info["endCursor"] == (found[-1] if found else None)
        assert answer["totalCount"] == len(rows)
        if kept:
            assert info["hasPreviousPage"] == (kept[0] > 0)
            assert info["hasNextPage"] == (kept[-1] < len(rows) - 1)
        elif forward:  # an empty page lies where reading would have begun
            assert info["hasPreviousPage"] == (after is not None)
            assert info["hasNextPage"] == (bool(window) or before is not None)
        else:
            assert info["hasPreviousPage"] == (bool(window) or after is not None)
            assert info["hasNextPage"] == (before is not None)

    check()


@pytest.mark.parametrize("listed", ALL, ids=name_of)
@pytest.mark.parametrize(("size", "bound", "edge", "more"), [FORWARD, BACKWARD])
def test_walking_either_way_meets_every_row_once(graph, whole, listed, size, bound, edge, more):
    pages, paging = [], {size: 4}
    while True:
        found, answer = page(graph, listed, **paging)
        pages.append(found)
        if not answer["pageInfo"][more]:
            break
        paging[bound] = answer["pageInfo"][edge]
        assert len(pages) < 30
    if size == "last":
        pages.reverse()
    assert [row for found in pages for row in found] == whole(listed)


def test_a_list_without_rows_has_an_empty_page(graph):
    nobody = global_id("author", oddities.WITHOUT_PAPERS)
    papers = CONTEXTS["Author"][0].format(
        PAGE.format(field="papers", arguments="", node="id"), id=nobody
    )
    answer = graph.ask(ASKED.format(papers))
    assert answer["node"]["rows"] == {
        "totalCount": 0,
        "edges": [],
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": False,
            "startCursor": None,
            "endCursor": None,
        },
    }


def test_the_facts_of_a_page_do_not_depend_on_what_else_is_asked(graph):
    facts = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    every = "first: 3, orderBy: TITLE"
    alone = graph.ask(f"{{ papers({every}) {{ {facts} }} }}")["papers"]
    nodes = graph.ask(f"{{ papers({every}) {{ nodes {{ id }} {facts} }} }}")["papers"]
    assert alone["pageInfo"] == nodes["pageInfo"]
    assert len(nodes["nodes"]) == 3
    for fact in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"):
        asked = graph.ask(f"{{ papers({every}) {{ pageInfo {{ {fact} }} }} }}")["papers"]
        assert asked["pageInfo"] == {fact: alone["pageInfo"][fact]}


def test_the_cursor_of_a_row_is_the_same_on_every_page_that_has_it(graph):
    query = "{{ papers(orderBy: TITLE, {}) {{ edges {{ cursor node {{ id }} }} }} }}"
    forward = graph.ask(query.format("first: 40"))["papers"]["edges"]
    assert graph.ask(query.format("last: 40"))["papers"]["edges"] == forward
    long = [
        edge for edge in forward if edge["node"]["id"] == global_id("paper", oddities.LONG_TITLE)
    ]
    assert len(long[0]["cursor"]) > 500
