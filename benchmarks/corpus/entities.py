"""Rows of what papers lead to: authors, affiliations, topics, venues, repositories, reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.corpus import words
from benchmarks.corpus.graph import (
    DOMAINS,
    FIELDS,
    SUBFIELDS,
    SUBFIELDS_PER_FIELD,
    Size,
    id_of,
    power,
)
from benchmarks.corpus.rows import AS_OF, SOURCE, Rows
from service import ids
from service.ingest.copy import Row
from service.ingest.name_forms import block_of

COUNTRIES = ("AU", "BR", "CA", "CH", "CN", "DE", "DK", "ES", "FR", "GB", "IN", "IT", "JP", "KR")
FRAMEWORKS = ("pytorch", "tensorflow", "jax", None)
REPORTS = (("h-index", 120.0), ("papers", 400.0), ("citations", 30_000.0))


def people(size: Size) -> list[tuple[str, str]]:
    """Given and family name of each author by number; names repeat as they do in the world."""
    random = Random(2)
    return [words.person(random) for _ in range(size.authors)]


def entities(size: Size, names: Sequence[tuple[str, str]]) -> Iterator[Rows]:
    """The tables that need no paper."""
    yield Rows(
        "topic",
        ("id", "scheme", "code", "name", "name_key", "parent_id", "level"),
        _topics(),
    )
    yield Rows("venue", ("id", "name", "name_key", "kind"), _venues(size))
    yield Rows("venue_external_id", ("scheme", "value", "venue_id"), _outside("S", size.venues))
    yield Rows(
        "affiliation",
        ("id", "name", "name_key", "kind", "country_code", "city", "parent_id"),
        _affiliations(size),
    )
    yield Rows("affiliation_name", ("affiliation_id", "name", "name_key"), _affiliation_names(size))
    yield Rows(
        "affiliation_external_id",
        ("scheme", "value", "affiliation_id"),
        _outside("I", size.affiliations),
    )
    yield Rows("author", ("id", "name", "name_key", "kind", "orcid"), _authors(size, names))
    columns = ("author_id", "name", "name_key", "name_block")
    yield Rows("author_name", columns, _author_names(size, names))
    yield Rows("author_external_id", ("scheme", "value", "author_id"), _author_outside(size))
    yield Rows(
        "code_repository",
        ("id", "url", "url_key", "host", "owner", "name", "framework", "stars"),
        _repositories(size),
    )
    yield Rows(
        "reported_metric",
        ("author_id", "name", "value", "unit", "source", "as_of"),
        _reports(size),
    )


def topic_id(number: int) -> int:
    return number + 1


def orcid(author: int) -> str | None:
    """A third of the authors have one, its last character being the check (ISO 7064, 11-2)."""
    if author % 3:
        return None
    digits = f"{150_000_000_000_000 + author:016d}"[1:]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    bare = digits + check
    return "-".join(bare[start : start + 4] for start in range(0, 16, 4))


def _topics() -> Iterator[Row]:
    """Domains, fields and subfields, as OpenAlex has them."""
    for number in range(DOMAINS + FIELDS + SUBFIELDS):
        name, parent, level = words.subject(number), None, 0
        if number >= DOMAINS + FIELDS:
            parent, level = DOMAINS + (number - DOMAINS - FIELDS) // SUBFIELDS_PER_FIELD, 2
        elif number >= DOMAINS:
            parent, level = (number - DOMAINS) % DOMAINS, 1
        above = None if parent is None else topic_id(parent)
        code = f"T{10_000 + number}"
        yield topic_id(number), "openalex", code, name, ids.name_key(name), above, level


def _venues(size: Size) -> Iterator[Row]:
    for number in range(size.venues):
        kind = ("journal", "conference")[number % 2]
        name = f"{kind.title()} of {words.subject(number)}"
        if number >= 2_000:
            name = f"{name} {number // 2_000 + 1}"
        yield id_of(number, size.venues), name, ids.name_key(name), kind


def _affiliations(size: Size) -> Iterator[Row]:
    """Each tenth has two institutes below it."""
    for number in range(size.affiliations):
        name, kind, city = words.institution(number)
        above = number - number % 10
        parent = id_of(above, size.affiliations) if number % 10 in (1, 2) else None
        country = COUNTRIES[number % len(COUNTRIES)]
        key = ids.name_key(name)
        yield id_of(number, size.affiliations), name, key, kind, country, city, parent


def _affiliation_names(size: Size) -> Iterator[Row]:
    for number in range(size.affiliations):
        name, _, _ = words.institution(number)
        for form in {name: None, name.replace("University", "Univ."): None}:
            yield id_of(number, size.affiliations), form, ids.name_key(form)


def _outside(letter: str, count: int) -> Iterator[Row]:
    for number in range(count):
        yield "openalex", f"{letter}{4_000_000_000 + number}", id_of(number, count)


def _authors(size: Size, names: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for number, (given, family) in enumerate(names):
        name = f"{given} {family}"
        yield id_of(number, size.authors), name, ids.name_key(name), "person", orcid(number)


def _author_names(size: Size, names: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for number, (given, family) in enumerate(names):
        id_ = id_of(number, size.authors)
        for name in (f"{given} {family}", f"{words.initials(given)} {family}"):
            key = ids.name_key(name)
            yield id_, name, key, block_of(key)


def _author_outside(size: Size) -> Iterator[Row]:
    yield from _outside("A", size.authors)
    for number in range(size.authors):
        if (found := orcid(number)) is not None:
            yield "orcid", found, id_of(number, size.authors)


def _repositories(size: Size) -> Iterator[Row]:
    random = Random(4)
    for number in range(size.repositories):
        owner, name = f"lab-{power(random, size.repositories, 1.3)}", f"project-{number}"
        url = f"https://github.com/{owner}/{name}"
        framework = FRAMEWORKS[number % len(FRAMEWORKS)]
        stars = int(random.paretovariate(0.7)) % 100_000
        id_ = id_of(number, size.repositories)
        yield id_, url, url, "github.com", owner, name, framework, stars


def _reports(size: Size) -> Iterator[Row]:
    """One author in fifty has a page somewhere that tells figures."""
    random = Random(5)
    for number in range(0, size.authors, 50):
        for name, most in REPORTS:
            value = float(int(most * random.random() ** 3))
            yield id_of(number, size.authors), name, value, None, SOURCE, AS_OF
