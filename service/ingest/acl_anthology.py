"""Reads the ACL Anthology: its collections in XML, and its lists of people and venues in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from service.ids import (
    ExternalId,
    Scheme,
    artifact_url,
    parse_id,
    parse_reference,
    parse_repository,
    title_key,
)
from service.ingest.acl_facts import (
    SEVERAL_PEOPLE,
    SOURCE,
    paper_id,
    person_id,
    venue_of,
    year_of,
)
from service.ingest.acl_lists import read_lists
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField
from service.ingest.languages import language_code
from service.ingest.links import links_in
from service.ingest.months import month_of
from service.ingest.names import name_key
from service.ingest.records import (
    AffiliationMention,
    ArtifactLinkMention,
    AuthorshipRecord,
    CodeLinkMention,
    Located,
    PaperRecord,
    PartialDate,
    Rejected,
    VenueMention,
)
from service.ingest.tex_math import plain_formula
from service.ingest.xml_elements import Piece, elements, parse, parse_mark, text_of

_PDF = "https://aclanthology.org/{}.pdf"
_HANDLE = re.compile(r"https?://hdl\.handle\.net/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Volume:
    """What a volume says for all of its papers."""

    collection: str = ""
    id: str = ""
    published: PartialDate | None = None
    year: int | None = None
    venue: VenueMention | None = None


def read_acl_anthology(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """A paper for each `<paper>`, a person or a venue for each entry of the lists."""
    if _looks_like_xml(file):
        yield from _read_collection(file)
    else:
        yield from read_lists(file)


def _looks_like_xml(file: SourceFile) -> bool:
    """By its name, which holds for a pipe too."""
    return not re.search(r"\.ya?ml(?:\.\w+)?$", file.path, re.IGNORECASE)


def _read_collection(file: SourceFile) -> Iterator[Located]:
    """Reads from the beginning always, for a paper needs what stands above it: files are small."""
    volume, found = _Volume(), False
    for piece in elements(file, ("meta", "frontmatter", "paper"), ("collection", "volume")):
        found = True
        problems: list[BadField] = []
        record: PaperRecord | None = None
        try:
            if piece.name == "collection":
                volume = _Volume()  # if the tag cannot be read, it is not the one before
                volume = _Volume(collection=parse_mark(piece).get("id", ""))
            elif piece.name == "volume":
                volume = _Volume(volume.collection)
                volume = _Volume(volume.collection, parse_mark(piece).get("id", ""))
            elif piece.name == "meta":
                volume = _with_meta(volume, parse(piece))
            elif piece.name == "paper" and piece.resume > file.resume:
                record = _paper(parse(piece), volume, problems)
        except BadField as problem:
            problems.append(problem)
        if piece.resume > file.resume:
            yield from _located(file, piece, record, problems)
    if not found:
        reason = "expected a collection of the ACL Anthology in XML, or its lists in YAML"
        yield Located(Rejected(None, reason, ""), file.path, 1, 0)


def _located(
    file: SourceFile, piece: Piece, record: PaperRecord | None, problems: list[BadField]
) -> Iterator[Located]:
    for number, problem in enumerate(problems, 1):
        is_last = record is None and number == len(problems)
        resume = piece.resume if is_last else 0
        yield Located(problem.rejected(piece.data), file.path, piece.line, resume)
    if record is not None:
        yield Located(record, file.path, piece.line, piece.resume)


def _with_meta(volume: _Volume, meta: Element) -> _Volume:
    year = year_of(text_of(meta.find("year")), volume.collection)
    month = month_of(text_of(meta.find("month")))
    return _Volume(
        volume.collection,
        volume.id,
        PartialDate(date(year, month, 1), "month") if year and month else None,
        year,
        venue_of(
            volume.collection,
            volume.id,
            text_of(meta.find("venue")),
            _plain(meta.find("booktitle")) or text_of(meta.find("journal-title")),
        ),
    )


def _paper(given: Element, volume: _Volume, problems: list[BadField]) -> PaperRecord:
    number = given.get("id", "")
    acl = paper_id(volume.collection, volume.id, number)
    if acl is None:
        shown = f"{volume.collection}-{volume.id}.{number}"[:200]
        raise BadField("id", f"expected the numbers of a paper, not {shown}")
    title = _plain(given.find("title"))
    if not any(map(str.isalnum, title)) and not title_key(title):
        raise BadField("title", "expected a title with letters")
    authors = given.findall("author")
    named = tuple(_authors(authors, problems))
    abstract = _plain(given.find("abstract")) or None
    code, artifacts, is_claimed = _links(given, abstract)
    withdrawn = given.find("retracted") is not None or given.find("removed") is not None
    doi = _doi(given, problems)
    return PaperRecord(
        source=SOURCE,
        key=str(acl),
        title=title,
        abstract=abstract,
        published=volume.published,
        year=volume.year or year_of("", volume.collection),
        type=given.get("type") or ("article" if _is_article(volume) else "proceedings-article"),
        language=language_code(text_of(given.find("language"))),
        venue=volume.venue,
        ids=(acl, doi) if doi else (acl,),
        authors=named,
        authors_complete=bool(named) and len(named) == len(authors),
        code_claimed=is_claimed,
        code_links=code,
        artifact_links=artifacts,
        is_retracted=withdrawn,
        open_access_url=_open_access(given, acl),
    )


def _is_article(volume: _Volume) -> bool:
    return volume.venue is not None and volume.venue.kind == "journal"


def _plain(element: Element | None) -> str:
    """The text without markup, formulas without TeX."""
    if element is None:
        return ""
    for formula in element.iter("tex-math"):
        formula.text = plain_formula(formula.text or "")
    return text_of(element)


def _authors(given: list[Element], problems: list[BadField]) -> Iterator[AuthorshipRecord]:
    for position, author in enumerate(given, 1):
        name = _written(author)
        if not name_key(name):
            problems.append(BadField(f"author[{position}]", "expected a name with letters"))
            continue
        person = author.get("id")
        orcid = parse_id(Scheme.ORCID, author.get("orcid", "").rpartition("/")[2])
        known = (person_id(person),) if person and person not in SEVERAL_PEOPLE else ()
        variant = author.find("variant")
        yield AuthorshipRecord(
            name=name,
            position=position,
            ids=known + ((orcid,) if orcid else ()),
            display_name=(_written(variant) or None) if variant is not None else None,
            affiliations=tuple(
                AffiliationMention(place)
                for one in author.findall("affiliation")
                if name_key(place := text_of(one))
            ),
            # The Anthology's own rule: who has no id is who is written so.
            scope=None if person else SOURCE,
        )


def _written(person: Element) -> str:
    first, last = text_of(person.find("first")), text_of(person.find("last"))
    if person.get("script", "").lower().startswith("han"):
        return f"{last}{first}"
    return f"{first} {last}".strip()


def _doi(given: Element, problems: list[BadField]) -> ExternalId | None:
    text = text_of(given.find("doi"))
    if not text or _HANDLE.match(text):
        return None
    found = parse_id(Scheme.DOI, text) or parse_reference(text)
    if found is None or found.scheme not in (Scheme.DOI, Scheme.ARXIV):
        problems.append(BadField("doi", f"expected a DOI, not {text[:80]}"))
        return None
    return found


def _links(
    given: Element, abstract: str | None
) -> tuple[tuple[CodeLinkMention, ...], tuple[ArtifactLinkMention, ...], bool]:
    """Code and other links, and whether somebody says that there is code.

    `pwccode` names the authors' own repository; without an address there is only code by others.
    """
    links = links_in(abstract or "", "abstract")
    code: dict[str, CodeLinkMention] = {}
    artifacts: dict[str, ArtifactLinkMention] = {}
    claims = given.findall("pwccode")
    for claim in claims:
        address = claim.get("url", "")
        if repository := parse_repository(address):
            code[repository.key] = CodeLinkMention(repository.url, "record", is_official=True)
        elif url := artifact_url(address):
            artifacts[url] = ArtifactLinkMention(url, "record")
    for link in links.code:
        code.setdefault(link.url.lower(), link)
    for artifact in links.artifacts:
        artifacts.setdefault(artifact.url, artifact)
    return tuple(code.values()), tuple(artifacts.values()), bool(claims)


def _open_access(given: Element, acl: ExternalId) -> str | None:
    """The Anthology's own file, or another's if it is one."""
    address = text_of(given.find("url"))
    if "//" not in address:
        return _PDF.format(acl.value) if address else None
    return artifact_url(address) if address.lower().endswith(".pdf") else None
