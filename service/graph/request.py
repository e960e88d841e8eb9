"""From the bytes of an HTTP request to the GraphQL request in it, or to the reason why not."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from graphql import GraphQLError, OperationType, get_operation_ast, parse

from service.graph.response import Outcome, RequestRefused

# More digits than any number has that a double can hold. Python itself gives up at 4,300 only.
MAXIMUM_DIGITS = 309


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation to answer; `method` is GET or POST, for HEAD is answered as GET."""

    query: str
    operation_name: str | None
    variables: dict[str, object]
    method: str


def from_body(body: bytes) -> GraphQLRequest:
    """The request of a POST, whose body is a JSON object."""
    if not body:
        raise RequestRefused(Outcome.UNREADABLE, "The body is empty; it must be a JSON object.")
    payload = _read_json(body, "body")
    if isinstance(payload, list):
        raise RequestRefused(
            Outcome.MALFORMED,
            "The body is an array. Batching is not supported: send one request at a time.",
        )
    if not isinstance(payload, dict):
        raise RequestRefused(Outcome.MALFORMED, f"The body must be an object, {_not(payload)}.")
    return _typed(payload, "POST")


def from_query_string(query_string: bytes) -> GraphQLRequest:
    """The request of a GET, whose `variables` and `extensions` are JSON texts."""
    try:
        pairs = parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise RequestRefused(Outcome.UNREADABLE, "The address is not UTF-8.") from error
    payload: dict[str, Any] = {}
    for name, text in pairs:
        # A name given twice means its first value, as URLSearchParams.get() reads it.
        payload.setdefault(name, text)
    for name in ("variables", "extensions"):
        if name in payload:
            text = payload[name]
            payload[name] = _read_json(text.encode(), f'parameter "{name}"') if text else None
    return _typed(payload, "GET")


def is_mutation(request: GraphQLRequest) -> bool:
    """Asked only of a GET that is refused anyway: a safe method misused is a 405 in HTTP."""
    try:
        document = parse(request.query, no_location=True, max_tokens=5_000)
    except (GraphQLError, RecursionError):
        return False
    operation = get_operation_ast(document, request.operation_name)
    return operation is not None and operation.operation is OperationType.MUTATION


def _typed(payload: dict[str, Any], method: str) -> GraphQLRequest:
    """Check the four parameters of the protocol; whatever else is there is left alone."""
    query = payload.get("query")
    operation_name = payload.get("operationName")
    variables = payload.get("variables")
    extensions = payload.get("extensions")
    if not isinstance(query, str):
        missing = "is missing" if query is None else f"must be a string, {_not(query)}"
        raise RequestRefused(Outcome.MALFORMED, f'The parameter "query" {missing}.')
    if operation_name is not None and not isinstance(operation_name, str):
        raise RequestRefused(
            Outcome.MALFORMED,
            f'The parameter "operationName" must be a string, {_not(operation_name)}.',
        )
    if variables is not None and not isinstance(variables, dict):
        raise RequestRefused(
            Outcome.MALFORMED, f'The parameter "variables" must be an object, {_not(variables)}.'
        )
    if extensions is not None and not isinstance(extensions, dict):
        raise RequestRefused(
            Outcome.MALFORMED, f'The parameter "extensions" must be an object, {_not(extensions)}.'
        )
    # No operation can bear the empty name; to send it is a form's way of leaving it out.
    return GraphQLRequest(query, operation_name or None, variables or {}, method)


def _read_json(encoded: bytes, where: str) -> Any:
    try:
        text = encoded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestRefused(Outcome.UNREADABLE, f"The {where} is not UTF-8: {error}.") from error
    try:
        value = _DECODER.decode(text)
        if "\\ud" in text or "\\uD" in text:
            # Half of a surrogate pair is no character: nothing after this could encode it.
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise RequestRefused(
            Outcome.UNREADABLE, f"The {where} has half of a surrogate pair in a string."
        ) from error
    except RecursionError as error:
        raise RequestRefused(Outcome.UNREADABLE, f"The {where} is nested too deep.") from error
    except ValueError as error:
        raise RequestRefused(Outcome.UNREADABLE, f"The {where} is not JSON: {error}.") from error
    return value


def _integer(digits: str) -> int:
    if len(digits) > MAXIMUM_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is larger than a double can hold")
    return number


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=_float, parse_constant=_no_number)


def _not(value: object) -> str:
    """What JSON calls the value, as the end of a sentence about what it should be."""
    match value:
        case None:
            return "not null"
        case bool():
            return "not a boolean"
        case int() | float():
            return "not a number"
        case str():
            return "not a string"
        case list():
            return "not an array"
        case _:
            return "not an object"
