"""What every record must keep to, whatever its source, so that no single one can fail a batch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.ingest.names import LONGEST_NAME, name_key
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    AuthorRecord,
    PaperRecord,
    Record,
    TopicMention,
    TopicRecord,
    VenueMention,
    VenueRecord,
)
from service.tables.author import UNPLACED_ORDINAL

# Keys stand in indexes, whose entries hold 2,700 bytes.
LONGEST_KEY = 600
LONGEST_TITLE = 10_000
LONGEST_ABSTRACT = 1_000_000
LONGEST_WORD = 200
LARGEST_INTEGER = 2**31 - 1
YEARS = range(1, 2201)

Complaint = tuple[str, str]


def complaint(record: Record) -> Complaint | None:
    """The first field that cannot be stored, and why."""
    return next(_complaints(record), None)


def _complaints(record: Record) -> Iterator[Complaint]:
    yield from _length("key", record.key, LONGEST_KEY)
    yield from _length("source", record.source, LONGEST_WORD)
    match record:
        case PaperRecord():
            yield from _of_paper(record)
        case AuthorRecord():
            yield from _names("name", record.name, *record.other_names)
            if record.primary_topic:
                yield from _topic(record.primary_topic)
        case AffiliationRecord():
            yield from _names("name", record.name, *record.other_names)
            yield from _country(record.country_code)
            yield from _within("latitude", record.latitude, 90)
            yield from _within("longitude", record.longitude, 180)
        case TopicRecord():
            yield from _names("name", record.name)
            yield from _topic(TopicMention(record.scheme, record.code, level=record.level))
        case VenueRecord():
            yield from _names("name", record.name)


def _of_paper(record: PaperRecord) -> Iterator[Complaint]:
    if record.title is not None:
        yield from _length("title", record.title, LONGEST_TITLE)
    elif not record.ids or record.key.partition(" ")[0] != str(record.ids[0]):
        yield "title", "a record without a title is named by its first id"
    yield from _length("abstract", record.abstract or " ", LONGEST_ABSTRACT)
    if record.year is not None and record.year not in YEARS:
        yield "year", f"expected a year up to {YEARS[-1]}, not {record.year}"
    if record.published and record.published.day.year not in YEARS:
        yield "date", f"expected a year up to {YEARS[-1]}, not {record.published.day.year}"
    for name in ("type", "language", "open_access_url"):
        value = getattr(record, name)
        if value is not None:
            yield from _length(name, value, 10 * LONGEST_WORD)
    places = [author.position for author in record.authors if author.position is not None]
    if len(set(places)) < len(places):
        yield "authors", "two authors have one position"
    if any(not 0 < place < UNPLACED_ORDINAL for place in places):
        yield "authors", f"a position is not between 1 and {UNPLACED_ORDINAL - 1}"
    for author in record.authors:
        yield from _names("authors", author.name, author.display_name or author.name)
        for place in author.affiliations:
            yield from _mention("authors", place)
    for given in record.affiliations:
        yield from _mention("affiliations", given)
    if record.venue:
        yield from _mention("venue", record.venue)
    for topic in record.topics:
        yield from _topic(topic)
    for link in record.code_links:
        if link.stars is not None and not 0 <= link.stars <= LARGEST_INTEGER:
            yield "stars", f"not a number of stars: {link.stars}"
    for metric in record.metrics:
        yield from _length("metrics", metric.name, LONGEST_WORD)


def _mention(field: str, mention: AffiliationMention | VenueMention) -> Iterator[Complaint]:
    yield from _names(field, mention.name)
    if isinstance(mention, AffiliationMention):
        yield from _country(mention.country_code)


def _topic(topic: TopicMention) -> Iterator[Complaint]:
    yield from _length("topics", topic.scheme, LONGEST_WORD)
    yield from _length("topics", topic.code, LONGEST_WORD)
    if topic.name is not None:
        yield from _length("topics", topic.name, LONGEST_NAME)
    if not 0 <= topic.level <= LARGEST_INTEGER:
        yield "topics", f"not a level: {topic.level}"


def _names(field: str, *names: str) -> Iterator[Complaint]:
    for name in names:
        yield from _length(field, name, LONGEST_NAME)
        if name and not name_key(name):
            yield field, "expected a name with letters"


def _country(code: str | None) -> Iterator[Complaint]:
    if code is not None and not re.fullmatch(r"[A-Z]{2}", code):
        yield "country_code", f"expected two capital letters, not {code[:20]}"


def _within(field: str, value: float | None, most: float) -> Iterator[Complaint]:
    if value is not None and not -most <= value <= most:
        yield field, f"expected at most {most:g}, not {value:g}"


def _length(field: str, value: str, most: int) -> Iterator[Complaint]:
    if not value:
        yield field, "expected text, found none"
    elif len(value) > most:
        yield field, f"longer than {most:,} characters"
