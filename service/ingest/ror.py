"""Reads ROR, the registry of research organisations, in both versions of its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from service.ids import ExternalId, Scheme
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField, Fields
from service.ingest.json_stream import read_each
from service.ingest.names import LONGEST_NAME, name_key
from service.ingest.records import AffiliationRecord, Located

SOURCE = "ror"

_COUNTRY = re.compile(r"[A-Z]{2}")
# What an organisation is besides: most universities are funders too.
_SIDE_KIND = "funder"


def read_ror(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """One record for each organisation that has not been withdrawn."""
    yield from read_each(file, lambda given: [_organisation(given)])


def _organisation(given: Fields) -> AffiliationRecord:
    own = _ror(given, "id")
    if own is None:
        raise BadField("id", "expected an id of ROR, found none")
    if (given.text("status") or "").lower() == "withdrawn":
        raise BadField("status", "ROR has withdrawn this record")
    name, others = _names_of_2(given) if "names" in given.values else _names_of_1(given)
    country, city, latitude, longitude = _place(given)
    admin = next(given.objects("admin"), Fields({}))
    modified = next(admin.objects("last_modified"), Fields({}))
    updated = modified.day("date")
    return AffiliationRecord(
        source=SOURCE,
        key=own.value,
        name=name,
        updated=updated.day.isoformat() if updated else None,
        other_names=tuple(one for one in dict.fromkeys(others) if one != name),
        ids=(own,),
        kind=_kind(given),
        country_code=country,
        city=city,
        latitude=latitude,
        longitude=longitude,
        homepage=_homepage(given),
        parent_ids=tuple(dict.fromkeys(_parents(given))),
    )


def _ror(given: Fields, name: str) -> ExternalId | None:
    found = given.id(Scheme.ROR, name)
    return found if found and found.scheme == Scheme.ROR else None


def _names_of_1(given: Fields) -> tuple[str, list[str]]:
    name = " ".join(given.required_text("name").split())
    labels = [text for one in given.objects("labels") if (text := one.text("label", "name"))]
    others = [*labels, *given.texts("aliases"), *given.texts("acronyms")]
    return _checked(name), _names(others)


def _names_of_2(given: Fields) -> tuple[str, list[str]]:
    """The displayed name, and labels, aliases and acronyms in the order of the record."""
    said = [(one.texts("types"), one.text("value") or "") for one in given.objects("names")]
    shown = [value for types, value in said if "ror_display" in types]
    others = _names([value for _, value in said])
    return _checked(next(iter(_names(shown) + others), "")), others


def _names(texts: list[str]) -> list[str]:
    lines = (" ".join(text.split()) for text in texts)
    return [one for one in lines if len(one) <= LONGEST_NAME and name_key(one)]


def _checked(name: str) -> str:
    if not name_key(name):
        raise BadField("names", "expected a name with letters")
    return name


def _place(given: Fields) -> tuple[str | None, str | None, float | None, float | None]:
    """Country, city, degrees north and east of the first location."""
    if located := next(given.objects("locations"), None):
        details = next(located.objects("geonames_details"), Fields({}))
        return (
            _country(details),
            details.text("name"),
            details.number("lat"),
            details.number("lng"),
        )
    country = _country(next(given.objects("country"), Fields({})))
    address = next(given.objects("addresses"), Fields({}))
    return country, address.text("city"), address.number("lat"), address.number("lng")


def _country(given: Fields) -> str | None:
    code = (given.text("country_code") or "").upper()
    return code if _COUNTRY.fullmatch(code) else None


def _kind(given: Fields) -> str | None:
    kinds = [kind.lower() for kind in given.texts("types")]
    return next((kind for kind in kinds if kind != _SIDE_KIND), kinds[0] if kinds else None)


def _homepage(given: Fields) -> str | None:
    """An address in version 1 is one, in version 2 it says of what."""
    for one in given.objects("links"):
        if one.text("type") in (None, "website"):
            return one.text("value", "name")
    return None


def _parents(given: Fields) -> Iterator[ExternalId]:
    for one in given.objects("relationships"):
        if (one.text("type") or "").lower() == "parent" and (id_ := _ror(one, "id")):
            yield id_
