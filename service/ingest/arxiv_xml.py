"""Records of OAI-PMH as arXiv gives them: in its own two formats and in Dublin Core."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from xml.etree.ElementTree import Element

from service.ingest import arxiv_categories
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField
from service.ingest.json_stream import head_of
from service.ingest.xml_elements import Piece, elements, parse, text_of

# A record, or its metadata without the envelope; with whatever prefix.
_RECORD = re.compile(rb"<((?:[\w.-]+:)?record)[\s>]")
_BARE = re.compile(rb"<((?:[\w.-]+:)?(?:arXivRaw|arXiv|dc))[\s>]")
_FORMATS = ("arXiv", "arXivRaw", "dc")
_ERROR = re.compile(rb"<error[^>]*>([^<]{0,200})")
# Declared on the envelope, which is not read with the record.
_PREFIXES = {
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
}
_OLDER_SUBJECTS = {"Astrophysics": "astro-ph", "Condensed Matter": "cond-mat"}


@dataclass(frozen=True, slots=True)
class NameParts:
    key: str
    given: str
    suffix: str
    affiliations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a record says, in the words of its format; `author_line` is the list as one text.

    `dates` are those of the versions; `mail_dates` the same as RFC 2822 writes them.
    """

    id: str
    title: str = ""
    abstract: str = ""
    comments: str = ""
    dois: str = ""
    categories: list[str] = field(default_factory=list)
    authors: list[NameParts] = field(default_factory=list)
    author_line: str = ""
    dates: list[str] = field(default_factory=list)
    mail_dates: list[str] = field(default_factory=list)
    datestamp: str | None = None


def read_records(file: SourceFile) -> Iterator[tuple[Piece, Callable[[], Metadata]]]:
    """Each record as it stands, and how to read it (BadField, if it cannot be)."""
    head = head_of(file)
    match = _RECORD.search(head) or _BARE.search(head)
    name = match[1].decode() if match else "record"
    found = False
    for piece in elements(file, (name,), begin=file.resume):
        found = True
        yield piece, partial(_read, piece)
    if not found and not file.resume:
        said = _ERROR.search(head)
        reason = f": {said[1].decode('utf-8', 'replace')}" if said else ", found none"
        problem = f"expected records of OAI-PMH{reason}"
        nothing = Piece(name, head[:2_000], 1, 0, None, problem)
        yield nothing, partial(_read, nothing)


def _read(piece: Piece) -> Metadata:
    root = parse(replace(piece, data=_with_prefixes(piece.data)))
    header = _child(root, "header")
    if header is not None and header.get("status") == "deleted":
        raise BadField("header", "arXiv has deleted this record")
    metadata = _child(root, "metadata")
    inner = [root] if _local(root) in _FORMATS else list(metadata if metadata is not None else ())
    for element in inner:
        if _local(element) in _FORMATS:
            read = _dublin_core if _local(element) == "dc" else _own_format
            return replace(read(element), datestamp=_text(header, "datestamp") or None)
    raise BadField("metadata", f"expected {', '.join(_FORMATS)}, found none of them")


def _with_prefixes(data: bytes) -> bytes:
    missing = b"".join(
        f' xmlns:{prefix}="{address}"'.encode()
        for prefix, address in _PREFIXES.items()
        if re.search(rf"[\s</]{prefix}:".encode(), data) and f"xmlns:{prefix}".encode() not in data
    )
    return re.sub(rb"^<[^\s/>]+", lambda match: match[0] + missing, data) if missing else data


def _own_format(given: Element) -> Metadata:
    people = [
        NameParts(
            " ".join(_texts(one, "keyname")),
            _text(one, "forenames"),
            _text(one, "suffix"),
            tuple(_texts(one, "affiliation")),
        )
        for one in _children(_child(given, "authors"), "author")
    ]
    versions = _children(given, "version")
    return Metadata(
        id=_text(given, "id"),
        title=_text(given, "title"),
        abstract=_lines(given, "abstract"),
        comments=_text(given, "comments"),
        dois=_text(given, "doi"),
        categories=_text(given, "categories").split(),
        authors=people,
        author_line="" if people else _text(given, "authors"),
        dates=_texts(given, "created"),
        mail_dates=[date for one in versions for date in _texts(one, "date")],
    )


def _dublin_core(given: Element) -> Metadata:
    """Names are turned (`Balázs, C.`), subjects are names of categories, the first description is
    the abstract."""
    ids = [_bare_id(one) for one in _texts(given, "identifier")]
    descriptions = [one.text or "" for one in _children(given, "description")]
    notes = [one for one in descriptions[1:] if one.strip().startswith("Comment:")]
    people = []
    for name in _texts(given, "creator"):
        key, _, first = name.partition(",")
        people.append(NameParts(key.strip(), first.strip(), "", ()))
    named = (_subjects().get(one, one) for one in _texts(given, "subject"))
    return Metadata(
        id=next((one for one in ids if one and not one.startswith("doi:")), ""),
        title=_text(given, "title"),
        abstract=descriptions[0] if descriptions else "",
        comments=" ".join(notes),
        dois=next((one for one in ids if one and one.startswith("doi:")), ""),
        categories=[code for code in named if code in arxiv_categories.CATEGORIES],
        authors=people,
        dates=_texts(given, "date")[:1],
    )


def _bare_id(text: str) -> str | None:
    """`http://arxiv.org/abs/0704.0001`, `doi:10.…`; a place in a journal is none."""
    address, on_arxiv, id_ = text.partition("arxiv.org/abs/")
    if on_arxiv and address.rstrip("/") in ("http:", "https:", "http://www.", "https://www."):
        return id_
    return text if text.startswith("doi:") else None


@cache
def _subjects() -> dict[str, str]:
    """Categories by the name that Dublin Core gives them: `Computer Science - Machine Learning`."""
    found = dict(_OLDER_SUBJECTS)
    for code, name in arxiv_categories.CATEGORIES.items():
        archive = arxiv_categories.parent_code(code)
        above = archive and arxiv_categories.topic_name(archive)
        found.setdefault(f"{above} - {name}" if above else name, code)
    return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: Element | None, name: str) -> list[Element]:
    return [one for one in (element if element is not None else ()) if _local(one) == name]


def _child(element: Element | None, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)


def _texts(element: Element | None, name: str) -> list[str]:
    return [text for one in _children(element, name) if (text := text_of(one))]


def _text(element: Element | None, name: str) -> str:
    return text_of(_child(element, name))


def _lines(element: Element, name: str) -> str:
    """With its line ends, by which paragraphs are known."""
    found = _child(element, name)
    return "" if found is None else "".join(found.itertext())
