"""Both faces say the same of every paper and author of some years of the ACL Anthology.

The records are real ones, which the real ingest has loaded; where they do not lie beside the
project, these tests are skipped and say so.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.app import create_app
from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.run import run_ingest
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.s2.paper import LABELS
from service.settings import Settings
from tests.graph.server import serving
from tests.ingest.conftest import AS_OF, shared
from tests.s2.conftest import Asking
from tests.s2.test_lists import walk

__all__ = ["shared"]

VOLUMES = ("P02", "P03", "P05", "P06", "P07", "N06", "D07", "J03")
MOST_CITED = 40

PAGE = "pageInfo { hasNextPage endCursor }"
PAPERS = f"""query ($after: String) {{ papers(first: 20, after: $after) {{ {PAGE} nodes {{
  id title abstract year publishedOn publishedPrecision citationCount referenceCount openAccessUrl
  externalIds {{ scheme value }} venue {{ name }}
  authors(first: 30) {{ {PAGE} edges {{ nameAsWritten node {{ id name }} }} }}
}} }} }}"""
AUTHORS = f"""query ($after: String) {{ authors(first: 30, after: $after) {{ {PAGE} nodes {{
  id name homepage metrics {{ paperCount citationCount hIndex }}
  affiliations(first: 5) {{ {PAGE} nodes {{ name }} }}
  papers(first: 50, orderBy: NEWEST) {{ {PAGE} nodes {{ id }} }}
}} }} }}"""
CITATIONS = f"""query ($after: String, $id: ID!) {{ owner: paper(by: {{id: $id}}) {{
  citations(first: 20, after: $after, orderBy: NEWEST) {{ {PAGE} nodes {{ id title }} }} }} }}"""


@pytest.fixture(scope="module")
def citations(shared, tmp_path_factory) -> Path:
    """The citations of which both ends are in these volumes, one a line."""
    path = tmp_path_factory.mktemp("aan") / "citations.txt"
    with gzip.open(shared / "aan" / "acl_citations.txt.gz", "rt") as lines:
        path.write_text(
            "".join(
                line
                for line in lines
                if all(end.strip().partition("-")[0] in VOLUMES for end in line.split(","))
            )
        )
    return path


@pytest.fixture(scope="module")
def acl(shared, citations, make_database) -> Iterator[Asking]:
    """The records behind a started server."""
    database = make_database("acl")
    folder = shared / "acl_anthology"
    volumes = [folder / "xml" / f"{name}.xml.gz" for name in VOLUMES]
    for source, paths, scheme in (
        ("acl-anthology", [*volumes, folder / "name_variants.yaml"], None),
        ("citations", [citations], "acl"),
    ):
        options = IngestOptions(as_of=AS_OF, scheme=scheme)
        names = [str(path) for path in paths]
        run_ingest(database.writer_url, source, names, options, SilentProgress())
    app = create_app(Settings(pool_size=2), database.reader_url)
    with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield Asking(address, client)


def pages(asking: Asking, query: str, *path: str, **variables: object) -> Iterator[dict]:
    """The nodes of a connection, which `path` leads to, to its end."""
    after = None
    while True:
        body = {"query": query, "variables": {**variables, "after": after}}
        found = asking.client.post("/graphql", json=body).json()
        assert "errors" not in found, found
        connection = found["data"]
        for name in path:
            connection = connection[name]
        yield from connection["nodes"]
        if not connection["pageInfo"]["hasNextPage"]:
            return
        after = connection["pageInfo"]["endCursor"]


def number(id_: str) -> int:
    return int(id_.partition(":")[2])


def numbers(rows: list[dict]) -> list[int]:
    return [row["corpusId"] - OWN_NUMBERS_FROM for row in rows]


@pytest.fixture(scope="module")
def papers(acl) -> list[dict]:
    found = list(pages(acl, PAPERS, "papers"))
    # Enough to say something, and no list is cut.
    assert len(found) > 1_000
    assert not any(paper["authors"]["pageInfo"]["hasNextPage"] for paper in found)
    assert max(paper["citationCount"] for paper in found) > 30
    return found


def batches(asking: Asking, noun: str, ids: list[str], size: int, fields: str) -> list[dict]:
    found = []
    for start in range(0, len(ids), size):
        body = {"ids": ids[start : start + size]}
        status, some = asking.post(f"/graph/v1/{noun}/batch", body, fields=fields)
        assert status == 200, some
        found += some
    return found


def test_every_paper_is_the_same(acl, papers) -> None:
    fields = (
        "corpusId,externalIds,title,abstract,venue,year,referenceCount,citationCount,isOpenAccess,"
        "openAccessPdf,publicationDate,authors.authorId,authors.name"
    )
    ids = [own_paper_id(number(paper["id"])) for paper in papers]
    for graph, rest in zip(papers, batches(acl, "paper", ids, 500, fields), strict=True):
        given = {one["scheme"]: one["value"] for one in graph["externalIds"]}
        url = graph["openAccessUrl"]
        is_day = graph["publishedPrecision"] == "DAY"
        signed = [(edge["node"], edge["nameAsWritten"]) for edge in graph["authors"]["edges"]]
        assert rest == {
            "paperId": own_paper_id(number(graph["id"])),
            "corpusId": number(graph["id"]) + OWN_NUMBERS_FROM,
            "externalIds": {
                label: given[scheme.value]
                for scheme, label in LABELS.items()
                if scheme.value in given
            }
            | {"CorpusId": number(graph["id"]) + OWN_NUMBERS_FROM},
            **{name: graph[name] for name in ("title", "abstract", "year")},
            **{name: graph[name] for name in ("citationCount", "referenceCount")},
            "venue": graph["venue"]["name"] if graph["venue"] else "",
            "isOpenAccess": url is not None,
            "openAccessPdf": url
            and {"url": url, "status": None, "license": None, "disclaimer": None},
            "publicationDate": graph["publishedOn"] if is_day else None,
            "authors": [
                {
                    "authorId": node and str(number(node["id"]) + OWN_NUMBERS_FROM),
                    "name": node["name"] if node else written,
                }
                for node, written in signed
            ],
        }


def test_every_author_is_the_same(acl) -> None:
    authors = list(pages(acl, AUTHORS, "authors"))
    assert len(authors) > 1_500
    for author in authors:
        assert not author["papers"]["pageInfo"]["hasNextPage"]
        assert not author["affiliations"]["pageInfo"]["hasNextPage"]
    ids = [str(number(author["id"]) + OWN_NUMBERS_FROM) for author in authors]
    fields = "name,affiliations,homepage,paperCount,citationCount,hIndex,papers.corpusId"
    for graph, rest in zip(authors, batches(acl, "author", ids, 1_000, fields), strict=True):
        listed = rest.pop("papers")
        assert numbers(listed) == [number(paper["id"]) for paper in graph["papers"]["nodes"]]
        assert rest == {
            "authorId": str(number(graph["id"]) + OWN_NUMBERS_FROM),
            "name": graph["name"],
            "affiliations": [place["name"] for place in graph["affiliations"]["nodes"]],
            "homepage": graph["homepage"],
            **graph["metrics"],
        }


@pytest.mark.parametrize(("list_", "key"), [("citations", "citing"), ("references", "cited")])
def test_who_cites_whom_is_the_same_page_by_page(acl, papers, list_, key) -> None:
    """The most cited, and those that cite most, in pages of different lengths on each face."""
    count = {"citations": "citationCount", "references": "referenceCount"}[list_]
    chosen = sorted(papers, key=lambda paper: paper[count], reverse=True)[:MOST_CITED]
    query = CITATIONS.replace("citations(", f"{list_}(")
    for paper in chosen:
        graph = list(pages(acl, query, "owner", list_, id=paper["id"]))
        fields = f"{key}Paper.corpusId,{key}Paper.title"
        path = f"/graph/v1/paper/{own_paper_id(number(paper['id']))}/{list_}"
        rest = [row[f"{key}Paper"] for row in walk(acl, path, 7, fields=fields)]
        assert len(rest) == paper[count]
        listed = dict(zip(numbers(rest), [row["title"] for row in rest], strict=True))
        assert listed == {number(one["id"]): one["title"] for one in graph}
        if list_ == "citations":
            assert numbers(rest) == [number(one["id"]) for one in graph]


def test_lists_within_a_paper_are_the_same(acl, papers, citations) -> None:
    """Of all papers: what the file says, and the newest first on both faces."""
    acl_ids = {
        one["value"]: number(paper["id"])
        for paper in papers
        for one in paper["externalIds"]
        if one["scheme"] == "acl"
    }
    lines = (line.split(",") for line in citations.read_text().splitlines())
    said = {tuple(acl_ids.get(end.strip()) for end in ends) for ends in lines}
    said = {(citing, cited) for citing, cited in said if citing and cited and citing != cited}
    assert len(said) > 1_000
    ids = [own_paper_id(number(paper["id"])) for paper in papers]
    rest = batches(acl, "paper", ids, 500, "citations.corpusId,references.corpusId")
    cited_by, citing = set(), set()
    for paper, found in zip(papers, rest, strict=True):
        own = number(paper["id"])
        assert len(found["citations"]) == paper["citationCount"]
        assert len(found["references"]) == paper["referenceCount"]
        cited_by |= {(other, own) for other in numbers(found["citations"])}
        citing |= {(own, other) for other in numbers(found["references"])}
    assert cited_by == citing == said
    most_cited = max(papers, key=lambda paper: paper["citationCount"])
    graph = pages(acl, CITATIONS, "owner", "citations", id=most_cited["id"])
    (nested,) = (one for one in rest if one["paperId"] == own_paper_id(number(most_cited["id"])))
    assert numbers(nested["citations"]) == [number(one["id"]) for one in graph]


def test_searching_finds_the_same_papers(acl, papers) -> None:
    """Bulk search to its end has every paper with the words, as the list in GraphQL."""
    for words in ("parsing", "machine translation", "word sense"):
        query = f"""query ($after: String) {{
          papers(search: {json.dumps(words)}, first: 50, after: $after) {{ {PAGE}
            nodes {{ id }} }} }}"""
        graph = {number(paper["id"]) for paper in pages(acl, query, "papers")}
        status, rest = acl.get("/graph/v1/paper/search/bulk", query=words, fields="corpusId")
        assert (status, rest["total"]) == (200, len(graph))
        assert set(numbers(rest["data"])) == graph
        assert len(graph) > 10
