"""What one statement hands out: names for aliases, binds for parameters, and conditions."""

from __future__ import annotations

from functools import partial
from typing import Any, assert_never

from sqlalchemy import ColumnElement, FromClause, Table, and_, bindparam, false, or_, select, true

from service.compiler.fields import Made
from service.compiler.plan import (
    AllOf,
    AnyOf,
    Found,
    Narrowed,
    Not,
    Operand,
    Parameter,
    Predicate,
    Where,
)
from service.compiler.row import Row


class Binding:
    """The names of one statement: every alias gets its own, every parameter one bind."""

    def __init__(self) -> None:
        self.parameters: dict[str, Parameter] = {}
        self._names: dict[Parameter, str] = {}
        self._aliases = 0

    def name(self, of: str) -> str:
        """A name that nothing else in the statement has."""
        self._aliases += 1
        return f"{of}_{self._aliases}"

    def alias(self, table: Table, made: Made | None = None) -> Row:
        """A row of a table, or of what makes such rows, under a name of its own."""
        return Row(self.name(table.name if made is None else "made"), table)

    def operand(self, operand: Operand) -> Any:
        """A bind for a parameter, a look-up for what is pointed at, tests of rows for what is
        narrowed; a value of the plan is passed on as it is."""
        if isinstance(operand, Found):
            row = self.alias(operand.table)
            conditions = [self.predicate(part, row, row) for part in operand.where]
            found = select(row.c.id).select_from(named(row)).where(*conditions)
            return found.scalar_subquery()
        if isinstance(operand, Narrowed):
            return {
                kind: partial(self._all_of, parts) if parts else None
                for kind, parts in operand.kinds
            }
        if not isinstance(operand, Parameter):
            return operand
        name = self._names.setdefault(operand, f"value_{len(self._names)}")
        self.parameters[name] = operand
        return bindparam(name, None, operand.type, required=False)

    def _all_of(self, parts: tuple[Predicate, ...], row: Row) -> ColumnElement[bool]:
        return self.predicate(AllOf(parts), row, row)

    def predicate(self, predicate: Predicate, row: Row, edge: Row) -> ColumnElement[bool]:
        """A condition on an entity and the edge to it (the entity itself, where there is none). It
        is two-valued where it is negated: what is not true is false."""
        match predicate:
            case Where():
                subject = edge if predicate.of_edge else row
                return predicate.test(subject, *map(self.operand, predicate.operands))
            case AllOf():
                return and_(true(), *(self.predicate(part, row, edge) for part in predicate.parts))
            case AnyOf():
                return or_(false(), *(self.predicate(part, row, edge) for part in predicate.parts))
            case Not():
                return self.predicate(predicate.part, row, edge).is_not(true())
            case _:
                assert_never(predicate)

    def source(
        self, row: Row, made: Made | None, parent: Row | None, operands: tuple[Operand, ...]
    ) -> FromClause:
        """The FROM entry of a row: its table, or what makes it for a parent."""
        if made is None:
            return named(row)
        return made(parent, *map(self.operand, operands)).subquery(row.name)


def named(row: Row) -> FromClause:
    """The FROM entry of a row of a table."""
    return row.table.alias(row.name)
