"""Which institutions of ROR an affiliation, as authors write it, names, and how sure that is.

A function of the text and the known names alone. A name must stand in the text as it is
known, but for abbreviations, accents and little words; what else stands there speaks for or against
it: whether the name is all that stands between two commas, the country, the city, and how many
institutions have that name.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from service.ingest.country_names import COUNTRIES, PARTS
from service.ingest.names import name_key

# From here on 98 of 100 matches are what publishers assert themselves (docs/load-your-own-data.md).
SURE = 0.75

_LONGEST_TEXT = 2_000
_LONGEST_NAME = 14  # words
_SHORTEST_NAME = 6  # letters; shorter ones are acronyms

_SEGMENTS = re.compile(r"[,;|\n\t()\[\]]+|\s[-–—/]\s|\.\s+(?=[A-Z])|:")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LITTLE = _listed(
    """
    a and at da das de dei del della den der des di do dos du e et for fur in la las le les los of
    on the to und von y
    """
)
_ABBREVIATED = {
    "acad": "academy",
    "agri": "agricultural",
    "assoc": "association",
    "centre": "center",
    "coll": "college",
    "ctr": "center",
    "dept": "department",
    "fac": "faculty",
    "hosp": "hospital",
    "inst": "institute",
    "lab": "laboratory",
    "natl": "national",
    "polytech": "polytechnic",
    "sch": "school",
    "sci": "science",
    "sciences": "science",
    "tech": "technology",
    "technol": "technology",
    "univ": "university",
}
# Before a name they make it another's: Technical University of X, Central X University.
_MAKE_ANOTHER = _listed(
    """
    agricultural american catholic central christian city east eastern federal first free
    international islamic medical metropolitan national new normal north northeastern northern
    northwestern old open pedagogical polytechnic royal second south southeastern southern
    southwestern state technical technological third upper west western women womens
    """
)
# A name goes on with these: X University of Science, X University Hospital.
_GO_ON = _listed(
    """
    academy aeronautics affiliated agricultural agriculture arts chemical chinese college commerce
    economics education engineering finance forestry health hospital hospitals institute medical
    medicine mining petroleum polytechnic science system technical technology traditional
    """
)
# A name of nothing but these is no name: there is a School of Medicine everywhere.
_NAME_NOBODY = _LITTLE | _listed(
    """
    academy administration agency agricultural agriculture anesthesiology applied association basic
    biochemistry biological biology biomedical biophysics biotechnology board bureau business cancer
    cardiology care cell center chemical chemistry children city civil clinic clinical college
    computer council critical data dental department design development diagnostic division ecology
    economics education electrical energy engineering environment environmental faculty family food
    forestry foundation general genetics geology graduate group health heart history hospital human
    imaging immunology industrial information institute institution internal international
    laboratory language law life management marine mathematics mechanical medical medicine
    metropolitan microbiology ministry molecular municipal national neurological neurology
    neuroscience nursing nutrition office oncology organization orthopaedic pathology pediatric
    pediatrics pharmacology pharmacy philosophy physical physics physiology plant political
    program provincial psychiatry psychology public pulmonary radiology regional rehabilitation
    research school science security service services social society sociology sport state
    statistics studies surgery surgical system technology theoretical tropical unit university urban
    urology veterinary vision water welfare
    """
)


Rule = Literal["name", "alias", "acronym"]


@dataclass(frozen=True, slots=True)
class InstitutionName:
    """One name of an institution of ROR; `is_displayed` tells the name from its aliases."""

    ror: str
    name: str
    is_displayed: bool
    country_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class AffiliationMatch:
    """`name` is the known name that stands in the text; `confidence` is between 0 and 1. The rest
    says what speaks for it: what kind of name it is, whether it is all that stands between two
    commas, whether the text names the institution's country and city."""

    ror: str
    name: str
    confidence: float
    rule: Rule
    is_whole: bool
    names_country: bool
    names_city: bool


@dataclass(frozen=True, slots=True)
class _Known:
    given: InstitutionName
    city: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A known name in the text; `before` and `after` are the words beside it in its segment."""

    words: tuple[str, ...]
    known: tuple[_Known, ...]
    before: str | None
    after: str | None


class KnownInstitutions:
    """The institutions among which an affiliation is looked for."""

    def __init__(self, names: Iterable[InstitutionName]) -> None:
        self._by_name: dict[tuple[str, ...], dict[str, _Known]] = defaultdict(dict)
        # Of two names that read alike the displayed one counts, whatever came first.
        for one in sorted(names, key=lambda one: (not one.is_displayed, one.name, str(one))):
            known = _Known(one, _words(one.city or ""))
            self._by_name[name_words(one.name)].setdefault(one.ror, known)
        self._by_name.pop((), None)

    def matches(self, text: str) -> tuple[AffiliationMatch, ...]:
        """The institutions that the text names, the surest first; none is given twice."""
        segments = _segments(text)
        country = _country(segments)
        all_words = {word for segment in segments for word in segment}
        best: dict[str, AffiliationMatch] = {}
        for found in self._names_in(segments):
            match = _judged(found, country, all_words)
            if match and match.confidence > _confidence(best.get(match.ror)):
                best[match.ror] = match
        return tuple(sorted(best.values(), key=lambda one: (-one.confidence, one.ror)))

    def _names_in(self, segments: Sequence[tuple[str, ...]]) -> Iterator[_Found]:
        """The longest known names, from left to right: within a segment, or two whole ones
        (University of California, Riverside)."""
        number = 0
        while number < len(segments):
            segment = segments[number]
            both = segment + (segments[number + 1] if number + 1 < len(segments) else ())
            if len(both) > len(segment) and (known := self._by_name.get(both)):
                yield _Found(both, tuple(known.values()), None, None)
                number += 1
            else:
                yield from self._names_within(segment)
            number += 1

    def _names_within(self, segment: tuple[str, ...]) -> Iterator[_Found]:
        start = 0
        while start < len(segment):
            for end in range(min(len(segment), start + _LONGEST_NAME), start, -1):
                words = segment[start:end]
                if known := self._by_name.get(words):
                    before = segment[start - 1] if start else None
                    after = segment[end] if end < len(segment) else None
                    yield _Found(words, tuple(known.values()), before, after)
                    start = end - 1
                    break
            start += 1


def _confidence(match: AffiliationMatch | None) -> float:
    return match.confidence if match else 0.0


def _judged(found: _Found, country: str | None, text: set[str]) -> AffiliationMatch | None:
    name = set(found.words)
    bearers = [one for one in found.known if country in (None, one.given.country_code)]
    in_city = [one for one in bearers if one.city and set(one.city) <= text - name]
    if len(bearers) > 1:
        bearers = in_city
    if len(bearers) != 1 or found.before in _MAKE_ANOTHER:
        return None  # several of that name, none in that country, or another's
    (one,) = bearers
    is_whole = found.before is None and found.after is None
    is_acronym = len(found.words) == 1 and len(found.words[0]) < _SHORTEST_NAME
    is_common = name <= _NAME_NOBODY
    if (is_acronym or is_common) and not (is_whole and (country or in_city)):
        return None
    confidence = 0.85 if is_whole else 0.75
    if is_acronym or is_common:
        confidence -= 0.25
    elif len(found.words) == 1:
        confidence -= 0.1
    if found.after in _GO_ON or found.before == "hospital":
        confidence -= 0.15
    elif found.after and found.after not in one.city and found.after not in _NAME_NOBODY:
        confidence -= 0.05
    confidence += 0.07 * (country is not None) + 0.07 * bool(in_city)
    return AffiliationMatch(
        one.given.ror,
        one.given.name,
        round(min(confidence, 0.99), 2),
        _rule(one.given, is_acronym),
        is_whole,
        names_country=country is not None,
        names_city=bool(in_city),
    )


def _rule(given: InstitutionName, is_acronym: bool) -> Rule:
    if is_acronym:
        return "acronym"
    return "name" if given.is_displayed else "alias"


def _country(segments: Sequence[Sequence[str]]) -> str | None:
    """The country named last, at the end of a segment; of a state or province, if it stands
    alone."""
    for segment in reversed(segments):
        for length in range(min(5, len(segment)), 0, -1):
            if code := COUNTRIES.get(" ".join(segment[-length:])):
                return code
        if code := PARTS.get(" ".join(segment)):
            return code
    return None


def name_words(name: str) -> tuple[str, ...]:
    """The words of an institution's name by which it is found."""
    return _words(_without_country(name))


def text_words(text: str) -> frozenset[str]:
    """All words of an affiliation that count: a name can stand there only if its words do."""
    return frozenset(word for segment in _segments(text) for word in segment)


def possible_names(text: str) -> frozenset[tuple[str, ...]]:
    """Everything in the text that could be a name: what `matches` looks up, and no more."""
    segments = _segments(text)
    found = {one + other for one, other in pairwise(segments)}
    for segment in segments:
        for start in range(len(segment)):
            for end in range(start + 1, min(len(segment), start + _LONGEST_NAME) + 1):
                found.add(segment[start:end])
    return frozenset(found)


def _segments(text: str) -> list[tuple[str, ...]]:
    """The words between commas and the like."""
    plain = html.unescape(text[:_LONGEST_TEXT])
    return [words for part in _SEGMENTS.split(plain) if (words := _words(part))]


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    """The words that count, in full."""
    words = (_ABBREVIATED.get(word, word) for word in name_key(text).split())
    return tuple(word for word in words if word not in _LITTLE)


def _without_country(name: str) -> str:
    """ROR tells branches apart by their country: Pfizer (United States)."""
    stem, bracket, country = name.rstrip(")").rpartition(" (")
    return stem if bracket and name_key(country) in COUNTRIES else name
