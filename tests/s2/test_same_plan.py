"""Where the two faces have a name in common, they ask PostgreSQL the same.

What they have in common is read off both; a name that means something else in each is listed here,
with the reason, so that no new one is overlooked.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from service import tables
from service.compiler.fields import One
from service.compiler.plan import Connection, Leaf, Listing, Node, Object, Page
from service.compiler.row import Row
from service.compiler.statement import compile_statement
from service.graph.any_noun import ENTITIES
from service.graph.documents import read_document
from service.graph.limits import Limits
from service.graph.planning import Planner
from service.graph.schema import schema
from service.graph.selection import Selections
from service.s2.author import AUTHOR
from service.s2.citation import CITATIONS, CITED, CITING, REFERENCES
from service.s2.declare import Fields, Nested
from service.s2.paper import PAPER
from service.s2.planning import plan_fields, read_fields

# Of each kind of object: where its fields stand in GraphQL, and what only the name is common of.
KINDS: dict[str, tuple[Fields, str, str, dict[str, str]]] = {
    "paper": (
        *(PAPER, "Paper", "{ paper(by: {id: 1}) { %s } }"),
        {
            "externalIds": "one id of each kind under a label, not all under the scheme",
            "venue": "the name, not the venue",
            "authors": "names that nobody identified beside authors",
            "citations": "pages in GraphQL; the rows are compared below",
            "references": "pages in GraphQL; the rows are compared below",
        },
    ),
    "author": (
        *(AUTHOR, "Author", "{ author(by: {id: 1}) { %s } }"),
        {
            "externalIds": "ids under a label, not under the scheme",
            "affiliations": "names, not affiliations",
            "papers": "pages in GraphQL; the rows are compared below",
        },
    ),
    "metrics": (AUTHOR, "AuthorMetrics", "{ author(by: {id: 1}) { metrics { %s } } }", {}),
    "citing": (
        *(CITING, "CitationEdge", "{ paper(by: {id: 1}) { citations { edges { %s } } } }"),
        {"isInfluential": "false where no source said so, not null"},
    ),
    "cited": (
        *(CITED, "CitationEdge", "{ paper(by: {id: 1}) { references { edges { %s } } } }"),
        {"isInfluential": "false where no source said so, not null"},
    ),
}
TABLES = {"paper": tables.paper, "author": tables.author, "metrics": tables.author}


def graph_plan(query: str) -> Node:
    """What the one root field of a document becomes."""
    core, limits = schema._schema, Limits()
    document = read_document(core, query, limits, introspection=False)
    selections = Selections(core, document.fragments, {})
    planner = Planner(core, ENTITIES, limits, selections, {})
    operation = document.operation(None)
    (root,) = planner.fields(
        core.query_type, selections.fields(core.query_type, [operation.selection_set])
    )
    return root


def leaves(node: object) -> list[Leaf]:
    """The leaves of a plan, through all that stands above them."""
    if isinstance(node, Leaf):
        return [node]
    below = [getattr(node, name, ()) for name in ("fields", "parts")]
    return [leaf for nodes in below for one in nodes for leaf in leaves(one)]


def common(kind: str) -> list[str]:
    fields, type_, _, different = KINDS[kind]
    in_graph = schema._schema.type_map[type_].fields
    assert set(different) <= set(fields.of) & set(in_graph)
    return [name for name in fields.of if name in in_graph and name not in different]


def text(nodes: list[Leaf], kind: str) -> str:
    table = TABLES.get(kind, tables.citation)
    return compile_statement([Object("found", One(table), tuple(nodes))]).text


def test_what_is_common_is_what_one_thinks() -> None:
    assert {kind: common(kind) for kind in KINDS} == {
        "paper": [
            *("title", "abstract", "year", "referenceCount", "citationCount"),
        ],
        "author": ["name", "homepage"],
        "metrics": ["paperCount", "citationCount", "hIndex"],
        "citing": ["contexts", "intents"],
        "cited": ["contexts", "intents"],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_fields_and_a_selection_of_the_same_names_are_the_same_plan(kind: str) -> None:
    fields, _, query, _ = KINDS[kind]
    names = common(kind)
    in_graph = leaves(graph_plan(query % " ".join(names)))
    asked = read_fields(",".join(names), fields)
    in_s2 = [node for node in plan_fields(asked, fields) if node.key in names]
    assert [node.key for node in in_graph] == [node.key for node in in_s2] == names
    assert text(in_graph, kind) == text(in_s2, kind)


LISTS = [
    ("paper", "citations", PAPER),
    ("paper", "references", PAPER),
    ("author", "papers", AUTHOR),
]


@pytest.mark.parametrize(("noun", "list_", "fields"), LISTS, ids=[one[1] for one in LISTS])
def test_a_list_within_an_object_is_the_same_rows(noun, list_, fields: Fields) -> None:
    """The rows of the newest first, whatever is told of them."""
    query = f"{{ {noun}(by: {{id: 1}}) {{ {list_}(orderBy: NEWEST) {{ nodes {{ title }} }} }} }}"
    root = graph_plan(query)
    (connection,) = root.fields
    assert isinstance(connection, Connection)
    (listing,) = (
        node for node in plan_fields(read_fields(list_, fields), fields) if node.key == list_
    )
    title = (Leaf("title", lambda paper: paper.c.title),)

    def rows_of(rows) -> str:
        page = Listing("list", replace(rows, page=Page(10)), title)
        return compile_statement([Object("found", One(TABLES[noun]), (page,))]).text

    assert rows_of(connection.rows) == rows_of(listing.rows)


@pytest.mark.parametrize(("list_", "many"), [("citations", CITATIONS), ("references", REFERENCES)])
def test_a_list_at_a_path_of_its_own_is_the_same_rows_in_its_own_order(list_, many) -> None:
    """The edges alone, without a look at the papers: the condition is the one of GraphQL's list."""
    nested = PAPER.of[list_]
    assert isinstance(nested, Nested)
    texts = {
        compile_statement(
            [
                Object(
                    "found",
                    One(tables.paper),
                    (Leaf("is", lambda paper, on=on: on(paper, Row("cites", tables.citation))),),
                )
            ]
        ).text
        for on in (nested.to.on, many.on)
    }
    assert len(texts) == 1
