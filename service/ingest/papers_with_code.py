"""Reads Papers with Code: which repository serves which paper, as JSON or as a table in CSV."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.ids import (
    ExternalId,
    Scheme,
    artifact_url,
    parse_id,
    parse_reference,
    parse_repository,
)
from service.ingest.additions import addition_key, names_a_paper
from service.ingest.inputs import Line, SourceFile
from service.ingest.json_fields import BadField, Fields
from service.ingest.json_stream import head_of, read_each
from service.ingest.records import (
    ArtifactLinkMention,
    AuthorshipRecord,
    CodeLinkMention,
    Located,
    PaperRecord,
)

SOURCE = "papers-with-code"
# The last part of paperswithcode.com/paper/…: all that names a paper without an outside id.
PAPER_SCHEME = "pwc"

_PAGE = re.compile(r"https?://(?:www\.)?(?:paperswithcode\.com|cs\.paperswithcode\.com)/paper/(.+)")
_SLUG = re.compile(r"[\w.~%-]{1,300}")
_LONGEST_ROW = 1 << 16
_MOST_LINES = 20


def read_papers_with_code(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """An addition for each pair of paper and repository; a paper for each of the papers' file."""
    head = head_of(file).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] in (b"[", b"{"):
        yield from read_each(file, _read)
    else:
        yield from _read_table(file)


def _read(given: Fields) -> Iterator[PaperRecord]:
    if "repo_url" in given.values:
        yield _link(given)
    elif given.values.keys() & {"title", "paper_url"}:
        yield _paper(given)
    else:
        raise BadField(None, "expected links between papers and code, or papers")


def _link(given: Fields) -> PaperRecord:
    """What the catalogue says about a paper: that this repository holds its code."""
    ids = _ids(given)
    if not ids:
        raise BadField("paper_url", "expected a paper's id or address")
    address = given.required_text("repo_url")
    repository = parse_repository(address)
    other = artifact_url(address) if repository is None else None
    if repository is None and other is None:
        raise BadField("repo_url", f"expected a web address, not {address[:80]}")
    framework = given.text("framework")
    code = repository and CodeLinkMention(
        url=repository.url,
        found_in="catalogue",
        is_official=given.flag("is_official"),
        framework=None if framework in (None, "none") else framework,
        stars=given.integer("stars"),
    )
    return PaperRecord(
        source=SOURCE,
        key=addition_key(ids[0], [repository.key if repository else other]),
        title=None,
        ids=ids[:1],
        code_claimed=True,
        code_links=(code,) if code else (),
        artifact_links=(ArtifactLinkMention(other, "catalogue"),) if other else (),
    )


def _paper(given: Fields) -> PaperRecord:
    """A row of papers-with-abstracts.json, by which papers without an outside id are known."""
    ids = _ids(given)
    if not ids:
        raise BadField("paper_url", "expected a paper's id or address")
    published = given.day("date")
    names = given.texts("authors")
    return PaperRecord(
        source=SOURCE,
        key=str(ids[-1]),
        title=given.required_text("title"),
        abstract=given.text("abstract"),
        published=published,
        year=published.day.year if published else None,
        ids=ids,
        authors=tuple(AuthorshipRecord(name, place) for place, name in enumerate(names, 1)),
    )


def _ids(given: Fields) -> tuple[ExternalId, ...]:
    """The outside id, then the catalogue's own."""
    arxiv = given.text("paper_arxiv_id", "arxiv_id")
    found = [parse_id(Scheme.ARXIV, arxiv) if arxiv else None]
    for field in ("paper_url_abs", "url_abs", "paper_url_pdf", "url_pdf"):
        id_ = parse_reference(given.text(field) or "")
        found.append(id_ if id_ and names_a_paper(id_) else None)
    page = _PAGE.fullmatch(given.text("paper_url") or "")
    slug = re.split(r"[/?#]", page[1], maxsplit=1)[0] if page else ""
    found.append(ExternalId(PAPER_SCHEME, slug.lower()) if _SLUG.fullmatch(slug) else None)
    ids = dict.fromkeys(id_ for id_ in found if id_)
    # One id a system: the address of a PDF may be that of another version.
    return tuple({id_.scheme: id_ for id_ in reversed(ids)}.values())[::-1]


# --- the table ---------------------------------------------------------------------------------

_FLAGS = {"true": True, "false": False, "": None, "none": None}


@dataclass(frozen=True, slots=True)
class _Row:
    """The fields of one row, or why there are none, and where it stood."""

    data: bytes
    line: int
    resume: int
    fields: tuple[str, ...] = ()
    problem: str | None = None


def _read_table(file: SourceFile) -> Iterator[Located]:
    names = next(_rows(SourceFile(file.path)), None) if file.resume else None
    for row in _rows(file):
        if names is None:
            names = row
            if "repo_url" in row.fields:
                continue
        try:
            record = _link(_as_fields(names.fields, row))
        except BadField as problem:
            yield Located(problem.rejected(row.data), file.path, row.line, row.resume)
        else:
            yield Located(record, file.path, row.line, row.resume)


def _as_fields(names: tuple[str, ...], row: _Row) -> Fields:
    if row.problem:
        raise BadField(None, row.problem)
    if "repo_url" not in names:
        raise BadField(None, "expected JSON, or a table with a column repo_url")
    if len(row.fields) != len(names):
        raise BadField(None, f"expected {len(names)} fields, found {len(row.fields)}")
    values: dict[str, Any] = dict(zip(names, row.fields, strict=True))
    flag = values.get("is_official", "").strip().lower()
    if flag not in _FLAGS:
        raise BadField("is_official", f"expected true or false, not {flag[:80]}")
    stars = values.get("stars", "").strip()
    values["is_official"] = _FLAGS[flag]
    values["stars"] = (
        int(stars) if stars.isascii() and stars.isdigit() and len(stars) < 10 else None
    )
    return Fields(values)


def _rows(file: SourceFile) -> Iterator[_Row]:
    """A quoted field may hold line ends; a quote that never ends costs no more than its line."""
    lines, again = file.lines(), deque[Line]()
    held: list[Line] = []
    while (line := again.popleft() if again else next(lines, None)) or held:
        held += [line] if line else []
        is_whole = _is_whole(held) if line else False
        if is_whole is None:
            continue
        taken = held if is_whole else held[:1]
        yield from _row(taken)
        again.extendleft(reversed(held[len(taken) :]))
        held = []


def _is_whole(lines: list[Line]) -> bool | None:
    """None while the row goes on; False if it does so beyond measure."""
    if sum(one.data.count(b'"') for one in lines) % 2 == 0:
        return True
    too_long = sum(len(one.data) for one in lines) > _LONGEST_ROW
    return False if too_long or len(lines) >= _MOST_LINES else None


def _row(lines: list[Line]) -> Iterator[_Row]:
    data = b"\n".join(line.data for line in lines).removeprefix(b"\xef\xbb\xbf")
    first, resume = lines[0].number, lines[-1].offset
    if not data.strip():
        return
    try:
        fields = next(csv.reader([data.decode("utf-8")], strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield _Row(data, first, resume, problem=f"expected a row of a table: {error}")
    else:
        yield _Row(data, first, resume, tuple(fields))
