"""The stream of a connection: what pages say, all of it, of one state."""

from __future__ import annotations

import json

import httpx
import psycopg
import pytest

from service.app import create_app
from service.settings import Settings
from tests.graph.server import serving

ALL = "{ papers(orderBy: NEWEST) { nodes { id title authors(first: 2) { nodes { name } } } } }"


def export(client: httpx.Client, query: str, **asked: str) -> list:
    response = client.get("/export", params={"query": query, **asked})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in response.text.splitlines()]


def test_all_rows_are_those_of_the_pages(s2) -> None:
    whole = s2.graphql(ALL.replace("NEWEST", "NEWEST, first: 100"))["papers"]["nodes"]
    assert export(s2.client, ALL) == whole
    assert export(s2.client, ALL.replace("NEWEST", "NEWEST, first: 3")) == whole
    assert len(whole) > 20


def test_edges_filters_variables_and_fragments_are_as_in_graphql(s2) -> None:
    query = """query Some($least: Int!, $size: Int) {
      papers(filter: {citationCount: {gte: $least}}, first: $size) { edges { ...Told } } }
      fragment Told on PaperEdge { cursor node { id } }"""
    asked = {"least": 2, "size": 2}
    rows = export(s2.client, query, variables=json.dumps(asked))
    answer = s2.client.post(
        "/graphql", json={"query": query, "variables": {"least": 2, "size": 50}}
    ).json()
    assert rows == answer["data"]["papers"]["edges"]
    assert len(rows) > 2


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("{ papers { totalCount } }", "`/export` takes one query with one connection"),
        ("{ papers { nodes { id } totalCount } }", "`/export` takes one query with one conn"),
        ("{ stats { papers } authors { nodes { id } } }", "`/export` takes one query with one"),
        ("query A { papers { nodes { id } } } query B { papers { nodes { id } } }", "`/export`"),
        ("{ papers(last: 3) { nodes { id } } }", "`last` has no place here"),
        ("{ papers { nodes { nonsense } } }", "Cannot query field 'nonsense'"),
        ("{ papers", "Syntax Error"),
        ("mutation { x { nodes { id } } }", "`/export` takes one query with one connection"),
    ],
)
def test_what_is_no_connection_is_refused(s2, query: str, error: str) -> None:
    response = s2.client.get("/export", params={"query": query})
    assert response.status_code == 400
    assert response.json()["error"].startswith(error)


def test_a_foreign_page_cannot_ask(s2) -> None:
    response = s2.client.get(
        "/export", params={"query": ALL}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 400


def test_a_query_beyond_the_limits_is_refused_before_it_runs(s2) -> None:
    dear = "{ papers(first: 100) { nodes { authors(first: 100) { nodes { papers(first: 100) {"
    dear += " nodes { id } } } } } } }"
    response = s2.client.get("/export", params={"query": dear})
    assert response.status_code == 400
    assert "could cost" in response.json()["error"]


def test_a_stream_is_of_one_state_though_the_data_move(database) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO paper (title, title_key, year)"
            " SELECT n || repeat('x', 2000), 'paper ' || n, 2000 FROM generate_series(1, 15000) n"
        )
        app = create_app(Settings(pool_size=1), database.reader_url)
        with (
            serving(app) as address,
            httpx.Client(base_url=address, timeout=30) as client,
            client.stream(
                "GET", "/export", params={"query": "{ papers { nodes { title year } } }"}
            ) as response,
        ):
            lines = response.iter_lines()
            rows = [json.loads(next(lines))]
            # Far more than the socket holds is still to come, and is read from the snapshot.
            owner.execute("UPDATE paper SET year = 1999")
            rows += map(json.loads, lines)
        assert {row["year"] for row in rows} == {2000}
        assert len({row["title"] for row in rows}) == len(rows) == 15_000


def test_what_fails_on_the_way_is_the_last_line(database) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO paper (title, title_key, year)"
            " SELECT repeat('x', 2000), 'paper ' || n, 2000 FROM generate_series(1, 15000) n"
        )
        app = create_app(Settings(pool_size=1), database.reader_url)
        with (
            serving(app) as address,
            httpx.Client(base_url=address, timeout=30) as client,
            client.stream(
                "GET", "/export", params={"query": "{ papers { nodes { title } } }"}
            ) as response,
        ):
            lines = response.iter_lines()
            next(lines)
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND xact_start IS NOT NULL"
                " AND pid <> pg_backend_pid()"
            )
            *_, last = lines
        assert "errors" in json.loads(last)
