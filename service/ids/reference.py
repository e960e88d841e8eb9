"""Any text that names something: an address, an id with its prefix, a bare id of clear shape."""

from __future__ import annotations

from service.ids.external import ExternalId, Scheme, parse_id
from service.ids.sites import id_of_address

_PREFIXES: dict[str, Scheme] = {
    **{scheme.value: scheme for scheme in Scheme},
    "corpusid": Scheme.S2,
    "pubmed": Scheme.PMID,
    "pmc": Scheme.PMCID,
}

# A bare number could be of five systems: those need their prefix. The order matters nowhere, for
# no text has two of these shapes.
_CLEAR_SHAPES = (
    Scheme.DOI,
    Scheme.ARXIV,
    Scheme.ORCID,
    Scheme.ACL,
    Scheme.OPENALEX,
    Scheme.S2_PAPER,
    Scheme.DBLP,
    Scheme.ROR,
    Scheme.ISSN,
)


def parse_reference(text: str) -> ExternalId | None:
    """What `arXiv:2310.19102v2`, `https://doi.org/10.1/X.` or `W2741809807` means, if anything."""
    text = text.strip().removeprefix("<").removesuffix(">").strip()
    if found := id_of_address(text):
        return found
    prefix, colon, rest = text.partition(":")
    prefix = prefix.strip().lower()
    if colon and prefix == "url":
        return id_of_address(rest.strip())
    if colon and prefix in _PREFIXES:
        return parse_id(_PREFIXES[prefix], rest)
    if text[:3].upper() == "PMC" and (found := parse_id(Scheme.PMCID, text)):
        return found
    for scheme in _CLEAR_SHAPES:
        if found := parse_id(scheme, text):
            return found
    return None
