"""Which id an address of a known site means."""

from __future__ import annotations

import re
from urllib.parse import unquote

from service.ids.external import ExternalId, Scheme, parse_id, without_trailing_marks

_ADDRESS = re.compile(r"(?:https?://)?(?:[^/@\s]+@)?([^/:?#\s]+)(?::[0-9]+)?/(.*)", re.I | re.S)

_Rule = tuple[Scheme, re.Pattern[str]]


def _rule(scheme: Scheme, path: str) -> _Rule:
    return scheme, re.compile(path, re.I)


_SEMANTIC_SCHOLAR = (
    _rule(Scheme.S2, r"(?:.*[/:])?CorpusID:([0-9]+)"),
    _rule(Scheme.S2_PAPER, r"(?:.*/)?paper/(?:[^/]*/)?([0-9a-f]{40})(?:/.*)?"),
    _rule(Scheme.S2_AUTHOR, r"(?:.*/)?author/(?:[^/]*/)?([0-9]+)"),
)
_OPENALEX = (
    _rule(Scheme.OPENALEX, r"((?:domains|fields|subfields)/[0-9]+)"),
    _rule(Scheme.OPENALEX, r"(?:[a-z]+/)?([a-z][0-9]+)"),
)
_ARXIV = (_rule(Scheme.ARXIV, r"(?:abs|pdf|html|format|ps|e-print)/(.+?)(?:\.pdf|\.ps)?"),)
_ACL = (_rule(Scheme.ACL, r"(?:.*/)?([a-z0-9._-]+?)(?:v[0-9]+)?(?:\.pdf|\.bib|\.xml|\.endf)?"),)
_DBLP = (
    _rule(Scheme.DBLP_PID, r"pid/(.+?)(?:\.html|\.xml|\.nt|\.rdf|\.bib)?"),
    _rule(
        Scheme.DBLP, r"rec/(?:(?:html|xml|bibtex|bib[0-2]?|nt|rdf)/)?(.+?)(?:\.html|\.xml|\.bib)?"
    ),
)
_ACM = (_rule(Scheme.DOI, r"doi/(?:[a-z]+/)?(10\.[0-9]+/.+)"),)
# The DOI's own digits; behind them the version and the form of the text.
_BIORXIV = (_rule(Scheme.DOI, r"content/(10\.[0-9]+/[0-9.]*[0-9])(?:v[0-9]+)?(?:[./].*)?"),)
_NCBI = (
    _rule(Scheme.PMID, r"pubmed/([0-9]+)"),
    _rule(Scheme.PMCID, r"pmc/articles/(PMC[0-9]+)(?:/.*)?"),
)

# The path of an address, and by the site the id that it holds. Hosts without their `www.`.
_SITES: dict[str, tuple[_Rule, ...]] = {
    "arxiv.org": _ARXIV,
    "export.arxiv.org": _ARXIV,
    "ar5iv.org": _ARXIV,
    "ar5iv.labs.arxiv.org": _ARXIV,
    "alphaxiv.org": _ARXIV,
    "huggingface.co": (_rule(Scheme.ARXIV, r"papers/(.+)"),),
    "doi.org": (_rule(Scheme.DOI, r"(10\..+)"),),
    "dx.doi.org": (_rule(Scheme.DOI, r"(10\..+)"),),
    "dl.acm.org": _ACM,
    "doi.acm.org": (_rule(Scheme.DOI, r"(10\..+)"),),
    "biorxiv.org": _BIORXIV,
    "medrxiv.org": _BIORXIV,
    "aclanthology.org": _ACL,
    "aclanthology.info": _ACL,
    "aclweb.org": (_rule(Scheme.ACL, rf"anthology/{_ACL[0][1].pattern}"),),
    "dblp.org": _DBLP,
    "dblp.uni-trier.de": _DBLP,
    "semanticscholar.org": _SEMANTIC_SCHOLAR,
    "api.semanticscholar.org": _SEMANTIC_SCHOLAR,
    "openalex.org": _OPENALEX,
    "api.openalex.org": _OPENALEX,
    "explore.openalex.org": _OPENALEX,
    "pubmed.ncbi.nlm.nih.gov": (_rule(Scheme.PMID, r"([0-9]+)"),),
    "pmc.ncbi.nlm.nih.gov": (_rule(Scheme.PMCID, r"articles/(PMC[0-9]+)(?:/.*)?"),),
    "ncbi.nlm.nih.gov": _NCBI,
    "europepmc.org": (
        _rule(Scheme.PMID, r"(?:article|abstract)/MED/([0-9]+)"),
        _rule(Scheme.PMCID, r"(?:articles|article/PMC)/(PMC[0-9]+)"),
    ),
    "orcid.org": (_rule(Scheme.ORCID, r"([0-9x-]+)"),),
    "ror.org": (_rule(Scheme.ROR, r"([0-9a-z]+)"),),
    "portal.issn.org": (_rule(Scheme.ISSN, r"resource/ISSN/([0-9x-]+)"),),
}
# A DOI may hold question marks; everywhere else they begin what does not belong to the id.
_WHOLE_PATH = frozenset({"doi.org", "dx.doi.org"})


def id_of_address(text: str) -> ExternalId | None:
    """The id that an address of a known site means, with or without its `https://`."""
    address = _ADDRESS.fullmatch(text)
    if address is None:
        return None
    host = address[1].lower().removeprefix("www.")
    path = address[2]
    if host not in _WHOLE_PATH:
        path = re.split(r"[?#]", path, maxsplit=1)[0]
    path = without_trailing_marks(unquote(path)).rstrip("/")
    for scheme, pattern in _SITES.get(host, ()):
        match = pattern.fullmatch(path)
        if match and (found := parse_id(scheme, match[1])):
            return found
    return None
