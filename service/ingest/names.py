"""Names as evidence: surname, compatible spellings, the fullest form, groups that sign as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from service import ids

# Longer names are somebody's abstract in the wrong column; an index row could not hold them either.
LONGEST_NAME = 500

_GROUP_WORDS = frozenset(
    word
    for line in (
        "association center centre collaboration committee consortium council foundation group",
        "initiative institute lab laboratories laboratory labs ministry network organisation",
        "organization project society team university",
    )
    for word in line.split()
)

# These are asked for the same text many times over.
name_key = lru_cache(maxsize=65_536)(ids.name_key)
title_key = lru_cache(maxsize=16_384)(ids.title_key)


@lru_cache(maxsize=65_536)
def surname_key(key: str) -> str:
    """The surname of a folded name: its last word that is no suffix ("neal j evans ii": evans)."""
    return ids.without_suffix(key)[-1]


def are_compatible(one: str, other: str) -> bool:
    """Could two folded names be two spellings of one person's (j tang, jiaming tang)?"""
    if one == other:
        return True
    if surname_key(one) != surname_key(other):
        return False
    given_one, given_other = _given(one), _given(other)
    if not given_one or not given_other:
        return False
    return all(
        left == right or (min(len(left), len(right)) == 1 and left[0] == right[0])
        for left, right in zip(given_one, given_other, strict=False)
    )


def _given(key: str) -> list[str]:
    surname = surname_key(key)
    words = key.split()
    return words[: len(words) - 1 - words[::-1].index(surname)]


@lru_cache(maxsize=65_536)
def looks_like_group(name: str) -> bool:
    """Is it a collaboration's name ("DeepSeek-AI", "Planck Collaboration"), not a person's?"""
    words = re.findall(r"[^\W\d_]+", name)
    if any(word.lower() in _GROUP_WORDS for word in words[1:]):
        return True
    # "Qingyao Ai" is a person, and so is "QINGYAO AI" in a list that shouts.
    return len(words) > 1 and words[-1] == "AI" and not name.isupper()


def fullest(names: Iterable[str]) -> str:
    """The form to show of several: fewest initials, most accents; a function of the set alone."""
    different = set(names)
    return min(different, key=_completeness) if len(different) > 1 else different.pop()


def _completeness(name: str) -> tuple[bool, int, int, int, str]:
    words = name.replace(".", ". ").split()
    spelled = sum(1 for word in words if len(word.strip(".-")) > 1)
    marks = sum(1 for letter in unicodedata.normalize("NFD", name) if unicodedata.combining(letter))
    shouts = name.isupper() or name.islower()
    return (shouts or len(words) > 6, -spelled, -marks, -len(name), name)
