"""Searches and suggestions over all kinds, against plain Python over the rows of the corpus."""

from __future__ import annotations

import pytest

from service import ids
from service.compiler import seeking
from service.errors import Code
from tests.graph.oracle.conditions import is_spelt_like

KINDS = [
    ("paper", "paper", "id", "title_key", "title", "citation_count"),
    ("author", "author_name", "author_id", "name_key", "name", "citation_count"),
    ("topic", "topic", "id", "name_key", "name", "paper_count"),
    ("affiliation", "affiliation_name", "affiliation_id", "name_key", "name", "paper_count"),
    ("venue", "venue", "id", "name_key", "name", "paper_count"),
]
SUGGEST = """query ($prefix: String!, $limit: Int! = 50) {
    suggest(prefix: $prefix, limit: $limit) { label node { id } } }"""
SEARCH = """query ($query: String!, $limit: Int! = 50) {
    search(query: $query, limit: $limit) { label node { __typename id } } }"""


def expected(world, text, matches, *, spelt_like=False):
    """The best of each kind, then the second best: what is named so exactly, then by weight; the
    authors that are only spelt so come last."""
    hits = []
    for place, (noun, names, owner, key, label, weight) in enumerate(KINDS):
        folded = ids.title_key(text) if noun == "paper" else ids.name_key(text)
        whole = {row[owner] for row in world.rows[names] if folded and matches(row[key], folded)}
        found = set(whole)
        if spelt_like and noun == "author":
            found |= {
                row[owner]
                for row in world.rows[names]
                if is_spelt_like(row["name_key"], row["name_block"], text)
            }
        rows = [row for row in world.rows[noun] if row["id"] in found]
        rows.sort(
            key=lambda row: (
                row[key] != folded,
                row["id"] not in whole,
                -row[weight],
                row["id"],
            )
        )
        hits += [(rank, place, row[label], f"{noun}:{row['id']}") for rank, row in enumerate(rows)]
    return [(label, id_) for _, _, label, id_ in sorted(hits)]


def told(hits):
    return [(hit["label"], hit["node"]["id"]) for hit in hits]


@pytest.mark.parametrize(
    "prefix",
    [
        "t",
        "Tab",
        "tabula rasa",
        "ODALYS",
        "é",
        "a",
        "conf",
        "uni",
        "墨",
        "",
        " ",
        "%",
        "\u2014",
        "zz",
    ],
)
def test_what_begins_so_is_suggested_the_best_of_each_kind_first(graph, world, prefix):
    hits = told(graph.ask(SUGGEST, {"prefix": prefix})["suggest"])
    assert hits == expected(world, prefix, str.startswith)[:50]


def test_a_few_suggestions_are_the_first_of_many(graph):
    many = graph.ask(SUGGEST, {"prefix": "t"})["suggest"]
    assert len(many) > 4
    assert graph.ask(SUGGEST, {"prefix": "t", "limit": 4})["suggest"] == many[:4]


def names_with_words(key, folded):
    return set(folded.split()) <= set(key.split())


@pytest.mark.parametrize(
    "query",
    [
        *("quillfeather", "VELLUM tam", "inkford", "margins", "a n unknown", "Bút, N. Thi"),
        *("t vellum", "Velum T.", "i ibsen-ibid", "'' ''", "tam", "x vellum"),
    ],
)
def test_names_that_have_all_words_or_are_spelt_like_it_are_found(graph, world, query):
    hits = graph.ask(SEARCH, {"query": query})["search"]
    names = [hit for hit in hits if hit["node"]["__typename"] != "Paper"]
    wanted = expected(world, query, names_with_words, spelt_like=True)
    assert told(names) == [hit for hit in wanted if not hit[1].startswith("paper:")]


def test_papers_are_those_of_the_list_that_searches_the_same(graph):
    query = 'ink -blot or "iron gall"'
    listed = graph.ask(
        "query ($s: String!) { papers(search: $s, first: 50) { nodes { id } } }", {"s": query}
    )["papers"]["nodes"]
    hits = graph.ask(SEARCH, {"query": query})["search"]
    found = [hit["node"]["id"] for hit in hits if hit["node"]["__typename"] == "Paper"]
    assert len(found) > 2
    assert sorted(found) == sorted(paper["id"] for paper in listed)


@pytest.mark.parametrize("walked", [1, 1_000])
def test_papers_with_common_words_are_found_alike(graph, monkeypatch, walked):
    """However they are read (service/compiler/seeking.py): in order, or sorted after all."""
    monkeypatch.setattr("service.graph.finding._CANDIDATES", 2)
    monkeypatch.setattr(seeking, "FEW", 0)
    monkeypatch.setattr(seeking, "WALKED", walked)
    asked = """query ($s: String!) {
        papers(search: $s, first: 2) { nodes { id } }
        search(query: $s) { node { __typename id } } }"""
    # A comment of its own, for no statement made before to be used again.
    answer = graph.ask(f"{asked} # {walked}", {"s": "ink or paper"})
    found = [hit["node"] for hit in answer["search"] if hit["node"]["__typename"] == "Paper"]
    assert [hit["id"] for hit in found] == [paper["id"] for paper in answer["papers"]["nodes"]]
    assert len(found) == 2


@pytest.mark.parametrize("query", ["", "   ", "&|!", "'; DROP TABLE paper; --", "-", "the"])
def test_a_query_without_words_finds_nothing(graph, query):
    """`the` is no word of English to PostgreSQL, and no name here has it."""
    hits = graph.ask(SEARCH, {"query": query})["search"]
    assert [hit for hit in hits if hit["node"]["__typename"] == "Paper"] == []


@pytest.mark.parametrize("limit", [0, -1, 51])
def test_a_limit_out_of_bounds_is_refused(graph, limit):
    problem = graph.refusal(f'{{ suggest(prefix: "t", limit: {limit}) {{ label }} }}')
    assert problem.code is Code.BAD_USER_INPUT
    assert "`limit`" in problem.message
    assert "from 1 to 50" in problem.message
