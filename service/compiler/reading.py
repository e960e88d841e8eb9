"""Where the rows of a list are read: one hop from a parent, its page, its length, the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    exists,
    func,
    select,
    true,
)

from service.compiler.binding import Binding, named
from service.compiler.paging import (
    PLACE,
    beyond,
    cursor_text,
    key_columns,
    key_types,
    needs_entity,
    sort_keys,
)
from service.compiler.plan import PageFact, Parameter, Rows
from service.compiler.row import Row, constant
from service.compiler.seeking import first_rows, sought_in

Sql = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as the fields of a list see it: the row of the edge, the entity at its end."""

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
        return cursor_text(self.rows.order_name, self._keys)

    @property
    def order(self) -> tuple[Sql, ...]:
        """The order of the answer. Told by the sort keys rather than the place, for then
        PostgreSQL sees that rows read from an index come in it, and sorts no more."""
        descending = self.rows.order.descending
        return tuple(key.desc() if descending else key.asc() for key in self._keys)

    @property
    def _keys(self) -> tuple[Sql, ...]:
        """The sort keys of a row: its own columns, and what it takes along from the entity."""
        many, order = self.rows.many, self.rows.order
        columns = zip(key_columns(many, order), key_types(many, order), strict=True)
        return tuple(
            self.row.extra(f"key_{place}", type_) if column is None else self.row.c[column]
            for place, (column, type_) in enumerate(columns)
        )


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose list it is (nobody's, at the root), and the buckets that it was opened from: the last
    one's `count` is its length."""

    row: Row | None
    buckets: tuple[Callable[[Row], ColumnElement[bool]], ...] = ()
    count: Sql | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """FROM and conditions of a list before paging, its row, the entity if it was met, and the sort
    keys."""

    origin: FromClause
    row: Row
    entity: Row
    conditions: tuple[ColumnElement[bool], ...]
    keys: tuple[Sql, ...]


def page_of(binding: Binding, rows: Rows) -> PageView:
    """The names under which a page's fields are lowered."""
    many = rows.many
    row = Row(binding.name("page"), many.to if many.through is None else many.through)
    entity = row if many.through is None else binding.alias(many.to)
    return PageView(rows, row, entity)


def read_page(
    binding: Binding, answer: Select[Any], page: PageView, owner: Owner, size: int | None
) -> Sql:
    """The answer over at most `size` rows of the page.

    The rows are found by their keys alone, the edge's index being read in order and left after a
    page; then the entities of just these are met, if any field asked for them. Fields must have
    been lowered before: they tell which columns are read.
    """
    many = page.rows.many
    meets_entity = many.through is not None and bool(page.entity.asked)
    if meets_entity:
        on = page.entity.c.id == page.row.c[many.target]
    origin: FromClause = _page_rows(binding, page, owner, size).subquery(page.row.name)
    if meets_entity:
        origin = origin.join(named(page.entity), on, isouter=many.optional)
    return answer.select_from(origin).scalar_subquery()


def total_count(binding: Binding, rows: Rows, owner: Owner) -> Sql:
    """The length of the list on all pages: of a bucket its count, else the list's counter, or
    counted where conditions narrow it."""
    if owner.count is not None:
        return owner.count
    if rows.many.counter is not None and not rows.where:
        return rows.many.counter(owner.row)
    source = source_of(binding, rows, owner)
    counted = select(func.count()).select_from(source.origin).where(*source.conditions)
    return counted.scalar_subquery()


def exists_outside(
    binding: Binding,
    rows: Rows,
    owner: Owner,
    fact: PageFact,
    bound: tuple[Parameter, ...],
) -> ColumnElement[bool]:
    """Whether the list has rows at or beyond a cursor that bounds the page."""
    source = source_of(binding, rows, owner)
    outside = beyond(
        source.keys,
        [binding.operand(key) for key in bound],
        greater=(fact is PageFact.HAS_NEXT) != rows.order.descending,
        inclusive=True,
    )
    found = select(true()).select_from(source.origin).where(*source.conditions, outside)
    return exists(found)


def _page_rows(
    binding: Binding, page: PageView, owner: Owner, size: int | None
) -> Select[Any] | CompoundSelect[Any]:
    rows = page.rows
    if size is not None and not owner.buckets and (narrowed := sought_in(rows)) is not None:
        where, sought = narrowed
        operands = [binding.operand(operand) for operand in where.operands]

        def read(row: Row) -> Select[Any]:
            keys = sort_keys(rows.many, rows.order, row, row)
            return _in_order(binding, page, Source(named(row), row, row, (), keys))

        def each(row: Row) -> Sql:
            return sought.each(row, *operands)

        return first_rows(
            *(binding.name, sought.ids(*operands), each, rows.many.to, read, size),
            sought.is_excluding(*operands),
        )
    source = source_of(binding, rows, owner)
    found = _in_order(binding, page, source).select_from(source.origin)
    if rows.page.skip is not None:
        found = found.offset(binding.operand(rows.page.skip))
    return found if size is None else found.limit(constant(size))


def _in_order(binding: Binding, page: PageView, source: Source) -> Select[Any]:
    """What the fields read of a page's rows, between its cursors and in its order; FROM what, is
    still to be said."""
    rows, asked = page.rows, page.rows.page
    conditions = list(source.conditions)
    descending = rows.order.descending
    for bound, greater in ((asked.after, not descending), (asked.before, descending)):
        if bound:
            values = [binding.operand(key) for key in bound]
            conditions.append(beyond(source.keys, values, greater=greater))
    order = [key.desc() if descending != asked.backward else key.asc() for key in source.keys]
    columns = [source.row.c[name].label(name) for name in page.row.asked]
    keys = {f"key_{place}": key for place, key in enumerate(source.keys)}
    columns += [key.label(name) for name, key in keys.items() if name in page.row.extras]
    if PLACE in page.row.extras:
        place: Sql = func.row_number().over(order_by=order)
        if asked.skip is not None:
            # Rows are numbered before any is skipped.
            place = place - binding.operand(asked.skip)
        columns.append(place.label(PLACE))
    return select(*columns).where(*conditions).order_by(*order)


def source_of(binding: Binding, rows: Rows, owner: Owner, *, meets_entity: bool = False) -> Source:
    """The list under names of its own, so that it can be read more than once in a statement."""
    many = rows.many
    row = binding.alias(many.to if many.through is None else many.through, many.made)
    entity = row
    origin = binding.source(row, many.made, owner.row, rows.operands)
    by_entity = bool(rows.where or owner.buckets) or needs_entity(many, rows.order)
    if many.through is not None and (by_entity or meets_entity):
        entity = binding.alias(many.to)
    conditions = [binding.predicate(part, entity, row) for part in rows.where]
    conditions += [bucket(entity) for bucket in owner.buckets]
    if many.on is not None:
        assert owner.row is not None
        conditions.insert(0, many.on(owner.row, row))
    keys = sort_keys(many, rows.order, row, entity)
    if entity is not row and (entity.asked or meets_entity):
        origin = origin.join(named(entity), entity.c.id == row.c[many.target])
    return Source(origin, row, entity, tuple(conditions), keys)
