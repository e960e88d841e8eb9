"""A list counted by a dimension: its buckets, and what opens one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    Table,
    exists,
    func,
    select,
    true,
)

from service.compiler.binding import Binding, named
from service.compiler.fields import Dimension
from service.compiler.plan import Facets
from service.compiler.reading import Owner, source_of
from service.compiler.row import Row, constant

Sql = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class BucketView:
    """A bucket as its fields see it: its value and its count, and the list that it is of."""

    binding: Binding
    dimension: Dimension
    row: Row
    owner: Owner

    @property
    def opened(self) -> Owner:
        """The owner of the rows that the bucket counts."""
        wanted = self.row.c.value

        def holds(entity: Row) -> ColumnElement[bool]:
            dimension = self.dimension
            if dimension.through is None:
                return dimension.value(entity) == wanted
            assert dimension.on is not None
            link = self.binding.alias(dimension.through)
            found = select(true()).select_from(named(link))
            return exists(found.where(dimension.on(entity, link), dimension.value(link) == wanted))

        return Owner(self.owner.row, (*self.owner.buckets, holds), self.row.c["count"])


def bucket_of(binding: Binding, facets: Facets, owner: Owner) -> BucketView:
    """The names under which a bucket's fields are lowered."""
    columns = (Column("value", facets.dimension.type), Column("count", Integer))
    row = Row(binding.name("bucket"), Table("bucket", MetaData(), *columns))
    return BucketView(binding, facets.dimension, row, owner)


def bucket_order(facets: Facets, value: Sql, count: Sql) -> tuple[Sql, ...]:
    """The order of the buckets; no two have the same value."""
    return (value,) if facets.by_value else (count.desc(), value)


def read_buckets(binding: Binding, facets: Facets, bucket: BucketView) -> FromClause:
    """The buckets: the list counted by the dimension's values."""
    dimension = facets.dimension
    source = source_of(binding, facets.rows, bucket.owner, meets_entity=True)
    origin, conditions = source.origin, list(source.conditions)
    link = source.entity
    if dimension.through is not None:
        assert dimension.on is not None
        link = binding.alias(dimension.through)
        origin = origin.join(named(link), dimension.on(source.entity, link))
    value = dimension.value(link)
    conditions.append(value.is_not(None))
    count: Sql = func.count()
    if dimension.repeats:
        count = func.count(source.entity.c.id.distinct())
    found = (
        select(value.label("value"), count.label("count"))
        .select_from(origin)
        .where(*conditions)
        .group_by(value)
        .order_by(*bucket_order(facets, value, count))
        .limit(constant(facets.size))
    )
    return found.subquery(bucket.row.name)
