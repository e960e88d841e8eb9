"""The OpenAPI 3.1 document of operations."""

from __future__ import annotations

from collections.abc import Iterable

from service.rest.operations import Operation, Parameter, Reply
from service.rest.shapes import Json, schema_of

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
            str(status): _reply(reply, components) for status, reply in operation.replies.items()
        },
    }
    if operation.description:
        written["description"] = operation.description
    parameters = [_parameter(one, components) for one in operation.parameters]
    if parameters:
        written["parameters"] = list(parameters)
    if operation.body is not None:
        schema = schema_of(operation.body, components)
        written["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return written


def _parameter(parameter: Parameter, components: dict[str, Json]) -> dict[str, Json]:
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
    if parameter.shape.example is not None:
        written["example"] = parameter.shape.example
    return written


def _reply(reply: Reply, components: dict[str, Json]) -> dict[str, Json]:
    written: dict[str, Json] = {"description": reply.description}
    if reply.shape is not None:
        schema = schema_of(reply.shape, components)
        written["content"] = {media_type: {"schema": schema} for media_type in reply.media_types}
    return written
