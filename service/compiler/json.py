"""The JSON that PostgreSQL builds. Everything that knows how an object is written is in this
file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, func, literal_column
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class JsonObject(ColumnElement[Any]):
    """A JSON object with its members in the order given (`json` keeps it, `jsonb` would not).

    `JSON_OBJECT` rather than `row_to_json`: keys are literals there, not identifiers, which
    PostgreSQL cuts at 63 bytes; and unlike `json_build_object` it takes more than 50 members.
    """

    inherit_cache = False
    type = JSON()

    def __init__(self, members: Sequence[tuple[str, ColumnElement[Any]]]) -> None:
        self.members = tuple(members)


@compiles(JsonObject)
def _json_object_sql(element: JsonObject, compiler: SQLCompiler, **options: Any) -> str:
    members = ", ".join(
        f"{compiler.render_literal_value(key, String())} VALUE {compiler.process(value, **options)}"
        for key, value in element.members
    )
    return f"JSON_OBJECT({members})"


def json_array(
    item: ColumnElement[Any],
    order: Sequence[ColumnElement[Any]],
    only: ColumnElement[bool] | None = None,
) -> ColumnElement[Any]:
    """Aggregate items into a JSON array in this order; empty when there are none."""
    array = func.json_agg(aggregate_order_by(item, *order), type_=JSON())
    return func.coalesce(array if only is None else array.filter(only), EMPTY_ARRAY, type_=JSON())


EMPTY_ARRAY: ColumnElement[Any] = literal_column("'[]'::json", JSON())
