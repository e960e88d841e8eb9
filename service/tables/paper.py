"""Papers: what is listed and ordered, the long text apart, the ids that the world gives them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR

from service.tables.metadata import (
    FOLDED,
    counter,
    entity_id,
    external_ids,
    flag,
    metadata,
    not_negative,
)

paper = Table(
    "paper",
    metadata,
    entity_id("paper"),
    Column("title", Text, nullable=False, comment="Title as its best source writes it"),
    Column("title_key", FOLDED, nullable=False, comment="Title folded by ids.title_key"),
    Column("published_on", Date, comment="First publication; the first day of a month or year"),
    Column("published_precision", Text, comment="How much of published_on is known"),
    Column(
        "published_key",
        Date,
        Computed("COALESCE(published_on, '-infinity'::date)", persisted=True),
        nullable=False,
        comment="published_on as a sort key: the unknown date comes before all others",
    ),
    Column("year", Integer, comment="Year of publication"),
    Column("type", Text, comment="Kind of work: article, preprint, book-chapter, dataset …"),
    Column("language", Text, comment="ISO 639-1 code of the language it is written in"),
    Column("venue_id", BigInteger, ForeignKey("venue.id"), comment="Where it was published"),
    flag("is_retracted", "Whether it has been withdrawn"),
    Column("open_access_url", Text, comment="Where it can be read freely"),
    flag("authors_complete", "Whether a source vouches that the author list is whole"),
    flag("code_claimed", "Whether a source marks it as having code, with or without a link"),
    flag("has_code", "Code is claimed or linked (derived)"),
    Column(
        "primary_topic_id",
        BigInteger,
        ForeignKey("topic.id"),
        comment="Topic of its first primary paper_topic row (derived)",
    ),
    counter("citation_count", "Papers here that cite it"),
    counter("reference_count", "Papers here that it cites"),
    counter("author_count", "Authorships, each person once, unidentified ones included"),
    counter("affiliation_count", "Affiliations of its authors, and those given to it alone"),
    counter("topic_count", "Topics"),
    counter("code_link_count", "Code repositories linked"),
    CheckConstraint("published_precision IN ('day', 'month', 'year')", name="precision_known"),
    CheckConstraint(
        "(published_precision IS NULL) = (published_on IS NULL)", name="precision_with_date"
    ),
    CheckConstraint("published_on IS NULL OR year IS NOT NULL", name="year_with_date"),
    not_negative(
        "citation_count",
        "reference_count",
        "author_count",
        "affiliation_count",
        "topic_count",
        "code_link_count",
    ),
    comment="A scholarly work",
)
Index(None, paper.c.citation_count, paper.c.id)
Index(None, paper.c.published_key, paper.c.id)
Index(None, paper.c.title_key, paper.c.id)
Index(None, paper.c.year, paper.c.citation_count, paper.c.id)
Index(None, paper.c.venue_id, paper.c.citation_count, paper.c.id)
Index(None, paper.c.venue_id, paper.c.published_key, paper.c.id)

paper_text = Table(
    "paper_text",
    metadata,
    Column(
        "paper_id",
        BigInteger,
        ForeignKey("paper.id"),
        primary_key=True,
        autoincrement=False,
        comment="The paper",
    ),
    Column("abstract", Text, comment="Abstract as it stands, LaTeX kept"),
    Column(
        "search",
        TSVECTOR,
        nullable=False,
        comment="Words of title (weight A) and abstract (B), made by search_vector",
    ),
    comment="What is long about a paper, off its row so that hot rows stay in memory",
)
Index(None, paper_text.c.search, postgresql_using="gin")

paper_external_id = external_ids("paper")


def abstract(row: Any) -> ColumnElement[Any]:
    """The abstract of a row of papers (an alias)."""
    own = paper_text.c.paper_id == row.c.id
    return select(paper_text.c.abstract).where(own).scalar_subquery()


def has_words(row: Any, query: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether title or abstract of a row of papers (an alias) is what a tsquery asks for."""
    had: ColumnElement[bool] = row.c.id.in_(papers_with_words(query))
    return had


def papers_with_words(query: ColumnElement[Any]) -> Select[Any]:
    """The ids of the papers whose title or abstract is what a tsquery asks for."""
    return select(paper_text.c.paper_id).where(paper_text.c.search.op("@@")(query))


def words_are_in(row: Any, query: ColumnElement[Any]) -> ColumnElement[bool]:
    """The same of one paper, told by its text alone and not by the index."""
    text = select(paper_text.c.search).where(paper_text.c.paper_id == row.c.id)
    return text.scalar_subquery().op("@@", return_type=Boolean())(query)


SEARCHED_CHARACTERS = 100_000  # a tsvector holds 1 MB; no abstract comes near, a bad record may


def search_vector(
    title: ColumnElement[str], abstract: ColumnElement[str | None]
) -> ColumnElement[str]:
    """What paper_text.search must hold for this title and abstract."""
    searched = func.left(func.coalesce(abstract, ""), SEARCHED_CHARACTERS)
    return _weighted(title, "A").op("||")(_weighted(searched, "B"))


def _weighted(words: ColumnElement[str], weight: str) -> ColumnElement[str]:
    english = literal_column("'english'::regconfig", REGCONFIG)
    vector = func.to_tsvector(english, words, type_=TSVECTOR)
    return func.setweight(vector, literal_column(f"'{weight}'"), type_=TSVECTOR)
