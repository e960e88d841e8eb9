"""Content codings: which one a client takes, and bodies in it."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import zstandard

# What JSON of this kind costs and saves was measured (docs/performance.md): below the first size a
# coding saves less than a packet, above the second it would hold up the answers of others.
WORTH_BYTES = 1_400
ASIDE_BYTES = 64_000

_GZIP_LEVEL = 1
_ZSTD_LEVEL = 3
_GZIP_WINDOW = 31  # of 32 KB, with the header that makes it gzip


def _gzip(body: bytes) -> bytes:
    compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    return compressor.compress(body) + compressor.flush()


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(body)


CODINGS: dict[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}
"""By their name in HTTP, the one that we like best first."""


@lru_cache(maxsize=256)
def negotiate_coding(accept_encoding: str, offered: Sequence[str]) -> str | None:
    """The offered coding that the client likes best, the first of equals; None for no coding."""
    wanted = dict(map(_parsed, accept_encoding.lower().split(",")))
    anything = wanted.get("*", 0.0)
    best, best_quality = None, 0.0
    for coding in offered:
        quality = wanted.get(coding, anything)
        if quality > best_quality:
            best, best_quality = coding, quality
    return best


async def encode(body: bytes, coding: str) -> bytes:
    """The body in this coding; always the same bytes for the same body."""
    if len(body) < ASIDE_BYTES:
        return CODINGS[coding](body)
    return await asyncio.to_thread(CODINGS[coding], body)


def _parsed(text: str) -> tuple[str, float]:
    name, _, parameter = text.partition(";")
    quality = parameter.strip().removeprefix("q=") if parameter else "1"
    try:
        return name.strip(), float(quality)
    except ValueError:
        return name.strip(), 0.0
