"""Plan → SQLAlchemy Core. Each node kind has one function; user input is never refused here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from service.compiler.json import JsonObject, json_array
from service.compiler.paging import PLACE, beyond, cursor_text, key_types, needs_entity, sort_keys
from service.compiler.plan import (
    AllOf,
    AnyOf,
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
    Not,
    Object,
    Operand,
    PageFact,
    PageInfo,
    Parameter,
    Part,
    Predicate,
    Rows,
    Selected,
    Target,
    TotalCount,
    Where,
)
from service.compiler.row import Row, RowColumn, constant

Sql = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a field can see: its row; on an edge also the entity at its end and the page."""

    row: Row
    page: PageScope | None = None


@dataclass(frozen=True, slots=True)
class PageScope:
    """The rows of one page: the alias of the page, the entity it leads to, and the sort keys."""

    rows: Rows
    row: Row
    entity: Row

    @property
    def place(self) -> Sql:
        """The number of a row in the direction of reading, from 1."""
        return self.row.extra(PLACE, Integer())

    @property
    def cursor(self) -> Sql:
        """The cursor of a row."""
        types = key_types(self.rows.many, self.rows.order)
        keys = [self.row.extra(f"key_{place}", type_) for place, type_ in enumerate(types)]
        return cursor_text(self.rows.order_name, keys)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a list are read: FROM, conditions, the row itself, and its sort keys."""

    origin: FromClause
    row: Row
    conditions: tuple[ColumnElement[bool], ...]
    keys: tuple[Sql, ...]


class Lowering:
    """Lowers the nodes of one plan: every alias gets its own name, every parameter its bind."""

    def __init__(self) -> None:
        self.parameters: dict[str, Parameter] = {}
        self._names: dict[Parameter, str] = {}
        self._aliases = 0

    def statement(self, roots: Iterable[Node]) -> Select[Any]:
        """One SELECT with one JSON column for each root field, in their order."""
        return select(
            *(self._value(node, None).label(f"root_{place}") for place, node in enumerate(roots))
        )

    def _value(self, node: Node, scope: Scope | None) -> Sql:
        match node:
            case Constant():
                return sql_cast(constant(node.text), Text)
            case Object():
                return self._to_one(node, scope.row if scope else None)
            case FirstOf():
                return _coalesce([self._value(option, scope) for option in node.cases])
            case Selected():
                return self._selected(node)
            case Listing():
                return self._listing(node, scope.row if scope else None)
            case Connection():
                return self._connection(node, scope.row if scope else None)
            case Leaf():
                assert scope is not None
                return node.sql(scope.row)
            case Group():
                assert scope is not None
                return self._object(node.fields, scope)
            case Target():
                assert scope is not None
                assert scope.page is not None
                return self._target(node, scope.page)
            case Cursor():
                assert scope is not None
                assert scope.page is not None
                return scope.page.cursor
            case _:
                assert_never(node)

    def _object(self, fields: Iterable[Node], scope: Scope) -> JsonObject:
        return JsonObject([(node.key, self._value(node, scope)) for node in fields])

    def _to_one(self, node: Object, parent: Row | None, *also: tuple[str, Sql]) -> Sql:
        row = self._alias(node.one.to)
        conditions = [self._predicate(part, row) for part in node.where]
        conditions += [row.c[column] == value for column, value in also]
        if node.one.on is not None:
            assert parent is not None
            conditions.append(node.one.on(parent, row))
        found = select(self._object(node.fields, Scope(row)))
        return found.select_from(_named(row)).where(*conditions).scalar_subquery()

    def _selected(self, node: Selected) -> Sql:
        """Each reference is looked up where it stands: order, repeats and gaps stay as asked."""
        name = self._name("asked")
        asked = (
            func.unnest(self._operand(node.nouns), self._operand(node.ids))
            .table_valued("noun", "id", with_ordinality="place")
            .render_derived(name=name)
        )
        noun, id_ = RowColumn(name, "noun", Text()), RowColumn(name, "id", BigInteger())
        place = RowColumn(name, "place", Integer())
        found = [
            case(
                (
                    noun == constant(own),
                    self._to_one(option, None, ("id", id_)),
                ),
            )
            for own, option in node.cases
        ]
        return select(json_array(_coalesce(found), place)).select_from(asked).scalar_subquery()

    def _listing(self, node: Listing, parent: Row | None) -> Sql:
        page = self._page_scope(node.rows)
        items = json_array(self._object(node.fields, Scope(page.entity)), page.place)
        return self._read_page(select(items), page, parent, size=node.rows.page.size)

    def _connection(self, node: Connection, parent: Row | None) -> Sql:
        page = self._page_scope(node.rows)
        size = node.rows.page.size
        assert size is not None
        peek = any(isinstance(part, PageInfo) for part in node.parts)
        members = JsonObject(
            [(part.key, self._part(part, page, parent, peek)) for part in node.parts]
        )
        if all(isinstance(part, TotalCount | Constant) for part in node.parts):
            return members
        return self._read_page(select(members), page, parent, size=size + 1 if peek else size)

    def _part(self, part: Part, page: PageScope, parent: Row | None, peek: bool) -> Sql:
        size, backward = page.rows.page.size, page.rows.page.backward
        assert size is not None
        inside = page.place <= constant(size) if peek else None
        match part:
            case Edges():
                edge = self._object(part.fields, Scope(page.row, page))
                return json_array(edge, page.place, descending=backward, only=inside)
            case Nodes():
                entity = self._object(part.fields, Scope(page.entity))
                if page.rows.many.optional:
                    there = page.entity.c.id.is_not(None)
                    inside = there if inside is None else and_(inside, there)
                return json_array(entity, page.place, descending=backward, only=inside)
            case TotalCount():
                return self._total_count(page.rows, parent)
            case PageInfo():
                return JsonObject(
                    [
                        (fact.key, self._value(fact, None))
                        if isinstance(fact, Constant)
                        else (fact[0], self._page_fact(fact[1], page, parent))
                        for fact in part.facts
                    ]
                )
            case Constant():
                return self._value(part, None)
            case _:
                assert_never(part)

    def _target(self, node: Target, page: PageScope) -> Sql:
        entity = self._object(node.fields, Scope(page.entity))
        if not page.rows.many.optional:
            return entity
        return case((page.entity.c.id.is_not(None), entity))

    def _total_count(self, rows: Rows, parent: Row | None) -> Sql:
        if rows.many.counter is not None and not rows.where:
            return rows.many.counter(parent)
        source = self._source(rows, parent)
        counted = select(func.count()).select_from(source.origin).where(*source.conditions)
        return counted.scalar_subquery()

    def _page_fact(self, fact: PageFact, page: PageScope, parent: Row | None) -> Sql:
        asked, size = page.rows.page, page.rows.page.size
        assert size is not None
        first, last = PageFact.START, PageFact.END
        if asked.backward:
            first, last = last, first
        if fact is first:
            return func.max(page.cursor).filter(page.place == constant(1))
        if fact is last:
            ordered = aggregate_order_by(page.cursor, page.place.desc())
            cursors = func.array_agg(ordered, type_=ARRAY(Text)).filter(
                page.place <= constant(size)
            )
            return cursors[constant(1)]
        ahead = PageFact.HAS_PREVIOUS if asked.backward else PageFact.HAS_NEXT
        bound = asked.after if fact is PageFact.HAS_PREVIOUS else asked.before
        more = [func.count() > constant(size)] if fact is ahead else []
        if bound:
            more.append(self._exists_outside(page.rows, parent, fact, bound))
        return or_(*more) if more else false()

    def _exists_outside(
        self, rows: Rows, parent: Row | None, fact: PageFact, bound: tuple[Parameter, ...]
    ) -> ColumnElement[bool]:
        """Whether the list has rows at or beyond a cursor that bounds the page."""
        source = self._source(rows, parent)
        outside = beyond(
            source.keys,
            [self._operand(key) for key in bound],
            greater=(fact is PageFact.HAS_NEXT) != rows.order.descending,
            inclusive=True,
        )
        found = select(true()).select_from(source.origin).where(*source.conditions, outside)
        return exists(found)

    def _page_scope(self, rows: Rows) -> PageScope:
        many = rows.many
        row = Row(self._name("page"), many.to if many.through is None else many.through)
        entity = row if many.through is None else self._alias(many.to)
        return PageScope(rows, row, entity)

    def _read_page(
        self, answer: Select[Any], page: PageScope, parent: Row | None, size: int | None
    ) -> Sql:
        """Find the rows of the page by their keys alone, then meet the entities of just these.

        The edge's index is read in order and left after a page; an entity that no field asked
        for is not read at all.
        """
        many = page.rows.many
        meets_entity = many.through is not None and bool(page.entity.asked)
        if meets_entity:
            on = page.entity.c.id == page.row.c[many.target]
        rows = self._page_rows(page, parent, size)
        origin: FromClause = rows.subquery(page.row.name)
        if meets_entity:
            origin = origin.join(_named(page.entity), on, isouter=many.optional)
        return answer.select_from(origin).scalar_subquery()

    def _page_rows(self, page: PageScope, parent: Row | None, size: int | None) -> Select[Any]:
        rows, asked = page.rows, page.rows.page
        source = self._source(rows, parent)
        conditions = list(source.conditions)
        descending = rows.order.descending
        for bound, greater in ((asked.after, not descending), (asked.before, descending)):
            if bound:
                values = [self._operand(key) for key in bound]
                conditions.append(beyond(source.keys, values, greater=greater))
        order = [key.desc() if descending != asked.backward else key.asc() for key in source.keys]
        columns = [source.row.c[name].label(name) for name in page.row.asked]
        named = {f"key_{place}": key for place, key in enumerate(source.keys)}
        columns += [key.label(name) for name, key in named.items() if name in page.row.extras]
        columns.append(func.row_number().over(order_by=order).label(PLACE))
        found = select(*columns).select_from(source.origin).where(*conditions).order_by(*order)
        return found if size is None else found.limit(constant(size))

    def _source(self, rows: Rows, parent: Row | None) -> Source:
        """The rows of a list before paging, under names of their own."""
        many = rows.many
        row = self._alias(many.to if many.through is None else many.through)
        entity = row
        origin: FromClause = _named(row)
        if many.through is not None and (rows.where or needs_entity(many, rows.order)):
            entity = self._alias(many.to)
            origin = origin.join(_named(entity), entity.c.id == row.c[many.target])
        conditions = [self._predicate(part, entity) for part in rows.where]
        if many.on is not None:
            assert parent is not None
            conditions.insert(0, many.on(parent, row))
        return Source(origin, row, tuple(conditions), sort_keys(many, rows.order, row, entity))

    def _predicate(self, predicate: Predicate, row: Row) -> ColumnElement[bool]:
        match predicate:
            case Where():
                return predicate.test(row, *map(self._operand, predicate.operands))
            case AllOf():
                return and_(true(), *(self._predicate(part, row) for part in predicate.parts))
            case AnyOf():
                return or_(false(), *(self._predicate(part, row) for part in predicate.parts))
            case Not():
                return self._predicate(predicate.part, row).is_not(true())
            case _:
                assert_never(predicate)

    def _operand(self, operand: Operand) -> Any:
        """A bind for a parameter; a value of the plan is passed on as it is."""
        if not isinstance(operand, Parameter):
            return operand
        name = self._names.setdefault(operand, f"value_{len(self._names)}")
        self.parameters[name] = operand
        return bindparam(name, None, operand.type, required=False)

    def _alias(self, table: Table) -> Row:
        return Row(self._name(table.name), table)

    def _name(self, of: str) -> str:
        self._aliases += 1
        return f"{of}_{self._aliases}"


def _named(row: Row) -> FromClause:
    return row.table.alias(row.name)


def _coalesce(options: Sequence[Sql]) -> Sql:
    return options[0] if len(options) == 1 else func.coalesce(*options, type_=JSON())
