"""Rows of affiliations: institutions that registries know, and texts that only authors write.

Three affiliations of ten are such texts. Which institutions they name is what the matching of the
ingest says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.corpus import words
from benchmarks.corpus.graph import Size, id_of
from benchmarks.corpus.rows import SOURCE, Rows
from benchmarks.corpus.words import Institution
from service.ids import ExternalId
from service.ingest.affiliation_match import (
    InstitutionName,
    KnownInstitutions,
    name_words,
    text_words,
)
from service.ingest.copy import Row
from service.ingest.named import Named, digest, dump
from service.ingest.names import name_key

MENTION = ("digest", "ids", "name_key", "said", "mention_count")
COUNTRIES = (
    ("AU", "Australia"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CN", "China"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("ES", "Spain"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("IN", "India"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("KR", "South Korea"),
)
TEXTS = (4, 7, 9)  # of ten
CHILDREN, ORPHAN = (1, 2), 3  # institutes of the first of the ten, and of one that is not here
WITHOUT_ROR = 8
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_FIRST_ROR = 100_000_000


@dataclass(frozen=True, slots=True)
class _Registered:
    """An institution with the ids and the parent that its record gives."""

    number: int
    told: Institution
    country_code: str
    ror: str | None
    parent: int | None


def institutions(size: Size) -> Iterator[Rows]:
    """All tables of affiliations themselves."""
    count = size.affiliations
    yield Rows(
        "affiliation",
        (
            *("id", "name", "name_key", "kind", "country_code", "city"),
            *("parent_id", "has_record"),
        ),
        _affiliations(count),
    )
    yield Rows("affiliation_name", ("affiliation_id", "name", "name_key"), _names(count))
    yield Rows("affiliation_external_id", ("scheme", "value", "affiliation_id"), _outside(count))
    yield Rows(
        "affiliation_parent",
        ("affiliation_id", "source", "record_key", "ordinal", "scheme", "value"),
        _parents(count),
    )
    yield Rows(
        "institution_name",
        (
            *("affiliation_id", "source", "record_key", "name", "words", "is_displayed"),
            *("ror", "country_code", "city"),
        ),
        _institution_names(count),
    )
    yield Rows("affiliation_mention", MENTION, _mentions(count))
    yield Rows("affiliation_text", ("affiliation_id", "words"), _text_words(count))
    yield Rows(
        "affiliation_match",
        (
            *("affiliation_id", "institution_id", "confidence", "matched_name", "rule"),
            *("is_whole", "names_country", "names_city"),
        ),
        _matches(count),
    )


def mention(one: Named) -> Row:
    """As it is kept; that one paper or record says so stands for however many do."""
    said = dump(one)
    ids = list(map(str, one.ids)) or None
    return digest(said), ids, None if ids else name_key(one.name), said, 1


def ror(number: int) -> str:
    """An id of ROR: six digits of Crockford's base 32, and two that check them (MOD 97-10)."""
    digits = "".join(_DIGITS[number >> shift & 31] for shift in range(25, -1, -5))
    return f"0{digits}{98 - number * 100 % 97:02d}"


def texts(count: int) -> Iterator[tuple[int, str]]:
    """Number and text of each affiliation that is known by nothing else; all differ."""
    for number in range(count):
        if number % 10 in TEXTS:
            yield number, _text(number)


def _text(number: int) -> str:
    """One of six forms; what it names is of the same ten."""
    ten = number // 10
    first = number - number % 10
    named, country = words.institution(first + ten % 3), COUNTRIES[(first + ten % 3) % 14][1]
    alias, acronym = named.other_names
    department = words.department(ten)
    forms = (
        f"{department}, {named.name}, {named.city}, {country}",
        f"{alias}, {country}",
        f"{department}, {acronym}, {named.city}, {country}",
        f"{department} at the {named.name}",
        f"{named.name}; {words.institution(first + 3).name}",
        f"{words.partners(number)}, {named.city}, {country}",
    )
    return forms[(ten + number) % len(forms)]


def _registered(count: int) -> Iterator[_Registered]:
    for number in range(count):
        place = number % 10
        if place not in TEXTS:
            parent = number - place if place in CHILDREN else None
            yield _Registered(
                number,
                words.institution(number),
                COUNTRIES[number % len(COUNTRIES)][0],
                None if place == WITHOUT_ROR else ror(_FIRST_ROR + number),
                parent,
            )


def _affiliations(count: int) -> Iterator[Row]:
    for one in _registered(count):
        told, parent = one.told, None if one.parent is None else id_of(one.parent, count)
        yield (
            id_of(one.number, count), told.name, name_key(told.name), told.kind, one.country_code,
            told.city, parent, True,
        )  # fmt: skip
    for number, text in texts(count):
        yield id_of(number, count), text, name_key(text), None, None, None, None, False


def _names(count: int) -> Iterator[Row]:
    for one in _registered(count):
        for name in (one.told.name, *one.told.other_names):
            yield id_of(one.number, count), name, name_key(name)
    for number, text in texts(count):
        yield id_of(number, count), text, name_key(text)


def _outside(count: int) -> Iterator[Row]:
    for one in _registered(count):
        yield "openalex", f"I{4_000_000_000 + one.number}", id_of(one.number, count)
        if one.ror is not None:
            yield "ror", one.ror, id_of(one.number, count)


def _mentions(count: int) -> Iterator[Row]:
    for one in _registered(count):
        ids = [ExternalId("openalex", f"I{4_000_000_000 + one.number}")]
        if one.ror is not None:
            ids.append(ExternalId("ror", one.ror))
        where = (one.told.kind, one.country_code, one.told.city)
        record = (SOURCE, str(id_of(one.number, count)))
        yield mention(Named(one.told.name, tuple(ids), where, one.told.other_names, record))
    for _, text in texts(count):
        yield mention(Named(text))


def _parents(count: int) -> Iterator[Row]:
    """An orphan waits for a parent whose record has not come."""
    for one in _registered(count):
        if one.parent is not None:
            yield *_record(one.number, count), 1, "ror", ror(_FIRST_ROR + one.parent)
        elif one.number % 10 == ORPHAN:
            yield *_record(one.number, count), 1, "ror", ror(_FIRST_ROR - 1 - one.number)


def _record(number: int, count: int) -> Row:
    """The institution, and the record that says something of it."""
    row = id_of(number, count)
    return row, SOURCE, str(row)


def _known(count: int) -> Iterator[tuple[int, InstitutionName]]:
    for one in _registered(count):
        if one.ror is not None:
            for name in (one.told.name, *one.told.other_names):
                shown = name == one.told.name
                yield (
                    one.number,
                    InstitutionName(one.ror, name, shown, one.country_code, one.told.city),
                )


def _institution_names(count: int) -> Iterator[Row]:
    for number, one in _known(count):
        yield (
            *_record(number, count), one.name, " ".join(name_words(one.name)),
            one.is_displayed, one.ror, one.country_code, one.city,
        )  # fmt: skip


def _text_words(count: int) -> Iterator[Row]:
    for number, text in texts(count):
        yield id_of(number, count), sorted(text_words(text))


def _matches(count: int) -> Iterator[Row]:
    known = list(_known(count))
    numbers = {one.ror: number for number, one in known}
    finder = KnownInstitutions(one for _, one in known)
    for number, text in texts(count):
        for one in finder.matches(text):
            yield (
                id_of(number, count), id_of(numbers[one.ror], count), one.confidence, one.name,
                one.rule, one.is_whole, one.names_country, one.names_city,
            )  # fmt: skip
