"""The size and the state of the graph, against what was put there."""

from __future__ import annotations

import re

import psycopg
import pytest

from tests.graph.asking import asking

ALL = """{ stats { paperCount authorCount affiliationCount topicCount venueCount
    codeRepositoryCount sources dataVersion changeSequence updatedAt } }"""


def test_the_corpus_is_counted(graph, world):
    stats = graph.ask(ALL)["stats"]
    tables = ("paper", "author", "affiliation", "topic", "venue", "code_repository")
    counts = [len(world.rows[table]) for table in tables]
    names = ("paper", "author", "affiliation", "topic", "venue", "codeRepository")
    assert [stats[f"{name}Count"] for name in names] == counts
    assert stats["sources"] == []
    assert stats["changeSequence"] == len(world.rows["change"])


def test_the_state_is_that_of_the_data(graph, world):
    stats = graph.ask(ALL)["stats"]
    with psycopg.connect(world.owner_url) as connection:
        connection.execute("SET TIME ZONE 'UTC'")
        version, at = connection.execute("SELECT version, updated_at FROM data_version").fetchone()
    assert stats["dataVersion"] == str(version)
    assert stats["updatedAt"] == at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", stats["updatedAt"])


@pytest.mark.parametrize("sources", [["arxiv"], ["ror", "acl-anthology", "openalex"]])
def test_each_source_is_told_once_by_name(make_database, sources):
    database = make_database(f"stats_{len(sources)}")
    with psycopg.connect(database.owner_url) as connection:
        (run,) = connection.execute(
            "INSERT INTO ingest_run (source) VALUES ('any') RETURNING id"
        ).fetchone()
        for source in sources:
            for key in ("1", "2", "3"):
                connection.execute(
                    "INSERT INTO source_record (source, kind, key, digest, payload, run_id)"
                    " VALUES (%s, 'topic', %s, '', '{}', %s)",
                    (source, key, run),
                )
    with asking(database.reader_url) as graph:
        assert graph.ask("{ stats { sources } }")["stats"]["sources"] == sorted(sources)
