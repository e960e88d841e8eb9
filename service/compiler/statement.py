"""A compiled operation: one SQL text with `$1 …`, and where each of its values comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from service.compiler.lower import Lowering
from service.compiler.plan import Node, Parameter, Variables

DIALECT = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Statement:
    """The text of one SELECT with one JSON column for each root field, and its parameters in
    order."""

    text: str
    parameters: tuple[Parameter, ...]

    def values(self, variables: Variables) -> tuple[object, ...]:
        """The values of `$1 …` for one request; refuses those that the plan could not check."""
        return tuple(parameter.read(variables) for parameter in self.parameters)

    def beside(self, column: str) -> Statement:
        """The same with one more column, of the same snapshot: at its top it has no FROM."""
        return Statement(f"{self.text}, {column}", self.parameters)


def compile_statement(roots: Sequence[Node]) -> Statement:
    """Lower a plan and print it. The same plan always gives the same text."""
    lowering = Lowering()
    compiled = lowering.statement(roots).compile(
        dialect=DIALECT, compile_kwargs={"render_postcompile": True}
    )
    names: Sequence[str] = compiled.positiontup or ()
    undeclared = [name for name in names if name not in lowering.binding.parameters]
    if undeclared:
        raise TypeError(f"values of declarations must be written with constant(): {undeclared}")
    return Statement(str(compiled), tuple(lowering.binding.parameters[name] for name in names))
