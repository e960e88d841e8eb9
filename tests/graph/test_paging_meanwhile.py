"""Pages while rows are added and go between them: none is lost, none seen twice."""

from __future__ import annotations

from itertools import islice
from random import Random

import psycopg
import pytest
from sqlalchemy import create_engine

from service.derive.refresh import rebuild
from tests.corpus import global_id, oddities, world_rows
from tests.corpus.load import load
from tests.graph.asking import asking
from tests.graph.lists import ALL, BACKWARD, FORWARD, name_of, node_type, number_of, page
from tests.graph.twins import add_twin, remove_twins


@pytest.fixture
def busy(database):
    """The corpus in a database that may be written to."""
    load(database.owner_url, world_rows())
    with (
        psycopg.connect(database.owner_url, autocommit=True) as writer,
        asking(database.reader_url) as graph,
    ):
        yield graph, writer


@pytest.fixture(scope="module")
def growing(make_database):
    """The same for many tests, each of which takes away what it added; and the rows that stay."""
    database, rows = make_database("growing"), world_rows()
    load(database.owner_url, rows)
    with (
        psycopg.connect(database.owner_url, autocommit=True) as writer,
        asking(database.reader_url) as graph,
    ):
        yield graph, writer, rows


def cursors_of(graph, listed):
    """The cursors of a list, the whole of which fits on a page."""
    cursors, answer = page(graph, listed, first=100)
    assert not answer["pageInfo"]["hasNextPage"]
    return cursors, answer


def walk(graph, listed, way, size, between=lambda: None):
    """The cursors met on a walk with this page size; something happens between two pages."""
    name, bound, edge, more = way
    met, paging = [], {name: size}
    while True:
        found, answer = page(graph, listed, **paging)
        met.append(found)
        if not answer["pageInfo"][more]:
            break
        paging[bound] = answer["pageInfo"][edge]
        between()
        assert len(met) < 60
    if name == "last":
        met.reverse()
    return [cursor for found in met for cursor in found]


@pytest.mark.parametrize("way", [FORWARD, BACKWARD], ids=["forward", "backward"])
@pytest.mark.parametrize("listed", ALL, ids=name_of)
def test_rows_added_between_pages_neither_hide_nor_repeat_others(growing, listed, way):
    graph, writer, rows = growing
    random = Random(f"{name_of(listed)} {way}")
    old, answer = cursors_of(graph, listed)
    nodes = [edge["node"] for edge in answer["edges"] if edge["node"]]
    size = min(7, max(1, len(old) // 3))
    # No more than so many: the end of the list could run away from the walk.
    chosen = iter(random.choices(nodes, k=8))

    def add():
        for node in islice(chosen, 1):
            add_twin(writer, listed, node_type(listed), number_of(node))

    try:
        met = walk(graph, listed, way, size, add)
        now, _ = cursors_of(graph, listed)
        assert len(now) > len(old), "what was added does not belong to the list"
        assert walk(graph, listed, way, size) == now
    finally:
        remove_twins(writer, rows)
    assert len(met) == len(set(met))
    assert set(old) <= set(met) <= set(now)
    assert met == [cursor for cursor in now if cursor in set(met)]


def test_a_list_has_as_many_rows_as_it_says_after_all_were_added(busy, database):
    """Lengths that are kept beside the rows are counted anew, as after every ingest."""
    graph, writer = busy
    random = Random(2026)
    rows = {}
    for listed in ALL:
        _, answer = cursors_of(graph, listed)
        rows[listed] = [edge["node"] for edge in answer["edges"] if edge["node"]]
    for listed in {listed[:2]: listed for listed in ALL}.values():
        add_twin(writer, listed, node_type(listed), number_of(random.choice(rows[listed])))
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(database.owner_url)
    )
    with engine.begin() as connection:
        rebuild(connection)
    engine.dispose()
    longer = 0
    for listed in ALL:
        _, answer = page(graph, listed, first=5)
        for way in (FORWARD, BACKWARD):
            met = walk(graph, listed, way, 9)
            assert len(met) == len(set(met)) == answer["totalCount"], name_of(listed)
        longer += len(met) > len(rows[listed])
    assert longer > len(ALL) / 2


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
