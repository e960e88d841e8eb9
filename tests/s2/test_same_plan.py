"""Where the two faces have a name in common, they ask PostgreSQL the same."""

from __future__ import annotations

import pytest

from service import tables
from service.compiler.fields import One, Value
from service.compiler.plan import Leaf, Object
from service.compiler.statement import compile_statement
from service.graph.declare import output_of
from service.graph.schema import schema
from service.s2.author import AUTHOR
from service.s2.declare import Fields, Scalar
from service.s2.paper import PAPER

SHARED = [
    *((tables.paper, "Paper", PAPER, name) for name in ("title", "abstract", "year")),
    *((tables.paper, "Paper", PAPER, name) for name in ("citationCount", "referenceCount")),
    *((tables.author, "Author", AUTHOR, name) for name in ("name", "homepage")),
    *(
        (tables.author, "AuthorMetrics", AUTHOR, name)
        for name in ("paperCount", "citationCount", "hIndex")
    ),
]


@pytest.mark.parametrize(
    ("table", "type_", "fields", "name"), SHARED, ids=[f"{one[1]}.{one[3]}" for one in SHARED]
)
def test_a_name_that_both_faces_have_is_the_same_sql(table, type_, fields: Fields, name) -> None:
    in_graph = output_of(schema._schema.type_map[type_].fields[name])
    in_s2 = fields.of[name]
    assert isinstance(in_graph, Value)
    assert isinstance(in_s2, Scalar)
    texts = {
        compile_statement([Object("found", One(table), (Leaf(name, sql),))]).text
        for sql in (in_graph.sql, in_s2.sql)
    }
    assert len(texts) == 1
