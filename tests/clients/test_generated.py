"""Clients that graphql-codegen and ariadne-codegen make of the schema run, and are typed."""

from __future__ import annotations

import json
import sys

import pytest

from tests.clients.commands import run


def reported(name, value):
    return {"name": name, "value": value, "unit": None, "asOf": "2026-11-22", "consistent": True}


def paper(position, id_, title, day, topic):
    about = {"id": id_, "title": title, "publishedOn": day, "primaryTopic": {"code": topic}}
    return {"position": position, "node": about}


def coauthor(papers, id_, name):
    return {"paperCount": papers, "node": {"id": id_, "name": name, "kind": "PERSON"}}


def country(code, count, title):
    papers = {"nodes": [{"title": title}]}
    return {"value": code, "label": code, "count": count, "papers": papers}


PAGE = {
    "id": "author:4",
    "name": "Łucja Ćwirkała-Zań",
    "kind": "PERSON",
    "orcid": "0009-9999-9999-9925",
    "homepage": None,
    "metrics": {"hIndex": 2, "firstYear": 2010},
    "reportedMetrics": [reported("citations", 4), reported("papers", 2), reported("h-index", 2)],
    "papers": {
        "totalCount": 5,
        "pageInfo": {"hasNextPage": True, "endCursor": "WyJORVdFU1QiLCAiMjAxNC0wNC0wMSIsIDIwXQ"},
        "edges": [
            paper(2, "paper:29", "100% Cotton_Rag", "2022-12-12", "INK"),
            paper(2, "paper:20", "Where It Was Written Nobody Says", "2014-04-01", "T10001"),
        ],
    },
    "coauthors": {
        "totalCount": 3,
        "edges": [
            coauthor(5, "author:1", "Odalys Quillfeather"),
            coauthor(1, "author:15", "Perpetua Folio"),
        ],
    },
}
FOUND = {
    "__typename": "Author",
    "id": "author:1",
    "name": "Odalys Quillfeather",
    "orcid": "0009-9999-9999-9917",
}
ANSWER = {
    "page": {"author": PAGE},
    "day": "2022-12-12",
    "titles": [
        "Code Promised",
        "Code Found",
        "Blotting: A Reply to “Ink”",
        "blotting: a reply to a reply",
        "100% Cotton_Rag",
        "Ω and ω: Letters of Different Case",
        "The Nine Quadrillionth Paper",
    ],
    "facets": {
        "papers": {
            "facets": [
                country("DE", 3, "Code Found"),
                country("JP", 2, "Ink and Its Uses: A Survey"),
                country("FR", 1, "100% Cotton_Rag"),
            ]
        }
    },
    "found": {"search": [{"node": FOUND}]},
}


def test_graphql_codegen_makes_a_client_that_the_compiler_takes_and_that_runs(
    node, project, address
):
    folder = project("codegen")
    run(node, "node_modules/.bin/graphql-codegen", cwd=folder)
    run(node, "node_modules/.bin/tsc", cwd=folder)
    assert json.loads(run(node, "made/ask.js", address, cwd=folder)) == ANSWER


def test_the_compiler_knows_the_generated_types(node, project):
    folder = project("codegen")
    run(node, "node_modules/.bin/graphql-codegen", cwd=folder)
    ask = folder / "src" / "ask.ts"
    ask.write_text(ask.read_text().replace("paper.title", "paper.titel"))
    with pytest.raises(AssertionError, match=r"Property 'titel' does not exist"):
        run(node, "node_modules/.bin/tsc", cwd=folder)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_ariadne_codegen_makes_a_client_that_mypy_takes_and_that_runs(
    ariadne, project, address, kind
):
    folder = project("ariadne")
    run(ariadne / "ariadne-codegen", "client", "--config", f"{kind}.toml", cwd=folder)
    asks, python = f"ask_{kind}.py", ariadne / "python"
    # What users write is checked in full; what ariadne-codegen copies into each client is its own.
    mypy = (sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent")
    run(*mypy, "--python-executable", python, asks, cwd=folder)
    assert json.loads(run(python, asks, address, cwd=folder)) == ANSWER
