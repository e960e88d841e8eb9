"""Ids of the outside world and folded text: read once, compared and printed everywhere alike. Pure.

external    ExternalId and the naming systems: arXiv, DOI, ACL, DBLP, OpenAlex, ORCID, ROR …
sites       which id an address of a known site means
reference   any text that names something: an address, a prefixed id, a bare id of clear shape
addresses   code repositories and other links, one spelling each
folding     titles and names as they are compared; name_blocks: which spellings may be one name
"""

from __future__ import annotations

from service.ids.addresses import RepositoryUrl, artifact_url, parse_repository
from service.ids.external import ADDRESSES, ESCAPES, ExternalId, Scheme, parse_id
from service.ids.folding import name_key, title_key
from service.ids.name_blocks import name_block, without_suffix
from service.ids.reference import parse_reference

__all__ = [
    "ADDRESSES",
    "ESCAPES",
    "ExternalId",
    "RepositoryUrl",
    "Scheme",
    "artifact_url",
    "name_block",
    "name_key",
    "parse_id",
    "parse_reference",
    "parse_repository",
    "title_key",
    "without_suffix",
]
