"""Entity tags, 304, codings: what the endpoint sends, byte for byte; the engine is a stand-in."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote

import pytest
import zstandard

from service.graph.coding import CODINGS, WORTH_BYTES, negotiate_coding
from service.graph.endpoint import GraphQLEndpoint
from service.graph.kept import Answer
from tests.graph.asgi import Response, call, post

MARK = "0123456789abcdef" * 2
OTHER = "f" * 32
SAFE = {"apollo-require-preflight": "yes"}
GRAPHQL = {"accept": "application/graphql-response+json"}
LONG = json.dumps({"data": {"title": "x" * WORTH_BYTES}}).encode()
SHORT = b'{"data":{"a":1}}'


def endpoint(body: bytes = LONG, mark: str | None = MARK) -> GraphQLEndpoint:
    async def answer(request) -> bytes:
        return body

    async def answer_unless_known(request, known) -> Answer:
        return Answer(None if mark in known else body, mark)

    return GraphQLEndpoint(answer, answer_unless_known=answer_unless_known, codings=tuple(CODINGS))


def get(app, method: str = "GET", **headers: str) -> Response:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return call(app, method, query=b"query=" + quote("{ a }").encode(), headers={**SAFE, **named})


def test_a_get_has_a_tag_and_may_be_stored_but_not_used_unasked() -> None:
    response = get(endpoint())
    assert response.status == 200
    assert response.headers == {
        "content-type": "application/json; charset=utf-8",
        "vary": "Accept, Accept-Encoding",
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
        "etag": f'"{MARK}-j"',
        "content-length": str(len(LONG)),
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "held", ['"{}-j"', 'W/"{}-j"', '"other", "{}-j"', '"{}-j-gzip", "{}-j"', '"{}-g","{}-j"']
)
def test_who_has_the_answer_is_told_so(method: str, held: str) -> None:
    response = get(endpoint(), method, if_none_match=held.replace("{}", MARK))
    assert (response.status, response.body) == (304, b"")
    assert response.headers == {
        "vary": "Accept, Accept-Encoding",
        "cache-control": "no-cache",
        "etag": f'"{MARK}-j"',
    }


@pytest.mark.parametrize(
    "held", [f'"{OTHER}-j"', f'"{MARK}-g"', f'"{MARK}-j-gzip"', f'"{MARK}"', f"{MARK}-j", "", '"']
)
def test_who_has_another_answer_or_another_form_of_it_gets_this_one(held: str) -> None:
    response = get(endpoint(), if_none_match=held)
    assert (response.status, response.body) == (200, LONG)


def test_each_form_of_an_answer_has_a_tag_of_its_own() -> None:
    app = endpoint()
    tags = {
        get(app, **accept, **coding).headers["etag"]
        for accept in ({}, GRAPHQL)
        for coding in ({}, {"accept_encoding": "gzip"}, {"accept_encoding": "zstd"})
    }
    assert tags == {
        f'"{MARK}-{form}"' for form in ("j", "j-gzip", "j-zstd", "g", "g-gzip", "g-zstd")
    }
    held = f'"{MARK}-g-zstd"'
    assert get(app, **GRAPHQL, accept_encoding="zstd", if_none_match=held).status == 304
    assert get(app, **GRAPHQL, accept_encoding="gzip", if_none_match=held).status == 200
    assert get(app, accept_encoding="zstd", if_none_match=held).status == 200


def test_a_short_answer_has_the_same_tag_whatever_coding_is_taken() -> None:
    app = endpoint(SHORT)
    response = get(app, accept_encoding="gzip")
    assert (response.body, response.headers["etag"]) == (SHORT, f'"{MARK}-j"')
    assert "content-encoding" not in response.headers
    held = response.headers["etag"]
    assert get(app, accept_encoding="gzip", if_none_match=held).status == 304


def test_a_post_has_no_tag_and_nothing_for_a_condition_to_match() -> None:
    response = post(endpoint(SHORT), {"query": "{ a }"}, if_none_match=f'"{MARK}-j"')
    assert (response.status, response.body) == (200, SHORT)
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_an_answer_without_a_mark_is_not_stored() -> None:
    response = get(endpoint(mark=None), if_none_match=f'"{MARK}-j"')
    assert (response.status, response.headers["cache-control"]) == (200, "no-store")
    assert "etag" not in response.headers


@pytest.mark.parametrize(
    ("coding", "decode"), [("gzip", gzip.decompress), ("zstd", zstandard.decompress)]
)
def test_a_long_answer_is_compressed_for_who_takes_it(coding: str, decode) -> None:
    for response in (
        get(endpoint(), accept_encoding=coding),
        post(endpoint(), {"query": "{ a }"}, accept_encoding=coding),
    ):
        assert response.headers["content-encoding"] == coding
        assert response.headers["content-length"] == str(len(response.body))
        assert len(response.body) < len(LONG) // 4
        assert decode(response.body) == LONG
    head = get(endpoint(), "HEAD", accept_encoding=coding)
    assert head.body == b""
    assert head.headers == get(endpoint(), accept_encoding=coding).headers


def test_a_very_long_answer_is_the_same_though_it_is_compressed_aside() -> None:
    body = json.dumps([f"{number:x}" for number in range(60_000)]).encode()
    response = get(endpoint(body), accept_encoding="gzip")
    assert gzip.decompress(response.body) == body


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("GZIP", "gzip"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("zstd;q=0.5, gzip;q=0.5", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("gzip;q=0", None),
        ("*;q=0", None),
        ("identity, br", None),
        ("gzip; q=0.8", "gzip"),
        ("gzip;q=much", None),
        ("gzip;q=nan", None),
        (",;,", None),
    ],
)
def test_the_coding_that_the_client_likes_best_is_taken(accepted: str, coding: str | None) -> None:
    assert negotiate_coding(accepted, tuple(CODINGS)) == coding
