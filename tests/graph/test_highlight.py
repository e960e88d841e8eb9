"""Words marked in titles and abstracts: by hand, and as a rule for whatever is asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import global_id, oddities
from tests.graph.oracle.pools import TEXTS

MARKED = """query ($query: String!, $ids: [ID!]!) { nodes(ids: $ids) { ... on Paper {
    title abstract highlights(query: $query) { of parts { text isMatch } } } } }"""


def marked(graph, query, *ids):
    """By the text: what is marked in it, of the papers with these ids."""
    papers = graph.ask(MARKED, {"query": query, "ids": [global_id("paper", id_) for id_ in ids]})
    return [
        {
            highlight["of"]: [part["text"] for part in highlight["parts"] if part["isMatch"]]
            for highlight in paper["highlights"]
        }
        for paper in papers["nodes"]
    ]


# The abstract of paper 1: "We survey inks. Iron gall inks eat the paper; the survey remains."
ABSTRACTS = {
    "ink": ["inks", "inks"],
    "INKS survey": ["survey", "inks", "inks", "survey"],
    '"iron gall" -blot': ["Iron", "gall"],
    "paper -ink": ["paper"],
    "eating or remaining": ["eat", "remains"],
    "zebra or -blot or survey": ["survey", "survey"],
    "the": [],
    "": [],
    "-ink": [],
    "zebra": [],
    "'; DROP TABLE paper; --": ["paper"],
}


@pytest.mark.parametrize("query", ABSTRACTS)
def test_words_are_marked_in_every_form_and_what_must_be_missing_is_not(graph, query):
    (found,) = marked(graph, query, oddities.HUB)
    assert found["ABSTRACT"] == ABSTRACTS[query]


def test_a_paper_without_abstract_has_its_title_alone(graph):
    (found,) = marked(graph, "anything", oddities.EMPTY)
    assert found == {"TITLE": []}


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.sampled_from(TEXTS), st.text(max_size=40).filter(lambda text: "\0" not in text))
)
def test_the_parts_together_are_the_text_whatever_is_asked(graph, world, query):
    ids = [global_id("paper", row["id"]) for row in world.rows["paper"]][:20]
    for paper in graph.ask(MARKED, {"query": query, "ids": ids})["nodes"]:
        joined = {
            highlight["of"]: "".join(part["text"] for part in highlight["parts"])
            for highlight in paper["highlights"]
        }
        texts = {"TITLE": paper["title"], "ABSTRACT": paper["abstract"]}
        assert joined == {of: text for of, text in texts.items() if text is not None}


def test_what_a_list_finds_is_marked_in_what_it_finds(graph):
    """Every paper that a search for a word finds has it marked somewhere."""
    papers = graph.ask(
        """{ papers(search: "ink", first: 50) { nodes {
            highlights(query: "ink") { parts { text isMatch } } } }
             search(query: "ink", filter: {papers: {}}) { node { ... on Paper {
            highlights(query: "ink") { parts { text isMatch } } } } } }"""
    )
    found = papers["papers"]["nodes"] + [hit["node"] for hit in papers["search"]]
    assert len(found) > 3
    for paper in found:
        words = {
            part["text"].lower()
            for highlight in paper["highlights"]
            for part in highlight["parts"]
            if part["isMatch"]
        }
        assert words
        assert words <= {"ink", "inks", "inked", "inking"}
