"""Both faces say the same of every paper and author of the world."""

from __future__ import annotations

import pytest

from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.s2.paper import LABELS
from tests.corpus.papers import PAPERS
from tests.corpus.people import AUTHORS

PAPER = """{ paper(by: {id: "paper:%d"}) {
  title abstract year publishedOn citationCount referenceCount
  externalIds { scheme value }
  venue { name }
  authors(first: 100) { edges { nameAsWritten node { id name } } }
  citations(first: 100) { nodes { id } }
  references(first: 100) { nodes { id } }
} }"""
FIELDS = (
    "title,abstract,year,publicationDate,citationCount,referenceCount,externalIds,venue,authors,"
    "citations.corpusId,references.corpusId"
)


def numbers_of_s2(rows: list) -> list[int]:
    """Internal ids; the one paper that Semantic Scholar's number is known of is the first."""
    found = [row["corpusId"] for row in rows]
    return sorted(1 if n < OWN_NUMBERS_FROM else n - OWN_NUMBERS_FROM for n in found)


def numbers_of_graph(connection: dict) -> list[int]:
    return sorted(int(node["id"].partition(":")[2]) for node in connection["nodes"])


@pytest.mark.parametrize("id_", [paper.id for paper in PAPERS])
def test_a_paper_is_the_same(s2, id_: int) -> None:
    graph = s2.graphql(PAPER % id_)["paper"]
    status, rest = s2.get(f"/graph/v1/paper/{own_paper_id(id_)}", fields=FIELDS)
    assert status == 200
    for name in ("title", "abstract", "year", "citationCount", "referenceCount"):
        assert rest[name] == graph[name], name
    if rest["publicationDate"] is not None:
        assert rest["publicationDate"] == graph["publishedOn"]
    assert rest["venue"] == (graph["venue"]["name"] if graph["venue"] else "")
    assert numbers_of_s2(rest["citations"]) == numbers_of_graph(graph["citations"])
    assert numbers_of_s2(rest["references"]) == numbers_of_graph(graph["references"])
    signed = [
        (edge["node"]["name"] if edge["node"] else edge["nameAsWritten"])
        for edge in graph["authors"]["edges"]
    ]
    assert [author["name"] for author in rest["authors"]] == signed
    given = {one["scheme"]: one["value"] for one in graph["externalIds"]}
    for scheme, label in LABELS.items():
        known = given.get(scheme.value.upper().replace("-", "_"), given.get(scheme.value))
        assert rest["externalIds"].get(label) == known, label


@pytest.mark.parametrize("id_", [author.id for author in AUTHORS])
def test_an_author_is_the_same(s2, id_: int) -> None:
    asked = """{ author(by: {id: "author:%d"}) {
      name homepage metrics { paperCount citationCount hIndex }
      papers(first: 100) { nodes { id } } } }"""
    graph = s2.graphql(asked % id_)["author"]
    fields = "name,homepage,paperCount,citationCount,hIndex,papers.corpusId"
    status, rest = s2.get(f"/graph/v1/author/{OWN_NUMBERS_FROM + id_}", fields=fields)
    assert status == 200
    assert (rest["name"], rest["homepage"]) == (graph["name"], graph["homepage"])
    for name, value in graph["metrics"].items():
        assert rest[name] == value, name
    assert numbers_of_s2(rest["papers"]) == numbers_of_graph(graph["papers"])
