"""Rows of what papers lead to besides authors and institutions: topics, venues, repositories."""

from __future__ import annotations

from collections.abc import Iterator
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
from benchmarks.corpus.institutions import MENTION, mention
from benchmarks.corpus.rows import Rows
from service import ids
from service.ingest.copy import Row
from service.ingest.named import Named
from service.ingest.topic_mentions import as_named

FRAMEWORKS = ("pytorch", "tensorflow", "jax", None)


def entities(size: Size) -> Iterator[Rows]:
    """The tables that need no paper."""
    yield Rows(
        "topic",
        ("id", "scheme", "code", "name", "name_key", "parent_id", "level"),
        _topics(),
    )
    yield Rows("topic_mention", MENTION, _topic_mentions())
    yield Rows("venue", ("id", "name", "name_key", "kind"), _venues(size))
    yield Rows("venue_external_id", ("scheme", "value", "venue_id"), _venue_ids(size))
    yield Rows("venue_mention", MENTION, _venue_mentions(size))
    yield Rows(
        "code_repository",
        ("id", "url", "url_key", "host", "owner", "name", "framework", "stars"),
        _repositories(size),
    )


def topic_id(number: int) -> int:
    return number + 1


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


def _topic_mentions() -> Iterator[Row]:
    for _, scheme, code, name, _, _, level in _topics():
        yield mention(as_named((str(scheme), str(code), str(name), int(str(level)))))


def _venues(size: Size) -> Iterator[Row]:
    for number in range(size.venues):
        kind = ("journal", "conference")[number % 2]
        name = f"{kind.title()} of {words.subject(number)}"
        if number >= 2_000:
            name = f"{name} {number // 2_000 + 1}"
        yield id_of(number, size.venues), name, ids.name_key(name), kind


def _venue_ids(size: Size) -> Iterator[Row]:
    for number in range(size.venues):
        yield "openalex", f"S{4_000_000_000 + number}", id_of(number, size.venues)


def _venue_mentions(size: Size) -> Iterator[Row]:
    for (_, name, _, kind), (scheme, value, _) in zip(_venues(size), _venue_ids(size), strict=True):
        about = (ids.ExternalId(str(scheme), str(value)),)
        yield mention(Named(str(name), about, (str(kind),)))


def _repositories(size: Size) -> Iterator[Row]:
    random = Random(4)
    for number in range(size.repositories):
        owner, name = f"lab-{power(random, size.repositories, 1.3)}", f"project-{number}"
        url = f"https://github.com/{owner}/{name}"
        framework = FRAMEWORKS[number % len(FRAMEWORKS)]
        stars = int(random.paretovariate(0.7)) % 100_000
        id_ = id_of(number, size.repositories)
        yield id_, url, url, "github.com", owner, name, framework, stars
