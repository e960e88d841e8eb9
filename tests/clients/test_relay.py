"""The schema is what Relay wants: its compiler's and graphql-eslint's word, and operations run."""

from __future__ import annotations

import json
import subprocess

import httpx
import pytest

from tests.clients.commands import run


def lint(node, folder):
    """What graphql-eslint finds in the schema: line, rule."""
    done = subprocess.run(
        [node, "node_modules/.bin/eslint", "--format", "json", "schema.graphql"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode < 2, done.stderr
    (file,) = json.loads(done.stdout)
    return [(found["line"], found["ruleId"], found["message"]) for found in file["messages"]]


def test_the_rules_for_relay_and_descriptions_find_nothing(node, project):
    assert lint(node, project("eslint")) == []


BROKEN = {
    "relay-page-info": ("hasNextPage: Boolean!", "hasNextPage: Boolean"),
    "relay-connection-types": ("pageInfo: PageInfo!", "pageInfo: PageInfo"),
    "relay-edge-types": ("cursor: String!", "cursor: [String!]!"),
    "relay-arguments": ("first: Int\n", "first: String\n"),
    "require-description": ('"""Name as displayed."""', ""),
    "require-nullable-fields-with-oneof": ("  orcid: String\n", "  orcid: String!\n"),
}


def test_each_of_these_rules_finds_what_it_is_there_for(node, project):
    folder = project("eslint")
    schema = (folder / "schema.graphql").read_text()
    for right, wrong in BROKEN.values():
        assert right in schema
        schema = schema.replace(right, wrong)
    (folder / "schema.graphql").write_text(schema)
    assert {f"@graphql-eslint/{rule}" for rule in BROKEN} <= {
        rule for _, rule, _ in lint(node, folder)
    }


@pytest.fixture
def operations(node, project):
    """What the compiled components send, by name: the texts that Relay's runtime would post."""
    folder = project("relay")
    run(node, "node_modules/.bin/relay-compiler", cwd=folder)
    texts = json.loads((folder / "operations.json").read_text()).values()
    return {text.split("query ")[1].split("(")[0].strip(): text for text in texts}


def test_what_the_compiler_makes_of_components_is_answered(operations, address):
    def ask(name, **variables):
        sent = {"query": operations.pop(name), "operationName": name, "variables": variables}
        answer = httpx.post(f"{address}/graphql", json=sent).json()
        assert "errors" not in answer
        return answer["data"]

    page = ask("AuthorPageQuery", by={"orcid": "0009-9999-9999-9925"})["author"]
    assert (page["id"], page["metrics"]["hIndex"]) == ("author:4", 2)
    papers = page["papers"]

    # As usePaginationFragment does: the refetch query, from the last cursor, until the end.
    edges = papers["edges"]
    while papers["pageInfo"]["hasNextPage"]:
        text = operations["AuthorPagePapersQuery"]
        after = papers["pageInfo"]["endCursor"]
        sent = {"query": text, "variables": {"id": page["id"], "count": 2, "cursor": after}}
        sent["variables"]["order"] = "NEWEST"
        papers = httpx.post(f"{address}/graphql", json=sent).json()["data"]["node"]["papers"]
        edges += papers["edges"]
    del operations["AuthorPagePapersQuery"]
    assert [edge["node"]["id"] for edge in edges] == [f"paper:{n}" for n in (29, 20, 3, 2, 13)]

    back = ask("AuthorPageCoauthorsQuery", id="author:4", count=1, cursor=None)["node"]["coauthors"]
    assert back["pageInfo"]["hasPreviousPage"]
    assert [edge["node"]["name"] for edge in back["edges"]] == ["Brannoc Ostrich"]

    listed = ask("PaperListQuery", filter={"year": {"gte": 2020}}, withYears=True)
    more = ask(
        "PaperListPapersQuery",
        filter={"year": {"gte": 2020}},
        cursor=listed["papers"]["pageInfo"]["endCursor"],
        count=100,
    )
    assert listed["papers"]["totalCount"] == 7
    assert [edge["node"]["title"] for edge in listed["papers"]["edges"]] == [
        "Code Promised",
        "Code Found",
        "Blotting: A Reply to “Ink”",
        "blotting: a reply to a reply",
        "100% Cotton_Rag",
    ]
    assert [edge["node"]["id"] for edge in more["papers"]["edges"]] == [
        "paper:30",
        "paper:9007199254740993",
    ]
    assert [
        (bucket["value"], bucket["count"], bucket["papers"]["nodes"][0]["id"])
        for bucket in listed["counted"]["facets"]
    ] == [("2020", 2, "paper:18"), ("2021", 2, "paper:27"), ("2022", 2, "paper:30")]
    one = ask("PaperListPaperQuery", id="paper:1")["node"]
    assert one["title"] == "Ink and Its Uses: A Survey"

    found = ask("SearchQuery", query="quillfeather", limit=3)["search"]
    assert [(hit["node"]["__typename"], hit["node"]["name"]) for hit in found] == [
        ("Author", "Odalys Quillfeather")
    ]
    suggested = ask("SearchSuggestQuery", prefix="odalys")["suggest"]
    assert [(hit["label"], hit["node"]["id"]) for hit in suggested] == [
        ("Odalys Quillfeather", "author:1")
    ]
    assert operations == {}, "an operation that nothing asks"
