"""Searches drawn at random over titles, abstracts and names, against plain Python over the rows."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service import ids
from tests.graph.oracle.conditions import has_words, holds, is_spelt_like
from tests.graph.oracle.entities import ENTITIES
from tests.graph.oracle.graph import Graph as Rows
from tests.graph.oracle.operations import Drawing
from tests.graph.oracle.pools import Pools
from tests.graph.test_finding import KINDS, SUGGEST, expected, told
from tests.graph.words import WORD, Texts

EXAMPLES = settings(max_examples=150, deadline=None, derandomize=True, database=None)
FILTERS = {
    "papers": ("paper", "PaperFilter"),
    "authors": ("author", "AuthorFilter"),
    "topics": ("topic", "TopicFilter"),
    "affiliations": ("affiliation", "AffiliationFilter"),
    "venues": ("venue", "VenueFilter"),
}
SEARCH = """query ($query: String!, $filter: SearchFilter, $limit: Int!) {
    search(query: $query, filter: $filter, limit: $limit) { label node { id } } }"""
PAPERS = """query ($search: String!) {
    papers(search: $search, first: 100) { totalCount nodes { id } } }"""
PLAIN = re.compile(r"[A-Za-z ,.;:?!]*")
MARKED = """query ($query: String!) { papers(first: 100) { nodes { id
    highlights(query: $query) { of parts { text isMatch } } } } }"""


@pytest.fixture(scope="module")
def texts(world):
    return Texts(world.owner_url, world.rows)


@pytest.fixture(scope="module")
def pools(world):
    return Pools(world.rows)


def test_a_list_keeps_the_papers_whose_words_the_search_asks_for(graph, world, texts):
    found = []

    @EXAMPLES
    @given(texts.searches())
    def check(search):
        wanted = [row for row in world.rows["paper"] if texts.finds(search, row["id"])]
        wanted.sort(key=lambda row: (-row["citation_count"], -row["id"]))
        answer = graph.ask(PAPERS, {"search": str(search)})["papers"]
        assert [node["id"] for node in answer["nodes"]] == [f"paper:{row['id']}" for row in wanted]
        assert answer["totalCount"] == len(wanted)
        found.append(len(wanted))

    check()
    assert {0, 1, 2} < set(found)


def hits(world, text, filter_, is_found):
    """Labels and ids of a search over the kinds that the filter names, in their order."""
    rows = Rows(world.rows)
    wanted = []
    for place, (kind, (noun, *_)) in enumerate(zip(FILTERS, KINDS, strict=True)):
        named = {name: part for name, part in (filter_ or {}).items() if part is not None}
        if named and kind not in named:
            continue
        _, names, owner, key, label, weight = KINDS[place]
        folded = ids.title_key(text) if noun == "paper" else ids.name_key(text)
        ranked = []
        for row in world.rows[noun]:
            own = [row] if names == noun else rows.where(names, **{owner: row["id"]})
            if noun == "paper":
                is_whole, is_like = is_found(row["id"]), False
            else:
                is_whole = any(has_words(name["name_key"], text) for name in own)
                is_like = noun == "author" and any(
                    is_spelt_like(name["name_key"], name["name_block"], text) for name in own
                )
            entity = ENTITIES[noun](rows, row)
            if (is_whole or is_like) and holds(named.get(kind), entity):
                rank = (row[key] != folded, not is_whole, -row[weight], row["id"])
                ranked.append((rank, row[label], f"{noun}:{row['id']}"))
        ranked.sort()
        wanted += [(at, place, label, id_) for at, (_, label, id_) in enumerate(ranked)]
    return [(label, id_) for _, _, label, id_ in sorted(wanted)]


def drawn_filter(oracle, pools, seed, kinds):
    """Conditions for some of the kinds, or none at all."""
    random = Random(seed)
    drawing = Drawing(random, oracle.schema, pools)
    kept = random.sample(kinds, random.randint(0, 3))
    found = {}
    for kind in kept:
        type_ = oracle.schema.type_map[FILTERS[kind][1]]
        found[kind] = {} if random.random() < 0.4 else drawing.filter(type_, 1)
    return found


def test_a_search_of_all_kinds_with_filters(graph, world, oracle, pools, texts):
    lengths = []

    @EXAMPLES
    @given(texts.searches(), st.integers(), st.integers(1, 50))
    def check(search, seed, limit):
        filter_ = drawn_filter(oracle, pools, seed, list(FILTERS))
        variables = {"query": str(search), "filter": filter_, "limit": limit}
        wanted = hits(world, str(search), filter_, lambda id_: texts.finds(search, id_))
        assert told(graph.ask(SEARCH, variables)["search"]) == wanted[:limit]
        lengths.append(len(wanted))

    check()
    assert {0, 1, 2, 3} < set(lengths)


def respelt(name, random):
    """A name in another order, with initials, or a letter short."""
    words = name.split()
    match random.randrange(6):
        case 0:
            words = words[1:] + words[:1]
        case 1:
            words = [word[0] + "." for word in words[:-1]] + words[-1:]
        case 2:
            words = [words[-1] + ",", *words[:-1]]
        case 3:
            words = random.sample(words, random.randint(1, len(words)))
        case 4:
            at = random.randrange(len(name))
            return name[:at] + name[at + 1 :]
    return random.choice([str.upper, str.lower, str])(" ".join(words))


def test_a_search_by_names_with_filters(graph, world, oracle, pools):
    tables = ("author_name", "affiliation_name", "topic", "venue")
    names = sorted({row["name"] for table in tables for row in world.rows[table]})
    kinds = [kind for kind in FILTERS if kind != "papers"]
    lengths = []

    @EXAMPLES
    @given(st.sampled_from(names), st.integers(), st.integers(1, 50))
    def check(name, seed, limit):
        text = respelt(name, Random(seed))
        filter_ = drawn_filter(oracle, pools, seed, kinds) or {kind: {} for kind in kinds}
        variables = {"query": text, "filter": filter_, "limit": limit}
        wanted = hits(world, text, filter_, None)
        assert told(graph.ask(SEARCH, variables)["search"]) == wanted[:limit], text
        lengths.append(len(wanted))

    check()
    assert {0, 1, 2} < set(lengths)


def test_what_begins_so_is_suggested(graph, world):
    tables = ("author_name", "affiliation_name", "topic", "venue")
    names = {row["name"] for table in tables for row in world.rows[table]}
    names |= {row["title"] for row in world.rows["paper"]}

    @EXAMPLES
    @given(st.sampled_from(sorted(names)), st.integers(1, 12), st.booleans(), st.integers(1, 50))
    def check(name, length, is_upper, limit):
        prefix = name[:length].upper() if is_upper else name[:length]
        wanted = expected(world, prefix, str.startswith)
        asked = {"prefix": prefix, "limit": limit}
        assert told(graph.ask(SUGGEST, asked)["suggest"]) == wanted[:limit]

    check()


def test_the_words_of_a_search_are_marked_and_no_others(graph, texts):
    marked = []

    @EXAMPLES
    @given(texts.searches(longest=1))
    def check(search):
        terms = [term for group in search.groups for term in group if not term.is_absent]
        wanted = {texts.stem(*term.words) for term in terms} - {None}
        for paper in graph.ask(MARKED, {"query": str(search)})["papers"]["nodes"]:
            parts = texts.parts[int(paper["id"].partition(":")[2])]
            for highlight, text in zip(paper["highlights"], parts, strict=False):
                if not PLAIN.fullmatch(text):
                    continue
                is_so = [part["text"] for part in highlight["parts"] if part["isMatch"]]
                words = [word for word in WORD.findall(text) if texts.stem(word) in wanted]
                assert is_so == words, str(search)
                marked.append(len(is_so))

    check()
    assert {0, 1, 2} <= set(marked)
