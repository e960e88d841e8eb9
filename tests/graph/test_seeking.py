"""A search that finds few papers is read in one way, one that finds many in another, with one that
finds its many only at the list's end between: the answer is the same."""

from __future__ import annotations

import psycopg
import pytest

from service.compiler import seeking
from tests.benchmarks.test_plans import nodes
from tests.graph.asking import asking

ASKED = """
    query ($words: String!, $order: PaperOrder!, $first: Int, $last: Int, $after: String,
           $before: String) {
      papers(search: $words, orderBy: $order, first: $first, last: $last, after: $after,
             before: $before) {
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage }
      }
    }
"""
FIRST_TWO = "query ($words: String!) { papers(search: $words, first: 2) { nodes { id } } }"
KEYS = {
    "MOST_CITED": "citation_count DESC, id DESC",
    "NEWEST": "published_key DESC, id DESC",
    "OLDEST": "published_key, id",
    "TITLE": "title_key, id",
}
WORDS = (
    "ink",
    "sometime -ink",
    "ink or paper or sometime or survey or catalogue",
    "zzzzz",
    "-ink",
    "ink or -paper",
)


@pytest.fixture(params=[(0, 1), (0, 7), (1, 3), (3, 1_000), (1_000, 1)], ids=str)
def graph(request, world, monkeypatch):
    """An engine that takes so many for few, and tests so many before it gives up."""
    few, walked = request.param
    monkeypatch.setattr(seeking, "FEW", few)
    monkeypatch.setattr(seeking, "WALKED", walked)
    with asking(world.reader_url) as graph:
        yield graph


def by_sql(world, words: str, order: str) -> list[str]:
    statement = f"""
        SELECT 'paper:' || id FROM paper JOIN paper_text ON paper_id = id
         WHERE search @@ websearch_to_tsquery('english', %s) ORDER BY {KEYS[order]}
    """
    with psycopg.connect(world.reader_url) as connection:
        return [id_ for (id_,) in connection.execute(statement, (words,))]


@pytest.mark.parametrize("order", KEYS)
@pytest.mark.parametrize("words", WORDS)
def test_pages_are_slices_of_what_plain_sql_finds(graph, world, words, order) -> None:
    expected = by_sql(world, words, order)
    assert words == "zzzzz" or len(expected) >= 3
    for size in (0, 1, 2, len(expected), len(expected) + 1):
        walk(graph, words, order, size, expected, ("first", "after", "hasNextPage"))
        walk(graph, words, order, size, expected[::-1], ("last", "before", "hasPreviousPage"))


def walk(graph, words: str, order: str, size: int, left: list[str], names) -> None:
    """Page after page in one direction, until nothing is left."""
    count, bound, has_more = names
    cursor = None
    while True:
        given = {"words": words, "order": order, count: size, bound: cursor}
        page = graph.ask(ASKED, given)["papers"]
        edges = page["edges"] if count == "first" else page["edges"][::-1]
        assert [edge["node"]["id"] for edge in edges] == left[:size]
        left = left[size:]
        assert page["pageInfo"][has_more] == bool(left)
        if not edges:
            break
        cursor = edges[-1]["cursor"]


@pytest.mark.parametrize(("words", "is_asked"), [("ink", True), ("-ink", False)])
def test_what_only_excludes_does_not_ask_the_index(world, words: str, is_asked: bool) -> None:
    """By the plan: whether anything was read of what the index would find."""
    with asking(world.reader_url) as graph, psycopg.connect(world.reader_url) as reader:
        graph.ask(FIRST_TWO, {"words": words})
        ((statement, values),) = graph.statements
        with psycopg.RawCursor(reader) as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
            ((((explained,),)),) = cursor.fetchall()
    (loops,) = [
        node["Actual Loops"]
        for node in nodes(explained["Plan"])
        if node.get("Subplan Name", "").startswith("CTE found")
    ]
    assert bool(loops) is is_asked
