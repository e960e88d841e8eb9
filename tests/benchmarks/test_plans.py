"""The plans of the standard questions keep their shape: nothing large is read or sorted whole.

The corpus is small, so PostgreSQL is told that it is not: a thousand times as many rows, and as
many to each author, paper and topic, so that everybody is a hub. What it would do then is asked
with EXPLAIN; nothing runs. The statistics are forged in a transaction that is rolled back.
"""

from __future__ import annotations

import psycopg
import pytest

from benchmarks.questions import QUESTIONS, Question
from service.compiler.statement import compile_statement
from service.graph.engine import Engine
from service.graph.limits import Limits
from service.graph.request import GraphQLRequest
from service.s2.identifiers import OWN_NUMBERS_FROM
from service.s2.lookups import PAPERS, named
from service.s2.operations import GRAPH
from service.s2.planning import plan_fields, read_fields

TIMES = 1_000
LARGE = 100_000
# The longest page that a standard question asks for, and the row that is read ahead.
PAGE = 101

FORGE = """
    SELECT pg_restore_relation_stats(
        'schemaname', 'public', 'relname', relname::text, 'relpages', relpages,
        'reltuples', (reltuples * %(times)s)::real)
      FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
"""
# As many different values as there are now: a thousand times the rows for each. Nobody has many
# outside ids, however: of these there are as many to each as now.
FORGE_VALUES = """
    SELECT pg_restore_attribute_stats(
        'schemaname', 'public', 'relname', tablename::text, 'attname', attname::text,
        'inherited', false, 'null_frac', null_frac, 'avg_width', avg_width,
        'n_distinct', (CASE WHEN is_key THEN -1
                            WHEN tablename LIKE '%%external_id'
                            THEN CASE WHEN n_distinct > 0 THEN -n_distinct / reltuples
                                      ELSE n_distinct END
                            WHEN n_distinct < 0 THEN -n_distinct * reltuples
                            ELSE n_distinct END)::real)
      FROM pg_stats
      JOIN pg_class ON pg_class.oid = format('%%I.%%I', schemaname, tablename)::regclass,
           LATERAL (SELECT EXISTS (
               SELECT FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                WHERE indrelid = pg_class.oid AND indisunique AND indnkeyatts = 1
                  AND pg_attribute.attname = pg_stats.attname) AS is_key) AS keys
     WHERE schemaname = 'public'
"""


@pytest.fixture(scope="module")
def forged(corpus):
    with psycopg.connect(corpus.superuser_url) as connection:
        # In this order: the second asks how many rows there are.
        connection.execute(FORGE_VALUES, {"times": TIMES})
        connection.execute(FORGE, {"times": TIMES})
        connection.execute("SET LOCAL jit = off")
        yield connection
        connection.rollback()


def plan_of(connection: psycopg.Connection, statement: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) {statement}")
        ((found,),) = cursor.fetchall()
    return found[0]["Plan"]


def nodes(plan: dict):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


# What gives no more rows than come to it from below, or from its first side.
PASSING = ("Nested Loop", "Subquery Scan", "Memoize", "Aggregate", "WindowAgg", "Sort", "Result")


def is_bounded(plan: dict) -> bool:
    """Whether so many rows as there are on a page are all that can come from here."""
    kind = plan["Node Type"]
    if kind == "Limit" or plan["Plan Rows"] <= PAGE:
        return True
    below = [each for each in plan.get("Plans", ()) if each["Parent Relationship"] != "SubPlan"]
    if kind == "Append":
        return all(map(is_bounded, below))
    return kind in PASSING and is_bounded(below[0])


def large_tables_read_whole(connection: psycopg.Connection, plan: dict) -> list[str]:
    counts = "SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'"
    rows = dict(connection.execute(counts).fetchall())
    return [
        node["Relation Name"]
        for node in nodes(plan)
        if node["Node Type"] == "Seq Scan" and rows[node["Relation Name"]] >= LARGE
    ]


def unbounded_sorts(plan: dict) -> list[list[str]]:
    return [
        node["Sort Key"]
        for node in nodes(plan)
        if node["Node Type"] == "Sort" and not is_bounded(node["Plans"][0])
    ]


def statement_of(question: Question) -> str:
    values = {
        name: ([f"{noun}:1"] * 100 if name == "ids" else f"{noun}:1") if noun else "model graph"
        for name, noun in question.variables
    }
    document = question.text("colophon.graphql")
    if document is None:
        return s2_statement(question.text("colophon.path"))
    plan = Engine(None, Limits()).explain(GraphQLRequest(document, None, values, "POST"))
    return plan.statement.text


def s2_statement(path: str) -> str:
    """What the Semantic Scholar face asks for a path of one paper."""
    id_, fields = path.strip().removeprefix(f"{GRAPH}/paper/").split("?fields=")
    asked = plan_fields(read_fields(fields, PAPERS.fields), PAPERS.fields)
    found = named(PAPERS, id_.format(OWN_NUMBERS_FROM + 1)).found(PAPERS, asked)
    return compile_statement([found]).text


# A search finds rows by words and orders them by citations: no index has both, so what was found is
# sorted where it is little, or where the first of much stand far behind (service/compiler/seeking).
# What is cited together with a paper is counted over the references of all that cite it, and then
# sorted; of a thousand times as many of both that is the whole table.
SORTED = {"search", "co_citation"}
WHOLE = {"co_citation": ["citation"]}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_large_table_is_read_whole_and_no_hub_sorted(forged, question: Question):
    plan = plan_of(forged, statement_of(question))
    assert large_tables_read_whole(forged, plan) == WHOLE.get(question.name, [])
    # Who needs the exception no more loses it.
    assert (unbounded_sorts(plan) != []) == (question.name in SORTED)


def test_a_table_read_whole_and_a_hub_sorted_are_seen(forged):
    plan = plan_of(
        forged, "SELECT * FROM authorship WHERE author_id = $1 ORDER BY name_as_written LIMIT 20"
    )
    assert unbounded_sorts(plan) == [["name_as_written"]]
    plan = plan_of(forged, "SELECT max(open_access_url) FROM paper WHERE language = $1")
    assert large_tables_read_whole(forged, plan) == ["paper"]
