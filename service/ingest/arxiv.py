"""Reads arXiv's metadata: Kaggle's snapshot in JSON Lines, and harvests of OAI-PMH in XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime

from service.ids import ExternalId, Scheme, parse_id, title_key
from service.ingest import arxiv_categories
from service.ingest.arxiv_authors import (
    WrittenAuthor,
    authorships,
    name_of_parts,
    speaks_of_others,
    written_authors,
)
from service.ingest.arxiv_xml import Metadata, read_records
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField, Fields, read_day
from service.ingest.json_stream import head_of, read_each
from service.ingest.links import links_in
from service.ingest.records import Located, PaperRecord, PartialDate, Rejected, TopicMention
from service.ingest.tex import unicode_letters

SOURCE = "arxiv"

_BYTE_ORDER = b"\xef\xbb\xbf"
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")
# A line that is set in begins a new paragraph.
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]{2}\S)")
_MONTH_IN_ID = re.compile(r"(?:.*/)?(\d\d)(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What every form tells of an article. `dois` are those of the journal's version, and often of
    its corrections."""

    id: str
    title: str
    authors: list[WrittenAuthor]
    abstract: str
    categories: Iterable[str]
    comments: str
    dois: str
    published: PartialDate | None
    updated: str | None


def read_arxiv(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """One record for each article, whatever its version."""
    if head_of(file).removeprefix(_BYTE_ORDER).lstrip().startswith(b"<"):
        yield from _read_xml(file)
    else:
        yield from read_each(file, lambda given: [_paper(_of_json(given))])


def _read_xml(file: SourceFile) -> Iterator[Located]:
    for piece, read in read_records(file):
        what: PaperRecord | Rejected
        try:
            what = _paper(_of_xml(read()))
        except BadField as problem:
            what = problem.rejected(piece.data)
        yield Located(what, file.path, piece.line, piece.resume)


def _paper(entry: _Entry) -> PaperRecord:
    own = parse_id(Scheme.ARXIV, entry.id.removeprefix("arXiv:"))
    if own is None:
        raise BadField("id", f"expected an id of arXiv, not {entry.id[:80]!r}")
    title = " ".join(unicode_letters(entry.title).split())
    if not title_key(title):
        raise BadField("title", "expected a title with letters")
    authors, is_whole = authorships(entry.authors)
    in_abstract = links_in(entry.abstract, found_in="abstract")
    in_comments = links_in(entry.comments, found_in="record")
    published = entry.published or _month_of(own.value)
    return PaperRecord(
        source=SOURCE,
        key=own.value,
        title=title,
        updated=entry.updated,
        abstract=_paragraphs(entry.abstract),
        published=published,
        year=published.day.year if published else None,
        type="preprint",
        ids=(own, *_first_doi(entry.dois, own)),
        authors=authors,
        authors_complete=is_whole,
        topics=tuple(_topics(entry.categories)),
        code_links=in_abstract.code + in_comments.code,
        artifact_links=in_abstract.artifacts + in_comments.artifacts,
    )


def _paragraphs(text: str) -> str | None:
    parts = (" ".join(part.split()) for part in _PARAGRAPH.split(unicode_letters(text.strip())))
    return "\n\n".join(part for part in parts if part) or None


def _first_doi(text: str, own: ExternalId) -> Iterator[ExternalId]:
    """The first is the article's; those behind it are of errata, which are works of their own."""
    for one in re.split(r"[\s,;]+", text):
        found = parse_id(Scheme.DOI, one.removeprefix("doi:").removeprefix("https://doi.org/"))
        if found is not None:
            if found != own:
                yield found
            return


def _topics(codes: Iterable[str]) -> Iterator[TopicMention]:
    known = dict.fromkeys(code for code in codes if _CATEGORY.fullmatch(code))
    for number, code in enumerate(known):
        yield arxiv_categories.topic(code, is_primary=number == 0)


def _month_of(id_: str) -> PartialDate | None:
    """Ids begin with the month of the first version: 0704.0001, hep-th/9901001."""
    match = _MONTH_IN_ID.match(id_)
    if match is None:
        return None
    year = int(match[1]) + (1900 if match[1] > "90" else 2000)
    return PartialDate(date(year, int(match[2]), 1), "month")


# --- the forms -----------------------------------------------------------------------------------


def _of_json(given: Fields) -> _Entry:
    return _Entry(
        id=given.required_text("id"),
        title=given.required_text("title"),
        authors=_authors_of_json(given),
        abstract=given.text("abstract") or "",
        categories=" ".join(given.texts("categories")).split(),
        comments=given.text("comments") or "",
        dois=given.text("doi") or "",
        published=_first_version(list(given.objects("versions"))),
        updated=_updated(given.text("update_date"), "update_date"),
    )


def _authors_of_json(given: Fields) -> list[WrittenAuthor]:
    """The parts into which arXiv took the names apart. It knows no institutions by number: those
    come from the line of text, if its names are the same. Nor does it know of "et al."."""
    line = given.text("authors") or ""
    found = [_of_parts(parts, place) for place, parts in enumerate(given.items("authors_parsed"))]
    if not found:
        return written_authors(line)
    if "(" in line and not any(one.affiliations for one in found):
        again = written_authors(line)
        if [_squeezed(one.name) for one in again] == [_squeezed(one.name) for one in found]:
            return [
                replace(one, affiliations=more.affiliations)
                for one, more in zip(found, again, strict=True)
            ]
    return [*found, WrittenAuthor("et al.")] if speaks_of_others(line) else found


def _squeezed(name: str) -> str:
    return name.replace(" ", "")


def _of_parts(parts: object, place: int) -> WrittenAuthor:
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise BadField(f"authors_parsed[{place}]", "expected a list of the parts of a name")
    key, first, suffix, *affiliations = [*parts, "", "", ""][: max(3, len(parts))]
    return WrittenAuthor(name_of_parts(key, first, suffix), tuple(filter(None, affiliations)))


def _first_version(versions: list[Fields]) -> PartialDate | None:
    dates = [
        PartialDate(_day_of_mail(text, one.path("created")))
        for one in versions
        if (text := one.text("created")) is not None
    ]
    return min(dates, default=None)


def _of_xml(given: Metadata) -> _Entry:
    named = [
        WrittenAuthor(name_of_parts(one.key, one.given, one.suffix), one.affiliations)
        for one in given.authors
    ]
    return _Entry(
        id=given.id,
        title=given.title,
        authors=named or written_authors(given.author_line),
        abstract=given.abstract,
        categories=given.categories,
        comments=given.comments,
        dois=given.dois,
        published=_date_of_xml(given),
        updated=_updated(given.datestamp, "datestamp"),
    )


def _date_of_xml(given: Metadata) -> PartialDate | None:
    """The day of the first version, as the mails that brought the versions have it, or as a date.
    Newer harvests date the last version alone: a day after the month of the id is none."""
    days = [PartialDate(_day_of_mail(one, "date")) for one in given.mail_dates]
    if days:
        return min(days)
    month = _month_of(given.id)
    for one in given.dates:
        day = read_day(one)
        if day is None:
            raise BadField("created", f"expected a date, not {one[:40]!r}")
        if month is None or (day.day.year, day.day.month) <= (month.day.year, month.day.month):
            days.append(day)
    return min(days, default=None)


def _day_of_mail(text: str, field: str) -> date:
    if day := read_day(text):
        return day.day
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        expected = f"expected a date, as Mon, 2 Apr 2007 19:18:42 GMT, not {text[:40]!r}"
        raise BadField(field, expected) from error


def _updated(text: str | None, field: str) -> str | None:
    if text is not None and read_day(text) is None:
        raise BadField(field, f"expected a date, as 2008-11-26, not {text[:40]!r}")
    return text
