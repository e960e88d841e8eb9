"""What is in the graph already: who bears an outside id, which ids are free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Table,
    Text,
    and_,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.selectable import NamedFromClause

from service.ids import ExternalId
from service.ingest.copy import among

_NEXT_IDS = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)"
)


def owners_of(
    connection: Connection, external: Table, ids: Iterable[ExternalId]
) -> dict[ExternalId, int]:
    """Which entity bears each of these ids, for those that somebody bears."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    given = unnested(scheme=[one.scheme for one in wanted], value=[one.value for one in wanted])
    found = select(external.c.scheme, external.c.value, _owner(external)).join(
        given,
        and_(external.c.scheme == given.c.scheme, external.c.value == given.c.value),
    )
    return {ExternalId(scheme, value): owner for scheme, value, owner in connection.execute(found)}


def ids_of(
    connection: Connection, external: Table, owners: Iterable[int]
) -> dict[int, list[ExternalId]]:
    """The outside ids of each of these entities that has any."""
    held: dict[int, list[ExternalId]] = defaultdict(list)
    found = select(_owner(external), external.c.scheme, external.c.value).where(
        among(_owner(external), owners)
    )
    for owner, scheme, value in connection.execute(found):
        held[owner].append(ExternalId(scheme, value))
    return held


def new_ids(connection: Connection, table: Table, count: int) -> list[int]:
    """Ids for rows to come, ascending; those of a transaction that fails are never used."""
    if not count:
        return []
    return sorted(connection.scalars(_NEXT_IDS, {"table": table.name, "count": count}))


def unnested(**columns: Sequence[str | int | None]) -> NamedFromClause:
    """A list of values as a table: one bound array a column. All-text or all-integer columns."""
    arrays = [
        literal(
            list(values),
            ARRAY(BigInteger if any(isinstance(value, int) for value in values) else Text),
        )
        for values in columns.values()
    ]
    return func.unnest(*arrays).table_valued(*columns, name="given").render_derived()


def _owner(external: Table) -> Column[int]:
    return next(column for column in external.c if column.name not in ("scheme", "value"))
