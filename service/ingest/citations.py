"""Reads edge lists: who cites whom, by the outside ids of both, one pair a line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from service.ids import ExternalId, parse_id, parse_reference
from service.ingest.additions import addition_key, names_a_paper
from service.ingest.inputs import LONGEST_LINE, Line, SourceFile
from service.ingest.json_fields import BadField
from service.ingest.records import Located, PaperRecord, ReferenceMention

SOURCE = "citations"

# How the two columns are called where the first line names its columns.
_CITING = ("citing", "citing_id", "citingpaperid", "source", "src", "from", "fromnodeid")
_CITED = ("cited", "cited_id", "citedpaperid", "target", "dst", "to", "tonodeid")
_MOST_TOGETHER = 200


def read_citations(
    file: SourceFile, as_of: date | None, scheme: str | None = None
) -> Iterator[Located]:
    """What the pairs add to each citing paper; pairs of one that stand together are one record.

    Ids are of `scheme`, or say themselves what they are. A paper that cites itself is set aside.
    """
    columns = _columns(next(_content(SourceFile(file.path)), None)) if file.resume else None
    pairs = _Pairs(file.path)
    for line in _content(file):
        is_first, columns = columns is None, columns or _columns(line)
        try:
            fields = _fields(line)
            if is_first and not _is_pair(fields, columns, scheme):
                continue  # a header
            citing, cited = (_id(fields, place, scheme) for place in columns)
            if citing == cited:
                raise BadField("cited", f"a paper that cites itself: {citing}")
        except BadField as problem:
            yield from pairs.end()
            yield Located(problem.rejected(line.data), file.path, line.number, line.offset)
        else:
            yield from pairs.add(citing, cited, line)
    yield from pairs.end()


def citations_of(scheme: str) -> Callable[[SourceFile, date | None], Iterator[Located]]:
    """The reader of lists whose ids are of that scheme."""
    return partial(read_citations, scheme=scheme)


@dataclass(slots=True)
class _Pairs:
    """The pairs with one citing paper that stand one after the other."""

    path: str
    citing: ExternalId | None = None
    cited: set[ExternalId] = field(default_factory=set)
    line: int = 0
    resume: int = 0

    def add(self, citing: ExternalId, cited: ExternalId, line: Line) -> Iterator[Located]:
        if citing != self.citing or len(self.cited) >= _MOST_TOGETHER:
            yield from self.end()
            self.citing, self.line = citing, line.number
        self.cited.add(cited)
        self.resume = line.offset

    def end(self) -> Iterator[Located]:
        if self.citing is not None:
            cited = sorted(self.cited)
            record = PaperRecord(
                source=SOURCE,
                # Pairs of one paper may stand far apart, and none may replace another.
                key=addition_key(self.citing, cited),
                title=None,
                ids=(self.citing,),
                references=tuple(ReferenceMention((one,)) for one in cited),
            )
            yield Located(record, self.path, self.line, self.resume)
        self.citing, self.cited = None, set()


def _content(file: SourceFile) -> Iterator[Line]:
    """The lines that are neither empty nor comments."""
    for line in file.lines():
        if (text := line.data.strip()) and not text.startswith((b"#", b"%")):
            yield line


def _fields(line: Line) -> list[str]:
    """`A ==> B`, tabs, commas (with quotes around what holds one) or blanks."""
    if line.too_long:
        raise BadField(None, f"the line is longer than {LONGEST_LINE >> 20} MB")
    try:
        text = line.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        if "==>" in text:
            fields = text.split("==>")
        elif "\t" in text:
            fields = text.split("\t")
        elif "," in text:
            fields = next(csv.reader([text], skipinitialspace=True), [])
        else:
            fields = text.split()
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadField(None, f"expected a line of text: {error}") from error
    return [one.strip().strip("\"'").strip() for one in fields]


def _columns(line: Line | None) -> tuple[int, int]:
    """Where the citing and the cited id stand: in the first two columns, if no name says other."""
    try:
        names = [one.lower() for one in _fields(line)] if line else []
    except BadField:
        names = []
    citing = next((names.index(name) for name in _CITING if name in names), 0)
    cited = next((names.index(name) for name in _CITED if name in names), 1)
    return (citing, cited) if citing != cited else (0, 1)


def _is_pair(fields: list[str], columns: tuple[int, int], scheme: str | None) -> bool:
    """Is there an id at all? A line with one good and one bad id is no header but a mistake."""
    shown = [fields[place] for place in columns if place < len(fields)]
    return len(shown) < 2 or any(_read_id(one, scheme) for one in shown)


def _id(fields: list[str], place: int, scheme: str | None) -> ExternalId:
    if place >= len(fields):
        raise BadField(None, "expected two ids, citing and cited")
    found = _read_id(fields[place], scheme)
    if found is None:
        wanted = f"an id of {scheme}" if scheme else "an id that says what it is, or --scheme"
        raise BadField(None, f"expected {wanted}, not {fields[place][:80]!r}")
    return found


def _read_id(text: str, scheme: str | None) -> ExternalId | None:
    found = (parse_id(scheme, text) if scheme else None) or parse_reference(text)
    return found if found and names_a_paper(found) else None
