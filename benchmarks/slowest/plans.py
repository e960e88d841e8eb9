"""Where PostgreSQL spends the time of a query: the nodes of its plan that take most themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

from service.database.array_literal import ArrayLiteral
from service.graph.engine import Engine
from service.graph.request import GraphQLRequest

MOST = 3


def dearest(url: str, engine: Engine, request: GraphQLRequest) -> list[str]:
    """The dearest nodes of the plan, alike ones together, each with its milliseconds and loops."""
    statement = engine.explain(request).statement
    if statement is None:
        return []
    with psycopg.connect(url, cursor_factory=psycopg.RawCursor) as connection:
        connection.adapters.register_dumper(list, ArrayLiteral)
        connection.execute("SET plan_cache_mode = force_generic_plan")
        explained = f"EXPLAIN (ANALYZE, TIMING, FORMAT JSON) {statement.text}"
        ((found,),) = connection.execute(explained.encode(), statement.values({})).fetchall()
    spent: dict[str, tuple[float, float]] = {}
    for name, milliseconds, loops in _nodes(found[0]["Plan"]):
        before = spent.get(name, (0.0, 0.0))
        spent[name] = before[0] + milliseconds, before[1] + loops
    most = sorted(spent.items(), key=lambda item: -item[1][0])[:MOST]
    return [f"{name} {took:.0f} ms, {loops:,.0f} times" for name, (took, loops) in most]


def _nodes(plan: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    below = plan.get("Plans", ())
    own = _total(plan) - sum(map(_total, below))
    of = plan.get("Index Name") or plan.get("Relation Name") or plan.get("Function Name") or ""
    yield f"{plan['Node Type']} {of}".strip(), max(own, 0.0), plan["Actual Loops"]
    for each in below:
        yield from _nodes(each)


def _total(plan: dict[str, Any]) -> float:
    return float(plan["Actual Total Time"]) * float(plan["Actual Loops"])
