"""Pages of every list in every order: slices of the whole list, whatever the cursors and the size,
and no row lost or seen twice while others are added."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random

import psycopg
import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st

from service import ids
from service.graph.declare import Paged, output_of
from service.graph.schema import ENTITIES, schema
from tests.corpus import global_id, oddities, world_rows
from tests.corpus.load import load
from tests.graph.asking import asking

PARENTS = {
    "Paper": global_id("paper", oddities.HUB),
    "Author": global_id("author", oddities.PROLIFIC),
    "Affiliation": global_id("affiliation", 4),
    "Topic": global_id("topic", 3),
    "CodeRepository": global_id("repository", oddities.SHARED_REPOSITORY),
}
"""Where the lists of each type are long. Other parents for some: the hub has three authors only."""
OTHER_PARENTS = {
    ("Paper", "authors"): global_id("paper", oddities.MANY_AUTHORS),
    ("Paper", "references"): global_id("paper", 29),
    ("Paper", "codeLinks"): global_id("paper", oddities.LINK_WITHOUT_CLAIM),
    ("Topic", "children"): global_id("topic", 6),
}
ASKED = "query ($first: Int, $last: Int, $after: String, $before: String) {{ {} }}"
CONTEXTS = {
    "Query": ("{}", ()),
    **{
        name: (f'node(id: "{{id}}") {{{{ ... on {name} {{{{ {{}} }}}} }}}}', ("node",))
        for name in PARENTS
    },
    "CoauthorEdge": (
        f'node(id: "{PARENTS["Author"]}") {{{{ ... on Author'
        " {{ coauthors(first: 1) {{ edges {{ {} }} }} }} }}",
        ("node", "coauthors", "edges", 0),
    ),
}
PAGE = """
    rows: {field}({arguments} first: $first, last: $last, after: $after, before: $before) {{
        totalCount edges {{ cursor node {{ __typename }} }} pageInfo {{
            hasNextPage hasPreviousPage startCursor endCursor
        }}
    }}
"""


def lists():
    """Every paged field of the schema with every order that it can be asked in."""
    for name, type_ in schema._schema.type_map.items():
        if name.startswith("__") or not isinstance(type_, GraphQLObjectType):
            continue
        for field_name, field in type_.fields.items():
            if isinstance(output_of(field), Paged):
                order = field.args.get("orderBy")
                enum = get_named_type(order.type) if order else None
                orders = enum.values if isinstance(enum, GraphQLEnumType) else [None]
                yield from ((name, field_name, order) for order in orders)


LISTS = list(lists())
FILTERED = [
    ("Query", "papers", "NEWEST", 'filter: {year: {gte: 2008}}, search: "ink OR citing"'),
    ("Query", "papers", "TITLE", "filter: {or: [{hasCode: true}, {year: {isNull: true}}]}"),
    ("Query", "authors", "NAME", "filter: {not: {hasOrcid: true}}"),
    ("Paper", "citations", "OLDEST", 'filter: {authorId: "author:1"}'),
    ("Author", "papers", "MOST_CITED", "filter: {year: {in: [2010, 2011, 2020]}}"),
    ("Affiliation", "authors", None, "filter: {paperCount: {gt: 1}}"),
]
ALL = [(*found, "") for found in LISTS] + FILTERED


def name_of(listed):
    return "-".join(str(part) for part in listed if part)


def page(graph, listed, **paging):
    """One page: the cursors of its rows, and the rest of the connection."""
    type_, field, order, filter_ = listed
    context, path = CONTEXTS[type_]
    arguments = " ".join(part for part in (order and f"orderBy: {order}", filter_) if part)
    id_ = OTHER_PARENTS.get((type_, field), PARENTS.get(type_))
    asked = context.format(PAGE.format(field=field, arguments=arguments), id=id_)
    answer = graph.ask(ASKED.format(asked), paging)
    for step in path:
        answer = answer[step]
    rows = answer["rows"]
    return [edge["cursor"] for edge in rows["edges"]], rows


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
    assert {type_ for type_, *_ in LISTS} == set(CONTEXTS)
    assert set(PARENTS) < set(ENTITIES)
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


FORWARD = ("first", "after", "endCursor", "hasNextPage")
BACKWARD = ("last", "before", "startCursor", "hasPreviousPage")


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
    papers = CONTEXTS["Author"][0].format(PAGE.format(field="papers", arguments=""), id=nobody)
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


# --- while rows are added and go -----------------------------------------------------------------


@pytest.fixture
def busy(database):
    """The corpus in a database that may be written to."""
    load(database.owner_url, world_rows())
    with (
        psycopg.connect(database.owner_url, autocommit=True) as writer,
        asking(database.reader_url) as graph,
    ):
        yield graph, writer


NEW_ID = count(10_000)


def add_paper(writer, random):
    """A paper of the prolific author, on a topic, citing the hub: somewhere in every order."""
    id_ = next(NEW_ID)
    cited = random.choice([0, 1, 2, 5, 27])
    day = random.choice([None, date(1999, 1, 1) + timedelta(random.randrange(9_000))])
    title = random.choice(["?", "a", "inkwell", "preface", "zzz", "墨"]) + str(random.random())
    writer.execute(
        "INSERT INTO paper (id, title, title_key, published_on, published_precision, year,"
        " citation_count) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (id_, title, ids.title_key(title), day, day and "day", day and day.year, cited),
    )
    key = day or "-infinity"
    writer.execute(
        "INSERT INTO authorship (paper_id, ordinal, position, author_id, name_as_written,"
        " citation_count, published_key) VALUES (%s, 1, 1, 1, 'O. Q.', %s, %s)",
        (id_, cited, key),
    )
    writer.execute(
        "INSERT INTO paper_topic (paper_id, topic_id, ordinal, citation_count, published_key)"
        " VALUES (%s, 3, 1, %s, %s)",
        (id_, cited, key),
    )
    writer.execute(
        "INSERT INTO citation (citing_id, cited_id, citing_citation_count, citing_published_key,"
        " cited_citation_count) VALUES (%s, 1, %s, %s, 27)",
        (id_, cited, key),
    )


BUSY = [
    *(listed for listed in ALL if listed[:2] == ("Query", "papers") and not listed[3]),
    ("Author", "papers", "TITLE", ""),
    ("Topic", "papers", "NEWEST", ""),
    ("Paper", "citations", "LEAST_CITED", ""),
]


@pytest.mark.parametrize(("size", "bound", "edge", "more"), [FORWARD, BACKWARD])
def test_rows_added_between_pages_neither_hide_nor_repeat_others(busy, size, bound, edge, more):
    graph, writer = busy
    random = Random(2026)
    for listed in BUSY:
        old, _ = page(graph, listed, first=100)
        met, paging = [], {size: 7}
        while True:
            found, answer = page(graph, listed, **paging)
            met += found
            if not answer["pageInfo"][more]:
                break
            paging[bound] = answer["pageInfo"][edge]
            add_paper(writer, random)
        assert len(met) == len(set(met)), name_of(listed)
        assert set(old) <= set(met), name_of(listed)


def test_a_cursor_outlives_its_row(busy):
    graph, writer = busy
    listed = ("Query", "authors", "NAME", "")
    rows, _ = page(graph, listed, first=100)
    nemo = graph.ask('{ authors(search: "Nemo Unwritten") { nodes { id } } }')["authors"]["nodes"]
    assert nemo == [{"id": global_id("author", oddities.WITHOUT_PAPERS)}]
    names = [
        edge["node"]["name"]
        for edge in graph.ask("{ authors(first: 100, orderBy: NAME) { edges { node { name } } } }")[
            "authors"
        ]["edges"]
    ]
    place = names.index("Nemo Unwritten")
    writer.execute("DELETE FROM author_name WHERE author_id = 3")
    writer.execute("DELETE FROM author WHERE id = 3")
    after, _ = page(graph, listed, first=3, after=rows[place])
    before, _ = page(graph, listed, last=3, before=rows[place])
    assert after == rows[place + 1 : place + 4]
    assert before == rows[place - 3 : place]


def test_the_end_of_a_list_is_known_when_the_cursor_s_row_has_gone(busy):
    graph, writer = busy
    oldest, newest = (("Query", "papers", order, "") for order in ("OLDEST", "NEWEST"))
    (first,), _ = page(graph, oldest, first=1)
    (last,), _ = page(graph, newest, last=1)
    _, after = page(graph, oldest, first=1, after=first)
    _, before = page(graph, newest, last=1, before=last)
    assert after["pageInfo"]["hasPreviousPage"]
    assert before["pageInfo"]["hasNextPage"]
    writer.execute("DELETE FROM paper_text WHERE paper_id = %s", [oddities.EMPTY])
    writer.execute("DELETE FROM paper WHERE id = %s", [oddities.EMPTY])  # the undated one, id 6
    _, after = page(graph, oldest, first=1, after=first)
    _, before = page(graph, newest, last=1, before=last)
    assert not after["pageInfo"]["hasPreviousPage"]
    assert not before["pageInfo"]["hasNextPage"]
