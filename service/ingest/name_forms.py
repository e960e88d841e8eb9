"""A folded name taken apart, and what two of them may be to each other within one block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.ids import name_block, without_suffix
from service.ingest.common_names import COMMON_SURNAMES, PINYIN_SYLLABLES, SHORT_FORMS

# Shorter names are too much alike by chance.
_SHORTEST_MISSPELT = 4
_SHORTEST_CUT = 3


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A name as it is compared: `Jing-Jing Müller` and `Jingjing Mueller` are one form.

    `given` are the words before the surname, `joined` these without blanks, both without doubled
    letters and with umlauts as one letter. `is_short`: the first given name is an initial or
    missing. `is_common`: so many bear it that it tells nobody by itself.
    """

    surname: str
    given: tuple[str, ...]
    joined: str
    is_short: bool
    is_common: bool
    has_common_surname: bool
    is_group: bool = False

    @property
    def key(self) -> tuple[str, str, bool, bool]:
        """What equal forms share; `J. J. Li` is not `Jj Li`."""
        return self.surname, self.joined, len(self.joined) == len(self.given), self.is_group


@lru_cache(maxsize=65_536)
def form_of(key: str) -> Form:
    """The form of a name folded by `name_key`."""
    words = without_suffix(key)
    surname, given = words[-1], words[:-1]
    is_short = not given or len(given[0]) == 1
    is_frequent = surname in COMMON_SURNAMES
    is_one_syllable = len(given) == 1 and given[0] in PINYIN_SYLLABLES
    return Form(
        surname=_plain(surname),
        given=tuple(map(_plain, given)),
        joined=_plain("".join(given)),
        is_short=is_short,
        is_common=is_frequent and (is_short or is_one_syllable),
        has_common_surname=is_frequent,
    )


def group_form(key: str) -> Form:
    """The form of a group's name, which is nothing to any other name."""
    return Form(f" {key}", (), "", True, False, False, is_group=True)


def coauthor_sign(key: str) -> str:
    """By what a coauthor is known again: surname and initial, where that is not too common."""
    return key if form_of(key).has_common_surname else name_block(key)


def _plain(word: str) -> str:
    if len(word) < 4:
        return word
    return re.sub(r"(.)\1+", r"\1", re.sub("([aou])e", r"\1", word))


def agree(one: Form, other: Form) -> bool:
    """Does no word of either contradict the other (j d byron, john byron)?"""
    if one.surname != other.surname:
        return False
    if one.joined == other.joined:
        return True
    shorter, longer = sorted((one.given, other.given), key=len)
    return bool(shorter) and _stands_in(shorter, longer, either_way=True)


def is_shorter(one: Form, other: Form) -> bool:
    """Does the first leave out or abbreviate what the second spells (j byron, john d byron)?"""
    if one.surname != other.surname or one.joined == other.joined or not one.given:
        return False
    return len(one.given) <= len(other.given) and _stands_in(
        one.given, other.given, either_way=False
    )


def _stands_in(shorter: Sequence[str], longer: Sequence[str], *, either_way: bool) -> bool:
    """Do the words stand in the longer list in their order, the first at its head?"""
    place = 0
    for number, word in enumerate(shorter):
        while place < len(longer) and not _same_word(word, longer[place], either_way):
            if number == 0:
                return False
            place += 1
        if place == len(longer):
            return False
        place += 1
    return True


def _same_word(one: str, other: str, either_way: bool) -> bool:
    if one == other or (len(one) == 1 and other.startswith(one)):
        return True
    return either_way and len(other) == 1 and one.startswith(other)


def is_short_form(one: Form, other: Form) -> bool:
    """Is the first given name of one a usual short form of the other's (kathy, kathleen)?"""
    if one.surname != other.surname or one.is_short or other.is_short:
        return False
    first, second = one.given[0], other.given[0]
    if first == second:
        return False
    shorter, longer = sorted((first, second), key=len)
    is_cut = len(shorter) >= _SHORTEST_CUT and longer.startswith(shorter)
    return (is_cut or _is_known_short_form(first, second)) and _same_rest(one, other)


def _is_known_short_form(one: str, other: str) -> bool:
    return other in _PLAIN_SHORT_FORMS.get(one, ())


_PLAIN_SHORT_FORMS = {
    _plain(name): frozenset(map(_plain, others)) for name, others in SHORT_FORMS.items()
}


def are_variants(one: Form, other: Form) -> bool:
    """May they be one name in two spellings, if something else speaks for it?"""
    if not one.given or not other.given:
        return False
    if one.surname != other.surname:
        shorter, longer = sorted((one.given, other.given), key=len)
        return one.joined == other.joined or _stands_in(shorter, longer, either_way=True)
    if is_short_form(one, other):
        return True
    shorter_joined, longer_joined = sorted((one.joined, other.joined), key=len)
    if len(shorter_joined) >= _SHORTEST_MISSPELT and longer_joined.startswith(shorter_joined):
        return True
    return _is_misspelt(one.given[0], other.given[0]) and _same_rest(one, other)


def _same_rest(one: Form, other: Form) -> bool:
    shorter, longer = sorted((one.given[1:], other.given[1:]), key=len)
    return _stands_in(("", *shorter), ("", *longer), either_way=True)


def _is_misspelt(one: str, other: str) -> bool:
    """One letter left out, changed, or two in the wrong order."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST_MISSPELT:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    if at < 0:
        return one != other
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    changed = one[at + 1 :] == other[at + 1 :]
    return swapped or changed or one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]
