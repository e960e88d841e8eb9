"""Requests that hold no GraphQL request: each is refused with a GraphQL error, none with a 500.

Long because the hostile bodies are tables, one line for each.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from service.graph.endpoint import GraphQLEndpoint
from service.graph.response import STATUS, Profile
from tests.graph import toy_engine
from tests.graph.asgi import Response, call, post

ENDPOINT = GraphQLEndpoint(toy_engine.answer, body_bytes=200_000)
AS_JSON = {"content-type": "application/json"}
SAFE = {"apollo-require-preflight": "yes"}


def assert_refused(response: Response, status: int, message: str) -> None:
    assert response.status == status
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["content-length"] == str(len(response.body))
    assert response.json == {
        "errors": [{"message": message, "extensions": {"code": "BAD_USER_INPUT"}}]
    }


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "The body is empty; it must be a JSON object."),
        (b"null", "The body must be an object, not null."),
        (b"true", "The body must be an object, not a boolean."),
        (b"5", "The body must be an object, not a number."),
        (b"0.5", "The body must be an object, not a number."),
        (b'"x"', "The body must be an object, not a string."),
        (
            b'[{"query": "{ echo }"}]',
            "The body is an array. Batching is not supported: send one request at a time.",
        ),
        (b"{}", 'The parameter "query" is missing.'),
        (b"[" * 100_000, "The body is nested too deep."),
        (b'{"query":' * 10_000, "The body is nested too deep."),
        (
            b'{"query": "{ echo }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
            "The body is not JSON: a number has 5,000 digits.",
        ),
        (
            b'{"query": "{ echo }", "variables": {"n": -1e999}}',
            "The body is not JSON: a number is larger than a double can hold.",
        ),
        (
            b'{"query": "{ echo }", "variables": {"n": NaN}}',
            "The body is not JSON: NaN is no number of JSON.",
        ),
        (
            b'{"query": "{ echo }", "variables": {"n": -Infinity}}',
            "The body is not JSON: -Infinity is no number of JSON.",
        ),
        (
            b'{"query": "{ echo }", "operationName": "\\ud800"}',
            "The body has half of a surrogate pair in a string.",
        ),
        (
            b'{"query": "{ echo } # \\uDFFF"}',
            "The body has half of a surrogate pair in a string.",
        ),
        (
            b'{"query": "{ echo }", "variables": {"a": [{"b": "\\ud83c"}]}}',
            "The body has half of a surrogate pair in a string.",
        ),
        (
            b'{"query": "{ echo }", "variables": {"\\udc00": 1}}',
            "The body has half of a surrogate pair in a string.",
        ),
        (
            b'{"query": "{ echo }"} and more',
            "The body is not JSON: Extra data: line 1 column 23 (char 22).",
        ),
        (
            b"{'query': '{ echo }'}",
            "The body is not JSON: Expecting property name enclosed in double quotes:"
            " line 1 column 2 (char 1).",
        ),
        (
            b'{"query": "a\nb"}',
            "The body is not JSON: Invalid control character at: line 1 column 13 (char 12).",
        ),
        (
            b'{"query": "\xff"}',
            "The body is not UTF-8: 'utf-8' codec can't decode byte 0xff in position 11:"
            " invalid start byte.",
        ),
        (
            b'{"query": "\xed\xa0\x80"}',
            "The body is not UTF-8: 'utf-8' codec can't decode byte 0xed in position 11:"
            " invalid continuation byte.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else "",
)
def test_a_body_that_is_no_request_is_refused_with_the_reason(body: bytes, message: str) -> None:
    assert_refused(call(ENDPOINT, headers=AS_JSON, body=body), 400, message)


def test_utf_16_is_not_taken_for_json() -> None:
    body = '{"query": "{ echo }"}'.encode("utf-16")
    response = call(ENDPOINT, headers=AS_JSON, body=body)
    assert response.status == 400
    assert response.code == "BAD_USER_INPUT"


VALUES = {
    "a boolean": False,
    "a number": 0,
    "a string": "text",
    "an array": ["array"],
    "an object": {"ob": "ject"},
}
RIGHT = {
    "query": "a string",
    "operationName": "a string",
    "variables": "an object",
    "extensions": "an object",
}


@pytest.mark.parametrize(
    ("parameter", "name"),
    [(parameter, name) for parameter in RIGHT for name in VALUES if name != RIGHT[parameter]],
)
def test_a_parameter_of_the_wrong_type_is_refused_by_name(parameter: str, name: str) -> None:
    response = post(ENDPOINT, {"query": "{ echo }", parameter: VALUES[name]})
    message = f'The parameter "{parameter}" must be {RIGHT[parameter]}, not {name}.'
    assert_refused(response, 400, message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (b"", 'The parameter "query" is missing.'),
        (b"qeury={echo}", 'The parameter "query" is missing.'),
        (b"query={echo}&variables=5", 'The parameter "variables" must be an object, not a number.'),
        (
            b"query={echo}&variables=[]",
            'The parameter "variables" must be an object, not an array.',
        ),
        (
            b"query={echo}&extensions=%22x%22",
            'The parameter "extensions" must be an object, not a string.',
        ),
        (
            b"query={echo}&variables={",
            'The parameter "variables" is not JSON: Expecting property name enclosed in double'
            " quotes: line 1 column 2 (char 1).",
        ),
        (
            b"query={echo}&variables=" + b"[" * 100_000,
            'The parameter "variables" is nested too deep.',
        ),
        (b"query=%ff", "The address is not UTF-8."),
        (b"query=\xff", "The address is not UTF-8."),
        (b"query=%ED%A0%80", "The address is not UTF-8."),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else "",
)
def test_an_address_that_is_no_request_is_refused_with_the_reason(
    query: bytes, message: str
) -> None:
    assert_refused(call(ENDPOINT, "GET", query=query, headers=SAFE), 400, message)


def test_a_name_given_twice_means_the_first() -> None:
    response = call(ENDPOINT, "GET", query=b"query={echo}&query={", headers=SAFE)
    assert response.json == {"data": {"echo": None}}


# ---- content-type


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/json ; something=else",
    ],
)
def test_json_in_utf_8_is_read(content_type: str) -> None:
    response = call(ENDPOINT, headers={"content-type": content_type}, body=b'{"query": "{ echo }"}')
    assert response.json == {"data": {"echo": None}}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/graphql"},
        {"content-type": "application/jsonp"},
        {"content-type": "text/plain; application/json"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json; charset=utf-16"},
    ],
)
def test_other_content_types_are_refused_whatever_else_the_headers_say(headers: dict) -> None:
    response = call(ENDPOINT, headers={**headers, **SAFE}, body=b'{"query": "{ echo }"}')
    message = "A POST must have the content-type application/json, in UTF-8."
    assert_refused(response, 415, message)


def test_a_compressed_body_is_refused() -> None:
    headers = {**AS_JSON, "content-encoding": "gzip"}
    response = call(ENDPOINT, headers=headers, body=b"\x1f\x8b")
    assert_refused(response, 415, "A compressed body is not supported.")


# ---- size


TOO_LARGE = "The request has more than 200,000 bytes, the limit of this service."


def test_a_body_may_be_as_long_as_the_limit_and_no_longer() -> None:
    body = b'{"query": "{ echo }"}'
    longest = body + b" " * (200_000 - len(body))
    assert call(ENDPOINT, headers=AS_JSON, body=longest).status == 200
    assert_refused(call(ENDPOINT, headers=AS_JSON, body=longest + b" "), 413, TOO_LARGE)


def test_a_body_that_is_announced_too_long_is_not_read() -> None:
    response = call(ENDPOINT, headers={**AS_JSON, "content-length": "200001"}, body=b"")
    assert_refused(response, 413, TOO_LARGE)
    absurd = call(ENDPOINT, headers={**AS_JSON, "content-length": "9" * 5_000}, body=b"")
    assert_refused(absurd, 413, TOO_LARGE)


def test_an_address_that_is_too_long_is_refused() -> None:
    response = call(ENDPOINT, "GET", query=b"query=" + b"x" * 200_000, headers=SAFE)
    assert_refused(response, 413, TOO_LARGE)


# ---- methods


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_refused_with_what_is_allowed(method: str) -> None:
    response = call(ENDPOINT, method, headers=AS_JSON, body=b'{"query": "{ echo }"}')
    assert_refused(response, 405, "Send GraphQL requests by POST, or queries by GET.")
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_options_tells_what_is_allowed() -> None:
    response = call(ENDPOINT, "OPTIONS")
    assert (response.status, response.body) == (200, b"")
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("headers", [SAFE, {}])
@pytest.mark.parametrize(
    "query",
    [
        b"query=mutation+{echo}",
        b"query=query+A{echo}+mutation+B{echo}&operationName=B",
    ],
)
def test_a_mutation_by_get_is_not_allowed(query: bytes, headers: dict) -> None:
    response = call(ENDPOINT, "GET", query=query, headers=headers)
    assert response.status == 405
    assert "POST" in response.headers["allow"]
    assert "data" not in response.json


def test_a_query_beside_a_mutation_may_be_asked_by_get() -> None:
    query = b"query=query+A{echo}+mutation+B{__typename}&operationName=A"
    response = call(ENDPOINT, "GET", query=query, headers=SAFE)
    assert response.status == 200


# ---- accept


@pytest.mark.parametrize(
    "accept", ["text/html", "image/*", "application/xml, application/json;q=0"]
)
def test_a_client_that_takes_none_of_our_media_types_is_told(accept: str) -> None:
    response = post(ENDPOINT, {"query": "{ echo }"}, accept=accept)
    assert response.status == 406
    assert response.code == "BAD_USER_INPUT"


# ---- foreign pages


@pytest.mark.parametrize(
    "headers",
    [
        {"apollo-require-preflight": "1"},
        {"x-apollo-operation-name": "Q"},
        {"graphql-require-preflight": "1"},
        {"content-type": "application/json"},
        {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
        {"sec-fetch-mode": "cors"},  # as Node.js sends it; a browser sends the site as well
        {"sec-fetch-site": "cross-site", "apollo-require-preflight": "1"},
    ],
)
def test_a_get_that_no_foreign_page_could_send_is_answered(headers: dict) -> None:
    response = call(ENDPOINT, "GET", query=b"query={echo}", headers=headers)
    assert response.json == {"data": {"echo": None}}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"accept": "application/json"},
        {"accept": "application/graphql-response+json"},
        {"origin": "https://elsewhere.example"},
        {"apollo-require-preflight": ""},
        {"content-type": ""},
        {"content-type": "text/plain"},
        {"content-type": "text/plain; charset=application/json"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_that_a_foreign_page_could_send_is_refused(method: str, headers: dict) -> None:
    asked = []

    async def answer(request) -> bytes:
        asked.append(request)
        return b"{}"

    response = call(GraphQLEndpoint(answer), method, query=b"query={echo}", headers=headers)
    assert response.status == 400
    assert asked == []


# ---- anything at all


STATUSES = {status for row in STATUS[Profile.AUDIT].values() for status in row}

json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)
almost_requests = some.fixed_dictionaries(
    {
        "query": json_values
        | some.sampled_from(["{ echo }", "{", "{ echo(n: 1) }", "mutation { a }"])
    },
    optional={"operationName": json_values, "variables": json_values, "extensions": json_values},
)
bodies = (
    some.binary()
    | json_values.map(lambda value: json.dumps(value).encode())
    | almost_requests.map(lambda value: json.dumps(value).encode())
    | some.text().map(lambda text: b'{"query": "' + text.encode("utf-8", "surrogatepass") + b'"}')
)


def assert_sound(response: Response) -> None:
    assert response.status in STATUSES - {500}
    payload = response.json
    assert set(payload) in ({"errors"}, {"data"})
    if "errors" in payload:
        assert payload["errors"]
        for error in payload["errors"]:
            assert isinstance(error["message"], str)
            assert error["extensions"]["code"] in {
                "GRAPHQL_PARSE_FAILED",
                "GRAPHQL_VALIDATION_FAILED",
                "BAD_USER_INPUT",
            }


@given(body=bodies)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_body_whatever_makes_the_service_fail(body: bytes) -> None:
    assert_sound(call(ENDPOINT, headers=AS_JSON, body=body))


@given(query=some.binary() | some.binary().map(lambda tail: b"query={echo}&variables=" + tail))
@settings(max_examples=200, deadline=None)
def test_no_address_whatever_makes_the_service_fail(query: bytes) -> None:
    assert_sound(call(ENDPOINT, "GET", query=query, headers=SAFE))


header_texts = some.text(some.characters(min_codepoint=32, max_codepoint=255))


@given(accept=header_texts, content_type=header_texts, encoding=header_texts)
@settings(max_examples=200, deadline=None)
def test_no_header_whatever_makes_the_service_fail(
    accept: str, content_type: str, encoding: str
) -> None:
    headers = {"accept": accept, "content-type": content_type, "content-encoding": encoding}
    for method in ("GET", "POST"):
        response = call(ENDPOINT, method, headers=headers, body=b'{"query": "{ echo }"}')
        assert_sound(response)
