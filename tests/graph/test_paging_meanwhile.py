"""Pages while rows are added and go between them: none is lost, none seen twice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random

import psycopg
import pytest

from service import ids
from tests.corpus import global_id, oddities, world_rows
from tests.corpus.load import load
from tests.graph.asking import asking
from tests.graph.lists import ALL, BACKWARD, FORWARD, name_of, page


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
        "INSERT INTO citation (citing_id, cited_id, citing_citation_count, citing_published_key)"
        " VALUES (%s, 1, %s, %s)",
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
