"""Affiliations in plain text meet the institutions of ROR that they name, whichever came first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Text, any_, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from service.ingest.affiliation_match import (
    InstitutionName,
    KnownInstitutions,
    possible_names,
    text_words,
)
from service.ingest.copy import among
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.tables import (
    affiliation,
    affiliation_match,
    affiliation_text,
    institution_name,
)

_AT_ONCE = 1_000  # texts; what is looked up for them stays in memory

_NEW_TEXTS = text(
    """
    SELECT id, name
      FROM unsettled_affiliation
      JOIN affiliation USING (id)
     WHERE NOT EXISTS (SELECT FROM affiliation_external_id AS known WHERE known.affiliation_id = id)
     ORDER BY id
    """
)
# A name that came or went can concern only texts that have all its words.
_CONCERNED = text(
    """
    SELECT DISTINCT concerned.affiliation_id
      FROM unsettled_name
      JOIN affiliation_text AS concerned
        ON concerned.words @> string_to_array(unsettled_name.words, ' ')
    """
)


def match_affiliations(connection: Connection) -> set[int]:
    """After all institutions and texts of a transaction are in their tables; which texts name other
    institutions than before, or name them otherwise."""
    fresh = {row.id: row.name for row in connection.execute(_NEW_TEXTS)}
    rows = OwnedRows(affiliation_text, "affiliation_id", ("affiliation_id",), ("words",))
    rows.present = [(id_, sorted(text_words(name))) for id_, name in fresh.items()]
    replace_rows(connection, [rows], fresh)
    concerned = sorted(fresh.keys() | set(connection.scalars(_CONCERNED)))
    changed: set[int] = set()
    for start in range(0, len(concerned), _AT_ONCE):
        changed |= _match(connection, concerned[start : start + _AT_ONCE])
    return changed


def _match(connection: Connection, ids: Sequence[int]) -> set[int]:
    given = select(affiliation.c.id, affiliation.c.name).where(among(affiliation.c.id, ids))
    texts = {row.id: row.name for row in connection.execute(given)}
    names, institutions = _known(connection, texts.values())
    known = KnownInstitutions(names)
    rows = OwnedRows(
        affiliation_match,
        "affiliation_id",
        ("affiliation_id", "institution_id"),
        ("confidence", "matched_name", "rule", "is_whole", "names_country", "names_city"),
    )
    rows.present = [
        (
            *(id_, institutions[one.ror], one.confidence, one.name, one.rule),
            *(one.is_whole, one.names_country, one.names_city),
        )
        for id_, name in texts.items()
        for one in known.matches(name)
    ]
    return replace_rows(connection, [rows], texts)


def _known(
    connection: Connection, texts: Iterable[str]
) -> tuple[list[InstitutionName], dict[str, int]]:
    """The names that could stand in these texts, and the row of each institution by its ROR id."""
    keys = {" ".join(words) for one in texts for words in possible_names(one)}
    columns = ("affiliation_id", "ror", "name", "is_displayed", "country_code", "city")
    wanted = institution_name.c.words == any_(literal(sorted(keys), ARRAY(Text)))
    found = connection.execute(
        select(*(institution_name.c[name] for name in columns)).where(wanted)
    ).all()
    names = [
        InstitutionName(one.ror, one.name, one.is_displayed, one.country_code, one.city)
        for one in found
    ]
    return names, {one.ror: one.affiliation_id for one in found}
