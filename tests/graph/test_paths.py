"""The functions that find paths, against networkx on networks drawn at random."""

from __future__ import annotations

from itertools import count

import networkx
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NODES = st.integers(1, 14)
NETWORKS = st.sets(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=40)
COPIES = count()


@pytest.fixture(scope="module")
def connection(make_database):
    database = make_database(f"paths_{next(COPIES)}")
    with psycopg.connect(database.owner_url) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "INSERT INTO author (id, name, name_key) SELECT i, i::text, i::text"
            " FROM generate_series(1, 14) AS i"
        )
        cursor.execute(
            "INSERT INTO paper (id, title, title_key) SELECT i, i::text, i::text"
            " FROM generate_series(1, 14) AS i"
        )
        connection.commit()
        yield connection


def found(connection, function, table, columns, edges, ends):
    source, target, longest = ends
    cursor = connection.cursor()
    cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES (%s, %s)", list(edges))
    cursor.execute(f"SELECT {function}(%s, %s, %s)", (source, target, longest))
    (path,) = cursor.fetchone()
    connection.rollback()
    return path


def expected(network, source, target, longest):
    """Of the shortest paths that are short enough the one with the smallest ids in order."""
    network.add_nodes_from((source, target))
    if not networkx.has_path(network, source, target):
        return None
    path = min(networkx.all_shortest_paths(network, source, target))
    return path if len(path) - 1 <= longest else None


ASKED = st.tuples(NODES, NODES, st.integers(0, 8))
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(NETWORKS, ASKED)
def test_authors_are_joined_by_a_shortest_chain_of_coauthors(connection, pairs, asked):
    both = pairs | {(other, one) for one, other in pairs}
    path = found(connection, "coauthor_path", "coauthorship", "author_id, coauthor_id", both, asked)
    assert path == expected(networkx.Graph(pairs), *asked)


@MANY
@given(NETWORKS, ASKED)
def test_papers_are_joined_by_a_shortest_chain_of_citations(connection, cites, asked):
    path = found(connection, "citation_path", "citation", "citing_id, cited_id", cites, asked)
    network = networkx.DiGraph((cited, citing) for citing, cited in cites)
    assert path == expected(network, *asked)


@pytest.mark.parametrize("ends", [(None, 1), (1, None), (None, None)])
def test_where_an_end_is_not_here_there_is_no_path(connection, ends):
    assert connection.execute("SELECT coauthor_path(%s, %s, 6)", ends).fetchone() == (None,)
