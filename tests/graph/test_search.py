"""Searches for people however their names are written, and searches with conditions."""

from __future__ import annotations

import psycopg
import pytest

from service import ids
from service.errors import Code
from tests.corpus import global_id, oddities
from tests.graph.asking import asking

SPELLINGS = {
    "Odalys Quillfeather": [
        *("odalys quillfeather", "ODALYS QUILLFEATHER", "Quillfeather, Odalys"),
        *("Quillfeather Odalys", "O. Quillfeather", "Quillfeather O", "Quillfeather, O."),
        *("Odalys Quilfeather", "Odalys Quillfether", "Quilfeather, O"),
    ],
    "Łucja Ćwirkała-Zań": ["lucja cwirkala", "Cwirkala Zan, L.", "ĆWIRKAŁA ŁUCJA"],
    "Nguyễn Thị Bút": ["nguyen thi but", "Nguyen T. But", "But, Nguyen Thi", "N T But"],
    "Äbba Øresten": ["abba oresten", "Oresten A", "Aebba Oersten", "A. Øresten"],
}
OTHERS = [
    "Recta Verso",
    "Geoff Margin",
    "X. Vellum",
    "Tam Vellumson",
    "Tam Q. Vellum",
    "Vellum, X.",
    "Tam Folio",
]


@pytest.mark.parametrize(
    ("name", "asked"), [(name, asked) for name, forms in SPELLINGS.items() for asked in forms]
)
def test_an_author_is_found_by_every_form_of_the_name(graph, name, asked):
    answer = graph.ask(
        "query ($name: String!) { search(query: $name, filter: {authors: {}}) { label } }",
        {"name": asked},
    )
    assert name in [hit["label"] for hit in answer["search"]]


def test_a_list_keeps_only_those_whose_name_has_the_words(graph):
    """It has an order of its own, in which who is only spelt so could come first."""
    asked = "query ($name: String!) { authors(search: $name) { nodes { name } } }"
    listed = {
        name: [author["name"] for author in graph.ask(asked, {"name": name})["authors"]["nodes"]]
        for name in ("Quillfeather Odalys", "Odalys Quilfeather", "O. Quillfeather")
    }
    assert listed["Quillfeather Odalys"] == ["Odalys Quillfeather"]
    assert listed["Odalys Quilfeather"] == []
    assert "Odalys Quillfeather" in [
        hit["label"]
        for hit in graph.ask('{ search(query: "Odalys Quilfeather") { label } }')["search"]
    ]


@pytest.mark.parametrize("asked", OTHERS)
def test_another_name_is_nobody_here(graph, asked):
    answer = graph.ask(
        "query ($name: String!) { search(query: $name, filter: {authors: {}}) { label } }",
        {"name": asked},
    )
    assert answer["search"] == []


def test_those_who_have_the_name_itself_come_before_those_who_are_spelt_like_it(graph):
    hits = graph.ask('{ search(query: "tam vellum", filter: {authors: {}}) { node { id } } }')
    ids = [hit["node"]["id"] for hit in hits["search"]]
    assert set(ids[:2]) == {global_id("author", id_) for id_ in oddities.NAMESAKES}
    assert len(ids) == 4


def test_who_is_spelt_like_it_takes_nobodys_place(database, monkeypatch):
    """However much more they are cited, when only so many are compared."""
    with psycopg.connect(database.owner_url) as connection:
        named = (
            (1, "Ada Quillfeather", 1),
            (2, "Ada Quilfeather", 9),
            (3, "Ada Bo Quillfeather", 1),
        )
        for id_, name, citations in named:
            key = ids.name_key(name)
            connection.execute(
                "INSERT INTO author (id, name, name_key, kind, citation_count)"
                " VALUES (%s, %s, %s, 'person', %s)",
                (id_, name, key, citations),
            )
            connection.execute(
                "INSERT INTO author_name (author_id, name, name_key, name_block)"
                " VALUES (%s, %s, %s, %s)",
                (id_, name, key, ids.name_block(key)),
            )
    asked = '{ search(query: "ada quillfeather") { label } }'
    with asking(database.reader_url) as graph:
        every = [hit["label"] for hit in graph.ask(asked)["search"]]
    assert every == ["Ada Quillfeather", "Ada Bo Quillfeather", "Ada Quilfeather"]
    monkeypatch.setattr("service.graph.finding._CANDIDATES", 2)
    with asking(database.reader_url) as graph:
        assert [hit["label"] for hit in graph.ask(asked)["search"]] == every[:2]


def test_a_search_finds_the_kinds_that_its_filter_names_and_of_them_what_it_keeps(graph):
    answer = graph.ask(
        """{
            all: search(query: "inks", limit: 50) { node { __typename } }
            none: search(query: "inks", filter: {}, limit: 50) { node { __typename } }
            papers: search(query: "inks", filter: {papers: {}}, limit: 50) { node { id } }
            recent: search(query: "inks", limit: 50,
                filter: {papers: {year: {gte: 2015}}, topics: {level: {gt: 9}}}) {
                node { __typename ... on Paper { id year } } }
            listed: papers(search: "inks", filter: {year: {gte: 2015}}, first: 50) {
                nodes { id year } }
        }"""
    )
    kinds = {hit["node"]["__typename"] for hit in answer["all"]}
    assert len(kinds) > 1
    assert answer["none"] == answer["all"]
    assert all(hit["node"]["id"].startswith("paper:") for hit in answer["papers"])
    recent = [hit["node"] for hit in answer["recent"]]
    assert {node["__typename"] for node in recent} == {"Paper"}
    assert 0 < len(recent) < len(answer["papers"])
    listed = {paper["id"] for paper in answer["listed"]["nodes"]}
    assert {node["id"] for node in recent} == listed


def test_a_search_takes_its_conditions_from_variables(graph):
    asked = """query ($query: String!, $kept: SearchFilter) {
        search(query: $query, filter: $kept) { label } }"""
    hits = graph.ask(asked, {"query": "vellum", "kept": {"authors": {"hasOrcid": True}}})
    assert [hit["label"] for hit in hits["search"]] == ["Tam Vellum"]
    assert len(graph.ask(asked, {"query": "vellum"})["search"]) > 1


def test_conditions_of_a_search_count_like_those_of_a_list(graph):
    asked = """query ($kept: SearchFilter) {
        search(query: "ink", filter: $kept) { label } }"""
    kept = {"papers": {"or": [{"year": {"gte": 2000}}] * 2_000}}
    problem = graph.refusal(asked, {"kept": kept})
    assert problem.code is Code.COST_LIMIT_EXCEEDED
