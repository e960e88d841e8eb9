"""The naming systems of the outside world: how an id of each is read, normalised and printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Scheme(StrEnum):
    """The values of every `scheme` column."""

    ARXIV = "arxiv"
    DOI = "doi"
    ACL = "acl"
    DBLP = "dblp"
    DBLP_PID = "dblp-pid"
    S2 = "s2"  # corpus id of Semantic Scholar, an integer
    S2_PAPER = "s2-paper"  # its older paper id, forty hexadecimal digits
    S2_AUTHOR = "s2-author"
    OPENALEX = "openalex"  # of any kind: the letter tells
    PMID = "pmid"
    PMCID = "pmcid"
    MAG = "mag"
    ORCID = "orcid"
    ROR = "ror"
    ISSN = "issn"


class ExternalId(NamedTuple):
    """An id of the outside world in its normal form; equal exactly when it names the same thing.

    A tuple, because an ingest compares ids by the million, and tuples are compared in C.
    """

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def url(self) -> str | None:
        """Where a reader finds it; none for the systems that have closed."""
        address = ADDRESSES.get(self.scheme)
        return None if address is None else address + self.value.translate(_IN_ADDRESS)


# A DOI may hold what would end or change the path of an address; % comes first: it is in escapes.
ESCAPES = {character: f"%{ord(character):02X}" for character in '%#?<>"\\^`{|}'}
_IN_ADDRESS = str.maketrans(ESCAPES)

ADDRESSES: dict[str, str] = {
    Scheme.ARXIV: "https://arxiv.org/abs/",
    Scheme.DOI: "https://doi.org/",
    Scheme.ACL: "https://aclanthology.org/",
    Scheme.DBLP: "https://dblp.org/rec/",
    Scheme.DBLP_PID: "https://dblp.org/pid/",
    Scheme.S2: "https://api.semanticscholar.org/CorpusID:",
    Scheme.S2_PAPER: "https://www.semanticscholar.org/paper/",
    Scheme.S2_AUTHOR: "https://www.semanticscholar.org/author/",
    Scheme.OPENALEX: "https://openalex.org/",
    Scheme.PMID: "https://pubmed.ncbi.nlm.nih.gov/",
    Scheme.PMCID: "https://pmc.ncbi.nlm.nih.gov/articles/",
    Scheme.ORCID: "https://orcid.org/",
    Scheme.ROR: "https://ror.org/",
    Scheme.ISSN: "https://portal.issn.org/resource/ISSN/",
}


def parse_id(scheme: str, text: str) -> ExternalId | None:
    """The id that a bare value of this scheme means; none if it is no such value.

    A DOI that arXiv gives to its own papers is the arXiv id: the same paper, so the same id.
    """
    normalise = _NORMALISERS.get(scheme)
    value = normalise(text.strip()) if normalise else None
    if value is None:
        return None
    if scheme == Scheme.DOI and value.startswith(_ARXIV_DOI):
        arxiv = _arxiv(value.removeprefix(_ARXIV_DOI))
        if arxiv:
            return ExternalId(Scheme.ARXIV, arxiv)
    return ExternalId(scheme, value)


_ARXIV_DOI = "10.48550/arxiv."

# The archives that gave out ids of the old form, without which `phd/1234567` would be one.
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_ARXIV_NEW = re.compile(r"([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:v[0-9]+)?")
_ARXIV_OLD = re.compile(
    rf"({_ARCHIVES})(?:\.[a-z-]{{2,}})?/([0-9]{{2}}(?:0[1-9]|1[0-2])[0-9]{{3}})(?:v[0-9]+)?", re.I
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_DOI_LENGTH = 1_000
_ACL_OLD = re.compile(r"[A-Z][0-9]{2}-[0-9]{4}", re.I)
_ACL_NEW = re.compile(r"[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+", re.I)
_DBLP = re.compile(
    r"(?:conf|journals|books|phd|ms|series|reference|tr|data|persons|homepages|www)"
    r"(?:/[A-Za-z0-9_+:.-]{1,100}){1,5}"
)
_DBLP_PID = re.compile(r"(?:[0-9]{1,4}/[0-9]{1,6}|[a-z]/[A-Za-z0-9_=.-]{1,100}?)(?:-[0-9]{1,5})?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_OPENALEX = re.compile(r"[WAISTCFPKGV][0-9]{1,18}", re.I)
_OPENALEX_LEVEL = re.compile(r"(domains|fields|subfields)/([0-9]{1,9})", re.I)
_PMCID = re.compile(r"(?:PMC)?([0-9]{1,18})", re.I)
_SHA = re.compile(r"[0-9a-f]{40}", re.I)
_ORCID = re.compile(r"[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X]", re.I)
_ROR = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", re.I)
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9X]", re.I)


def _arxiv(text: str) -> str | None:
    """Without the version; old ids without the subject class, which was never part of them."""
    if new := _ARXIV_NEW.fullmatch(text):
        return new[1]
    if old := _ARXIV_OLD.fullmatch(text):
        return f"{old[1].lower()}/{old[2]}"
    return None


def _doi(text: str) -> str | None:
    """In lower case, for the case means nothing; without the sentence's end that was copied too."""
    value = without_trailing_marks(text).lower()
    return value if len(value) <= _DOI_LENGTH and _DOI.fullmatch(value) else None


_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}


def without_trailing_marks(text: str) -> str:
    """Without the punctuation at the end, and closing brackets that nothing in the text opened."""
    while text:
        last = text[-1]
        opener = _CLOSERS.get(last)
        if last not in ".,;:!?'\"”’»\\" and (
            opener is None or text.count(opener) >= text.count(last)
        ):
            break
        text = text[:-1]
    return text


def _acl(text: str) -> str | None:
    if _ACL_OLD.fullmatch(text):
        return text.upper()
    return text.lower() if _ACL_NEW.fullmatch(text) else None


def _number(text: str) -> str | None:
    return str(int(text)) if _NUMBER.fullmatch(text) else None


def _openalex(text: str) -> str | None:
    if level := _OPENALEX_LEVEL.fullmatch(text):
        return f"{level[1].lower()}/{int(level[2])}"
    return text[0].upper() + str(int(text[1:])) if _OPENALEX.fullmatch(text) else None


def _pmcid(text: str) -> str | None:
    match = _PMCID.fullmatch(text)
    return f"PMC{int(match[1])}" if match else None


def _orcid(text: str) -> str | None:
    """Sixteen characters of which the last checks the others (ISO 7064, MOD 11-2)."""
    if not _ORCID.fullmatch(text):
        return None
    digits = text.replace("-", "").upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[15] != ("X" if check == 10 else str(check)):
        return None
    return "-".join(digits[i : i + 4] for i in (0, 4, 8, 12))


def _ror(text: str) -> str | None:
    """Six characters of Crockford's base 32 after the 0, checked by two digits (MOD 97-10)."""
    if not _ROR.fullmatch(text):
        return None
    value = text.lower()
    number = 0
    for character in value[1:7]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(character)
    return value if 98 - number * 100 % 97 == int(value[7:]) else None


def _issn(text: str) -> str | None:
    if not _ISSN.fullmatch(text):
        return None
    digits = text.replace("-", "").upper()
    check = -sum(int(digit) * (8 - place) for place, digit in enumerate(digits[:7])) % 11
    if digits[7] != ("X" if check == 10 else str(check)):
        return None
    return f"{digits[:4]}-{digits[4:]}"


def _as_it_stands(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


_NORMALISERS: dict[str, Callable[[str], str | None]] = {
    Scheme.ARXIV: _arxiv,
    Scheme.DOI: _doi,
    Scheme.ACL: _acl,
    Scheme.DBLP: _as_it_stands(_DBLP),
    Scheme.DBLP_PID: _as_it_stands(_DBLP_PID),
    Scheme.S2: _number,
    Scheme.S2_PAPER: lambda text: text.lower() if _SHA.fullmatch(text) else None,
    Scheme.S2_AUTHOR: _number,
    Scheme.OPENALEX: _openalex,
    Scheme.PMID: _number,
    Scheme.PMCID: _pmcid,
    Scheme.MAG: _number,
    Scheme.ORCID: _orcid,
    Scheme.ROR: _ror,
    Scheme.ISSN: _issn,
}
