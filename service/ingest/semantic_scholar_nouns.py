"""Papers, abstracts and authors of Semantic Scholar, as its API and as its datasets write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from service.ids import ExternalId, Scheme, artifact_url, parse_id
from service.ingest.additions import addition_key
from service.ingest.json_fields import BadField, Fields
from service.ingest.links import links_in
from service.ingest.markup import plain_line, plain_text
from service.ingest.names import title_key
from service.ingest.records import (
    AffiliationMention,
    AuthorRecord,
    AuthorshipRecord,
    PaperRecord,
    ReferenceMention,
    TopicMention,
    VenueMention,
)
from service.ingest.semantic_scholar_fields import (
    SOURCE,
    figures,
    name_in,
    outside_ids,
    paper_ids,
    part,
    updated,
)

# Topics of Semantic Scholar are the names of about twenty fields.
TOPICS = "s2"
VENUES = "s2-venue"

_TYPES = {
    "JournalArticle": "article",
    "Conference": "proceedings-article",
    "BookSection": "book-chapter",
    "LettersAndComments": "letter",
}
# The number of a homonym in DBLP is no part of the name.
_HOMONYM = re.compile(r" [0-9]{4}")
_VENUE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What an answer holds beside the paper, and what says nothing about it.
_BESIDE = frozenset({"citations", "matchScore", "embedding", "citationStyles", "tldr"})


def read_paper(given: Fields, ids: tuple[ExternalId, ...], as_of: date | None) -> PaperRecord:
    """A paper as far as it was asked for; without a title it adds to the paper of its id."""
    title = plain_line(given.text("title") or "") or None
    title = title if title and title_key(title) else None
    abstract = plain_text(given.text("abstract") or "")
    links = links_in(abstract or "", found_in="abstract")
    published = given.day("publicationDate", "publicationdate")
    year = given.integer("year")
    names = given.items("authors")
    authors = tuple(_authors(given))
    return PaperRecord(
        source=SOURCE,
        key=_key(given, ids, is_addition=title is None),
        title=title,
        updated=updated(given),
        abstract=abstract,
        published=published,
        year=published.day.year if published else year,
        type=_type(given),
        venue=_venue(given),
        ids=ids,
        authors=authors,
        authors_complete=bool(authors) and len(authors) == len(names),
        topics=tuple(_topics(given)),
        code_links=links.code,
        artifact_links=links.artifacts,
        references=tuple(_references(given, ids)),
        metrics=tuple(
            figures(
                given,
                as_of,
                ("citations", ("citationCount", "citationcount")),
                ("influential citations", ("influentialCitationCount", "influentialcitationcount")),
                ("references", ("referenceCount", "referencecount")),
            )
        ),
        open_access_url=_open_access(given),
    )


def read_abstract(given: Fields) -> PaperRecord:
    """A row of the dataset `abstracts`: it adds to the paper of its corpus id."""
    own = given.id(Scheme.S2, "corpusid")
    if own is None:
        raise BadField(given.path("corpusid"), "expected the id of a paper")
    access = part(given, "openaccessinfo") or Fields({})
    abstract = plain_text(given.text("abstract") or "")
    links = links_in(abstract or "", found_in="abstract")
    others = [id_ for id_ in outside_ids(access, "externalids") if id_.scheme != Scheme.S2]
    return PaperRecord(
        source=SOURCE,
        key=addition_key(own, ["abstract"]),
        title=None,
        updated=updated(given),
        abstract=abstract,
        ids=(own, *dict.fromkeys(others)),
        code_links=links.code,
        artifact_links=links.artifacts,
        open_access_url=artifact_url(access.text("url") or ""),
    )


def read_author(given: Fields, as_of: date | None) -> AuthorRecord:
    """An author's own record. Former names (`aliases`) are not told on: Semantic Scholar no longer
    gives them, so that nobody is shown under a name that was given up."""
    own = given.id(Scheme.S2_AUTHOR, "authorId", "authorid")
    if own is None:
        raise BadField(given.path("authorId"), "expected the id of an author")
    name = name_in(given, "name")
    if name is None:
        raise BadField(given.path("name"), "expected a name with letters")
    others = part(given, "externalIds", "externalids") or Fields({})
    orcid = parse_id(Scheme.ORCID, (others.text("ORCID") or "").rpartition("/")[2])
    on_dblp = [_HOMONYM.sub("", " ".join(one.split())) for one in others.texts("DBLP")]
    return AuthorRecord(
        source=SOURCE,
        key=own.value,
        name=name,
        updated=updated(given),
        other_names=tuple(one for one in dict.fromkeys(on_dblp) if one and one != name),
        ids=(own, orcid) if orcid else (own,),
        homepage=artifact_url(given.text("homepage") or ""),
        affiliations=tuple(_affiliations(given)),
        metrics=tuple(
            figures(
                given,
                as_of,
                ("papers", ("paperCount", "papercount")),
                ("citations", ("citationCount", "citationcount")),
                ("h-index", ("hIndex", "hindex")),
            )
        ),
    )


def _key(given: Fields, ids: tuple[ExternalId, ...], *, is_addition: bool) -> str:
    """A dataset gives all it has; of an answer with other fields neither replaces the other."""
    if "corpusid" in given.values:
        return str(ids[0])
    own = next((id_ for id_ in ids if id_.scheme == Scheme.S2_PAPER), ids[0])
    return addition_key(ids[0] if is_addition else own, sorted(given.values.keys() - _BESIDE))


def _authors(given: Fields) -> Iterator[AuthorshipRecord]:
    for position, author in enumerate(given.objects("authors"), 1):
        name = name_in(author, "name")
        if name is None:
            continue  # the list is not whole then
        own = author.id(Scheme.S2_AUTHOR, "authorId")
        yield AuthorshipRecord(
            name=name,
            position=position,
            ids=(own,) if own else (),
            is_unknown=own is None,
        )


def _affiliations(given: Fields) -> Iterator[AffiliationMention]:
    for place in given.objects("affiliations"):
        if name := name_in(place, "name"):
            yield AffiliationMention(name)


def _references(given: Fields, own: tuple[ExternalId, ...]) -> Iterator[ReferenceMention]:
    for one in given.objects("references"):
        ids = paper_ids(one)
        if ids and not set(ids) & set(own):
            yield ReferenceMention(ids)


def _topics(given: Fields) -> Iterator[TopicMention]:
    names = [*given.texts("fieldsOfStudy")]
    names += [one.required_text("category") for one in given.objects("s2FieldsOfStudy")]
    names += [one.required_text("category") for one in given.objects("s2fieldsofstudy")]
    for name in dict.fromkeys(names):
        yield TopicMention(TOPICS, name, name)


def _type(given: Fields) -> str | None:
    kinds = given.texts("publicationTypes", "publicationtypes")
    # A paper at a conference is a journal article to it, too.
    kind = "Conference" if "Conference" in kinds else next(iter(kinds), None)
    return kind and _TYPES.get(kind, kind.lower())


def _venue(given: Fields) -> VenueMention | None:
    series = part(given, "publicationVenue") or Fields({})
    journal = part(given, "journal") or Fields({})
    name = name_in(series, "name") or name_in(given, "venue") or name_in(journal, "name")
    if name is None:
        return None
    own = series.text("id") or given.text("publicationvenueid") or ""
    issn = parse_id(Scheme.ISSN, series.text("issn") or "")
    ids = [ExternalId(VENUES, own)] if _VENUE_ID.fullmatch(own) else []
    ids += [issn] if issn else []
    return VenueMention(name, tuple(ids), series.text("type"), issn.value if issn else None)


def _open_access(given: Fields) -> str | None:
    file = part(given, "openAccessPdf")
    return artifact_url(file.text("url") or "") if file else None
