"""Conditional requests as in RFC 9110, section 13: entity tags, and which one matches.

A tag says what the bytes are: the mark of the answer, the media type, the coding. A GET or HEAD
with `if-none-match` is answered 304 where the client holds the answer of the present state.

A POST gets no tag: what it sends back is no representation of the endpoint's address, so there is
nothing for its `if-none-match` to match (the letter of HTTP would be 412, never 304). Whoever wants
to ask again cheaply asks by GET.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.graph.media_type import MediaType

# Without a tag nobody can ask whether an answer still holds, and nobody on the way can tell.
UNTAGGED = ((b"cache-control", b"no-store"),)

_LETTER = {MediaType.GRAPHQL: "g", MediaType.JSON: "j"}
_TAG = re.compile(r'"(?P<tag>(?P<mark>[0-9a-f]{32})-(?P<letter>[gj])(?:-(?P<coding>[a-z]+))?)"')


@dataclass(frozen=True, slots=True)
class Form:
    """In which media type and coding a client is answered."""

    media_type: MediaType
    coding: str | None


def tag_of(mark: str, form: Form) -> str:
    """The entity tag of an answer in this form, in its quotes."""
    ending = f"-{form.coding}" if form.coding else ""
    return f'"{mark}-{_LETTER[form.media_type]}{ending}"'


def tag_headers(tag: str) -> tuple[tuple[bytes, bytes], ...]:
    """An answer with a tag may be stored, and is asked about each time before it is used again."""
    return (b"cache-control", b"no-cache"), (b"etag", tag.encode())


def known_tags(if_none_match: str, form: Form) -> Mapping[str, str]:
    """The tags that the client holds of the form in which it would be answered now, by their marks.

    A body too short to be worth a coding goes out without, so that form counts in any case.
    """
    return {
        found["mark"]: f'"{found["tag"]}"'
        for found in _TAG.finditer(if_none_match)
        if found["letter"] == _LETTER[form.media_type] and found["coding"] in (None, form.coding)
    }
