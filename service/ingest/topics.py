"""Reads tables of topics: arXiv's categories, OpenAlex's four levels, or one of your own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from service.ingest.arxiv_categories import SCHEME as ARXIV
from service.ingest.inputs import Line, SourceFile
from service.ingest.json_fields import RAW_LENGTH, BadField
from service.ingest.records import Located, Record, Rejected, TopicRecord

SOURCE = "topics"
# What comes with Colophon: codes, names and parents, which are facts, of both classifications.
PACKAGED = Path(__file__).with_name("topics.csv.gz")

OPENALEX = "openalex"
# Lists of OpenAlex's names, which say no parent: its table says more.
_PASSED_OVER = (".yaml", ".yml")
# arXiv's own mark of a category that is none.
_NO_GROUP = "grp_bad"
_LONGEST_ROW = 1 << 17
_BYTE_ORDER = "\ufeff"

Row = dict[str, str]


def read_topics(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """One record for each row, those above it first, once a file."""
    if file.path.endswith(_PASSED_OVER):
        return
    table: _Table | None = None
    for row in _rows(file):
        found: list[Record | Rejected]
        try:
            if row.problem is not None:
                raise BadField(None, row.problem)
            if table is None:
                table = _Table.of(row.cells)
                continue
            found = list(table.records(row.cells))
        except BadField as problem:
            found = [Rejected(problem.field, problem.reason, row.raw[:RAW_LENGTH])]
        # The head must be read again in any case, and tables are small.
        if row.offset > file.resume:
            for number, what in enumerate(found, 1):
                resume = row.offset if number == len(found) else 0
                yield Located(what, file.path, row.line, resume)


@cache
def packaged_topics() -> dict[tuple[str, str], TopicRecord]:
    """The topics that come with Colophon by scheme and code."""
    located = read_topics(SourceFile(str(PACKAGED)), None)
    records = (one.what for one in located if isinstance(one.what, TopicRecord))
    return {(record.scheme, record.code): record for record in records}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, which may go over several lines; `raw` is its beginning."""

    cells: list[str]
    line: int
    offset: int
    raw: str
    problem: str | None = None


def _rows(file: SourceFile) -> Iterator[_Row]:
    pending, first = "", 0
    offset = 0
    for line in SourceFile(file.path).lines():
        offset = line.offset
        if not pending:
            if not line.data.strip():
                continue
            first = line.number
        text, problem = _decoded(line)
        pending += text
        if problem is None and pending.count('"') % 2 and len(pending) < _LONGEST_ROW:
            pending += "\n"
            continue
        yield _row(pending, first, offset, problem)
        pending = ""
    if pending:
        yield _row(pending, first, offset, "the file ends within a quoted text")


def _decoded(line: Line) -> tuple[str, str | None]:
    if line.too_long:
        return line.data[:RAW_LENGTH].decode("utf-8", "replace"), "the line is too long"
    try:
        return line.data.decode().removeprefix(_BYTE_ORDER), None
    except UnicodeDecodeError as error:
        return line.data.decode("utf-8", "replace"), f"expected UTF-8 text: {error.reason}"


def _row(text: str, line: int, offset: int, problem: str | None) -> _Row:
    if problem is None:
        try:
            return _Row(next(csv.reader([text])), line, offset, text)
        except (csv.Error, StopIteration) as error:
            problem = f"expected comma-separated values: {error}"
    return _Row([], line, offset, text, problem)


@dataclass(slots=True)
class _Table:
    """A table by its columns; `told` is what it has said last of each topic, by its key."""

    columns: list[str]
    read: Callable[[Row], Iterator[TopicRecord]]
    told: dict[str, TopicRecord] = field(default_factory=dict)

    @classmethod
    def of(cls, head: list[str]) -> _Table:
        columns = [column.strip().lower() for column in head]
        for needed, read in _FORMS:
            if set(needed) <= set(columns):
                return cls(columns, read)
        forms = "; ".join(",".join(needed) for needed, _ in _FORMS)
        raise BadField(None, f"expected a table of topics with one of these heads: {forms}")

    def records(self, cells: list[str]) -> Iterator[TopicRecord]:
        if len(cells) != len(self.columns):
            reason = f"expected {len(self.columns)} values, found {len(cells)}"
            raise BadField(None, reason)
        row = {name: cell.strip() for name, cell in zip(self.columns, cells, strict=True)}
        for record in self.read(row):
            # Once, but whoever goes on here after a stop has the same in the end.
            if self.told.get(record.key) != record:
                self.told[record.key] = record
                yield record


def _of_own_table(row: Row) -> Iterator[TopicRecord]:
    level = row.get("level") or "0"
    if not level.isascii() or not level.isdigit():
        raise BadField("level", f"expected a whole number, not {level[:40]!r}")
    parent = row.get("parent_code") or None
    yield _record(
        row, row["scheme"], row["code"], row["name"], int(level[:9]), parent, row.get("description")
    )


def _of_arxiv(row: Row) -> Iterator[TopicRecord]:
    """Archives that are no category themselves (`cs`) have no row of their own."""
    archive, code = row["archive"], row["code"]
    if row.get("group_code") == _NO_GROUP:
        return
    is_below = bool(archive) and archive != code
    if is_below:
        yield _record(row, ARXIV, archive, row["archive_name"], 0, None)
    description = row.get("description") or ""
    if taken_over_by := row.get("subsumed_by"):
        description = f"{description} Taken over by {taken_over_by}.".strip()
    parent = archive if is_below else None
    yield _record(row, ARXIV, code, row["name"], 1 if is_below else 0, parent, description)


def _of_openalex(row: Row) -> Iterator[TopicRecord]:
    """Ids are bare numbers; the newer label is the name."""
    parent = None
    for level, name in enumerate(("domain", "field", "subfield")):
        code = f"{name}s/{_number(row, f'{name}_id')}"
        yield _record(row, OPENALEX, code, row[f"{name}_name"], level, parent)
        parent = code
    keywords = row.get("keywords")
    parts = (row.get("summary"), f"Keywords: {keywords}." if keywords else None)
    description = "\n\n".join(part for part in parts if part)
    name = row["new_topic_label"] or row.get("old_topic_label") or ""
    yield _record(row, OPENALEX, f"T{_number(row, 'topic_id')}", name, 3, parent, description)


def _number(row: Row, name: str) -> int:
    text = row[name]
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BadField(name, f"expected a number, not {text[:40]!r}")
    return int(text)


def _record(
    row: Row,
    scheme: str,
    code: str,
    name: str,
    level: int,
    parent: str | None,
    description: str | None = None,
) -> TopicRecord:
    for column, value in (("scheme", scheme), ("code", code), ("name", name)):
        if not value:
            raise BadField(column, "expected text, found none")
    return TopicRecord(
        source=SOURCE,
        key=f"{scheme} {code}",
        scheme=scheme,
        code=code,
        name=name,
        description=description or None,
        parent_code=parent if parent != code else None,
        level=level,
    )


_FORMS: tuple[tuple[tuple[str, ...], Callable[[Row], Iterator[TopicRecord]]], ...] = (
    (("scheme", "code", "name"), _of_own_table),
    (("code", "name", "archive", "archive_name"), _of_arxiv),
    (
        (
            *("topic_id", "new_topic_label", "subfield_id", "subfield_name"),
            *("field_id", "field_name", "domain_id", "domain_name"),
        ),
        _of_openalex,
    ),
)
