"""The ids of this face: a paper's 40 hexadecimal digits, corpus ids, author ids, and how clients
write all others.

Semantic Scholar's own ids are given out and taken wherever a source has told them. Everything else
bears an id of Colophon's, made of the internal id alone, so that it never changes: 16 digits of the
id and 24 of a checksum for a paper, a number from 1,000,000,000,000 for corpus and author ids,
which Semantic Scholar's are far below. Both forms find the paper; an old id of a merged one, too.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, Text, cast, func, select

from service import ids, tables
from service.compiler.row import Row, constant
from service.rest.shapes import Shape
from service.tables.naming import OURS

OWN_NUMBERS_FROM = 1_000_000_000_000

PAPER_ID = Shape("string", pattern="^[0-9a-f]{40}$")
AUTHOR_ID = Shape("string", pattern="^[0-9]+$")
ANY_PAPER_ID = Shape(
    "string",
    "A paper's 40 digits, or `CorpusId:`, `DOI:`, `ARXIV:`, `ACL:`, `MAG:`, `PMID:`, `PMCID:`,"
    " `URL:` and the id there.",
    pattern=r"^([0-9a-f]{40}|(CorpusId|MAG|PMID|PMCID):[0-9]{1,18}|(DOI|ARXIV|ACL|URL):[!-~]+)$",
    example="ARXIV:2310.19102",
)
ANY_AUTHOR_ID = Shape("string", "An author's number.", pattern="^[0-9]{1,18}$", example="1")

_CHECKED = "colophon paper "
_ID_DIGITS = 16
_CHECK_DIGITS = 24
_PAPER_ID = re.compile(r"[0-9a-f]{40}", re.I)
_LARGEST_ID = 2**63 - 1

# How clients name the naming systems, in lower case.
_PREFIXES = {
    "doi": ids.Scheme.DOI,
    "arxiv": ids.Scheme.ARXIV,
    "mag": ids.Scheme.MAG,
    "acl": ids.Scheme.ACL,
    "pmid": ids.Scheme.PMID,
    "pmcid": ids.Scheme.PMCID,
}
_CORPUS_ID = re.compile(r"corpus_?id:([0-9]{1,18})", re.I)


def paper_reference(text: str) -> str | None:
    """The scheme and value that a client's paper id means, with a blank between; None if none."""
    text = text.strip()
    if _PAPER_ID.fullmatch(text):
        return _of_paper_id(text.lower())
    if corpus := _CORPUS_ID.fullmatch(text):
        return _of_number(int(corpus[1]), ids.Scheme.S2)
    prefix, colon, value = text.partition(":")
    prefix = prefix.lower()
    if colon and prefix in _PREFIXES:
        found = ids.parse_id(_PREFIXES[prefix], value)
    elif colon and prefix == "url":
        found = ids.parse_reference(value)
    else:
        return None
    return None if found is None else f"{found.scheme} {found.value}"


def author_reference(text: str) -> str | None:
    """The same for an author id, which is a number."""
    text = text.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    return _of_number(int(text), ids.Scheme.S2_AUTHOR)


def own_paper_id(id_: int) -> str:
    """The 40 digits of a paper that Semantic Scholar's own id is not known of."""
    check = hashlib.md5(f"{_CHECKED}{id_}".encode(), usedforsecurity=False).hexdigest()
    return f"{id_:0{_ID_DIGITS}x}{check[:_CHECK_DIGITS]}"


def _of_paper_id(digits: str) -> str:
    id_ = int(digits[:_ID_DIGITS], 16)
    if id_ <= _LARGEST_ID and own_paper_id(id_) == digits:
        return f"{OURS} {id_}"
    return f"{ids.Scheme.S2_PAPER} {digits}"


def _of_number(number: int, scheme: ids.Scheme) -> str:
    if number >= OWN_NUMBERS_FROM:
        return f"{OURS} {number - OWN_NUMBERS_FROM}"
    return f"{scheme} {number}"


# ---- the same in SQL


def paper_id(paper: Row) -> ColumnElement[Any]:
    """Semantic Scholar's id where a source told it, else Colophon's."""
    number = cast(paper.c.id, Text)
    own = func.lpad(func.to_hex(paper.c.id), constant(_ID_DIGITS), constant("0")).op("||")(
        func.left(func.md5(constant(_CHECKED).op("||")(number)), constant(_CHECK_DIGITS))
    )
    return func.coalesce(_borne(tables.paper_external_id, paper.c.id, ids.Scheme.S2_PAPER), own)


def corpus_id(paper: Row) -> ColumnElement[Any]:
    """The number, as JSON has it."""
    given = cast(_borne(tables.paper_external_id, paper.c.id, ids.Scheme.S2), BigInteger)
    return func.coalesce(given, paper.c.id + constant(OWN_NUMBERS_FROM))


def author_id(author: Row) -> ColumnElement[Any]:
    """The number, as text."""
    return author_id_of(author.c.id)


def author_id_of(id_: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same of an internal id, null for none."""
    own = cast(id_ + constant(OWN_NUMBERS_FROM), Text)
    return func.coalesce(_borne(tables.author_external_id, id_, ids.Scheme.S2_AUTHOR), own)


def _borne(names: Table, id_: ColumnElement[Any], scheme: ids.Scheme) -> ColumnElement[Any]:
    """The entity's id in that scheme; the first where sources gave it several."""
    owner = names.c[f"{names.name.removesuffix('_external_id')}_id"]
    found = select(func.min(names.c.value)).where(
        owner == id_, names.c.scheme == constant(scheme.value)
    )
    return found.scalar_subquery()
