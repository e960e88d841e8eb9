"""`colophon rank` from outside: what it says, that it can be verified, and how it refuses."""

from __future__ import annotations

import re

import psycopg
import pytest

from tests.corpus import world_rows
from tests.corpus.load import load
from tests.test_cli import colophon, one_line


def test_papers_are_ranked_and_the_scores_are_in_order(database):
    load(database.owner_url, world_rows())
    done = colophon("rank", database_url=database.owner_url)
    told = r"31 papers ranked by 56 citations in \d+ steps, as of data version 0\n"
    assert done.returncode == 0
    assert re.fullmatch(told, done.stdout)
    assert done.stderr.startswith("Reading the citations …\nStep 10: the scores changed by ")
    with psycopg.connect(database.reader_url) as connection:
        best = "SELECT paper_id FROM page_rank ORDER BY score DESC LIMIT 2"
        assert connection.execute(best).fetchall() == [(1,), (21,)]
        damping = "SELECT damping FROM page_rank_computation"
        assert connection.execute(damping).fetchall() == [(0.85,)]


def test_an_empty_graph_is_ranked_in_no_time(database):
    done = colophon("rank", "--damping", "0.5", database_url=database.owner_url)
    told = "0 papers ranked by 0 citations in 0 steps, as of data version 0\n"
    assert (done.returncode, done.stdout) == (0, told)
    verified = colophon("verify", database_url=database.owner_url)
    assert (verified.returncode, verified.stdout) == (0, "")


@pytest.mark.parametrize("chance", ["1", "0", "nan", "much", "-0.5"])
def test_a_damping_that_is_no_chance_is_one_line(chance):
    done = colophon("rank", f"--damping={chance}")
    assert done.returncode == 2
    assert f"'{chance}' is no number from 0.01 to 0.99" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_that_is_not_there_is_one_line():
    told = one_line(colophon("rank", database_url="postgresql://nobody@127.0.0.1:1/none"))
    assert told.startswith("the database cannot be reached")
