"""Content negotiation: which media type to answer in, and whether a request's own can be read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache


class MediaType(Enum):
    """What the endpoint can answer in; the value is the content-type."""

    GRAPHQL = b"application/graphql-response+json; charset=utf-8"
    JSON = b"application/json; charset=utf-8"
    HTML = b"text/html; charset=utf-8"


ESSENCE = {
    MediaType.GRAPHQL: "application/graphql-response+json",
    MediaType.JSON: "application/json",
    MediaType.HTML: "text/html",
}

# The content-types that a web page may send to another origin without asking it first.
SIMPLE = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})

UTF_8 = frozenset({"utf-8", "utf8"})


@lru_cache(maxsize=256)
def negotiate(accept: str, offered: tuple[MediaType, ...], unasked: MediaType) -> MediaType | None:
    """The offered type that the client likes best; None when it takes none of them.

    Of types that it likes equally, one that it names goes before one that only a wildcard
    covers, then the earlier named, and `unasked` first among those under a wildcard.
    """
    ranges = [_parsed(text) for text in accept.split(",") if text.strip()]
    if not ranges:
        return unasked
    best: MediaType | None = None
    best_rank: tuple[float, bool, int, bool] = (0.0, False, 0, False)
    for media_type in offered:
        quality, specificity, position = _quality(ESSENCE[media_type], ranges)
        if quality > 0:
            rank = (quality, specificity == 2, -position, media_type is unasked)
            if best is None or rank > best_rank:
                best, best_rank = media_type, rank
    return best


def _quality(essence: str, ranges: Sequence[tuple[str, dict[str, str]]]) -> tuple[float, int, int]:
    """Quality, specificity and position of the range that says most about this media type."""
    covering = (essence, essence.split("/", 1)[0] + "/*", "*/*")
    found = (0.0, -1, 0)
    for position, (text, parameters) in enumerate(ranges):
        if text in covering and parameters.get("charset", "utf-8").lower() in UTF_8:
            specificity = 2 - covering.index(text)
            if specificity > found[1]:
                found = (_number(parameters.get("q", "1")), specificity, position)
    return found


def _number(quality: str) -> float:
    try:
        return min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return 0.0


@lru_cache(maxsize=256)
def is_readable(content_type: str) -> bool:
    """Is this the content-type of a body that the endpoint reads: JSON in UTF-8?"""
    essence, parameters = _parsed(content_type)
    charset = parameters.get("charset", "utf-8").lower()
    return essence == "application/json" and charset in UTF_8


def needs_preflight(content_type: str) -> bool:
    """Would a browser ask before it sends this content-type to another origin?"""
    essence, _ = _parsed(content_type)
    return essence != "" and essence not in SIMPLE


def _parsed(text: str) -> tuple[str, dict[str, str]]:
    """The media type or range in lower case, and its parameters with their quotes off."""
    essence, *rest = text.split(";")
    parameters: dict[str, str] = {}
    for parameter in rest:
        name, _, value = parameter.partition("=")
        parameters.setdefault(name.strip().lower(), value.strip().strip('"'))
    return essence.strip().lower(), parameters
