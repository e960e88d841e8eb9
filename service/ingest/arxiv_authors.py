"""Lists of authors as arXiv has them: names in parts or one line of text, institutions in brackets,
collaborations among the persons or spoken for by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.ingest.names import LONGEST_NAME, looks_like_group, name_key
from service.ingest.records import AffiliationMention, AuthorshipRecord
from service.ingest.tex import plain_name

_ET_AL = re.compile(r"(?:and |, )?(?:et\.? al\b.*|others|al\.? et|many others)", re.I)
_OTHERS = re.compile(r"\b(?:et\.?\s+al|al\.?\s+et|and\s+others)\b", re.I)
_GROUP_WORD = r"(?:collaborations?|consortium|consortia|teams?|groups?)"
_COLLABORATION = re.compile(rf"(?:the )?[^,]{{1,80}} {_GROUP_WORD}", re.I)
# "A. Author for the X Collaboration", "A. Author for the X", "A. Author, on behalf of X".
_SPEAKS_FOR = re.compile(
    rf"(?P<person>.*?)[,;(]*\s*\b(?:on behalf of|representing|for(?= the | .*{_GROUP_WORD}))"
    r" (?:the )?(?P<group>[^,]+?)\)?",
    re.I,
)
_SPOKEN_FOR = re.compile(
    r"(?:on behalf of|representing) (?:the )?(?P<named>.+)"
    r"|(?:.* )?for (?:the )?(?P<group>[^,]+ (?:collaborations?|consortium))",
    re.I,
)
_PLURAL = re.compile(r"(collaboration)s$", re.I)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|esq\.?", re.I)
# (1), (1,2), (1 and 2), (a), (*): what says where the institution stands.
_MARKS = re.compile(r"[\d\s,;&*†‡§]*(?:\band\b[\d\s,;&*]*)*|[a-z](?:\s*,\s*[a-z])*")
_EXPLAINED = re.compile(r"\(([^()\s]{1,4})\)\s*([^()]+)")
# (1 Graz; 2 Wien): the same without brackets of their own.
_NUMBERED = re.compile(r"(?:^|[;,]\s*)(\d{1,2})[.:)]?\s+(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class WrittenAuthor:
    """A name as it stands in the list, and the institutions written beside it."""

    name: str
    affiliations: tuple[str, ...] = ()


def name_of_parts(key: str, given: str, suffix: str) -> str:
    """`Evans`, `Neal J.`, `II` as they are written: Neal J. Evans II."""
    # arXiv takes "C.-P." apart.
    written = f"{given} {key} {suffix}".replace(". -", ".-")
    return plain_name(written)


def authorships(listed: Sequence[WrittenAuthor]) -> tuple[tuple[AuthorshipRecord, ...], bool]:
    """The authors, groups named as such, and whether the list is whole.

    A group that somebody only speaks for has no place in the list.
    """
    found: list[AuthorshipRecord] = []
    spoken_for: dict[str, str] = {}
    is_whole = bool(listed)
    may_be_group = False  # what stands last, unless it speaks for one
    for one in listed:
        name = one.name.strip(" ,;")
        if not name_key(name) or not any(map(str.isalnum, name)):
            # "X Collaboration:" is followed by those who sign.
            if may_be_group:
                found[-1] = replace(found[-1], kind="group")
            continue
        if _ET_AL.fullmatch(name) or len(name) > LONGEST_NAME:
            is_whole = False
            continue
        places, groups = _sorted_out(one.affiliations)
        if match := _SPEAKS_FOR.fullmatch(name):
            groups.append(match["group"])
            name = match["person"].strip(" ,;")
        elif _PLURAL.search(name) and may_be_group:
            found[-1] = replace(found[-1], kind="group")  # "X and Y Collaborations"
        for group in map(_as_group, groups):
            spoken_for.setdefault(name_key(group), group)
        may_be_group = bool(name) and match is None
        if name:
            found.append(_authorship(name, places, len(found) + 1))
    present = {name_key(one.name) for one in found}
    for key, group in spoken_for.items():
        if key not in present and f"the {key}" not in present:
            found.append(AuthorshipRecord(group, None, kind="group"))
    return tuple(found), is_whole and bool(found)


def _authorship(name: str, places: Iterable[str], position: int) -> AuthorshipRecord:
    is_group = looks_like_group(name) or _PLURAL.search(name) is not None
    return AuthorshipRecord(
        name=_PLURAL.sub(r"\1", name),
        position=position,
        kind="group" if is_group else None,
        affiliations=tuple(AffiliationMention(place) for place in dict.fromkeys(places)),
    )


def _as_group(name: str) -> str:
    return _PLURAL.sub(r"\1", name.removeprefix("The ").removeprefix("the ").strip(" ,;:"))


def _sorted_out(written: Iterable[str]) -> tuple[list[str], list[str]]:
    """Institutions, and the collaborations that stand in their place."""
    places, groups = [], []
    for one in map(plain_name, written):
        text = one.strip(" ,;")
        if not any(map(str.isalpha, text)) or len(text) > LONGEST_NAME:
            continue
        if match := _SPOKEN_FOR.fullmatch(text):
            groups.append(match["named"] or match["group"])
        elif _COLLABORATION.fullmatch(text) and looks_like_group(text):
            groups.append(text)
        else:
            places.append(text)
    return places, groups


def speaks_of_others(line: str) -> bool:
    """Does a line of authors say that it does not name them all?"""
    return _OTHERS.search(line) is not None


def written_authors(text: str) -> list[WrittenAuthor]:
    """The list out of one line: `A. One, B. Two (Graz) and C. Three (1) ((1) Wien)`."""
    found: list[WrittenAuthor] = []
    marks: list[tuple[str, ...]] = []
    explained: dict[str, str] = {}
    for part in _parts(plain_name(text)):
        name, brackets = _without_brackets(part)
        if name and found and _SUFFIX.fullmatch(name):
            found[-1] = replace(found[-1], name=f"{found[-1].name} {name}")
        elif name:
            found.append(WrittenAuthor(name))
            marks.append(())
        for inside in brackets:
            if inside.startswith("("):
                explained |= dict(_EXPLAINED.findall(inside))
            elif len(numbered := _NUMBERED.split(inside)) > 3:
                explained |= dict(zip(numbered[1::2], numbered[2::2], strict=True))
            elif _MARKS.fullmatch(inside):
                if found:
                    marks[-1] += tuple(re.findall(r"[^\s,;&]+", inside.replace(" and ", " ")))
            else:
                _give(found, inside)
    return [
        replace(one, affiliations=one.affiliations + _explained(mark, explained))
        for one, mark in zip(found, marks, strict=True)
    ]


def _explained(marks: Iterable[str], explained: dict[str, str]) -> tuple[str, ...]:
    return tuple(explained[mark].strip(" ,;") for mark in marks if mark in explained)


def _give(found: list[WrittenAuthor], place: str) -> None:
    """An institution is that of all who stand before it, back to the last who has one."""
    for number in range(len(found) - 1, -1, -1):
        if found[number].affiliations and number < len(found) - 1:
            break
        found[number] = replace(found[number], affiliations=(*found[number].affiliations, place))


def _parts(text: str) -> Iterator[str]:
    """Cut at commas, colons and "and", but not within brackets."""
    depth = start = 0
    for match in re.finditer(r"[()]|[,;:]|\band\b|&", text):
        sign = match[0]
        if sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0:
            yield text[start : match.start()]
            if sign == ":":
                yield ":"
            start = match.end()
    yield text[start:]


def _without_brackets(part: str) -> tuple[str, list[str]]:
    """What stands outside the outermost brackets, and what in each."""
    outside, inside, depth, start = "", [], 0, 0
    for match in re.finditer(r"[()]", part):
        if match[0] == "(":
            if depth == 0:
                outside += part[start : match.start()] + " "
                start = match.end()
            depth += 1
        elif depth > 0:
            depth -= 1
            if depth == 0:
                inside.append(part[start : match.start()].strip())
                start = match.end()
    if depth == 0:
        outside += part[start:]
    else:
        inside.append(part[start:].strip())
    return " ".join(outside.split()), inside
