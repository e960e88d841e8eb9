"""What additions to a paper are called, so that none of a source takes the place of another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from service.ids import ExternalId, Scheme

# Systems in which papers have ids; the others name people, institutions or journals.
SCHEMES_OF_PAPERS = frozenset(
    {
        *(Scheme.ACL, Scheme.ARXIV, Scheme.DBLP, Scheme.DOI, Scheme.MAG, Scheme.OPENALEX),
        *(Scheme.PMCID, Scheme.PMID, Scheme.S2, Scheme.S2_PAPER),
    }
)
_LONGEST_DETAIL = 200


def addition_key(paper: ExternalId, details: Sequence[object]) -> str:
    """The paper's id, a blank, and what the addition is about: two of a kind are told apart."""
    detail = " ".join(map(str, details))
    if len(detail) > _LONGEST_DETAIL or len(details) > 1:
        detail = hashlib.blake2b(detail.encode(errors="replace"), digest_size=16).hexdigest()
    return f"{paper} {detail}"


def names_a_paper(id_: ExternalId) -> bool:
    """Ids of OpenAlex tell by their letter what they name: a work, an author, a source …"""
    if id_.scheme == Scheme.OPENALEX:
        return id_.value.startswith("W")
    return id_.scheme in SCHEMES_OF_PAPERS
