"""Which media type a client gets, by the accept header that it sent."""

from __future__ import annotations

import pytest

from service.graph.media_type import MediaType, negotiate

ANSWERS = (MediaType.GRAPHQL, MediaType.JSON)
PAGE_OR_ANSWERS = (*ANSWERS, MediaType.HTML)
NEW = "application/graphql-response+json"
OLD = "application/json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", MediaType.JSON),
        (" , ", MediaType.JSON),
        ("*/*", MediaType.JSON),
        ("application/*", MediaType.JSON),
        (OLD, MediaType.JSON),
        (NEW, MediaType.GRAPHQL),
        (NEW.upper(), MediaType.GRAPHQL),
        (f"{NEW}; charset=utf-8, {OLD}; charset=utf-8", MediaType.GRAPHQL),
        (f"{OLD}, {NEW}", MediaType.JSON),
        (f"{OLD};q=0.9, {NEW}", MediaType.GRAPHQL),
        (f"{OLD}, {NEW};q=0.9", MediaType.JSON),
        (f"{NEW};q=0.5, {OLD};q=0.4, */*;q=0.1", MediaType.GRAPHQL),
        (f"*/*, {NEW}", MediaType.GRAPHQL),
        (f"{NEW}, */*;q=0.1", MediaType.GRAPHQL),
        (f"{NEW};q=0, */*", MediaType.JSON),
        (f"{OLD};q=0, */*", MediaType.GRAPHQL),
        (f"{OLD};q=0, application/*", MediaType.GRAPHQL),
        ("text/html, application/*;q=0.2", MediaType.JSON),
        (f'{NEW}; charset="UTF-8"', MediaType.GRAPHQL),
        (f"{NEW}; charset=utf-16, {OLD}", MediaType.JSON),
        (f"{NEW};q=high, {OLD};q=0.1", MediaType.JSON),
        ("text/html", None),
        ("application/xml", None),
        ("*/*;q=0", None),
        (f"{OLD};q=0.0", None),
        (f"{OLD}; charset=utf-16", None),
    ],
)
def test_the_client_gets_what_it_likes_best(accept: str, expected: MediaType | None) -> None:
    assert negotiate(accept, ANSWERS, MediaType.JSON) is expected


@pytest.mark.parametrize("accept", ["", "*/*", "application/*"])
def test_who_asks_for_nothing_in_particular_gets_the_default(accept: str) -> None:
    assert negotiate(accept, ANSWERS, MediaType.GRAPHQL) is MediaType.GRAPHQL


@pytest.mark.parametrize(
    ("accept", "is_html"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html", True),
        ("text/*", True),
        ("*/*", False),
        ("", False),
        ("application/json, text/html", False),
        ("text/html;q=0.5, application/json", False),
        ("text/html;q=0, */*", False),
    ],
)
def test_html_goes_only_to_who_likes_it_best(accept: str, is_html: bool) -> None:
    best = negotiate(accept, PAGE_OR_ANSWERS, MediaType.JSON)
    assert (best is MediaType.HTML) is is_html
