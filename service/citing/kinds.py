"""What a kind of work is called in each format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, select

from service import tables
from service.compiler.row import Row, constant


@dataclass(frozen=True, slots=True)
class Kind:
    """`sources` are the words of sources for it. `container` is the BibTeX field that names where
    it appeared; a kind without one says so in `howpublished`."""

    sources: str
    bibtex: str
    ris: str
    csl: str
    container: str = "howpublished"


ARTICLE = Kind(
    "article journal-article journalarticle review editorial letter erratum retraction",
    *("article", "JOUR", "article-journal", "journal"),
)
IN_PROCEEDINGS = Kind(
    "proceedings-article conference inproceedings conference-paper",
    *("inproceedings", "CPAPER", "paper-conference", "booktitle"),
)
OTHER = Kind("", "misc", "GEN", "document")
KINDS = (
    ARTICLE,
    IN_PROCEEDINGS,
    Kind("preprint posted-content", "misc", "UNPB", "article"),
    Kind("book monograph edited-book reference-book", "book", "BOOK", "book", "series"),
    Kind("proceedings", "proceedings", "CONF", "book", "series"),
    Kind(
        "book-chapter booksection book-section incollection",
        *("incollection", "CHAP", "chapter", "booktitle"),
    ),
    Kind("reference-entry", "incollection", "ENCYC", "entry-encyclopedia", "booktitle"),
    Kind("dissertation phdthesis", "phdthesis", "THES", "thesis", "school"),
    Kind("mastersthesis", "mastersthesis", "THES", "thesis", "school"),
    Kind("report techreport", "techreport", "RPRT", "report", "institution"),
    Kind("dataset", "misc", "DATA", "dataset"),
    Kind("software", "misc", "COMP", "software"),
    Kind("standard", "misc", "STAND", "standard"),
)


def kind_of(paper: Row, what: str) -> ColumnElement[Any]:
    """An attribute of the paper's Kind.

    What sources call an article is one where it appeared in a journal, or nobody knows where in
    what; a paper in a conference is one of proceedings. Other kinds are as they are called.
    """
    venue = tables.venue.alias("appeared_in")
    venue_kind = select(venue.c.kind).where(venue.c.id == paper.c.venue_id).scalar_subquery()
    in_conference = venue_kind == constant("conference")
    is_article = paper.c.type.in_([constant(word) for word in ARTICLE.sources.split()])
    unsaid = paper.c.type.is_(None)
    return case(
        (in_conference & (is_article | unsaid), constant(getattr(IN_PROCEEDINGS, what))),
        (unsaid & (venue_kind == constant("journal")), constant(getattr(ARTICLE, what))),
        *(
            (paper.c.type == constant(word), constant(getattr(kind, what)))
            for kind in KINDS
            for word in kind.sources.split()
        ),
        else_=constant(getattr(OTHER, what)),
    )
