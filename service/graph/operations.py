"""The endpoint as OpenAPI knows it. What can be asked in it is told by the schema itself."""

from __future__ import annotations

from urllib.parse import urlencode

from service.rest.operations import Example, Operation, Parameter, Reply
from service.rest.shapes import ANYTHING, COUNT, TEXT, Json, Shape, list_of, thing

PATH = "/graphql"
_TAG = "GraphQL"
_MEDIA_TYPES = ("application/graphql-response+json", "application/json")

_LOCATION = thing({"line": COUNT, "column": COUNT})
_ERROR = thing(
    {
        "message": TEXT.about("What is wrong, and the remedy."),
        "locations": list_of(_LOCATION),
        "path": list_of(ANYTHING),
        "extensions": thing({"code": TEXT}, open=True),
    },
    ("message", "extensions"),
    name="GraphQLError",
)
_DATA = Shape("object", open=True)
_ANSWER = thing(
    {"data": _DATA.or_null(), "errors": list_of(_ERROR), "extensions": _DATA},
    (),
    name="GraphQLAnswer",
)
_EXAMPLE = '{ paper(by: {arxivId: "2310.19102"}) { year authorCount } }'
_FOUND: Json = {"data": {"paper": {"year": 2023, "authorCount": 10}}}
_QUERY = TEXT.about("The document.", _EXAMPLE)
_OPERATION = TEXT.or_null().about("Which operation of the document, where it has several.")
_SHOWN = TEXT.about(
    "Shows that no foreign web page sent this; `x-apollo-operation-name` or `content-type:"
    " application/json` show it as well.",
    "true",
)


def _replies() -> dict[int, Reply]:
    said = {
        200: "The answer; what is wrong with a document or its values stands in `errors`.",
        400: "The request holds no GraphQL request, or a document that cannot be parsed.",
        405: "A mutation was sent by GET.",
        406: "The client takes neither media type.",
        413: "The request is larger than this service takes.",
        415: "The body is no JSON in UTF-8.",
        422: "The document or its values are refused (where this service is set to tell so).",
        500: "The service failed.",
        503: "The database cannot be reached; ask again.",
        504: "The statement took too long; ask for less.",
    }
    return {status: Reply(text, _ANSWER, _MEDIA_TYPES) for status, text in said.items()}


OPERATIONS = (
    Operation(
        *("POST", PATH, "ask", "Any question about the graph, by a GraphQL document", _TAG, None),
        _replies(),
        body=thing(
            {
                "query": _QUERY,
                "variables": _DATA.or_null(),
                "operationName": _OPERATION,
                "extensions": _DATA.or_null(),
            },
            ("query",),
            open=True,
        ),
        description="The schema is told by introspection and lies in schema.graphql.",
        example=Example(PATH, _FOUND, body={"query": _EXAMPLE}),
    ),
    Operation(
        *("GET", PATH, "askByGet", "The same, with an entity tag for the answer", _TAG, None),
        _replies() | {304: Reply("The client has the answer: `if-none-match` names it.")},
        (
            Parameter("apollo-require-preflight", _SHOWN, required=True, where="header"),
            Parameter("query", _QUERY, required=True),
            Parameter("variables", TEXT.about("A JSON object.")),
            Parameter("operationName", TEXT.about("Which operation of the document.")),
        ),
        example=Example(f"{PATH}?{urlencode({'query': _EXAMPLE})}", _FOUND),
    ),
)
