"""Blocks of names: what an author's name shares with all that may be other spellings of it."""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def without_suffix(key: str) -> list[str]:
    """The words of a folded name, at least one, possibly empty."""
    words = key.split() or [""]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words


@lru_cache(maxsize=65_536)
def name_block(key: str) -> str:
    """The block of a folded name: its surname down to the sounds that spellings agree on, and the
    first letter. Names of two blocks are never compared."""
    words = without_suffix(key)
    return f"{_skeleton(words[-1])} {words[0][:1]}"


def _skeleton(word: str) -> str:
    for one, other in (("ph", "f"), ("y", "i"), ("sz", "s"), ("ck", "k")):
        word = word.replace(one, other)
    word = re.sub(r"(.)\1+", r"\1", re.sub("([aou])e", r"\1", word))
    if len(word) <= 4:
        return word
    word = word.replace("h", "") or word
    return word[0] + re.sub("[aeiou]", "", word[1:])
