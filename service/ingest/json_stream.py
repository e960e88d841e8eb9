"""Objects of a JSON file in any of the shapes in which data are handed on: one a line, a list, the
pages of an API, one object over many lines; in constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from service.ingest.inputs import LONGEST_LINE, STANDARD_INPUT, Line, SourceFile, UnreadableFile
from service.ingest.json_fields import BadField, Fields, read_object
from service.ingest.records import Located, Record, Rejected
from service.ingest.unpacking import DAMAGED

# What the answers of the APIs begin with, and no record does.
_ENVELOPE = re.compile(
    rb'\{\s*"(?:meta|status|results|message|message-type|items|number_of_results|time_taken)"\s*:'
)
_DEEPEST = 1_000
_CHUNK = 1 << 20
_HEAD = 1 << 16

# What stands between brackets, with whole texts in it. JSON has no line end within a text: there a
# broken one ends.
_REST_OF_TEXT = rb'(?:[^"\\\n]++|\\.)*+["\n]'
_BETWEEN = re.compile(rb'(?:[^"{}\[\]]++|"' + _REST_OF_TEXT + rb")*+", re.S)
_TO_BRACKET = re.compile(_BETWEEN.pattern + rb"[{}\[\]]", re.S)
_TO_END_OF_TEXT = re.compile(_REST_OF_TEXT, re.S)
_WRAPPED = re.compile(rb'"(?:items|message|results)"\s*:\s*\Z')
_WRAPPER_LENGTH = 64
_BRACE = ord("{")
_CLOSES = dict(zip(b"}]", b"{[", strict=True))


def read_each(file: SourceFile, read: Callable[[Fields], Iterable[Record]]) -> Iterator[Located]:
    """What `read` makes of each object; what it refuses is set aside with its line."""
    for line in objects(file):
        if not line.data.strip():
            continue
        found: list[Record | Rejected]
        try:
            if line.too_long:
                raise BadField(None, f"the record is longer than {LONGEST_LINE >> 20} MB")
            found = list(read(read_object(line.data)))
        except BadField as problem:
            found = [problem.rejected(line.data)]
        for number, what in enumerate(found, 1):
            # Reading may go on behind the line, once all that stood in it is stored.
            resume = line.offset if number == len(found) else 0
            yield Located(what, file.path, line.number, resume)


def objects(file: SourceFile) -> Iterator[Line]:
    """Each object's bytes and the line where it begins. In one object a line a broken one ends with
    its line; elsewhere brackets are counted."""
    head = head_of(file).removeprefix(b"\xef\xbb\xbf").lstrip()
    first, line_end, _ = head.partition(b"\n")
    if head[:1] == b"[" or _ENVELOPE.match(head) or (line_end and first.rstrip() == b"{"):
        yield from _counted(file)
    else:
        yield from file.lines()


def _counted(file: SourceFile) -> Iterator[Line]:
    """Objects wherever they stand. Going on at an offset means to read up to there again: what is
    open there is known in no other way."""
    return (line for line in _scanned(file) if line.offset > file.resume)


def _scanned(file: SourceFile) -> Iterator[Line]:
    scanner = _Scanner()
    for piece in pieces_of(file):
        yield from scanner.feed(piece)
    yield from scanner.end()
    if scanner.stack:
        raise UnreadableFile("it ends before all its brackets are closed")


def pieces_of(file: SourceFile) -> Iterator[bytes]:
    """The unpacked bytes, up to where they are damaged."""
    with file.open() as stream:
        # What was unpacked before the damage is told, where the stream can.
        read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        try:
            while piece := read(_CHUNK):
                yield piece
        except DAMAGED as error:
            raise UnreadableFile(str(error) or "the packed data is damaged") from error


def head_of(file: SourceFile) -> bytes:
    """The first bytes of a file, by which its shape is known; a pipe keeps them."""
    stream: Any = file.open()
    try:
        if file.path == STANDARD_INPUT:
            return bytes(stream.peek(_HEAD))
        with stream:
            return bytes(stream.read(_HEAD))
    except DAMAGED:
        return b""  # who reads the file says so


@dataclass(slots=True)
class _Open:
    """A bracket not yet closed. Of the objects that it holds, each may be a record (`LIST`), those
    under a wrapping name may (`ENVELOPE`), none is one (`PART`); `RECORD` is one itself."""

    bracket: int
    role: str
    start: int = 0
    line: int = 0


@dataclass(slots=True)
class _Scanner:
    """Where objects begin and end in bytes that come in pieces. All offsets count from the
    beginning; `kept` are the bytes from `kept_from` on, which may still belong to a record."""

    kept: bytearray = field(default_factory=bytearray)
    kept_from: int = 0
    scanned: int = 0
    line: int = 1
    counted: int = 0
    stack: list[_Open] = field(default_factory=list)
    in_long_text: bool = False

    def feed(self, piece: bytes) -> Iterator[Line]:
        self.kept += piece
        at = self._end_of_long_text(self.scanned - self.kept_from)
        while match := _TO_BRACKET.match(self.kept, at):
            at = match.end()
            bracket = self.kept[at - 1]
            if bracket in b"{[":
                self._open(bracket, at - 1)
            else:
                yield from self._close(_CLOSES[bracket], self.kept_from + at)
        if not self.in_long_text and (between := _BETWEEN.match(self.kept, at)):
            at = between.end()
        if len(self.kept) - at > LONGEST_LINE:
            at, self.in_long_text = len(self.kept), True
        self.scanned = self.kept_from + at
        yield from self._cut()
        self._forget()

    def _end_of_long_text(self, at: int) -> int:
        """Where a text ends that grew beyond measure, or all that there is of it."""
        if not self.in_long_text:
            return at
        match = _TO_END_OF_TEXT.match(self.kept, at)
        self.in_long_text = match is None
        return match.end() if match else len(self.kept)

    def end(self) -> Iterator[Line]:
        """What the end of the file leaves open."""
        for opened in self.stack:
            if opened.role == "RECORD":
                yield self._record(opened, self.kept_from + len(self.kept))

    def _open(self, bracket: int, at: int) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableFile(f"brackets stand in brackets more than {_DEEPEST:,} times")
        around = self.stack[-1].role if self.stack else "LIST"
        if around in ("RECORD", "ENVELOPE"):
            before = self.kept[max(0, at - _WRAPPER_LENGTH) : at]
            around = "ENVELOPE" if _WRAPPED.search(before) else "PART"
            if around == "ENVELOPE":
                self.stack[-1].role = around
        if around == "PART":
            self.stack.append(_Open(bracket, "PART"))
        elif bracket == _BRACE:
            start = self.kept_from + at
            self.stack.append(_Open(bracket, "RECORD", start, self._line_at(start)))
        else:
            self.stack.append(_Open(bracket, "LIST"))

    def _close(self, bracket: int, end: int) -> Iterator[Line]:
        """Closes the innermost such bracket, and whatever was forgotten to be closed in it."""
        innermost = self.stack[-1].bracket if self.stack else None
        if innermost != bracket and all(opened.bracket != bracket for opened in self.stack):
            return
        while self.stack:
            opened = self.stack.pop()
            if opened.role == "RECORD":
                yield self._record(opened, end)
            if opened.bracket == bracket:
                return

    def _record(self, opened: _Open, end: int) -> Line:
        data = self.kept[opened.start - self.kept_from : end - self.kept_from]
        return Line(opened.line, bytes(data), end)

    def _cut(self) -> Iterator[Line]:
        """A record that grows beyond measure is told now, and its rest passed over."""
        end = self.kept_from + len(self.kept)
        for opened in self.stack:
            if opened.role == "RECORD" and end - opened.start >= LONGEST_LINE:
                head = self.kept[opened.start - self.kept_from :][:_HEAD]
                yield Line(opened.line, bytes(head), end, too_long=True)
                opened.role = "PART"

    def _forget(self) -> None:
        """Lets go of the bytes that belong to no open record and hold no name before a bracket."""
        starts = (opened.start for opened in self.stack if opened.role == "RECORD")
        keep_from = min(starts, default=max(self.kept_from, self.scanned - _WRAPPER_LENGTH))
        self._line_at(keep_from)
        del self.kept[: keep_from - self.kept_from]
        self.kept_from = keep_from

    def _line_at(self, place: int) -> int:
        if place > self.counted:
            known, wanted = self.counted - self.kept_from, place - self.kept_from
            self.line += self.kept.count(b"\n", known, wanted)
            self.counted = place
        return self.line
