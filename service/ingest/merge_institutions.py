"""What records say of institutions beyond themselves: their parents, and the names by which
affiliations in plain text meet them. Kept by record, so that it follows from the records alone."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from service.ids import Scheme
from service.ingest.affiliation_match import name_words
from service.ingest.copy import Row, copy_rows, stage_rows
from service.ingest.merge_named import Met
from service.ingest.named import Named
from service.ingest.names import LONGEST_NAME
from service.ingest.records import AffiliationRecord
from service.tables import affiliation_parent, institution_name

# Affiliations whose names, ids or parents changed in this transaction, and the words of names that
# came or went: what `match_affiliations` and `find_parents` look at.
BEGIN = (
    text(
        "CREATE TEMPORARY TABLE IF NOT EXISTS unsettled_affiliation (id bigint PRIMARY KEY)"
        " ON COMMIT DROP"
    ),
    text(
        "CREATE TEMPORARY TABLE IF NOT EXISTS unsettled_name"
        ' (words text COLLATE "C" PRIMARY KEY) ON COMMIT DROP'
    ),
    text("TRUNCATE unsettled_affiliation, unsettled_name"),
)
_CHANGED = text(
    "INSERT INTO unsettled_affiliation SELECT unnest(CAST(:ids AS bigint[])) ON CONFLICT DO NOTHING"
)
_SAID = {"affiliation_id": "bigint", "source": "text", "record_key": "text"}
PARENT_COLUMNS = (*_SAID, "ordinal", "scheme", "value")
NAME_COLUMNS = (
    *(*_SAID, "name", "words", "is_displayed"),
    *("ror", "country_code", "city"),
)
_CHANGED_NAMES = text(
    "INSERT INTO unsettled_name SELECT DISTINCT words FROM institution_name"
    " JOIN said_again USING (affiliation_id, source, record_key) ON CONFLICT DO NOTHING"
)
_FORGET = tuple(
    text(
        f"DELETE FROM {table} USING said_again"
        f" WHERE ({table}.affiliation_id, {table}.source, {table}.record_key)"
        "     = (said_again.affiliation_id, said_again.source, said_again.record_key)"
    )
    for table in (affiliation_parent.name, institution_name.name)
)
# A child waits for a parent that is not here; of several that are, the first that ROR names.
_FIND_PARENTS = text(
    """
    WITH child AS (
        SELECT id FROM unsettled_affiliation
         UNION
        SELECT claim.affiliation_id
          FROM unsettled_affiliation
          JOIN affiliation_external_id AS known ON known.affiliation_id = id
          JOIN affiliation_parent AS claim USING (scheme, value)
         UNION
        SELECT part.id FROM unsettled_affiliation AS whole JOIN affiliation AS part
            ON part.parent_id = whole.id
    )
    UPDATE affiliation
       SET parent_id = found.parent_id
      FROM (SELECT child.id,
                   (SELECT known.affiliation_id
                      FROM affiliation_parent AS claim
                      JOIN affiliation_external_id AS known USING (scheme, value)
                     WHERE claim.affiliation_id = child.id
                       AND known.affiliation_id <> child.id
                     ORDER BY claim.source <> 'ror', claim.source, claim.record_key,
                              claim.ordinal
                     LIMIT 1) AS parent_id
              FROM child) AS found
     WHERE affiliation.id = found.id
       AND affiliation.parent_id IS DISTINCT FROM found.parent_id
    RETURNING affiliation.id
    """
)


def begin_institutions(connection: Connection) -> None:
    """Before a transaction's first batch: nothing has changed yet."""
    for statement in BEGIN:
        connection.execute(statement)


def changed_affiliations(connection: Connection, ids: Iterable[int]) -> None:
    """Says that these are new, or got another name or id."""
    connection.execute(_CHANGED, {"ids": sorted(ids)})


def keep_institutions(
    connection: Connection, records: Iterable[AffiliationRecord], met: Met
) -> None:
    """Replaces what each record said of the institution before."""
    said = {
        (met.rows[Named(one.name, one.ids).handle], one.source, one.key): one for one in records
    }
    again = said.keys() | met.records_left
    if not again:
        return
    stage_rows(connection, "said_again", _SAID, sorted(again))
    connection.execute(_CHANGED_NAMES)
    for statement in _FORGET:
        connection.execute(statement)
    parents = (
        (*record, ordinal, parent.scheme, parent.value)
        for record, one in said.items()
        for ordinal, parent in enumerate(one.parent_ids, 1)
    )
    copy_rows(connection, affiliation_parent.name, PARENT_COLUMNS, parents)
    names = ((*record, *rest) for record, one in said.items() for rest in names_of_record(one))
    copy_rows(connection, institution_name.name, NAME_COLUMNS, names)
    connection.execute(_CHANGED_NAMES)
    changed_affiliations(connection, (id_ for id_, *_ in again))


def names_of_record(record: AffiliationRecord) -> Iterable[Row]:
    """Names by which texts meet it, after `record_key` as in NAME_COLUMNS; ROR's alone."""
    ror = next((id_.value for id_ in record.ids if id_.scheme == Scheme.ROR), None)
    if ror is None:
        return
    for name in dict.fromkeys((record.name, *record.other_names)):
        words = " ".join(name_words(name))
        if words and len(words) <= LONGEST_NAME:
            yield name, words, name == record.name, ror, record.country_code, record.city


def find_parents(connection: Connection) -> set[int]:
    """Puts every changed institution below its parent, and those below it that waited for it;
    whose parent is another now."""
    return set(connection.scalars(_FIND_PARENTS))
