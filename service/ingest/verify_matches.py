"""Recomputes which institutions the affiliations in plain text name, and reports what differs.

Unlike `match_affiliations` it looks names up in no index: all that are known are tried on every
text. It stands here because `derive`, which verifies the rest, does not know how texts are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select, text

from service.derive.verify import Difference
from service.ingest.affiliation_match import InstitutionName, KnownInstitutions, text_words
from service.tables import affiliation_match, affiliation_text, institution_name

_JUDGEMENT = ("confidence", "matched_name", "rule", "is_whole", "names_country", "names_city")

# Also what is no text, if anything is kept as though it were.
_STORED = text(
    """
    SELECT affiliation.id, affiliation.name, affiliation_text.words,
           NOT EXISTS (SELECT FROM affiliation_external_id AS known
                        WHERE known.affiliation_id = affiliation.id) AS is_text,
           matched.institutions
      FROM affiliation
      LEFT JOIN affiliation_text ON affiliation_text.affiliation_id = affiliation.id
      LEFT JOIN (SELECT affiliation_id,
                        jsonb_object_agg(institution_id, to_jsonb(one)) AS institutions
                   FROM affiliation_match AS one
                  GROUP BY affiliation_id) AS matched ON matched.affiliation_id = affiliation.id
     ORDER BY affiliation.id
    """
)


def wrong_matches(connection: Connection) -> Iterator[Difference]:
    """Texts and matches that are missing, left over, or not as the texts say."""
    known, institutions = _known(connection)
    with connection.execute(_STORED.execution_options(stream_results=True)) as rows:
        for row in rows:
            yield from _wrong_text(row)
            stored = {
                int(id_): {name: one[name] for name in _JUDGEMENT}
                for id_, one in (row.institutions or {}).items()
            }
            matches = known.matches(row.name) if row.is_text else ()
            expected: dict[int, dict[str, object]] = {
                institutions[one.ror]: {
                    "confidence": one.confidence,
                    "matched_name": one.name,
                    "rule": one.rule,
                    "is_whole": one.is_whole,
                    "names_country": one.names_country,
                    "names_city": one.names_city,
                }
                for one in matches
            }
            for id_ in sorted(stored.keys() | expected.keys()):
                sides = stored.get(id_), expected.get(id_)
                if sides[0] != sides[1]:
                    yield Difference(affiliation_match.name, (row.id, id_), *sides)


def _wrong_text(row: Row[Any]) -> Iterator[Difference]:
    stored: dict[str, object] | None = None if row.words is None else {"words": row.words}
    expected: dict[str, object] | None = None
    if row.is_text:
        expected = {"words": sorted(text_words(row.name))}
    if stored != expected:
        yield Difference(affiliation_text.name, (row.id,), stored, expected)


def _known(connection: Connection) -> tuple[KnownInstitutions, dict[str, int]]:
    """All names that ROR gives, and the row of each institution by its ROR id."""
    columns = ("ror", "name", "is_displayed", "country_code", "city", "affiliation_id")
    found = connection.execute(select(*(institution_name.c[name] for name in columns))).all()
    names = (InstitutionName(*one[:-1]) for one in found)
    return KnownInstitutions(names), {one.ror: one.affiliation_id for one in found}
