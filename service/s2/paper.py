"""Papers: the fields of a paper, and of a paper within another object."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    Integer,
    Text,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
)

from service import ids, tables
from service.citing.bibtex import bibtex
from service.compiler.fields import Many, Order
from service.compiler.json import JsonObject
from service.compiler.row import Row, constant
from service.rest.shapes import COUNT, FLAG, NOTHING, TEXT, Shape, list_of, thing, words
from service.s2.declare import Fields, Nested, Scalar
from service.s2.disciplines import NAMES, fields_of_study, s2_fields_of_study
from service.s2.identifiers import PAPER_ID, corpus_id, paper_id
from service.tables.paper import abstract

MOST_CITATIONS = 9_999
"""Citations or references that stand within one paper; their own endpoints have them all."""
MOST_AUTHORS = 9_999

# The keys of externalIds, in the order of the answer.
LABELS = {
    ids.Scheme.ARXIV: "ArXiv",
    ids.Scheme.MAG: "MAG",
    ids.Scheme.ACL: "ACL",
    ids.Scheme.PMID: "PubMed",
    ids.Scheme.PMCID: "PubMedCentral",
    ids.Scheme.DBLP: "DBLP",
    ids.Scheme.DOI: "DOI",
}

# How sources call kinds of work, and what they are to Semantic Scholar.
PUBLICATION_TYPES = {
    "JournalArticle": "article journal-article journalarticle",
    "Conference": "proceedings-article conference inproceedings",
    "Review": "review",
    "CaseReport": "casereport",
    "ClinicalTrial": "clinicaltrial",
    "Dataset": "dataset",
    "Editorial": "editorial",
    "LettersAndComments": "letter lettersandcomments",
    "MetaAnalysis": "metaanalysis",
    "News": "news",
    "Study": "study",
    "Book": "book monograph edited-book reference-book proceedings",
    "BookSection": "book-chapter booksection book-section incollection reference-entry",
}

_NULL_JSON: ColumnElement[Any] = literal_column("NULL::json", JSON())


def _external_ids(paper: Row) -> ColumnElement[Any]:
    """One id of each kind, the first where sources gave several, and the corpus id for all."""
    names = tables.paper_external_id
    # Semantic Scholar writes the number of a PMC id alone.
    value = func.regexp_replace(func.min(names.c.value), constant("^PMC"), constant(""))
    is_scheme = [
        (names.c.scheme == constant(scheme.value), constant(label))
        for scheme, label in LABELS.items()
    ]
    place = [
        (names.c.scheme == constant(scheme.value), constant(n)) for n, scheme in enumerate(LABELS)
    ]
    known = (
        select(
            case(*place).label("place"),
            case(*is_scheme).label("label"),
            func.to_json(value).label("id"),
        )
        .where(
            names.c.paper_id == paper.c.id,
            or_(*(names.c.scheme == constant(scheme.value) for scheme in LABELS)),
        )
        .group_by(names.c.scheme)
    )
    corpus = select(constant(len(LABELS)), constant("CorpusId"), func.to_json(corpus_id(paper)))
    found = known.union_all(corpus).subquery("known")
    inner = select(found.c.label, found.c.id).order_by(found.c.place).subquery("listed")
    return (
        select(func.json_object_agg(inner.c.label, inner.c.id)).select_from(inner).scalar_subquery()
    )


def _address(paper: Row) -> ColumnElement[Any]:
    """The paper's page at Semantic Scholar, where that knows it; else where its DOI, arXiv or
    Anthology id leads."""
    names = tables.paper_external_id
    schemes = (ids.Scheme.S2_PAPER, ids.Scheme.DOI, ids.Scheme.ARXIV, ids.Scheme.ACL)
    addresses = [
        constant(ids.ADDRESSES[scheme]).op("||")(
            select(func.min(names.c.value))
            .where(names.c.paper_id == paper.c.id, names.c.scheme == constant(scheme.value))
            .scalar_subquery()
        )
        for scheme in schemes
    ]
    return func.coalesce(*addresses, type_=Text())


def _venue_name(paper: Row) -> ColumnElement[Any]:
    venue = tables.venue.alias("appeared_in")
    found = select(venue.c.name).where(venue.c.id == paper.c.venue_id)
    return func.coalesce(found.scalar_subquery(), constant(""))


def _publication_venue(paper: Row) -> ColumnElement[Any]:
    """The venue as an object; its id is made of Colophon's, in the form that clients know."""
    venue = tables.venue.alias("appeared_in")
    name = constant("colophon venue ").op("||")(cast(venue.c.id, Text))
    members = [
        ("id", func.uuid(func.md5(name))),
        ("name", venue.c.name),
        ("type", venue.c.kind),
        ("alternate_names", func.json_build_array()),
        ("issn", venue.c.issn),
        ("url", null()),
    ]
    found = select(JsonObject(members)).select_from(venue).where(venue.c.id == paper.c.venue_id)
    return found.scalar_subquery()


def _journal(paper: Row) -> ColumnElement[Any]:
    """The journal's name; volume and pages are not in the graph."""
    venue = tables.venue.alias("appeared_in")
    found = (
        select(JsonObject([("name", venue.c.name)]))
        .select_from(venue)
        .where(venue.c.id == paper.c.venue_id, venue.c.kind == constant("journal"))
    )
    return found.scalar_subquery()


def _open_access_pdf(paper: Row) -> ColumnElement[Any]:
    members = [
        ("url", paper.c.open_access_url),
        ("status", null()),
        ("license", null()),
        ("disclaimer", null()),
    ]
    return case((paper.c.open_access_url.is_not(None), JsonObject(members)))


def _publication_types(paper: Row) -> ColumnElement[Any]:
    whens = {
        kind: func.json_build_array(constant(label))
        for label, kinds in PUBLICATION_TYPES.items()
        for kind in kinds.split()
    }
    return case(*((paper.c.type == constant(kind), label) for kind, label in whens.items()))


def _publication_date(paper: Row) -> ColumnElement[Any]:
    """The day, where it is known to the day."""
    return case((paper.c.published_precision == constant("day"), cast(paper.c.published_on, Date)))


def _influential(paper: Row) -> ColumnElement[Any]:
    cites = tables.citation.alias("cites")
    found = select(cast(func.count(), Integer)).where(
        cites.c.cited_id == paper.c.id, cites.c.is_influential
    )
    return found.select_from(cites).scalar_subquery()


def _text_availability(paper: Row) -> ColumnElement[Any]:
    return case(
        (paper.c.open_access_url.is_not(None), constant("fulltext")),
        (abstract(paper).is_not(None), constant("abstract")),
        else_=constant("none"),
    )


_IDS = dict.fromkeys(LABELS.values(), TEXT) | {"CorpusId": COUNT}
_VENUE = {
    "id": Shape("string", format="uuid"),
    "name": TEXT,
    "type": TEXT.or_null(),
    "alternate_names": list_of(TEXT),
    "issn": TEXT.or_null(),
    "url": TEXT.or_null(),
}
_PDF = {name: TEXT.or_null() for name in ("url", "status", "license", "disclaimer")}
_FIELD = {"category": words(*NAMES), "source": words("external")}

_OWN: dict[str, Scalar] = {
    "paperId": Scalar(paper_id, PAPER_ID),
    "externalIds": Scalar(_external_ids, thing(_IDS, ("CorpusId",))),
    "corpusId": Scalar(corpus_id, COUNT),
    "publicationVenue": Scalar(_publication_venue, thing(_VENUE).or_null()),
    "url": Scalar(_address, TEXT.or_null()),
    "title": Scalar(lambda paper: paper.c.title, TEXT),
    "abstract": Scalar(abstract, TEXT.or_null()),
    "venue": Scalar(_venue_name, TEXT),
    "year": Scalar(lambda paper: paper.c.year, COUNT.or_null()),
    "referenceCount": Scalar(lambda paper: paper.c.reference_count, COUNT),
    "citationCount": Scalar(lambda paper: paper.c.citation_count, COUNT),
    "influentialCitationCount": Scalar(_influential, COUNT),
    "isOpenAccess": Scalar(lambda paper: paper.c.open_access_url.is_not(None), FLAG),
    "openAccessPdf": Scalar(_open_access_pdf, thing(_PDF).or_null()),
    "fieldsOfStudy": Scalar(fields_of_study, list_of(words(*NAMES)).or_null()),
    "s2FieldsOfStudy": Scalar(s2_fields_of_study, list_of(thing(_FIELD))),
    # Nothing here writes summaries or vectors, and nothing is invented.
    "tldr": Scalar(lambda _: _NULL_JSON, NOTHING),
    "publicationTypes": Scalar(_publication_types, list_of(words(*PUBLICATION_TYPES)).or_null()),
    "publicationDate": Scalar(_publication_date, Shape("string", format="date").or_null()),
    "journal": Scalar(_journal, thing({"name": TEXT}).or_null()),
    "citationStyles": Scalar(
        lambda paper: JsonObject([("bibtex", bibtex(paper))]), thing({"bibtex": TEXT})
    ),
    "embedding": Scalar(lambda _: _NULL_JSON, NOTHING, parts=("specter_v1", "specter_v2")),
    "textAvailability": Scalar(_text_availability, words("fulltext", "abstract", "none")),
}


AUTHORS = Many(
    tables.authorship,
    Order(("ordinal",), unique=True),
    on=lambda paper, authorship: (authorship.c.paper_id == paper.c.id) & ~authorship.c.is_repeat,
)


def _cites(owner: str, other: str, copies: dict[str, str]) -> Many:
    return Many(
        tables.paper,
        Order(("published_key",), descending=True),
        on=lambda paper, citation: citation.c[f"{owner}_id"] == paper.c.id,
        through=tables.citation,
        target=f"{other}_id",
        copies=MappingProxyType(copies),
    )


CITATIONS = _cites("cited", "citing", {"published_key": "citing_published_key"})
REFERENCES = _cites("citing", "cited", {})

_WITH_AUTHORS = _OWN | {"authors": Nested(AUTHORS, lambda: SIGNATURE, MOST_AUTHORS)}

PAPER_OF_LIST = Fields("PaperOfList", always=("paperId",), default=("title",), of=_WITH_AUTHORS)
"""A paper within another object."""

PAPER = Fields(
    "Paper",
    always=("paperId",),
    default=("title",),
    of=_WITH_AUTHORS
    | {
        "citations": Nested(CITATIONS, lambda: PAPER_OF_LIST, MOST_CITATIONS),
        "references": Nested(REFERENCES, lambda: PAPER_OF_LIST, MOST_CITATIONS),
    },
)


from service.s2.author import SIGNATURE  # noqa: E402
