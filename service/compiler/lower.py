"""Plan → SQLAlchemy Core. Each node kind has one function; user input is never refused here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    false,
    func,
    or_,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from service.compiler.binding import Binding
from service.compiler.faceting import BucketView, bucket_of, bucket_order, read_buckets
from service.compiler.json import JsonObject, json_array
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
    Page,
    PageFact,
    PageInfo,
    Part,
    Selected,
    Target,
    TotalCount,
)
from service.compiler.reading import (
    Owner,
    PageView,
    exists_outside,
    page_of,
    read_page,
    total_count,
)
from service.compiler.row import Row, RowColumn, constant

Sql = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a field can see: its row; on an edge also the entity at its end and the page; in a
    bucket of facets the bucket."""

    row: Row
    page: PageView | None = None
    bucket: BucketView | None = None


class Lowering:
    """Lowers the nodes of one plan into one statement."""

    def __init__(self) -> None:
        self.binding = Binding()

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
                return self._listing(node, Owner(scope.row if scope else None))
            case Connection():
                return self._connection(node, Owner(scope.row if scope else None))
            case Leaf():
                assert scope is not None
                return node.sql(scope.row, *map(self.binding.operand, node.operands))
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
            case Bucket():
                assert scope is not None
                assert scope.bucket is not None
                return _bucket_fact(node.fact, scope.bucket)
            case Opened():
                assert scope is not None
                assert scope.bucket is not None
                return self._connection(node, scope.bucket.opened)
            case _:
                assert_never(node)

    def _object(self, fields: Iterable[Node], scope: Scope) -> JsonObject:
        return JsonObject([(node.key, self._value(node, scope)) for node in fields])

    def _to_one(self, node: Object, parent: Row | None) -> Sql:
        row = self.binding.alias(node.one.to, node.one.made)
        conditions = [self.binding.predicate(part, row, row) for part in node.where]
        if node.one.on is not None:
            assert parent is not None
            conditions.append(node.one.on(parent, row))
        found = select(self._object(node.fields, Scope(row)))
        origin = self.binding.source(row, node.one.made, parent, node.operands)
        return found.select_from(origin).where(*conditions).scalar_subquery()

    def _selected(self, node: Selected) -> Sql:
        """Each reference is looked up where it stands: order, repeats and gaps stay as asked."""
        name = self.binding.name("asked")
        asked = (
            func.unnest(self.binding.operand(node.nouns), self.binding.operand(node.ids))
            .table_valued("noun", "id", with_ordinality="place")
            .render_derived(name=name)
        )
        noun = RowColumn(name, "noun", Text())
        place = RowColumn(name, "place", Integer())
        found = [
            case(
                (
                    noun == constant(own),
                    # Beside its noun, a reference has what an entity's row has: the id.
                    self._to_one(option, Row(name, option.one.to)),
                ),
            )
            for own, option in node.cases
        ]
        return select(json_array(_coalesce(found), [place])).select_from(asked).scalar_subquery()

    def _listing(self, node: Listing, owner: Owner) -> Sql:
        page = page_of(self.binding, node.rows)
        items = json_array(self._object(node.fields, Scope(page.entity)), page.order)
        return read_page(self.binding, select(items), page, owner, node.rows.page.size)

    def _connection(self, node: Connection | Opened, owner: Owner) -> Sql:
        page = page_of(self.binding, node.rows)
        size = node.rows.page.size
        assert size is not None
        peek = any(isinstance(part, PageInfo) for part in node.parts)
        members = JsonObject(
            [(part.key, self._part(part, page, owner, peek)) for part in node.parts]
        )
        if not any(_aggregates(part, node.rows.page) for part in node.parts):
            return members
        return read_page(self.binding, select(members), page, owner, size + 1 if peek else size)

    def _part(self, part: Part, page: PageView, owner: Owner, peek: bool) -> Sql:
        size = page.rows.page.size
        assert size is not None
        inside = page.place <= constant(size) if peek else None
        match part:
            case Edges():
                edge = self._object(part.fields, Scope(page.row, page))
                return json_array(edge, page.order, inside)
            case Nodes():
                entity = self._object(part.fields, Scope(page.entity))
                if page.rows.many.optional:
                    there = page.entity.c.id.is_not(None)
                    inside = there if inside is None else and_(inside, there)
                return json_array(entity, page.order, inside)
            case TotalCount():
                return total_count(self.binding, page.rows, owner)
            case PageInfo():
                return JsonObject(
                    [
                        (fact.key, self._value(fact, None))
                        if isinstance(fact, Constant)
                        else (fact[0], self._page_fact(fact[1], page, owner))
                        for fact in part.facts
                    ]
                )
            case Facets():
                return self._facets(part, owner)
            case Constant():
                return self._value(part, None)
            case _:
                assert_never(part)

    def _facets(self, part: Facets, owner: Owner) -> Sql:
        bucket = bucket_of(self.binding, part, owner)
        item = self._object(part.fields, Scope(bucket.row, bucket=bucket))
        order = bucket_order(part, bucket.row.c.value, bucket.row.c["count"])
        found = select(json_array(item, order))
        return found.select_from(read_buckets(self.binding, part, bucket)).scalar_subquery()

    def _target(self, node: Target, page: PageView) -> Sql:
        entity = self._object(node.fields, Scope(page.entity))
        if not page.rows.many.optional:
            return entity
        return case((page.entity.c.id.is_not(None), entity))

    def _page_fact(self, fact: PageFact, page: PageView, owner: Owner) -> Sql:
        asked, size = page.rows.page, page.rows.page.size
        assert size is not None
        first, last = PageFact.START, PageFact.END
        if asked.backward:
            first, last = last, first
        if fact is first:
            # A page of no rows has no first row: the row that was read ahead is not on it.
            return func.max(page.cursor).filter(page.place == constant(min(size, 1)))
        if fact is last:
            ordered = aggregate_order_by(page.cursor, page.place.desc())
            cursors = func.array_agg(ordered, type_=ARRAY(Text)).filter(
                page.place <= constant(size)
            )
            return cursors[constant(1)]
        bound = asked.after if fact is PageFact.HAS_PREVIOUS else asked.before
        more = [func.count() > constant(size)] if fact is _ahead(asked) else []
        if bound:
            more.append(exists_outside(self.binding, page.rows, owner, fact, bound))
        return or_(*more) if more else false()


def _aggregates(part: Part, page: Page) -> bool:
    """Whether a part is made of the rows of the page; without such a part the rows are not read,
    for what does not aggregate them would be told once for each."""
    match part:
        case Edges() | Nodes():
            return True
        case PageInfo():
            known = (fact[1] for fact in part.facts if not isinstance(fact, Constant))
            return any(fact in (PageFact.START, PageFact.END, _ahead(page)) for fact in known)
        case TotalCount() | Facets() | Constant():
            return False
        case _:
            assert_never(part)


def _ahead(page: Page) -> PageFact:
    """Where the page is read to, and a row more to see whether there is one."""
    return PageFact.HAS_PREVIOUS if page.backward else PageFact.HAS_NEXT


def _bucket_fact(fact: BucketFact, bucket: BucketView) -> Sql:
    match fact:
        case BucketFact.VALUE:
            return bucket.dimension.text(bucket.row.c.value)
        case BucketFact.LABEL:
            return bucket.dimension.label(bucket.row.c.value)
        case BucketFact.COUNT:
            return bucket.row.c["count"]
        case _:
            assert_never(fact)


def _coalesce(options: Sequence[Sql]) -> Sql:
    return options[0] if len(options) == 1 else func.coalesce(*options, type_=JSON())
