"""What the entities of OpenAlex have in common: ids, names, institutions, venues, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from service.ids import ExternalId, Scheme, parse_id, parse_reference
from service.ingest.json_fields import BadField, Fields, read_day
from service.ingest.markup import plain_line
from service.ingest.names import LONGEST_NAME, name_key
from service.ingest.records import AffiliationMention, ReportedMetric, VenueMention

SOURCE = "openalex"
TOPICS = "openalex"
CONCEPTS = "openalex-concept"

# OpenAlex's own marks for "we do not know": whoever was not told apart, whatever was deleted.
NOBODY = frozenset({"A9999999999", "A5317838346"})
NOTHING = "W4285719527"

_SITE = "https://openalex.org/"
_DOIS = "https://doi.org/"
_LETTER = len(_SITE)
_USUAL_ID = re.compile(r"https://openalex\.org/[A-Z][1-9][0-9]{1,17}")
_PLAIN_LETTER = re.compile(r"[A-Za-z]")
_COUNTRY = re.compile(r"[A-Z]{2}")


def openalex_id(value: object, letter: str) -> ExternalId | None:
    """The id of that kind of entity (`W` of works, `/` of the levels above topics)."""
    if not isinstance(value, str):
        return None
    # As nearly all are written, and there are a hundred in a work.
    if _USUAL_ID.fullmatch(value) and value[_LETTER] == letter:
        return ExternalId(Scheme.OPENALEX, value[_LETTER:])
    found = parse_id(Scheme.OPENALEX, value.removeprefix(_SITE)) or parse_reference(value)
    if found is None or found.scheme != Scheme.OPENALEX:
        return None
    kind = "/" if "/" in found.value else found.value[0]
    return found if kind == letter else None


def outside_id(scheme: Scheme, value: object) -> ExternalId | None:
    """An id of another system as OpenAlex writes it (an address, or a number); none if damaged."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        value = str(value)
    if not isinstance(value, str):
        return None
    found = parse_id(scheme, value.removeprefix(_DOIS) if scheme == Scheme.DOI else _tail(value))
    if found is None:
        found = parse_reference(value)
    # arXiv's own DOIs are arXiv ids.
    return found if found and found.scheme in (scheme, Scheme.ARXIV) else None


def _tail(address: str) -> str:
    return address.rpartition("/")[2]


def updated(given: Fields) -> str | None:
    """When the record was last changed, in ISO's order of time."""
    text = given.text("updated_date", "updated")
    if text is not None and read_day(text.replace(" ", "T", 1)) is None:
        raise BadField(given.path("updated_date"), f"expected a time stamp, not {text[:40]!r}")
    return text and text.replace(" ", "T", 1)


def part(given: Fields, name: str) -> Fields | None:
    """The object of that name, if there is one."""
    return next(given.objects(name), None)


def name_in(given: Fields, *names: str) -> str | None:
    """The first of these that can be a name."""
    for name in names:
        text = plain_line(given.text(name) or "")
        if _is_name(text):
            return text
    return None


def names_in(given: Fields, *names: str) -> Iterator[str]:
    """All that can be names in these lists."""
    for name in names:
        yield from filter(_is_name, map(plain_line, given.texts(name)))


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and bool(_PLAIN_LETTER.search(text) or name_key(text))


def country_in(given: Fields) -> str | None:
    code = (given.text("country_code") or "").upper()
    return code if _COUNTRY.fullmatch(code) else None


def institution_ids(given: Fields) -> tuple[ExternalId, ...]:
    return _institution_ids(given.text("id"), given.text("ror"))


@lru_cache(maxsize=65_536)
def _institution_ids(own: str | None, ror: str | None) -> tuple[ExternalId, ...]:
    found = (openalex_id(own, "I"), outside_id(Scheme.ROR, ror))
    return tuple(id_ for id_ in found if id_ is not None)


def institution(given: Fields) -> AffiliationMention | None:
    """An institution as a work or an author names it; without an id it is what was written."""
    name = name_in(given, "display_name")
    if name is None:
        return None
    return AffiliationMention(name, institution_ids(given), country_in(given), given.text("type"))


def venue_ids(given: Fields) -> tuple[ExternalId, ...]:
    found = [openalex_id(given.values.get("id"), "S")]
    found += [outside_id(Scheme.ISSN, issn) for issn in (issn_l(given), *given.texts("issn"))]
    return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))


def venue(given: Fields | None) -> VenueMention | None:
    name = name_in(given, "display_name") if given else None
    if given is None or name is None:
        return None
    return VenueMention(name, venue_ids(given), given.text("type"), issn_l(given))


def issn_l(given: Fields) -> str | None:
    found = outside_id(Scheme.ISSN, given.text("issn_l"))
    return found.value if found else None


def figures(given: Fields, as_of: date | None, *names: tuple[str, str]) -> Iterator[ReportedMetric]:
    """Counts that OpenAlex gives, as of the record's own day."""
    day = given.day("updated_date")
    when = day.day if day else as_of
    for field, metric in names:
        value = given.number(field)
        if value is not None and when is not None:
            yield ReportedMetric(metric, value, when)
