"""From the selected fields to the compiler's plan, by what each field was declared as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)
from sqlalchemy import BigInteger, ColumnElement, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from service.compiler.fields import One, Same, Switch, Value
from service.compiler.plan import (
    Connection,
    Constant,
    Cursor,
    Edges,
    FirstOf,
    Group,
    Leaf,
    Listing,
    Node,
    Nodes,
    Object,
    Operand,
    Page,
    PageFact,
    PageInfo,
    Parameter,
    Part,
    Predicate,
    Rows,
    Selected,
    Target,
    TotalCount,
    Variables,
    Where,
)
from service.compiler.row import Row
from service.errors import Code, OperationRefused
from service.graph.arguments import Fields, Given, Late, given
from service.graph.conditions import conditions, operands, search_condition
from service.graph.declare import (
    ById,
    Lookup,
    Member,
    Paged,
    Unpaged,
    arguments_of,
    output_of,
)
from service.graph.limits import Limits
from service.graph.pages import order_of, page_of
from service.graph.references import parse_global_id
from service.graph.selection import FieldGroups, Selections
from service.tables.change import current_id, noun

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the fields of one operation with the variables of one request.

    `entities` names the table behind each type that has a global id.
    """

    schema: GraphQLSchema
    entities: Mapping[str, Table]
    limits: Limits
    selections: Selections
    variables: Variables

    def fields(
        self, type_: GraphQLObjectType, groups: FieldGroups, path: Path = ()
    ) -> tuple[Node, ...]:
        """The nodes of an object's fields, in the order of the answer."""
        return tuple(self._field(type_, key, nodes, (*path, key)) for key, nodes in groups.items())

    def _field(
        self, type_: GraphQLObjectType, key: str, nodes: Sequence[FieldNode], path: Path
    ) -> Node:
        name = nodes[0].name.value
        if name == "__typename":
            return Constant(key, type_.name)
        field = type_.fields[name]
        declared = output_of(field)
        match declared:
            case Value():
                return Leaf(key, declared.sql, self._operands(field, nodes, path))
            case Same():
                return Group(key, self._below(field, nodes, path))
            case One():
                told = self._operands(field, nodes, path)
                return Object(key, declared, self._below(field, nodes, path), operands=told)
            case Switch():
                return FirstOf(key, self._cases(key, declared, nodes, path))
            case Lookup():
                by = self._arguments(field, nodes)["by"]
                assert isinstance(by, Fields)
                found = conditions(by, path, "by")
                if not found:
                    # Validation lets pass a variable that may be null.
                    message = "`by` names nothing: its field is null."
                    raise OperationRefused.because(Code.BAD_USER_INPUT, message, path=path)
                return Object(key, declared.one, self._below(field, nodes, path), found)
            case Unpaged():
                told = self._operands(field, nodes, path)
                rows = Rows(declared.many, declared.many.order, Page(None), operands=told)
                return Listing(key, rows, self._below(field, nodes, path))
            case Paged():
                return self._connection(key, declared, field, nodes, path)
            case ById():
                return self._by_id(key, declared, field, nodes, path)
            case Member.CURSOR:
                return Cursor(key)
            case Member.NODE:
                return Target(key, self._below(field, nodes, path))
            case Member() | None:
                raise TypeError(f"{type_.name}.{name} is declared as nothing that a row can have")
            case _:
                assert_never(declared)

    def _below(
        self, field: GraphQLField, nodes: Sequence[FieldNode], path: Path
    ) -> tuple[Node, ...]:
        type_ = get_named_type(field.type)
        assert isinstance(type_, GraphQLObjectType)
        return self._on(type_, nodes, path)

    def _on(
        self, type_: GraphQLObjectType, nodes: Sequence[FieldNode], path: Path
    ) -> tuple[Node, ...]:
        return self.fields(type_, self.selections.below(type_, nodes), path)

    def _cases(
        self, key: str, declared: Switch, nodes: Sequence[FieldNode], path: Path
    ) -> tuple[Object, ...]:
        return tuple(
            Object(key, one, self._on(self._object_type(name), nodes, path))
            for name, one in declared.cases
        )

    def _object_type(self, name: str) -> GraphQLObjectType:
        type_ = self.schema.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        return type_

    def _connection(
        self, key: str, declared: Paged, field: GraphQLField, nodes: Sequence[FieldNode], path: Path
    ) -> Connection:
        type_ = get_named_type(field.type)
        assert isinstance(type_, GraphQLObjectType)
        arguments = self._arguments(field, nodes)
        told = operands(arguments_of(field), arguments, path)
        rows = self._rows(declared, arguments, told, path)
        parts = tuple(
            self._part(type_, part_key, part_nodes, (*path, part_key))
            for part_key, part_nodes in self.selections.below(type_, nodes).items()
        )
        return Connection(key, rows, parts)

    def _rows(
        self,
        declared: Paged,
        arguments: Mapping[str, Given | None],
        told: tuple[Operand, ...],
        path: Path,
    ) -> Rows:
        where: tuple[Predicate, ...] = ()
        search, chosen = arguments.get("search"), arguments.get("filter")
        if search is not None and declared.search is not None:
            where = (search_condition(declared.search, search, path, "search"),)
        if isinstance(chosen, Fields):
            where += conditions(chosen, path, "filter")
        order_name, order = order_of(arguments, declared.many)
        page = page_of(arguments, declared.many, order, order_name, self.limits, path)
        return Rows(declared.many, order, page, where, order_name, told)

    def _part(
        self, type_: GraphQLObjectType, key: str, nodes: Sequence[FieldNode], path: Path
    ) -> Part:
        name = nodes[0].name.value
        if name == "__typename":
            return Constant(key, type_.name)
        field = type_.fields[name]
        match output_of(field):
            case Member.EDGES:
                return Edges(key, self._below(field, nodes, path))
            case Member.NODES:
                return Nodes(key, self._below(field, nodes, path))
            case Member.TOTAL_COUNT:
                return TotalCount(key)
            case Member.PAGE_INFO:
                return self._page_info(key, field, nodes)
            case _:
                raise TypeError(f"{type_.name}.{name} is declared as no part of a connection")

    def _page_info(self, key: str, field: GraphQLField, nodes: Sequence[FieldNode]) -> PageInfo:
        type_ = get_named_type(field.type)
        assert isinstance(type_, GraphQLObjectType)
        return PageInfo(
            key,
            tuple(
                Constant(fact_key, type_.name)
                if fact_nodes[0].name.value == "__typename"
                else (fact_key, PageFact(fact_nodes[0].name.value))
                for fact_key, fact_nodes in self.selections.below(type_, nodes).items()
            ),
        )

    def _by_id(
        self, key: str, declared: ById, field: GraphQLField, nodes: Sequence[FieldNode], path: Path
    ) -> FirstOf | Selected:
        argument = self._arguments(field, nodes)["ids" if declared.several else "id"]
        assert isinstance(argument, Late)
        on = _is_asked if declared.several else None
        cases = tuple(
            (
                noun(table),
                Object(key, One(table, on), self._on(self._object_type(name), nodes, path)),
            )
            for name, table in self.entities.items()
        )
        if not declared.several:
            return FirstOf(key, tuple(_with_id(case, name, argument) for name, case in cases))
        assert isinstance(argument.now, list)
        if len(argument.now) > self.limits.ids:
            raise OperationRefused.because(
                Code.BAD_USER_INPUT,
                f"`ids` has {len(argument.now):,} ids; at most {self.limits.ids} are allowed.",
                path=path,
            )
        return Selected(
            key,
            Parameter(lambda request: [n for n, _ in _ids(argument, request)], ARRAY(Text)),
            Parameter(lambda request: [i for _, i in _ids(argument, request)], ARRAY(BigInteger)),
            cases,
            len(argument.now),
        )

    def _operands(
        self, field: GraphQLField, nodes: Sequence[FieldNode], path: Path
    ) -> tuple[Operand, ...]:
        declared = arguments_of(field)
        return operands(declared, self._arguments(field, nodes), path) if declared else ()

    def _arguments(
        self, field: GraphQLField, nodes: Sequence[FieldNode]
    ) -> dict[str, Given | None]:
        """The arguments of merged field nodes; validation made sure that they are the same."""
        asked = {argument.name.value: argument.value for argument in nodes[0].arguments or ()}
        return {
            name: given(declared, asked.get(name), self.variables)
            for name, declared in field.args.items()
        }


def _has_id(row: Row, id_: ColumnElement[int]) -> ColumnElement[bool]:
    return row.c.id == current_id(row.table, id_)


def _is_asked(asked: Row, row: Row) -> ColumnElement[bool]:
    """The row that one of the ids asked for means."""
    return _has_id(row, asked.c.id)


def _with_id(case: Object, name: str, argument: Late) -> Object:
    """The case asked for by a global id: of another noun's id it finds nothing."""

    def read(variables: Variables) -> object:
        found_noun, number = _id(argument.read(variables))
        return number if found_noun == name else None

    operand: Operand = Parameter(read, BigInteger())
    return Object(case.key, case.one, case.fields, (Where(_has_id, (operand,)),))


def _ids(argument: Late, variables: Variables) -> list[tuple[str, str]]:
    texts = argument.read(variables)
    assert isinstance(texts, list)
    return [_id(text) for text in texts]


def _id(text: object) -> tuple[str, str]:
    """The parts of a global id; what is none names nothing."""
    return parse_global_id(str(text)) or ("", "0")
