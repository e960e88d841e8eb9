"""Reads the copied text of an author's profile page: who, reported figures, papers in blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.ingest.arxiv_categories import computer_science_topic
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import RAW_LENGTH
from service.ingest.links import links_in
from service.ingest.names import LONGEST_NAME, looks_like_group, name_key, title_key
from service.ingest.page_lines import Block, PageText, day_of
from service.ingest.records import (
    AffiliationMention,
    AuthorRecord,
    AuthorshipRecord,
    Located,
    PaperRecord,
    PartialDate,
    Record,
    Rejected,
    ReportedMetric,
)

SOURCE = "profile-page"

# Nothing stands between score, topic, date and mark: "94.3DCMar 10", "CLMay 7, 2024Code".
_HEADER = re.compile(
    r"(?P<score>\d{1,4}(?:\.\d+)?)?(?P<topic>[A-Z]{2})"
    r"(?P<day>[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?)(?P<code>Code)?"
)
_METRICS = (
    (re.compile(r"h-index(?P<value>\d[\d,]*)"), "h-index", None),
    (re.compile(r"(?P<value>\d[\d,]*)papers?"), "papers", None),
    (re.compile(r"(?P<value>\d[\d,]*)citations?"), "citations", None),
    (re.compile(r"Novelty(?P<value>\d+(?:\.\d+)?)%"), "novelty", "%"),
    (re.compile(r"AI Score(?P<value>\d+(?:\.\d+)?)"), "AI score", None),
)
_ANNOUNCED = re.compile(r"(?P<count>\d[\d,]*) Papers?")
_FIGURE = re.compile(
    "|".join(f"(?:{pattern.pattern})" for pattern, _, _ in _METRICS).replace("?P<value>", "")
)
_TOPIC = re.compile(r"[A-Z]{2}")
_ET_AL = " et al."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paper as its block tells it, before the page as a whole is known."""

    line: int
    title: str
    names: tuple[str, ...]
    cut: bool
    affiliations: tuple[str, ...]
    abstract: str | None
    published: date
    topic: str
    score: float | None
    has_code_mark: bool


class _Unreadable(Exception):
    """Something is not as expected at a line of the page."""

    def __init__(self, line: int, field: str, reason: str, raw: str) -> None:
        super().__init__(reason)
        self.line = line
        self.rejected = Rejected(field, reason, raw[:RAW_LENGTH])


def read_profile_page(file: SourceFile, as_of: date) -> Iterator[Located]:
    """The author first, then the papers, then what could not be read; a page is one unit."""
    if file.resume:
        return  # one unit, and its end was reached
    data = file.read_all()
    page = PageText(data.decode("utf-8", "surrogateescape"), _HEADER, _FIGURE)
    entries: list[_Entry] = []
    problems: list[_Unreadable] = []
    for block in page.entries:
        try:
            entries.append(_read_entry(block, as_of))
        except _Unreadable as problem:
            problems.append(problem)
    header = _Header.read(page.header, as_of, problems)
    if not header.is_one and not entries:
        problems = problems[:1] or [
            _Unreadable(1, "page", "expected a profile page: a name, figures, papers", "")
        ]
        header = _Header("", 1, None, (), None)
    counted = len(page.entries)
    if header.announced is not None and header.announced != counted:
        reason = f"the page announces {header.announced} papers, and {counted} stand on it"
        problems.append(_Unreadable(header.announced_line, "papers", reason, str(header.announced)))
    located: list[tuple[int, Record | Rejected]] = []
    located += _records(header, _without_repeats(entries, problems), as_of)
    problems.sort(key=lambda problem: problem.line)
    located += [(problem.line, problem.rejected) for problem in problems]
    for number, (line, what) in enumerate(located, 1):
        yield Located(what, file.path, line, len(data) if number == len(located) else 0)


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands above the papers; an empty name is a page that does not say whose it is."""

    name: str
    line: int
    topic: str | None
    metrics: tuple[ReportedMetric, ...]
    announced: int | None
    announced_line: int = 1

    @property
    def is_one(self) -> bool:
        return bool(self.name) and (bool(self.metrics) or self.announced is not None)

    @classmethod
    def read(cls, block: Block, as_of: date, problems: list[_Unreadable]) -> _Header:
        name, name_line, topic, announced, announced_line = "", 1, None, None, 1
        metrics: dict[str, ReportedMetric] = {}
        for number, line in block.numbered():
            text = line.strip()
            if not text:
                continue
            if metric := _metric(text, as_of):
                if metric.name in metrics:
                    reason = f"{metric.name} is given twice"
                    problems.append(_Unreadable(number, metric.name, reason, line))
                metrics.setdefault(metric.name, metric)
            elif match := _ANNOUNCED.fullmatch(text):
                announced, announced_line = int(match["count"].replace(",", "")), number
            elif topic is None and _TOPIC.fullmatch(text) and computer_science_topic(text):
                topic = text
            elif not name and _may_be_name(text):
                name, name_line = text, number
            else:
                expected = "a topic, h-index, papers, citations, novelty or AI score"
                reason = f"expected {expected if name else 'the name of the author'}"
                problems.append(_Unreadable(number, "header", reason, line))
        if not name:
            problems.append(
                _Unreadable(1, "name", "expected the name of the author in the first line", "")
            )
        return cls(name, name_line, topic, tuple(metrics.values()), announced, announced_line)


def _metric(text: str, as_of: date) -> ReportedMetric | None:
    for pattern, name, unit in _METRICS:
        if match := pattern.fullmatch(text):
            return ReportedMetric(name, float(match["value"].replace(",", "")), as_of, unit)
    return None


def _may_be_name(text: str) -> bool:
    return (
        0 < len(text) <= 100
        and bool(name_key(text))
        and not re.search(r"[\d\ud800-\udfff]|://|[{}<>|;=]", text)
    )


def _read_entry(block: Block, as_of: date) -> _Entry:
    if block.is_broken:
        raise _Unreadable(block.line, "page", "expected UTF-8 text", block.first)
    header = _HEADER.fullmatch(block.first.rstrip())
    if header is None:
        expected = "a paper's line, as 94.3DCMar 10 or CLMay 7, 2024Code"
        raise _Unreadable(block.line, "header", f"expected {expected}", block.first)
    if computer_science_topic(header["topic"]) is None:
        reason = f"expected a topic of arXiv's computer science, not {header['topic']}"
        raise _Unreadable(block.line, "topic", reason, block.first)
    day = day_of(header["day"], as_of)
    if day is None:
        reason = f"expected a date, as Mar 10 or Oct 29, 2023, not {header['day']}"
        raise _Unreadable(block.line, "date", reason, block.first)
    rest = block.after_first()
    title_line, title = next(rest, (block.line + 1, ""))
    if not title_key(title):
        raise _Unreadable(title_line, "title", "expected the title of the paper", title)
    authors_line, authors = next(rest, (title_line + 1, ""))
    names, cut, affiliations = _read_authors(authors_line, authors)
    return _Entry(
        line=block.line,
        title=title.strip(),
        names=names,
        cut=cut,
        affiliations=affiliations,
        abstract=block.text_after(authors_line),
        published=day,
        topic=header["topic"],
        score=float(header["score"]) if header["score"] else None,
        has_code_mark=header["code"] is not None,
    )


def _read_authors(line: int, text: str) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """`A, B, C et al. · place`: the names, whether more follow, the places."""
    listed, *places = (part.strip() for part in text.split(" · "))
    cut = listed.endswith(_ET_AL)
    names = tuple(name.strip() for name in listed.removesuffix(_ET_AL).split(","))
    if not all(_may_be_author(name) for name in names):
        expected = "authors, as A. Author, B. Author et al. · place"
        raise _Unreadable(line, "authors", f"expected {expected}", text)
    if not all(0 < len(place) <= LONGEST_NAME for place in places):
        raise _Unreadable(line, "affiliation", "expected an affiliation after the ·", text)
    return names, cut, tuple(dict.fromkeys(places))


def _may_be_author(name: str) -> bool:
    # Eleven words are a sentence: without its line of authors a page goes on with the abstract.
    return bool(name_key(name)) and len(name) <= 100 and len(name.split()) <= 10


def _without_repeats(entries: list[_Entry], problems: list[_Unreadable]) -> list[_Entry]:
    kept: dict[tuple[str, date], _Entry] = {}
    for entry in entries:
        first = kept.setdefault((title_key(entry.title), entry.published), entry)
        if first is not entry:
            reason = f"the paper stands at line {first.line} already"
            problems.append(_Unreadable(entry.line, "title", reason, entry.title))
    return list(kept.values())


def _records(header: _Header, entries: list[_Entry], as_of: date) -> Iterator[tuple[int, Record]]:
    key = _page_key(header.name, entries, as_of)
    if header.name:
        topic = header.topic and computer_science_topic(header.topic)
        yield (
            header.line,
            AuthorRecord(
                source=SOURCE,
                key=key,
                name=header.name,
                updated=as_of.isoformat(),
                kind="group" if looks_like_group(header.name) else "person",
                scope=f"{SOURCE} {key}",
                primary_topic=topic or None,
                metrics=header.metrics,
            ),
        )
    for entry in entries:
        yield entry.line, _paper(header.name, key, entry, as_of)


def _page_key(name: str, entries: list[_Entry], as_of: date) -> str:
    """A page has no id: its author, its day, and a paper on it, so that namesakes stay apart."""
    first = min((title_key(entry.title) for entry in entries), default="")
    mark = hashlib.blake2b(first.encode(), digest_size=4).hexdigest()
    return f"{name_key(name)} {as_of.isoformat()} {mark}"


def _paper(page_author: str, page_key: str, entry: _Entry, as_of: date) -> PaperRecord:
    scope = f"{SOURCE} {page_key}"
    authors = [
        AuthorshipRecord(name, position, scope=scope)
        for position, name in enumerate(entry.names, 1)
    ]
    is_shown = name_key(page_author) in map(name_key, entry.names)
    if page_author and not is_shown:
        authors.append(AuthorshipRecord(page_author, None, scope=scope))
    topic = computer_science_topic(entry.topic)
    links = links_in(entry.abstract or "", found_in="abstract")
    return PaperRecord(
        source=SOURCE,
        key=f"{page_key} {title_key(entry.title)} {entry.published.isoformat()}"[:LONGEST_NAME],
        title=entry.title,
        updated=as_of.isoformat(),
        abstract=entry.abstract,
        published=PartialDate(entry.published),
        year=entry.published.year,
        authors=tuple(authors),
        authors_complete=not entry.cut and (is_shown or not page_author),
        code_claimed=entry.has_code_mark,
        topics=(topic,) if topic else (),
        code_links=links.code,
        artifact_links=links.artifacts,
        affiliations=tuple(AffiliationMention(place) for place in entry.affiliations),
        metrics=() if entry.score is None else (ReportedMetric("score", entry.score, as_of),),
    )
