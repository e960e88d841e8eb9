"""Elements of an XML file of any size, one at a time; a broken one does not cost those after it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, XMLParser

from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.json_fields import BadField
from service.ingest.unpacking import DAMAGED

LONGEST_ELEMENT = 16 << 20
LONGEST_TAG = 1 << 16
_CHUNK = 1 << 18
_PROLOGUE = 1 << 10
# What may be cut off at the end of what is read so far: the longest thing that is looked for.
_TAIL = 64

_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=[\"']([A-Za-z0-9._-]+)[\"']")
_REST_OF_TAG = re.compile(rb"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML_ITSELF = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


@dataclass(frozen=True, slots=True)
class Piece:
    """An element as it stands in the file (of a mark, only the start tag), or, with a `problem`, as
    much of it as there is. `resume` is where the next thing begins."""

    name: str
    data: bytes
    line: int
    resume: int
    encoding: str | None
    problem: str | None = None


def elements(
    file: SourceFile, records: Collection[str], marks: Collection[str] = (), *, begin: int = 0
) -> Iterator[Piece]:
    """The whole elements called like one of `records`, and the start tags of `marks`, in order.

    Records stand in no record. Nothing outside of them is read as XML: no declaration of an
    entity, no other file, and no error there can hurt.
    """
    whole = frozenset(records)
    opening = _opening(whole, frozenset(marks))
    with file.open() as stream:
        window = _Window(stream)
        window.fill(_PROLOGUE)
        encoding = _declared_encoding(window.data)
        window.pass_over(begin)
        while (name := window.find(opening)) is not None:
            if name in _ASIDES:
                window.skip_aside(_ASIDES[name])
                continue
            line = window.line
            end, problem = window.end_of(name, whole)
            data = window.take(end)
            yield Piece(name.decode(), data, line, window.position, encoding, problem)


def parse(piece: Piece) -> Element:
    """The element as a tree; the entities of HTML, which DTDs of libraries take over, are known."""
    if piece.problem is not None:
        raise BadField(None, piece.problem)
    data = _ENTITY.sub(_as_number, piece.data)
    try:
        # What is no parser's encoding is a LookupError, or a ValueError where it has wide letters.
        parser = XMLParser(encoding=piece.encoding)
        parser.feed(data)
        return parser.close()
    except ParseError as error:
        reason, _, _ = str(error).partition(":")
        line = piece.line + error.position[0] - 1
        raise BadField(None, f"expected XML, found in line {line}: {reason}") from error
    except (ValueError, LookupError) as error:
        raise BadField(None, f"expected XML: {error}") from error


def parse_mark(piece: Piece) -> Element:
    """A start tag as an element without content."""
    closed = piece.data.removesuffix(b">").removesuffix(b"/") + b"/>"
    return parse(Piece(piece.name, closed, piece.line, piece.resume, piece.encoding, piece.problem))


def text_of(element: Element | None) -> str:
    """All text in the element without its markup, blanks made one."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _as_number(match: re.Match[bytes]) -> bytes:
    characters = html5.get(f"{match[1].decode()};")
    if match[1] in _OF_XML_ITSELF or characters is None:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def _declared_encoding(data: bytes) -> str | None:
    match = _ENCODING.match(data)
    return match[1].decode() if match else None


# What may hold anything and means nothing: how it begins, how it ends.
_ASIDES = {b"!--": b"-->", b"![CDATA[": b"]]>", b"?": b"?>"}
_ASIDE = rb"!--|!\[CDATA\[|\?"


@cache
def _named(names: frozenset[str]) -> bytes:
    return b"|".join(re.escape(name).encode() for name in sorted(names))


def _opening(records: frozenset[str], marks: frozenset[str]) -> re.Pattern[bytes]:
    names = _named(records | marks)
    return re.compile(rb"<(" + _ASIDE + rb"|(?:" + names + rb")(?=[\s/>]))")


@cache
def _closing(name: bytes, records: frozenset[str]) -> re.Pattern[bytes]:
    """What ends a record: its end tag, or the beginning of the next one if that was forgotten."""
    begun = rb"(?:" + _named(records) + rb")(?=[\s/>])"
    return re.compile(
        rb"<(?:(?P<aside>" + _ASIDE + rb")|(?P<end>/" + re.escape(name) + rb"\s*>)|" + begun + rb")"
    )


@dataclass(slots=True)
class _Window:
    """The part of the file that is held, and the place in it up to which it is dealt with."""

    stream: BinaryIO
    data: bytes = b""
    at: int = 0
    line: int = 1
    ended: bool = False
    _before: int = 0

    @property
    def position(self) -> int:
        return self._before + self.at

    def fill(self, size: int) -> bool:
        """Lets go what is dealt with and reads on; False at the end of the file."""
        pieces, length = [self.data[self.at :]], 0
        while length < size and not self.ended:
            piece = _read(self.stream)
            self.ended = not piece
            pieces.append(piece)
            length += len(piece)
        self._before += self.at
        self.at = 0
        self.data = b"".join(pieces)
        return length > 0

    def more(self) -> bool:
        # As much again as is held: what grows to a long element is copied a few times at most.
        return self.fill(max(_CHUNK, len(self.data) - self.at))

    def move(self, place: int) -> None:
        place = max(place, self.at)
        self.line += self.data.count(b"\n", self.at, place)
        self.at = place

    def take(self, length: int) -> bytes:
        """The next bytes, which are dealt with then."""
        start = self.at
        self.move(min(start + length, len(self.data)))
        return self.data[start : self.at]

    def pass_over(self, size: int) -> None:
        while self.position < size and (self.at < len(self.data) or self.more()):
            self.move(min(self.at + size - self.position, len(self.data)))

    def find(self, pattern: re.Pattern[bytes]) -> bytes | None:
        """Moves to what is looked for; the name of it."""
        while True:
            if match := pattern.search(self.data, self.at):
                self.move(match.start())
                return match[1]
            self.move(len(self.data) - _TAIL)
            if not self.more():
                return None

    def skip_aside(self, end: bytes) -> None:
        self.move(self.at + 2)
        while (place := self.data.find(end, self.at)) < 0:
            self.move(len(self.data) - _TAIL)
            if not self.more():
                self.move(len(self.data))
                return
        self.move(place + len(end))

    def end_of(self, name: bytes, records: frozenset[str]) -> tuple[int, str | None]:
        """How long the element is that begins here, and what is wrong with it."""
        shown = name.decode()
        length = self._tag(1 + len(name))
        if length < 0:
            return 1 + len(name), f"the tag <{shown}> does not end"
        if shown not in records or self.data[self.at + length - 2 : self.at + length] == b"/>":
            return length, None
        closing = _closing(name, records)
        while True:
            match = closing.search(self.data, self.at + length)
            if match is None:
                length = max(length, len(self.data) - self.at - _TAIL)
                if length > LONGEST_ELEMENT:
                    return length, f"<{shown}> is longer than {LONGEST_ELEMENT >> 20} MB"
                if not self.more():
                    return len(self.data) - self.at, f"the file ends within <{shown}>"
            elif match["aside"]:
                length = self._end_of_aside(_ASIDES[match["aside"]], match.end() - self.at)
                if length < 0:
                    return len(self.data) - self.at, f"what is no text in <{shown}> does not end"
            elif match["end"]:
                return match.end() - self.at, None
            else:
                reason = f"<{shown}> is not closed before the next begins"
                return match.start() - self.at, reason

    def _tag(self, length: int) -> int:
        """How long the start tag is whose name is that long; -1 if it does not end."""
        while (match := _REST_OF_TAG.match(self.data, self.at + length)) is None:
            if len(self.data) - self.at > LONGEST_TAG or not self.more():
                return -1
        return match.end() - self.at

    def _end_of_aside(self, end: bytes, length: int) -> int:
        while (found := self.data.find(end, self.at + length)) < 0:
            length = max(length, len(self.data) - self.at - len(end))
            if length > LONGEST_ELEMENT or not self.more():
                return -1
        return found + len(end) - self.at


def _read(stream: BinaryIO) -> bytes:
    """The next bytes; what was unpacked before the damage of a packed file is handed out first."""
    try:
        read_some = getattr(stream, "read1", stream.read)
        return bytes(read_some(_CHUNK))
    except DAMAGED as error:
        raise UnreadableFile(str(error) or "the packed data is damaged") from error
