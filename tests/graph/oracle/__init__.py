"""The oracle: what graphql-core answers from plain resolvers over the rows of the corpus.

- `graph`       the rows, to be found by id or by another column
- `entities`    a class for each object type: its methods are its resolvers
- `edges`       the edges of connections
- `pages`       connections: orders, pages, cursors
- `conditions`  filters and searches
- `references`, `resolving`  look-ups by an id, and by anything
- `changes`       the log of changes
- `facets`        papers counted by what they have in common
- `rising`        papers and topics that have more than they had
- `paths`, `network`  how authors and papers are connected
- `stats`         its size and state
- `query`
It shares nothing with service/graph and service/compiler but schema.graphql; of the service it
only uses the reading of outside ids (service/ids). It is slow, unlimited, and easy to believe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
)

from tests.corpus.rows import Rows
from tests.graph.oracle.graph import Graph
from tests.graph.oracle.query import Query

SCHEMA_FILE = Path(__file__).parents[3] / "schema.graphql"


class Oracle:
    """Executes operations against rows."""

    def __init__(self, rows: Rows) -> None:
        self.schema: GraphQLSchema = build_schema(SCHEMA_FILE.read_text())
        self.query = Query(Graph(rows))

    def execute(
        self,
        document: str | DocumentNode,
        variables: Mapping[str, object] | None = None,
        operation_name: str | None = None,
    ) -> ExecutionResult:
        """The answer as graphql-core gives it, errors included."""
        return execute_sync(
            self.schema,
            parse(document) if isinstance(document, str) else document,
            root_value=self.query,
            variable_values=dict(variables or {}),
            operation_name=operation_name,
            field_resolver=_resolve,
            type_resolver=lambda value, info, type_: value.typename,
        )


def _resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    """The attribute of that name in Python's spelling; a method takes the arguments."""
    found = getattr(source, snake_case(info.field_name))
    if callable(found):
        return found(**{snake_case(name): value for name, value in arguments.items()})
    return found


def snake_case(name: str) -> str:
    """`hIndex` is `h_index`, `i10Index` is `i10_index`; `and`, `or`, `not`, `in` stay."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: f"_{match[1].lower()}", name)
