"""Reads Crossref: works as the API, its pages and the public data file give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from service.ids import ExternalId, Scheme, parse_id, parse_reference, title_key
from service.ingest.additions import addition_key
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField, Fields, read_day
from service.ingest.json_stream import read_each
from service.ingest.languages import language_code
from service.ingest.links import links_in
from service.ingest.markup import plain_line, plain_text
from service.ingest.names import LONGEST_NAME, looks_like_group, name_key
from service.ingest.records import (
    AffiliationMention,
    AuthorshipRecord,
    Located,
    PaperRecord,
    PartialDate,
    Record,
    ReferenceMention,
    ReportedMetric,
    VenueMention,
    VenueRecord,
)

SOURCE = "crossref"

# The date of a work, the surest first; the day of registration is none.
_DATES = ("issued", "published", "published-online", "published-print", "published-other", "posted")
# What a notice may do to a work so that it no longer stands; a correction leaves it standing.
_RETRACTIONS = frozenset({"retraction", "removal", "withdrawal", "retracted"})
# Series are venues, not works.
_SERIES: Mapping[str, str] = {
    "book-series": "book series",
    "journal": "journal",
    "proceedings-series": "conference",
    "report-series": "report series",
}
_VENUE_KINDS: Mapping[str, str] = {
    "book-chapter": "book",
    "journal-article": "journal",
    "journal-issue": "journal",
    "proceedings-article": "conference",
}
# Another version of the same work, as the publisher says.
_SAME_WORK = ("has-preprint", "is-preprint-of", "is-identical-to")
_EARLIEST_YEAR = 1000
_LONGEST_TITLE = 2_000


def read_crossref(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """One record for each work, and one more for each work that it retracts."""
    yield from read_each(file, lambda given: _records(given, as_of))


def _records(given: Fields, as_of: date | None) -> Iterator[Record]:
    own = given.id(Scheme.DOI, "DOI")
    if own is None:
        raise BadField("DOI", "expected a DOI, found none")
    kind = given.text("type") or ""
    title = _first_line(given, "title")
    if kind in _SERIES and title is not None:
        yield _series(given, own, title, _SERIES[kind])
        return
    retracted = set(_retracted(given))
    yield _paper(given, own, title, as_of, is_retracted=own in retracted or _is_retracted(given))
    for id_ in sorted(retracted - {own}):
        key = addition_key(id_, ("retracted",))
        yield PaperRecord(SOURCE, key, None, ids=(id_,), is_retracted=True)


def _paper(
    given: Fields, own: ExternalId, title: str | None, as_of: date | None, *, is_retracted: bool
) -> PaperRecord:
    """A work; without a title it is an addition, to a paper that another source names."""
    published = next((day for name in _DATES if (day := _date(given, name))), None)
    abstract = plain_text(given.text("abstract") or "")
    links = links_in(abstract or "", found_in="abstract")
    authors, is_whole = _authors(given)
    return PaperRecord(
        source=SOURCE,
        key=str(own),
        title=title,
        updated=_updated(given),
        other_titles=tuple(_other_titles(given, title)),
        abstract=abstract,
        published=published,
        year=published.day.year if published else None,
        type=given.text("type"),
        language=language_code(given.text("language") or ""),
        venue=_venue(given),
        ids=(own, *_other_versions(given, own)),
        authors=authors,
        authors_complete=is_whole,
        code_links=links.code,
        artifact_links=links.artifacts,
        references=tuple(_references(given, own)),
        metrics=tuple(_metrics(given, as_of)),
        is_retracted=is_retracted,
    )


def _series(given: Fields, own: ExternalId, title: str, kind: str) -> VenueRecord:
    issns = _issns(given)
    return VenueRecord(
        source=SOURCE,
        key=str(own),
        name=title,
        updated=_updated(given),
        ids=issns,
        kind=kind,
        issn=issns[0].value if issns else None,
    )


def _first_line(given: Fields, name: str) -> str | None:
    """The first that is a title; publishers register empty ones, and whole abstracts."""
    lines = (plain_line(text) for text in given.texts(name))
    return next((one for one in lines if title_key(one) and len(one) <= _LONGEST_TITLE), None)


def _other_titles(given: Fields, title: str | None) -> Iterator[str]:
    subtitle = _first_line(given, "subtitle")
    if title and subtitle and title_key(subtitle) not in title_key(title):
        yield f"{title}: {subtitle}"
    others = [*given.texts("title")[1:], *given.texts("original-title")]
    for one in dict.fromkeys(map(plain_line, others)):
        if one and one != title and len(one) <= _LONGEST_TITLE:
            yield one


def _date(given: Fields, name: str) -> PartialDate | None:
    """`{"date-parts": [[2016, 8, 3]]}`, as far as it goes; `[[null]]` and `[[]]` are no date."""
    one = next(given.objects(name), None)
    parts = one.items("date-parts") if one else []
    first = parts[0] if parts and isinstance(parts[0], list) else parts
    numbers = []
    for part in first[:3]:
        if isinstance(part, str) and part.isascii() and part.isdigit():
            part = int(part[:6])
        if type(part) is not int:
            break
        numbers.append(part)
    if not numbers or not _EARLIEST_YEAR <= numbers[0] <= 9_999:
        return None
    texts = [f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])]
    # The 31st of June is some day in June.
    days = (read_day("-".join(texts[:length])) for length in range(len(texts), 0, -1))
    return next((day for day in days if day), None)


def _authors(given: Fields) -> tuple[tuple[AuthorshipRecord, ...], bool]:
    found = []
    listed = list(given.objects("author"))
    for position, one in enumerate(listed, 1):
        group = plain_line(one.text("name") or "") if not one.text("family") else ""
        parts = (one.text("given"), one.text("family"), one.text("suffix"))
        person = plain_line(" ".join(part for part in parts if part))
        name = person or group
        if not name_key(name) or len(name) > LONGEST_NAME:
            continue  # the list is not whole then
        orcid = parse_reference(one.text("ORCID") or "")
        is_group = not person or looks_like_group(name)
        author = AuthorshipRecord(
            name=name,
            position=position,
            kind="group" if is_group else None,
            ids=(orcid,) if orcid and orcid.scheme == Scheme.ORCID else (),
            affiliations=tuple(dict.fromkeys(_affiliations(one))),
        )
        found.append(author)
    return tuple(found), bool(listed) and len(found) == len(listed)


def _affiliations(given: Fields) -> Iterator[AffiliationMention]:
    for one in given.objects("affiliation"):
        name = plain_line(one.text("name") or "")
        if name_key(name) and len(name) <= LONGEST_NAME:
            named = (parse_reference(id_.text("id", "name") or "") for id_ in one.objects("id"))
            rors = tuple(id_ for id_ in named if id_ and id_.scheme == Scheme.ROR)
            yield AffiliationMention(name, rors[:1])


def _venue(given: Fields) -> VenueMention | None:
    kind = given.text("type") or ""
    name = _first_line(given, "container-title") or _first_line(given, "group-title")
    if name is None or len(name) > LONGEST_NAME:
        return None
    # The ISSN of a chapter is that of the series, not of the book.
    issns = () if kind == "book-chapter" else _issns(given)
    return VenueMention(name, issns, _VENUE_KINDS.get(kind), issns[0].value if issns else None)


def _issns(given: Fields) -> tuple[ExternalId, ...]:
    texts = [*given.texts("ISSN")]
    texts += [text for one in given.objects("issn-type") if (text := one.text("value"))]
    found = (parse_id(Scheme.ISSN, text.rpartition("/")[2]) for text in texts)
    return tuple(dict.fromkeys(issn for issn in found if issn))


def _references(given: Fields, own: ExternalId) -> Iterator[ReferenceMention]:
    """Those with a DOI; the rest is text that names nothing."""
    cited = (parse_id(Scheme.DOI, one.text("DOI") or "") for one in given.objects("reference"))
    for id_ in dict.fromkeys(cited):
        if id_ is not None and id_ != own:
            yield ReferenceMention((id_,))


def _other_versions(given: Fields, own: ExternalId) -> Iterator[ExternalId]:
    """The preprint of an article and the reverse; of two it is not clear which."""
    relation = next(given.objects("relation"), Fields({}))
    for name in _SAME_WORK:
        found = {
            parse_id(Scheme.DOI, text) or parse_reference(text)
            for one in relation.objects(name)
            if (text := one.text("id")) is not None
        } - {own, None}
        if len(found) == 1:
            (id_,) = found
            if id_ is not None and id_.scheme in (Scheme.DOI, Scheme.ARXIV):
                yield id_


def _retracted(given: Fields) -> Iterator[ExternalId]:
    """What this notice takes back."""
    for one in given.objects("update-to"):
        id_ = parse_id(Scheme.DOI, one.text("DOI") or "")
        if id_ is not None and (one.text("type") or "").lower() in _RETRACTIONS:
            yield id_


def _is_retracted(given: Fields) -> bool:
    updates = given.objects("updated-by")
    return any((one.text("type") or "").lower() in _RETRACTIONS for one in updates)


def _updated(given: Fields) -> str | None:
    """When Crossref last wrote the record."""
    for name in ("indexed", "deposited", "created"):
        one = next(given.objects(name), None)
        text = one.text("date-time") if one else None
        if text is not None:
            if read_day(text) is None:
                raise BadField(f"{name}.date-time", f"expected a time stamp, not {text[:40]!r}")
            return text
    return None


def _metrics(given: Fields, as_of: date | None) -> Iterator[ReportedMetric]:
    cited, updated = given.number("is-referenced-by-count"), _updated(given)
    told = read_day(updated) if updated else None
    day = told.day if told else as_of
    if cited is not None and day is not None:
        yield ReportedMetric("citations", cited, day)
