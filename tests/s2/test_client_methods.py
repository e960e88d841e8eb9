"""Every method of the unmodified client from PyPI, of its synchronous and its asynchronous class,
says what plain requests say: by introspection, so that a new one cannot be forgotten."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from semanticscholar import AsyncSemanticScholar, SemanticScholar
from semanticscholar.PaginatedResults import PaginatedResults
from semanticscholar.SemanticScholarException import (
    BadQueryParametersException,
    GatewayTimeoutException,
    InternalServerErrorException,
    ObjectNotFoundException,
)

from service.app import create_app
from service.database.roles import READER
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.settings import Settings
from tests.corpus.oddities import EMPTY, HUB, MANY_AUTHORS, PROLIFIC
from tests.graph.server import serving
from tests.s2.test_lists import walk

GRAPH, RECOMMENDATIONS = "/graph/v1", "/recommendations/v1/papers"
HUB_ID, EMPTY_ID, MANY_ID = map(own_paper_id, (HUB, EMPTY, MANY_AUTHORS))
AUTHOR_ID = str(OWN_NUMBERS_FROM + PROLIFIC)
TITLE = ["title"]

OF_DATASETS = {
    *("get_available_releases", "get_release"),
    *("get_dataset_download_links", "get_dataset_diffs"),
}
"""The datasets API is not a part of this service."""


@dataclass(frozen=True)
class Call:
    """A call of the client, and the rows that plain requests give for it."""

    method: str
    arguments: tuple
    rows: Callable[[Any], list]
    options: dict[str, object] = field(default_factory=dict)


def listed(path: str, **query: object) -> Callable[[Any], list]:
    return lambda s2: walk(s2, path, 100, **query)


def got(path: str, key: str | None = None, **query: object) -> Callable[[Any], list]:
    """The one object of an answer, or the list at a key of it."""

    def rows(s2) -> list:
        status, answer = s2.get(path, **query)
        assert status == 200
        return answer[key] if key else [answer]

    return rows


def posted(path: str, body: dict, key: str | None = None, **query: object) -> Callable[[Any], list]:
    def rows(s2) -> list:
        status, answer = s2.post(path, body, **query)
        assert status == 200
        return [row for row in (answer[key] if key else answer) if row is not None]

    return rows


BULK = "ink | cite | sometime | preface"
FILTERS = {"year": "2005-2011", "minCitationCount": 1}
SEEDS = {"positivePaperIds": [HUB_ID], "negativePaperIds": [EMPTY_ID]}
CALLS = [
    Call("get_paper", (HUB_ID,), got(f"{GRAPH}/paper/{HUB_ID}", fields="title"), {"fields": TITLE}),
    Call(
        *("get_papers", ([HUB_ID, "CorpusId:5", EMPTY_ID],)),
        posted(f"{GRAPH}/paper/batch", {"ids": [HUB_ID, EMPTY_ID]}, fields="title"),
        {"fields": TITLE},
    ),
    Call(
        *("get_paper_authors", (MANY_ID,)),
        listed(f"{GRAPH}/paper/{MANY_ID}/authors", fields="name"),
        {"fields": ["name"], "limit": 7},
    ),
    Call(
        *("get_paper_citations", (HUB_ID,)),
        listed(f"{GRAPH}/paper/{HUB_ID}/citations", fields="title"),
        {"fields": TITLE, "limit": 3},
    ),
    Call(
        *("get_paper_references", (MANY_ID,)),
        listed(f"{GRAPH}/paper/{MANY_ID}/references", fields="title"),
        {"fields": TITLE, "limit": 1},
    ),
    Call(
        *("search_paper", ("ink",)),
        listed(f"{GRAPH}/paper/search", query="ink", fields="title"),
        {"fields": TITLE, "limit": 1},
    ),
    Call(
        *("search_paper", (BULK,)),
        got(
            *(f"{GRAPH}/paper/search/bulk", "data"),
            **{"query": BULK, "fields": "title", "sort": "citationCount:desc", **FILTERS},
        ),
        {
            "fields": TITLE,
            "bulk": True,
            "sort": "citationCount:desc",
            "year": "2005-2011",
            "min_citation_count": 1,
        },
    ),
    Call(
        *("search_paper", ("Tabula Rasa",)),
        got(f"{GRAPH}/paper/search/match", "data", query="Tabula Rasa", fields="title"),
        {"fields": TITLE, "match_title": True},
    ),
    Call(
        *("get_author", (AUTHOR_ID,)),
        got(f"{GRAPH}/author/{AUTHOR_ID}", fields="name,hIndex"),
        {"fields": ["name", "hIndex"]},
    ),
    Call(
        *("get_authors", ([AUTHOR_ID, "5"],)),
        posted(f"{GRAPH}/author/batch", {"ids": [AUTHOR_ID]}, fields="name"),
        {"fields": ["name"]},
    ),
    Call(
        *("get_author_papers", (AUTHOR_ID,)),
        listed(f"{GRAPH}/author/{AUTHOR_ID}/papers", fields="title"),
        {"fields": TITLE, "limit": 4},
    ),
    Call(
        *("search_author", ("vellum",)),
        listed(f"{GRAPH}/author/search", query="vellum", fields="name"),
        {"fields": ["name"], "limit": 1},
    ),
    Call(
        *("get_recommended_papers", (HUB_ID,)),
        got(
            *(f"{RECOMMENDATIONS}/forpaper/{HUB_ID}", "recommendedPapers"),
            **{"from": "recent", "fields": "title"},
        ),
        {"fields": TITLE, "pool_from": "recent"},
    ),
    Call(
        *("get_recommended_papers_from_lists", ([HUB_ID], [EMPTY_ID])),
        posted(f"{RECOMMENDATIONS}/", SEEDS, "recommendedPapers", limit=9, fields="title"),
        {"fields": TITLE, "limit": 9},
    ),
    Call(
        *("get_autocomplete", ("on the citing",)),
        got(f"{GRAPH}/paper/autocomplete", "matches", query="on the citing"),
    ),
    Call(
        *("search_snippet", ("ink",)),
        got(f"{GRAPH}/snippet/search", "data", query="ink", limit=4, year="2001-"),
        {"limit": 4, "year": "2001-"},
    ),
]


def told(found: object) -> list:
    """The JSON of what a method gave, all pages of it."""
    if not isinstance(found, list | PaginatedResults):
        found = [found]
    return [one.raw_data for one in found]


def methods(class_: type) -> set[str]:
    names = {name for name, _ in inspect.getmembers(class_, inspect.isfunction)}
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("class_", [SemanticScholar, AsyncSemanticScholar])
def test_no_method_of_the_client_is_forgotten(class_) -> None:
    assert {call.method for call in CALLS} == methods(class_) - OF_DATASETS


@pytest.mark.parametrize("call", CALLS, ids=[f"{call.method}-{call.arguments}" for call in CALLS])
def test_the_synchronous_class_says_what_plain_requests_say(s2, call: Call) -> None:
    client = SemanticScholar(api_url=s2.address, retry=False)
    expected = call.rows(s2)
    assert told(getattr(client, call.method)(*call.arguments, **call.options)) == expected
    assert expected


@pytest.mark.parametrize("call", CALLS, ids=[f"{call.method}-{call.arguments}" for call in CALLS])
def test_the_asynchronous_class_says_what_plain_requests_say(s2, call: Call) -> None:
    async def ask() -> list:
        client = AsyncSemanticScholar(api_url=s2.address, retry=False)
        found = await getattr(client, call.method)(*call.arguments, **call.options)
        return [one async for one in found] if isinstance(found, PaginatedResults) else found

    assert told(asyncio.run(ask())) == call.rows(s2)


UNKNOWN = "DOI:10.1000/no"
OF_ONE = [
    *("get_paper", "get_paper_authors", "get_paper_citations", "get_paper_references"),
    *("get_author", "get_author_papers", "get_recommended_papers"),
]


@pytest.mark.parametrize("method", OF_ONE)
def test_what_is_not_here_or_not_known_raises_the_clients_own_exceptions(s2, method: str) -> None:
    clients = SemanticScholar, AsyncSemanticScholar
    known = AUTHOR_ID if "author" in method.split("_")[1] else HUB_ID
    for class_ in clients:
        asked = getattr(class_(api_url=s2.address, retry=False), method)

        def ask(*arguments: object, asked=asked, **options: object) -> object:
            found = asked(*arguments, **options)
            return asyncio.run(found) if inspect.isawaitable(found) else found

        with pytest.raises(ObjectNotFoundException, match="not found"):
            ask(UNKNOWN)
        with pytest.raises(BadQueryParametersException, match=r"fields: \[nonsense\]"):
            ask(known, fields=["nonsense"])


def test_an_empty_search_ends(s2) -> None:
    client = SemanticScholar(api_url=s2.address, retry=False)
    assert list(client.search_paper("")) == []
    assert list(client.search_paper("", bulk=True)) == []
    assert list(client.search_author("")) == []
    assert client.search_snippet("") == []
    assert client.get_autocomplete("") == []


def test_a_query_with_an_ampersand_is_a_query_with_its_first_part(s2) -> None:
    client = SemanticScholar(api_url=s2.address, retry=False)
    first, both = client.search_paper("ink"), client.search_paper("ink & pens")
    assert told(first) == told(both)


def test_a_key_is_taken_and_needed_nowhere(s2) -> None:
    with_key = SemanticScholar(api_key="0123456789", api_url=s2.address, retry=False)
    without = SemanticScholar(api_url=s2.address, retry=False)
    assert told(with_key.get_paper(HUB_ID)) == told(without.get_paper(HUB_ID))


def test_a_service_that_fails_raises_the_clients_own_exceptions(database) -> None:
    app = create_app(Settings(pool_size=1, statement_timeout_ms=200), database.reader_url)
    with serving(app) as address, psycopg.connect(database.owner_url) as owner:
        client = SemanticScholar(api_url=address, retry=False)
        owner.execute("LOCK TABLE paper IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(GatewayTimeoutException, match="took"):
            client.get_paper(HUB_ID)
        owner.rollback()
        owner.execute(f"REVOKE SELECT ON paper FROM {READER}")
        owner.commit()
        with pytest.raises(InternalServerErrorException):
            client.get_paper(HUB_ID)
