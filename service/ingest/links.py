"""The links in a running text: code repositories and other artifacts, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service import ids
from service.ingest.records import ArtifactLinkMention, CodeLinkMention, FoundIn

# \href{address}{what is printed} is one link; the printed text often repeats the address.
_LINK = re.compile(
    r"\\href\s*\{(?P<href>[^{}\s]+)\}\s*(?:\{[^{}]*\})?"
    r"|\\url\s*\{(?P<url>[^{}\s]+)\}"
    r"|(?P<bare>https?://[^\s<>\"\\^`|]*(?:\\[_%#&~$][^\s<>\"\\^`|]*)*)"
    r"|(?<![\w./@-])(?P<host>(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)"
    r"/[^\s<>\"\\^`|]+)",
    re.IGNORECASE,
)
# One of these is in each address; most abstracts have none, and looking for them is cheap.
_MARKS = ("://", ".com/", ".org/")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Links:
    code: tuple[CodeLinkMention, ...]
    artifacts: tuple[ArtifactLinkMention, ...]


def links_in(text: str, found_in: FoundIn) -> Links:
    """The text's links: a code host's are code, all others artifacts."""
    code: dict[str, CodeLinkMention] = {}
    artifacts: dict[str, ArtifactLinkMention] = {}
    for address in addresses(text):
        if repository := ids.parse_repository(address):
            code.setdefault(repository.key, CodeLinkMention(repository.url, found_in))
        elif artifact := ids.artifact_url(address):
            artifacts.setdefault(artifact, ArtifactLinkMention(artifact, found_in))
    return Links(tuple(code.values()), tuple(artifacts.values()))


def addresses(text: str) -> Iterator[str]:
    """The addresses as they were meant: without LaTeX and without what the sentence adds."""
    lower = text.lower()
    if not any(mark in lower for mark in _MARKS):
        return
    for match in _LINK.finditer(text):
        address = match["href"] or match["url"] or match["bare"] or f"https://{match['host']}"
        cleaned = _without_sentence(re.sub(r"\\([_%#&~$])", r"\1", address))
        if re.fullmatch(r"https?://[^/?#]+\.[^/?#]+.*", cleaned, re.IGNORECASE):
            yield cleaned


def _without_sentence(address: str) -> str:
    """Cuts at a brace or bracket that was opened outside, and drops the points of the sentence."""
    opened: list[str] = []
    for place, letter in enumerate(address):
        if letter in _CLOSING.values():
            opened.append(letter)
        elif letter in _CLOSING and (not opened or opened.pop() != _CLOSING[letter]):
            address = address[:place]
            break
    return address.rstrip(".,;:!?'*\u2019\u201d$([{")
