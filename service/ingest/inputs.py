"""Files, folders, globs, packed files and pipes as bytes with line numbers and offsets."""

from __future__ import annotations

import glob
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from service.errors import CommandError
from service.ingest.unpacking import DAMAGED, unpacked

STANDARD_INPUT = "-"
LONGEST_LINE = 64 << 20
LARGEST_WHOLE_FILE = 64 << 20
_CHUNK = 1 << 20
_FINGERPRINTED = 1 << 16


class UnreadableFile(Exception):
    """The file ends too early or is not what its name says; what was read before still counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; `offset` is where the next one begins. A line over the limit is cut,
    and `too_long` says so."""

    number: int
    data: bytes
    offset: int
    too_long: bool = False


@dataclass(slots=True)
class SourceFile:
    """One input; offsets count unpacked bytes. `name` is what the checkpoint knows it by."""

    path: str
    resume: int = 0
    _raw: BinaryIO | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.path if self.path == STANDARD_INPUT else str(Path(self.path).resolve())

    @property
    def size(self) -> int | None:
        """Bytes as stored, for progress."""
        return None if self.path == STANDARD_INPUT else Path(self.path).stat().st_size

    @property
    def position(self) -> int:
        """Bytes as stored that have been read so far."""
        if self._raw is None or self._raw.closed or self.path == STANDARD_INPUT:
            return 0
        return self._raw.tell()

    def fingerprint(self) -> str | None:
        """The same for the same content, wherever and whenever it was copied; None for a pipe."""
        if self.path == STANDARD_INPUT:
            return None
        size = self.size or 0
        digest = hashlib.blake2b(str(size).encode(), digest_size=16)
        with Path(self.path).open("rb") as stream:
            digest.update(stream.read(_FINGERPRINTED))
            if size > _FINGERPRINTED:
                stream.seek(max(_FINGERPRINTED, size - _FINGERPRINTED))
                digest.update(stream.read(_FINGERPRINTED))
        return digest.hexdigest()

    def open(self) -> BinaryIO:
        """The unpacked bytes from the beginning."""
        try:
            # Closed with what unpacks it, or by `with` where nothing does. In large pieces, because
            # each lets go of the interpreter, and to do so briefly and often is dear (payload).
            piped = self.path == STANDARD_INPUT
            self._raw = sys.stdin.buffer if piped else open(self.path, "rb", _CHUNK)  # noqa: SIM115
            return unpacked(self.path, self._raw)
        except OSError as error:
            raise CommandError(f"cannot read {self.path}: {error.strerror or error}") from error

    def read_all(self) -> bytes:
        """The whole content of a file that is one record."""
        with self.open() as stream:
            data = _read(stream, LARGEST_WHOLE_FILE + 1)
        if len(data) > LARGEST_WHOLE_FILE:
            raise UnreadableFile(f"larger than {LARGEST_WHOLE_FILE >> 20} MB")
        return data

    def lines(self) -> Iterator[Line]:
        """The lines from the resume offset on, in constant memory whatever they hold."""
        with self.open() as stream:
            number, offset = 1 + _skip(stream, self.resume), self.resume
            while data := _read_line(stream):
                offset += len(data)
                ended = data.endswith(b"\n")
                too_long = not ended and len(data) >= LONGEST_LINE
                if too_long:
                    offset += _skip_line(stream)
                yield Line(number, data.rstrip(b"\r\n"), offset, too_long)
                number += 1


def expand(paths: Sequence[str]) -> list[SourceFile]:
    """The files that the paths mean: a file, a folder with all in it, a glob, or `-`."""
    found: dict[str, SourceFile] = {}
    for path in paths:
        for one in _files_of(path):
            file = SourceFile(one)
            found.setdefault(file.name, file)
    if not found:
        raise CommandError("nothing to read: name a file, a folder, a glob, or - for a pipe")
    return list(found.values())


def _files_of(path: str) -> list[str]:
    if path == STANDARD_INPUT:
        return [path]
    place = Path(path)
    if place.is_dir():
        inside = (one for one in sorted(place.rglob("*")) if one.is_file())
        visible = [
            str(one)
            for one in inside
            if not any(part.startswith(".") for part in one.relative_to(place).parts)
        ]
        if not visible:
            raise CommandError(f"{path} is an empty folder")
        return visible
    if place.exists():
        return [path]
    matched = sorted(one for one in glob.glob(path, recursive=True) if Path(one).is_file())
    if not matched:
        raise CommandError(f"no such file: {path}")
    return matched


def _read(stream: BinaryIO, size: int) -> bytes:
    try:
        return stream.read(size)
    except DAMAGED as error:
        raise UnreadableFile(str(error) or "the packed data is damaged") from error


def _read_line(stream: BinaryIO) -> bytes:
    try:
        return stream.readline(LONGEST_LINE)
    except DAMAGED as error:
        raise UnreadableFile(str(error) or "the packed data is damaged") from error


def _skip_line(stream: BinaryIO) -> int:
    """Reads on to the end of the line; how many bytes that were."""
    skipped = 0
    while data := _read_line(stream):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _skip(stream: BinaryIO, offset: int) -> int:
    """Reads up to the offset; how many lines ended before it."""
    ended, left = 0, offset
    while left > 0 and (data := _read(stream, min(left, _CHUNK))):
        ended += data.count(b"\n")
        left -= len(data)
    return ended
