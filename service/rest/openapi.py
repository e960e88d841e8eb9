"""The OpenAPI 3.1 document of operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl

from service.rest.operations import Operation, Parameter, Reply
from service.rest.shapes import Json, Shape, schema_of

VERSION = "3.1.0"


def document(
    operations: Iterable[Operation], title: str, version: str, description: str
) -> dict[str, Json]:
    """The document as JSON has it; paths stand in the order of the operations."""
    components: dict[str, Json] = {}
    paths: dict[str, Json] = {}
    tags: dict[str, None] = {}
    for operation in operations:
        tags[operation.tag] = None
        of_path = paths.setdefault(operation.path, {})
        assert isinstance(of_path, dict)
        of_path[operation.method.lower()] = _operation(operation, components)
    return {
        "openapi": VERSION,
        "info": {"title": title, "version": version, "description": description},
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": {"schemas": dict(sorted(components.items()))},
    }


def _operation(operation: Operation, components: dict[str, Json]) -> dict[str, Json]:
    written: dict[str, Json] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "responses": {
            str(status): _reply(
                reply, components, operation.example.answer if status == 200 else None
            )
            for status, reply in operation.replies.items()
        },
    }
    if operation.description:
        written["description"] = operation.description
    example = operation.example
    asked = _asked(operation)
    parameters = [_parameter(one, components, asked.get(one.name)) for one in operation.parameters]
    if parameters:
        written["parameters"] = list(parameters)
    if operation.body is not None:
        schema = schema_of(operation.body, components)
        written["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema, "example": example.body}},
        }
    return written


def _asked(operation: Operation) -> dict[str, str]:
    """What the example asks with, by the parameter's name."""
    path, _, query = operation.example.request.partition("?")
    pattern = re.sub(r"\\{(\w+)\\}", "(?P<\\1>.+)", re.escape(operation.path))
    found = re.fullmatch(pattern, path)
    assert found is not None, f"the example of {operation.name} is not of its path"
    return found.groupdict() | dict(parse_qsl(query))


def _parameter(
    parameter: Parameter, components: dict[str, Json], asked: str | None
) -> dict[str, Json]:
    written: dict[str, Json] = {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.required or parameter.where == "path",
        "schema": schema_of(parameter.shape, components),
    }
    if parameter.shape.description:
        written["description"] = parameter.shape.description
    if parameter.shape.type == "array":
        written |= {"style": "form", "explode": False}
    if parameter.empty:
        written["allowEmptyValue"] = True
    example = parameter.shape.example if asked is None else _read(asked, parameter.shape)
    if example is not None:
        written["example"] = example
    return written


def _read(text: str, shape: Shape) -> Json:
    if shape.type == "array":
        return [*text.split(",")]
    return int(text) if shape.type == "integer" else text


def _reply(reply: Reply, components: dict[str, Json], example: Json) -> dict[str, Json]:
    written: dict[str, Json] = {"description": reply.description}
    if reply.shape is not None:
        schema = schema_of(reply.shape, components)
        content: dict[str, Json] = {"schema": schema}
        if example is not None:
            content["example"] = example
        written["content"] = dict.fromkeys(reply.media_types, content)
    return written
