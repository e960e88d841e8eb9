"""What one statement hands out: names for aliases, binds for parameters, and conditions."""

from __future__ import annotations

from typing import Any, assert_never

from sqlalchemy import ColumnElement, FromClause, Table, and_, bindparam, false, or_, true

from service.compiler.plan import AllOf, AnyOf, Not, Operand, Parameter, Predicate, Where
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

    def alias(self, table: Table) -> Row:
        """A row of a table under a name of its own."""
        return Row(self.name(table.name), table)

    def operand(self, operand: Operand) -> Any:
        """A bind for a parameter; a value of the plan is passed on as it is."""
        if not isinstance(operand, Parameter):
            return operand
        name = self._names.setdefault(operand, f"value_{len(self._names)}")
        self.parameters[name] = operand
        return bindparam(name, None, operand.type, required=False)

    def predicate(self, predicate: Predicate, row: Row) -> ColumnElement[bool]:
        """A condition on a row. It is two-valued where it is negated: what is not true is false."""
        match predicate:
            case Where():
                return predicate.test(row, *map(self.operand, predicate.operands))
            case AllOf():
                return and_(true(), *(self.predicate(part, row) for part in predicate.parts))
            case AnyOf():
                return or_(false(), *(self.predicate(part, row) for part in predicate.parts))
            case Not():
                return self.predicate(predicate.part, row).is_not(true())
            case _:
                assert_never(predicate)


def named(row: Row) -> FromClause:
    """The FROM entry of a row."""
    return row.table.alias(row.name)
