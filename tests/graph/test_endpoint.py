"""What the endpoint does with a request that is well formed, and with what became of it.

Long because the protocol's cases stand beside each other, to be compared.
"""

from __future__ import annotations

import asyncio
import logging

import pytest

from service.graph.endpoint import GraphQLEndpoint
from service.graph.explorer import Explorer
from service.graph.response import STATUS, Outcome, Profile
from tests.graph import toy_engine
from tests.graph.asgi import ask, call, post, scope

JSON = "application/json; charset=utf-8"
GRAPHQL = "application/graphql-response+json; charset=utf-8"
SAFE = {"apollo-require-preflight": "yes"}


@pytest.fixture
def endpoint() -> GraphQLEndpoint:
    return GraphQLEndpoint(toy_engine.answer)


def test_the_bytes_of_the_engine_go_out_as_they_are() -> None:
    async def answer(request) -> bytes:
        return b'{"data": {  "a":1.00 }}'

    response = post(GraphQLEndpoint(answer), {"query": "{ a }"})
    assert response.body == b'{"data": {  "a":1.00 }}'
    assert response.headers == {
        "content-type": JSON,
        "vary": "Accept, Accept-Encoding",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-length": "23",
    }
    assert [message["type"] for message in response.messages] == [
        "http.response.start",
        "http.response.body",
    ]


def test_the_engine_gets_the_parameters_of_a_post() -> None:
    seen = []

    async def answer(request) -> bytes:
        seen.append(request)
        return b"{}"

    payload = {
        "query": "query Q($a: Int) { a }",
        "operationName": "Q",
        "variables": {"a": [1, 2.5, None, "é", {"b": True}]},
        "extensions": {"any": 1},
        "future": "parameters are left alone",
    }
    assert post(GraphQLEndpoint(answer), payload).status == 200
    (request,) = seen
    assert request.query == "query Q($a: Int) { a }"
    assert request.operation_name == "Q"
    assert request.variables == {"a": [1, 2.5, None, "é", {"b": True}]}
    assert request.method == "POST"


def test_the_engine_gets_the_parameters_of_a_get() -> None:
    seen = []

    async def answer(request) -> bytes:
        seen.append(request)
        return b"{}"

    query = b"query=query+Q{a}&operationName=Q&variables=%7B%22a%22%3A%22%C3%A9%22%7D&extensions={}"
    assert call(GraphQLEndpoint(answer), "GET", query=query, headers=SAFE).status == 200
    (request,) = seen
    assert request.query == "query Q{a}"
    assert request.operation_name == "Q"
    assert request.variables == {"a": "é"}
    assert request.method == "GET"


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_operation_name_is_none(endpoint: GraphQLEndpoint, empty: str | None) -> None:
    response = post(endpoint, {"query": "query Only { echo }", "operationName": empty})
    assert response.json == {"data": {"echo": None}}


def test_empty_parameters_of_a_get_are_left_out(endpoint: GraphQLEndpoint) -> None:
    query = b"query={echo}&operationName=&variables=&extensions="
    response = call(endpoint, "GET", query=query, headers=SAFE)
    assert response.json == {"data": {"echo": None}}


def test_null_stands_for_every_optional_parameter(endpoint: GraphQLEndpoint) -> None:
    nothing = {"operationName": None, "variables": None, "extensions": None}
    assert post(endpoint, {"query": "{ echo }", **nothing}).json == {"data": {"echo": None}}


def test_a_body_in_many_pieces_is_one_body(endpoint: GraphQLEndpoint) -> None:
    body = '{"query": "{ echo(text: \\"Zürich\\") }"}'.encode()
    response = call(endpoint, headers={"content-type": "application/json"}, body=body, pieces=9)
    assert response.json == {"data": {"echo": "Zürich"}}


def test_a_byte_order_mark_is_passed_over(endpoint: GraphQLEndpoint) -> None:
    body = b'\xef\xbb\xbf{"query": "{ echo }"}'
    response = call(endpoint, headers={"content-type": "application/json"}, body=body)
    assert response.json == {"data": {"echo": None}}


def test_the_last_of_equal_keys_counts(endpoint: GraphQLEndpoint) -> None:
    body = b'{"query": 5, "query": "{ echo }"}'
    response = call(endpoint, headers={"content-type": "application/json"}, body=body)
    assert response.json == {"data": {"echo": None}}


def test_a_whole_pair_of_surrogates_is_a_character(endpoint: GraphQLEndpoint) -> None:
    body = (
        b'{"query": "query($t: String) { echo(text: $t) }", "variables": {"t": "\\ud83c\\udfc3"}}'
    )
    response = call(endpoint, headers={"content-type": "application/json"}, body=body)
    assert response.json == {"data": {"echo": "🏃"}}


def test_head_gets_the_headers_of_get_and_no_body(endpoint: GraphQLEndpoint) -> None:
    get = call(endpoint, "GET", query=b"query={echo}", headers=SAFE)
    head = call(endpoint, "HEAD", query=b"query={echo}", headers=SAFE)
    assert head.status == 200
    assert head.headers == get.headers
    assert head.body == b""


# ---- how a request ends, in both profiles and both media types


BY_OUTCOME = {
    Outcome.ANSWERED: "{ echo }",
    Outcome.UNPARSABLE: "{",
    Outcome.REFUSED: "{ nothing }",
    Outcome.TIMED_OUT: "{ slow }",
    Outcome.UNAVAILABLE: "{ lost }",
    Outcome.FAILED: "{ oops }",
}

EXPECTED = {
    # (profile, media type): in the order of BY_OUTCOME
    ("audit", GRAPHQL): (200, 400, 400, 504, 503, 500),
    ("audit", JSON): (200, 200, 200, 200, 503, 500),
    ("draft2026", GRAPHQL): (200, 400, 422, 504, 503, 500),
    ("draft2026", JSON): (200, 400, 422, 504, 503, 500),
}


@pytest.mark.parametrize(("profile", "media_type"), EXPECTED)
def test_the_status_of_a_well_formed_request(profile: str, media_type: str) -> None:
    endpoint = GraphQLEndpoint(toy_engine.answer, profile=Profile(profile))
    responses = [
        post(endpoint, {"query": query}, accept=media_type) for query in BY_OUTCOME.values()
    ]
    assert tuple(response.status for response in responses) == EXPECTED[profile, media_type]
    assert {response.headers["content-type"] for response in responses} == {media_type}


def test_the_variables_of_a_query_are_its_clients_fault(endpoint: GraphQLEndpoint) -> None:
    query = "query($n: Float!) { echo(n: $n) }"
    response = post(endpoint, {"query": query, "variables": {"n": "x"}}, accept=GRAPHQL)
    assert response.status == 400
    assert response.code == "BAD_USER_INPUT"


@pytest.mark.parametrize(("profile", "status"), [(Profile.AUDIT, 400), (Profile.DRAFT_2026, 422)])
@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
def test_the_status_of_a_malformed_request(profile: Profile, status: int, accept: str) -> None:
    endpoint = GraphQLEndpoint(toy_engine.answer, profile=profile)
    assert post(endpoint, {"qeury": "{ echo }"}, accept=accept).status == status
    unreadable = call(
        endpoint, headers={"content-type": "application/json", "accept": accept}, body=b"{"
    )
    assert unreadable.status == 400


def test_the_table_has_a_status_for_every_outcome() -> None:
    for profile in Profile:
        assert set(STATUS[profile]) == set(Outcome)


def test_a_refused_request_has_no_data(endpoint: GraphQLEndpoint) -> None:
    response = post(endpoint, {"query": "{ echo nothing }"}, accept=GRAPHQL)
    assert response.json == {
        "errors": [
            {
                "message": "Cannot query field 'nothing' on type 'Query'.",
                "locations": [{"line": 1, "column": 8}],
                "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"},
            }
        ]
    }


def test_a_failed_operation_has_data_null_and_one_error(endpoint: GraphQLEndpoint) -> None:
    response = post(endpoint, {"query": "{ slow }"}, accept=GRAPHQL)
    assert list(response.json) == ["data", "errors"]
    assert response.json["data"] is None
    assert response.code == "TIMEOUT"


def test_a_lost_database_says_when_to_come_again(endpoint: GraphQLEndpoint) -> None:
    response = post(endpoint, {"query": "{ lost }"})
    assert response.status == 503
    assert response.headers["retry-after"].isdigit()
    assert response.code == "DATABASE_UNAVAILABLE"
    assert "retry-after" not in post(endpoint, {"query": "{ slow }"}).headers


def test_an_unforeseen_exception_is_masked_and_logged(
    endpoint: GraphQLEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    response = post(endpoint, {"query": "{ bug }"})
    assert response.status == 500
    assert response.code == "INTERNAL"
    assert b"secret" not in response.body
    assert b"ZeroDivision" not in response.body
    assert "ZeroDivisionError: the secret is 42" in caplog.text


def test_an_error_that_quotes_half_a_surrogate_pair_can_be_sent(endpoint: GraphQLEndpoint) -> None:
    # The escape is in the document, where GraphQL refuses it with the text in its message.
    response = post(endpoint, {"query": '{ echo(text: "\\ud800") }'}, accept=GRAPHQL)
    assert response.status == 400
    assert response.code == "GRAPHQL_PARSE_FAILED"


def test_one_line_a_request_is_logged_at_debug_without_its_content(
    endpoint: GraphQLEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    payload = {
        "query": "query Named($t: String) { echo(text: $t) }",
        "operationName": "Named",
        "variables": {"t": "hush"},
    }
    with caplog.at_level(logging.INFO, "service.graph.endpoint"):
        post(endpoint, payload)
    assert not caplog.records
    with caplog.at_level(logging.DEBUG, "service.graph.endpoint"):
        post(endpoint, payload)
    (record,) = caplog.records
    fields = dict(record.fields)
    assert fields.pop("milliseconds") >= 0
    assert fields == {"method": "POST", "operation": "Named", "status": 200, "outcome": "ANSWERED"}
    assert "hush" not in str(record.__dict__)


# ---- a client that goes away


def test_the_work_stops_when_the_client_leaves() -> None:
    events = []

    async def answer(request) -> bytes:
        events.append("begun")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            events.append("cancelled")
            raise
        return b"{}"

    incoming = [
        {"type": "http.request", "body": b'{"query": "{ a }"}', "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict:
        return incoming.pop(0)

    async def send(message: dict) -> None:
        events.append(message)

    headers = {"content-type": "application/json"}
    endpoint = GraphQLEndpoint(answer)
    asyncio.run(endpoint(scope("POST", "/graphql", b"", headers), receive, send))
    assert events == ["begun", "cancelled"]


def test_a_client_that_leaves_within_its_body_is_not_answered() -> None:
    incoming = [
        {"type": "http.request", "body": b'{"query"', "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = []

    async def receive() -> dict:
        return incoming.pop(0)

    async def send(message: dict) -> None:
        sent.append(message)

    headers = {"content-type": "application/json"}
    endpoint = GraphQLEndpoint(toy_engine.answer)
    asyncio.run(endpoint(scope("POST", "/graphql", b"", headers), receive, send))
    assert sent == []


def test_a_server_that_shuts_down_is_not_taken_for_a_client_that_left() -> None:
    async def answer(request) -> bytes:
        await asyncio.sleep(60)
        return b"{}"

    async def run() -> None:
        headers = {"content-type": "application/json"}
        asking = asyncio.create_task(
            ask(GraphQLEndpoint(answer), headers=headers, body=b'{"query": "{ a }"}')
        )
        await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(run())


# ---- a browser


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture
def explorer(tmp_path) -> Explorer:
    (tmp_path / "index.html").write_text('<base href="graphql/" /> the page')
    return Explorer(tmp_path)


def test_a_browser_gets_the_page(explorer: Explorer) -> None:
    endpoint = GraphQLEndpoint(toy_engine.answer, explorer=explorer)
    response = call(endpoint, "GET", headers={"accept": BROWSER})
    assert response.status == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-security-policy" in response.headers
    assert response.body == b'<base href="graphql/" /> the page'
    head = call(endpoint, "HEAD", headers={"accept": BROWSER})
    assert head.headers == response.headers
    assert head.body == b""


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "application/json, text/html"])
def test_who_does_not_like_html_best_gets_json(explorer: Explorer, accept: str) -> None:
    endpoint = GraphQLEndpoint(toy_engine.answer, explorer=explorer)
    response = call(endpoint, "GET", headers={"accept": accept})
    assert response.status == 400
    assert response.json["errors"][0]["message"] == 'The parameter "query" is missing.'


def test_a_query_typed_into_the_address_bar_is_answered(explorer: Explorer) -> None:
    endpoint = GraphQLEndpoint(toy_engine.answer, explorer=explorer)
    headers = {"accept": BROWSER, "sec-fetch-site": "none", "sec-fetch-mode": "navigate"}
    response = call(endpoint, "GET", query=b"query={echo}", headers=headers)
    assert response.headers["content-type"] == JSON
    assert response.json == {"data": {"echo": None}}


def test_without_an_explorer_a_browser_is_told_what_is_missing(endpoint: GraphQLEndpoint) -> None:
    response = call(endpoint, "GET", headers={"accept": BROWSER})
    assert response.status == 400
    assert response.headers["content-type"] == JSON
