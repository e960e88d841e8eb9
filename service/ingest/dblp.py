"""Reads DBLP: publications and person pages out of its one large XML file, record by record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from service.ids import ExternalId, Scheme, artifact_url, parse_id, parse_reference
from service.ingest.additions import names_a_paper
from service.ingest.dblp_people import SOURCE, person_of, read_person
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField
from service.ingest.months import month_of
from service.ingest.names import title_key
from service.ingest.records import (
    AuthorshipRecord,
    Located,
    PaperRecord,
    PartialDate,
    Record,
    ReferenceMention,
    Rejected,
    VenueMention,
)
from service.ingest.xml_elements import elements, parse, text_of

# What kind of work an element is, in Crossref's words.
_TYPES = {
    "article": "article",
    "inproceedings": "proceedings-article",
    "proceedings": "proceedings",
    "book": "book",
    "incollection": "book-chapter",
    "phdthesis": "dissertation",
    "mastersthesis": "dissertation",
    "data": "dataset",
    "www": "other",
}
_RECORDS = frozenset({*_TYPES, "person"})
# What DBLP itself says of the kind of publication.
_PUBLICATION_TYPES = {"informal": "preprint", "encyclopedia": "reference-entry", "data": "dataset"}
_VENUES = (("journal", "journal"), ("booktitle", "conference"))

_PERSON = re.compile(r"homepages/(.+)")
# doi.acm.org, doi.ieeecomputersociety.org …: every publisher had a resolver once.
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.[a-z.]+/(10\..+)", re.IGNORECASE)
_PART = re.compile(r" \([0-9]+\)$")


def read_dblp(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """A paper for each publication, for a person page a record for each name of the person."""
    found = False
    for piece in elements(file, _RECORDS, begin=file.resume):
        found = True
        records: list[Record | Rejected]
        try:
            records = list(_read(parse(piece)))
        except BadField as problem:
            records = [problem.rejected(piece.data)]
        for number, record in enumerate(records, 1):
            resume = piece.resume if number == len(records) else 0
            yield Located(record, file.path, piece.line, resume)
    if not found and not file.resume:
        yield Located(Rejected(None, "expected DBLP's XML", ""), file.path, 1, 0)


def _read(given: Element) -> Iterator[Record]:
    key = given.get("key", "")
    person = _PERSON.fullmatch(key)
    if person is not None or given.tag == "person":
        yield from read_person(given, key, person[1] if person else "")
    else:
        yield _paper(given, key)


def _paper(given: Element, key: str) -> PaperRecord:
    own = parse_id(Scheme.DBLP, key)
    if own is None:
        raise BadField("key", f"expected a key of DBLP, not {key[:80]!r}")
    # DBLP ends all titles with a full stop.
    title = text_of(given.find("title")).removesuffix(".")
    if not any(map(str.isalnum, title)) and not title_key(title):
        raise BadField("title", "expected a title with letters")
    named = given.findall("author")
    authors = tuple(_authors(named))
    kind = given.get("publtype", "")
    published, year = _published(given)
    return PaperRecord(
        source=SOURCE,
        key=str(own),
        title=title,
        updated=given.get("mdate"),
        published=published,
        year=year,
        type=_PUBLICATION_TYPES.get(kind, _TYPES[given.tag]),
        venue=_venue(given),
        ids=tuple(_ids(given, own)),
        authors=authors,
        authors_complete=bool(authors) and len(authors) == len(named),
        references=tuple(_references(given, own)),
        is_retracted="withdrawn" in kind,
        open_access_url=_open_access(given),
    )


def _authors(given: list[Element]) -> Iterator[AuthorshipRecord]:
    for position, author in enumerate(given, 1):
        person = person_of(text_of(author))
        if person is None:
            continue  # the list is not whole then
        ids = (
            parse_id(Scheme.DBLP_PID, author.get("pid", "")),
            parse_id(Scheme.ORCID, author.get("orcid", "").rpartition("/")[2]),
        )
        yield AuthorshipRecord(
            name=person.name,
            position=position,
            ids=tuple(id_ for id_ in ids if id_ is not None),
            scope=person.scope,
        )


def _published(given: Element) -> tuple[PartialDate | None, int | None]:
    written = text_of(given.find("year"))
    if not written:
        return None, None
    if not re.fullmatch(r"[12][0-9]{3}", written):
        raise BadField("year", f"expected a year, not {written[:80]!r}")
    year = int(written)
    month = month_of(text_of(given.find("month")))
    return PartialDate(date(year, month, 1), "month") if month else None, year


def _venue(given: Element) -> VenueMention | None:
    for field, kind in _VENUES:
        name = _PART.sub("", text_of(given.find(field)))
        if any(map(str.isalnum, name)):
            return VenueMention(name, (), "book" if given.tag == "incollection" else kind)
    return None


def _ids(given: Element, own: ExternalId) -> Iterator[ExternalId]:
    """DBLP's key, then the id that each electronic edition means, one of each system."""
    yield own
    seen = {own.scheme}
    for edition in given.findall("ee"):
        address = text_of(edition)
        resolver = _RESOLVER.fullmatch(address)
        found = parse_id(Scheme.DOI, resolver[1]) if resolver else parse_reference(address)
        if found is not None and names_a_paper(found) and found.scheme not in seen:
            seen.add(found.scheme)
            yield found


def _references(given: Element, own: ExternalId) -> Iterator[ReferenceMention]:
    """Those that DBLP could find; `...` stands for the others."""
    for cited in dict.fromkeys(text_of(one) for one in given.findall("cite")):
        found = parse_id(Scheme.DBLP, cited)
        if found is not None and found != own:
            yield ReferenceMention((found,))


def _open_access(given: Element) -> str | None:
    return next(
        (artifact_url(text_of(one)) for one in given.findall("ee") if one.get("type") == "oa"), None
    )
