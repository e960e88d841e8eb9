"""Packed files as the bytes that are in them: gzip, bzip2, Zstandard, by the end of the name."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from typing import BinaryIO, cast

import zstandard

DAMAGED = (EOFError, OSError, zlib.error, zstandard.ZstdError)
"""What reading raises where the packed data ends too early or is none."""

# Four packed bytes may stand for 128 KB: what one piece can become, 32 MB, is held in memory.
_PIECE = 1 << 10


def unpacked(path: str, raw: BinaryIO) -> BinaryIO:
    """The unpacked bytes of an open file; closing them closes the file."""
    if path.endswith(".gz"):
        return cast(BinaryIO, _Gzip(raw))
    if path.endswith(".bz2"):
        return cast(BinaryIO, _Bzip2(raw))
    if path.endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_Zstandard(raw)))
    return raw


class _Gzip(gzip.GzipFile):
    """Closes the packed file with itself, which its class leaves to whoever opened it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._packed = raw
        super().__init__(fileobj=raw, mode="rb")

    def close(self) -> None:
        super().close()
        self._packed.close()


class _Bzip2(bz2.BZ2File):
    """The same for bzip2."""

    def __init__(self, raw: BinaryIO) -> None:
        self._packed = raw
        super().__init__(raw)

    def close(self) -> None:
        super().close()
        self._packed.close()


class _Zstandard(io.RawIOBase):
    """Frame after frame; unlike the library's own reader it tells when the last one breaks off."""

    def __init__(self, raw: BinaryIO) -> None:
        self._packed = raw
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._ahead = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            packed = self._ahead or self._packed.read(_PIECE)
            self._ahead = b""
            if not packed:
                if self._begun:
                    raise EOFError("the packed data ends too early")
                return 0
            self._ready = memoryview(self._frame.decompress(packed))
            self._begun = not self._frame.eof
            if self._frame.eof:
                self._ahead = self._frame.unused_data
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        super().close()
        self._packed.close()
