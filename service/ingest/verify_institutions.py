"""Recomputes what records say of institutions beyond themselves, and below which parents they
stand; reports what differs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from service.derive.verify import Difference
from service.ingest.expected_rows import ExpectedRows, Key, Values
from service.ingest.merge_institutions import NAME_COLUMNS, PARENT_COLUMNS, names_of_record
from service.ingest.merge_named import rows_of
from service.ingest.named import AFFILIATION, named_by_record
from service.ingest.payload import decode
from service.ingest.records import AffiliationRecord
from service.tables import affiliation, affiliation_parent, institution_name, source_record

_AT_ONCE = 1_000  # records
_PARENT_KEY, _PARENT_VALUES = PARENT_COLUMNS[:4], PARENT_COLUMNS[4:]
_NAME_KEY, _NAME_VALUES = NAME_COLUMNS[:4], NAME_COLUMNS[4:]

# Of all claims of a child the first that leads to another institution, for all children at once.
_WRONG_PARENTS = text(
    """
    SELECT affiliation.id, affiliation.parent_id, first.parent_id AS expected
      FROM affiliation
      LEFT JOIN (SELECT DISTINCT ON (claim.affiliation_id)
                        claim.affiliation_id AS id, known.affiliation_id AS parent_id
                   FROM affiliation_parent AS claim
                   JOIN affiliation_external_id AS known USING (scheme, value)
                  WHERE known.affiliation_id <> claim.affiliation_id
                  ORDER BY claim.affiliation_id, claim.source <> 'ror', claim.source,
                           claim.record_key, claim.ordinal) AS first USING (id)
     WHERE affiliation.parent_id IS DISTINCT FROM first.parent_id
     ORDER BY affiliation.id
    """
)


def wrong_institutions(connection: Connection) -> Iterator[Difference]:
    """Parents and names that are missing, left over, or not as records say."""
    with ExpectedRows() as expected:
        for row, record in _records(connection):
            expected.put(affiliation_parent, _parents(row, record))
            expected.put(institution_name, _names(row, record))
        for table, key, values in (
            (affiliation_parent, _PARENT_KEY, _PARENT_VALUES),
            (institution_name, _NAME_KEY, _NAME_VALUES),
        ):
            yield from expected.differences(connection, table, key, values)
    for wrong in connection.execute(_WRONG_PARENTS):
        sides = {"parent_id": wrong.parent_id}, {"parent_id": wrong.expected}
        yield Difference(affiliation.name, (wrong.id,), *sides)


def _records(connection: Connection) -> Iterator[tuple[int, AffiliationRecord]]:
    """What each record of an institution says, and the row that it leads to, if it does."""
    kept = select(source_record.c.payload).where(source_record.c.kind == "affiliation")
    with connection.execute(kept.execution_options(stream_results=True)) as payloads:
        for portion in payloads.scalars().partitions(_AT_ONCE):
            records = [decode("affiliation", payload) for payload in portion]
            said = [(one, named_by_record(one)) for one in records]
            handles = {named[1].handle for _, named in said if named}
            rows = rows_of(connection, AFFILIATION, handles)
            for record, named in said:
                if isinstance(record, AffiliationRecord) and named and named[1].handle in rows:
                    yield rows[named[1].handle], record


def _parents(row: int, record: AffiliationRecord) -> Iterator[tuple[Key, Values]]:
    for ordinal, parent in enumerate(record.parent_ids, 1):
        values = (parent.scheme, parent.value)
        yield (
            (row, record.source, record.key, ordinal),
            dict(zip(_PARENT_VALUES, values, strict=True)),
        )


def _names(row: int, record: AffiliationRecord) -> Iterator[tuple[Key, Values]]:
    for name, *values in names_of_record(record):
        yield (row, record.source, record.key, name), dict(zip(_NAME_VALUES, values, strict=True))
