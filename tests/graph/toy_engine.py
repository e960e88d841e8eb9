"""A stand-in for the engine in tests of HTTP: graphql-core over a schema of a few fields."""

from __future__ import annotations

import json

from graphql import GraphQLError, build_schema, execute_sync, get_operation_ast, parse, validate
from graphql.language import OperationType

from service.errors import (
    Code,
    DatabaseUnavailable,
    OperationFailed,
    OperationRefused,
    Problem,
    StatementTimeout,
)

SCHEMA = build_schema(
    "type Query { echo(text: String, n: Float): String slow: Int lost: Int bug: Int oops: Int }"
)


class Root:
    def echo(self, info, text=None, n=None):
        return text if n is None else repr(n)


async def answer(request) -> bytes:
    try:
        document = parse(request.query)
    except GraphQLError as error:
        raise refusal(Code.PARSE_FAILED, [error]) from error
    if errors := validate(SCHEMA, document):
        raise refusal(Code.VALIDATION_FAILED, errors)
    operation = get_operation_ast(document, request.operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        raise OperationRefused.because(Code.VALIDATION_FAILED, "No query to run.")
    asked = {selection.name.value for selection in operation.selection_set.selections}
    if "slow" in asked:
        raise StatementTimeout
    if "lost" in asked:
        raise DatabaseUnavailable
    if "oops" in asked:
        raise OperationFailed
    if "bug" in asked:
        raise ZeroDivisionError("the secret is 42")
    result = execute_sync(
        SCHEMA,
        document,
        Root(),
        variable_values=request.variables,
        operation_name=request.operation_name,
    )
    if result.errors:
        raise refusal(Code.BAD_USER_INPUT, result.errors)
    return json.dumps({"data": result.data}).encode()


def refusal(code: Code, errors: list[GraphQLError]) -> OperationRefused:
    return OperationRefused(
        [
            Problem(
                code,
                error.message,
                tuple((at.line, at.column) for at in error.locations or ()),
                tuple(error.path or ()),
            )
            for error in errors
        ]
    )
