"""The query syntax of bulk search: `+ | - "…" * ( ) ~N`, written as a tsquery of PostgreSQL.

Words stand together (`+` says so, too) unless `|` stands between them; `-` leaves out what
follows; `"…"` is a phrase and `"…"~N` one with up to N words between its own; `word*` is a
beginning. `word~N`, which is a distance of N letters in the original, is here the beginning of the
word without its last N letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 1_000
DEEPEST = 20
_MOST_DISTANCE = 10
_SHORTEST = 2  # beginnings of one letter are those of a tenth of all words

_TOKEN = re.compile(
    r'\s*(?:(?P<sign>[+|()-])|"(?P<phrase>[^"]*)"?(?:~(?P<slop>[0-9]{1,3}))?'
    r"|(?P<word>[^\s+|()\"*~]+)(?P<star>\*)?(?:~(?P<fuzz>[0-9]{0,3}))?|(?P<stray>[*~]))"
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the tsquery; `is_bound` when it asks for a word that must be there."""

    text: str
    is_bound: bool


def to_tsquery(query: str) -> str | None:
    """The text for `to_tsquery('english', …)`; None where nothing is asked for.

    Raises ValueError, which says what was expected, for what could only be answered by looking at
    everything, and for what is longer or deeper than anybody asks.
    """
    if len(query) > LONGEST:
        raise ValueError(f"expected at most {LONGEST:,} characters, not {len(query):,}")
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup]
    part = _Reader(tokens).alternatives(0)
    if part is None:
        return None
    if not part.is_bound:
        raise ValueError("expected a word that is not left out by -")
    return part.text


class _Reader:
    """Reads tokens from left to right; what is out of place (a lone `|`, a bracket too many) counts
    as not written, as in the original."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens
        self._place = 0

    def alternatives(self, depth: int) -> Part | None:
        found = []
        while True:
            part = self._together(depth)
            if part is not None:
                found.append(part)
            if self._sign() != "|":
                break
            self._place += 1
        if not found:
            return None
        return Part(_joined(found, " | "), all(part.is_bound for part in found))

    def _together(self, depth: int) -> Part | None:
        found = []
        ends = ("|", ")") if depth else ("|",)
        while self._place < len(self._tokens) and self._sign() not in ends:
            part = self._factor(depth)
            if part is not None:
                found.append(part)
        if not found:
            return None
        return Part(_joined(found, " & "), any(part.is_bound for part in found))

    def _factor(self, depth: int) -> Part | None:
        if depth > DEEPEST:
            raise ValueError(f"expected at most {DEEPEST} levels of brackets and signs")
        token = self._tokens[self._place]
        self._place += 1
        match token["sign"]:
            case "(":
                part = self.alternatives(depth + 1)
                self._place += self._sign() == ")"
                return part
            case "-":
                if self._place == len(self._tokens) or self._sign() in ("|", ")"):
                    return None
                left_out = self._factor(depth + 1)
                return None if left_out is None else Part(f"!({left_out.text})", False)
            case None:
                return _leaf(token)
            case _:
                return None

    def _sign(self) -> str | None:
        return self._tokens[self._place]["sign"] if self._place < len(self._tokens) else None


def _leaf(token: re.Match[str]) -> Part | None:
    if token["phrase"] is not None:
        return _phrase(_WORDS.findall(token["phrase"]), int(token["slop"] or 0))
    words = _WORDS.findall(token["word"] or "")
    if not words:
        return None
    *before, last = words
    if token["fuzz"] is not None:
        last = last[: max(_SHORTEST, len(last) - int(token["fuzz"] or 2))]
    if token["star"] or token["fuzz"] is not None:
        if len(last) < _SHORTEST:
            raise ValueError(f"expected at least {_SHORTEST} letters before * or ~")
        last = f"'{last}':*"
    else:
        last = f"'{last}'"
    return Part(" <-> ".join([*(f"'{word}'" for word in before), last]), True)


def _phrase(words: list[str], slop: int) -> Part | None:
    if not words:
        return None
    distances = range(1, min(slop, _MOST_DISTANCE) + 2)
    text = f"'{words[0]}'"
    for word in words[1:]:
        text = _joined([Part(f"{text} <{n}> '{word}'", True) for n in distances], " | ")
        text = f"({text})"
        if len(text) > 20 * LONGEST:
            raise ValueError("expected a shorter phrase, or fewer words between")
    return Part(text, True)


def _joined(parts: list[Part], sign: str) -> str:
    return parts[0].text if len(parts) == 1 else sign.join(f"({part.text})" for part in parts)
