"""From the selected fields to the compiler's plan, by what each field was declared as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)
from sqlalchemy import Table

from service.compiler.fields import Dimension, One, Same, Switch, Value
from service.compiler.plan import (
    Bucket,
    BucketFact,
    Connection,
    Constant,
    Cursor,
    Edges,
    Facets,
    FirstOf,
    Group,
    Leaf,
    Listing,
    Node,
    Nodes,
    Object,
    Opened,
    Operand,
    Page,
    PageFact,
    PageInfo,
    Part,
    Predicate,
    Rows,
    Selected,
    Target,
    TotalCount,
    Variables,
)
from service.errors import Code, OperationRefused
from service.graph.arguments import Fields, Given, Late, given
from service.graph.conditions import conditions, length_of, operands, search_condition
from service.graph.declare import (
    ById,
    Counted,
    Lookup,
    Member,
    Opening,
    Paged,
    Unpaged,
    arguments_of,
    output_of,
)
from service.graph.global_ids import with_global_id, with_global_ids
from service.graph.limits import Limits
from service.graph.pages import enum_value, order_of, page_of, size_of
from service.graph.selection import FieldGroups, Selections

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
                return Leaf(key, declared.sql, self._operands(field, nodes, path), declared.price)
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
                arguments = self._arguments(field, nodes)
                told = operands(arguments_of(field), arguments, path)
                length = length_of(arguments_of(field), arguments)
                many = declared.many
                rows = Rows(many, many.order, Page(None), operands=told, length=length)
                return Listing(key, rows, self._below(field, nodes, path))
            case Paged():
                return self._connection(key, declared, field, nodes, path)
            case ById():
                return self._by_id(key, declared, field, nodes, path)
            case Member.CURSOR:
                return Cursor(key)
            case Member.NODE:
                return Target(key, self._below(field, nodes, path))
            case BucketFact():
                return Bucket(key, declared)
            case Member() | Counted() | Opening() | None:
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
        return Connection(key, rows, self._parts(type_, nodes, rows, path))

    def _parts(
        self, type_: GraphQLObjectType, nodes: Sequence[FieldNode], rows: Rows, path: Path
    ) -> tuple[Part, ...]:
        return tuple(
            self._part(type_, key, part_nodes, rows, (*path, key))
            for key, part_nodes in self.selections.below(type_, nodes).items()
        )

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
        self,
        type_: GraphQLObjectType,
        key: str,
        nodes: Sequence[FieldNode],
        rows: Rows,
        path: Path,
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
            case Counted():
                return self._facets(key, field, nodes, rows, path)
            case _:
                raise TypeError(f"{type_.name}.{name} is declared as no part of a connection")

    def _facets(
        self, key: str, field: GraphQLField, nodes: Sequence[FieldNode], rows: Rows, path: Path
    ) -> Facets:
        arguments = self._arguments(field, nodes)
        dimension, by_value = (enum_value(arguments[name]) for name in ("by", "orderBy"))
        assert isinstance(dimension, Dimension)
        size = size_of(arguments, self.limits, path)
        type_ = get_named_type(field.type)
        assert isinstance(type_, GraphQLObjectType)
        fields = tuple(
            self._in_bucket(type_, inner_key, inner, rows, (*path, inner_key))
            for inner_key, inner in self.selections.below(type_, nodes).items()
        )
        return Facets(key, dimension, size, bool(by_value), rows, fields)

    def _in_bucket(
        self,
        type_: GraphQLObjectType,
        key: str,
        nodes: Sequence[FieldNode],
        rows: Rows,
        path: Path,
    ) -> Node:
        """A field of a bucket: the rows that it opens into are those of the list, narrowed."""
        field = type_.fields.get(nodes[0].name.value)
        if field is None or not isinstance(output_of(field), Opening):
            return self._field(type_, key, nodes, path)
        arguments = self._arguments(field, nodes)
        order_name, order = order_of(arguments, rows.many)
        page = page_of(arguments, rows.many, order, order_name, self.limits, path)
        opened = replace(rows, order=order, page=page, order_name=order_name)
        connection = get_named_type(field.type)
        assert isinstance(connection, GraphQLObjectType)
        return Opened(key, opened, self._parts(connection, nodes, opened, path))

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
        cases = tuple(
            (table, self._on(self._object_type(name), nodes, path))
            for name, table in self.entities.items()
        )
        if not declared.several:
            return with_global_id(key, argument, cases)
        return with_global_ids(key, argument, cases, self.limits, path)

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
