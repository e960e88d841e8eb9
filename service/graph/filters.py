"""What lists can be filtered by: one input type for each kind of row, one declaration a
condition."""

from __future__ import annotations

import datetime
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Text, any_, cast, exists, func, select, true, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY

from service import tables
from service.compiler.row import Row, constant
from service.graph.inputs import combine, compare, flag, operator, where, within
from service.graph.references import entity_id
from service.tables.change import current_id


def _in(column: ColumnElement[Any], values: Any) -> ColumnElement[bool]:
    return column == any_(cast(values, ARRAY(column.type)))


def _starts_with(column: ColumnElement[Any], text: Any) -> ColumnElement[bool]:
    return func.starts_with(column, text, type_=column.type).is_(true())


def _contains(column: ColumnElement[Any], text: Any) -> ColumnElement[bool]:
    return func.strpos(func.lower(column), func.lower(type_coerce(text, Text()))) > constant(0)


def _is_null(column: ColumnElement[Any], wanted: bool) -> ColumnElement[bool]:
    return column.is_(None) if wanted else column.is_not(None)


@strawberry.input(description="Conditions on a number; all given ones must hold.")
class IntFilter:
    eq: int | None = operator(lambda column, v: column == v, "Equal to this.")
    ne: int | None = operator(lambda column, v: column != v, "Known, and not equal to this.")
    in_: list[int] | None = operator(_in, "Equal to one of these.", name="in")
    gt: int | None = operator(lambda column, v: column > v, "Greater than this.")
    gte: int | None = operator(lambda column, v: column >= v, "This or greater.")
    lt: int | None = operator(lambda column, v: column < v, "Less than this.")
    lte: int | None = operator(lambda column, v: column <= v, "This or less.")
    is_null: bool | None = operator(_is_null, "Whether the number is unknown.")


@strawberry.input(description="Conditions on a date; all given ones must hold.")
class DateFilter:
    eq: datetime.date | None = operator(lambda column, v: column == v, "On this day.")
    gt: datetime.date | None = operator(lambda column, v: column > v, "After this day.")
    gte: datetime.date | None = operator(lambda column, v: column >= v, "On this day or later.")
    lt: datetime.date | None = operator(lambda column, v: column < v, "Before this day.")
    lte: datetime.date | None = operator(lambda column, v: column <= v, "On this day or earlier.")
    is_null: bool | None = operator(_is_null, "Whether the date is unknown.")


@strawberry.input(description="Conditions on a text; all given ones must hold.")
class StringFilter:
    eq: str | None = operator(lambda column, v: column == v, "Equal to this, to the letter.")
    ne: str | None = operator(lambda column, v: column != v, "Known, and not equal to this.")
    in_: list[str] | None = operator(_in, "Equal to one of these.", name="in")
    contains: str | None = operator(_contains, "Contains this, upper and lower case alike.")
    starts_with: str | None = operator(_starts_with, "Begins with this, to the letter.")
    is_null: bool | None = operator(_is_null, "Whether the text is unknown.")


_AND = "All of these hold."
_OR = "At least one of these holds; an empty list holds for nothing."
_NOT = "This does not hold."


def _has_topic(paper: Row, codes: Any) -> ColumnElement[bool]:
    bears = tables.paper_topic.join(
        tables.topic, tables.topic.c.id == tables.paper_topic.c.topic_id
    )
    return exists(
        select(true())
        .select_from(bears)
        .where(tables.paper_topic.c.paper_id == paper.c.id, _in(tables.topic.c.code, codes))
    )


def _has_author(paper: Row, author_id: Any) -> ColumnElement[bool]:
    found = select(tables.authorship.c.paper_id).where(
        tables.authorship.c.author_id == current_id(tables.author, author_id)
    )
    return paper.c.id.in_(found)


def _has_affiliation(paper: Row, affiliation_id: Any) -> ColumnElement[bool]:
    found = select(tables.paper_affiliation.c.paper_id).where(
        tables.paper_affiliation.c.affiliation_id == current_id(tables.affiliation, affiliation_id)
    )
    return paper.c.id.in_(found)


@strawberry.input(description="Which papers to keep; all given conditions must hold.")
class PaperFilter:
    and_: list[PaperFilter] | None = combine("and", _AND)
    or_: list[PaperFilter] | None = combine("or", _OR)
    not_: PaperFilter | None = combine("not", _NOT)
    year: IntFilter | None = compare(lambda paper: paper.c.year, "Year of publication.")
    published_on: DateFilter | None = compare(
        lambda paper: paper.c.published_on, "Day of publication."
    )
    citation_count: IntFilter | None = compare(
        lambda paper: paper.c.citation_count, "Papers here that cite it."
    )
    reference_count: IntFilter | None = compare(
        lambda paper: paper.c.reference_count, "Papers here that it cites."
    )
    author_count: IntFilter | None = compare(
        lambda paper: paper.c.author_count, "Authors that are known here."
    )
    title: StringFilter | None = compare(lambda paper: paper.c.title, "Title.")
    type: StringFilter | None = compare(lambda paper: paper.c.type, "Kind of work.")
    language: StringFilter | None = compare(
        lambda paper: paper.c.language, "Language, as an ISO 639-1 code."
    )
    has_code: bool | None = flag(
        lambda paper: paper.c.has_code, "Whether code is claimed or linked."
    )
    is_retracted: bool | None = flag(
        lambda paper: paper.c.is_retracted, "Whether it was withdrawn."
    )
    authors_complete: bool | None = flag(
        lambda paper: paper.c.authors_complete,
        "Whether a source vouches for the whole author list.",
    )
    topic_code: list[str] | None = where(
        _has_topic, "Bears one of these topics, by code, such as `cs.LG`."
    )
    author_id: strawberry.ID | None = where(
        _has_author,
        "Written by this author, by global id.",
        parse=entity_id(tables.author),
        type=tables.author.c.id.type,
    )
    affiliation_id: strawberry.ID | None = where(
        _has_affiliation,
        "Written at this affiliation, by global id.",
        parse=entity_id(tables.affiliation),
        type=tables.affiliation.c.id.type,
    )


def _works_on(author: Row, codes: Any) -> ColumnElement[bool]:
    works = tables.author_topic.join(
        tables.topic, tables.topic.c.id == tables.author_topic.c.topic_id
    )
    return exists(
        select(true())
        .select_from(works)
        .where(tables.author_topic.c.author_id == author.c.id, _in(tables.topic.c.code, codes))
    )


def _was_at(author: Row, affiliation_id: Any) -> ColumnElement[bool]:
    found = select(tables.author_affiliation.c.author_id).where(
        tables.author_affiliation.c.affiliation_id == current_id(tables.affiliation, affiliation_id)
    )
    return author.c.id.in_(found)


@strawberry.input(description="Which authors to keep; all given conditions must hold.")
class AuthorFilter:
    and_: list[AuthorFilter] | None = combine("and", _AND)
    or_: list[AuthorFilter] | None = combine("or", _OR)
    not_: AuthorFilter | None = combine("not", _NOT)
    name: StringFilter | None = compare(lambda author: author.c.name, "Name as displayed.")
    paper_count: IntFilter | None = compare(lambda author: author.c.paper_count, "Papers here.")
    citation_count: IntFilter | None = compare(
        lambda author: author.c.citation_count, "Citations of the papers here."
    )
    h_index: IntFilter | None = compare(lambda author: author.c.h_index, "h-index computed here.")
    first_year: IntFilter | None = compare(
        lambda author: author.c.first_year, "Year of the first paper here."
    )
    last_year: IntFilter | None = compare(
        lambda author: author.c.last_year, "Year of the last paper here."
    )
    is_group: bool | None = flag(
        lambda author: author.c.kind == constant("group"),
        "Whether it is a collaboration rather than a person.",
    )
    has_orcid: bool | None = flag(
        lambda author: author.c.orcid.is_not(None), "Whether an ORCID is known."
    )
    topic_code: list[str] | None = where(
        _works_on, "Wrote on one of these topics, by code, such as `cs.LG`."
    )
    affiliation_id: strawberry.ID | None = where(
        _was_at,
        "Ever gave this affiliation on a paper, by global id.",
        parse=entity_id(tables.affiliation),
        type=tables.affiliation.c.id.type,
    )


def _together_on_topic(pair: Row, codes: Any) -> ColumnElement[bool]:
    one, other = tables.authorship.alias("one_side"), tables.authorship.alias("other_side")
    both = one.join(other, other.c.paper_id == one.c.paper_id)
    bears = both.join(tables.paper_topic, tables.paper_topic.c.paper_id == one.c.paper_id).join(
        tables.topic, tables.topic.c.id == tables.paper_topic.c.topic_id
    )
    return exists(
        select(true())
        .select_from(bears)
        .where(
            one.c.author_id == pair.c.author_id,
            other.c.author_id == pair.c.coauthor_id,
            _in(tables.topic.c.code, codes),
        )
    )


@strawberry.input(description="Which coauthors to keep; all given conditions must hold.")
class CoauthorFilter:
    and_: list[CoauthorFilter] | None = combine("and", _AND)
    or_: list[CoauthorFilter] | None = combine("or", _OR)
    not_: CoauthorFilter | None = combine("not", _NOT)
    paper_count: IntFilter | None = compare(
        lambda pair: pair.c.paper_count, "Papers written together.", of_edge=True
    )
    first_year: IntFilter | None = compare(
        lambda pair: pair.c.first_year, "Year of the first paper together.", of_edge=True
    )
    last_year: IntFilter | None = compare(
        lambda pair: pair.c.last_year, "Year of the last paper together.", of_edge=True
    )
    topic_code: list[str] | None = where(
        _together_on_topic, "Wrote together on one of these topics, by code.", of_edge=True
    )
    author: AuthorFilter | None = within("What the coauthor must be.")


@strawberry.input(description="Which affiliations to keep; all given conditions must hold.")
class AffiliationFilter:
    and_: list[AffiliationFilter] | None = combine("and", _AND)
    or_: list[AffiliationFilter] | None = combine("or", _OR)
    not_: AffiliationFilter | None = combine("not", _NOT)
    name: StringFilter | None = compare(lambda affiliation: affiliation.c.name, "Name.")
    country_code: StringFilter | None = compare(
        lambda affiliation: affiliation.c.country_code, "Country, as an ISO 3166-1 alpha-2 code."
    )
    kind: StringFilter | None = compare(
        lambda affiliation: affiliation.c.kind, "Kind: education, company, facility …"
    )
    paper_count: IntFilter | None = compare(
        lambda affiliation: affiliation.c.paper_count, "Papers here."
    )
    author_count: IntFilter | None = compare(
        lambda affiliation: affiliation.c.author_count, "Authors here."
    )


@strawberry.input(description="Which venues to keep; all given conditions must hold.")
class VenueFilter:
    and_: list[VenueFilter] | None = combine("and", _AND)
    or_: list[VenueFilter] | None = combine("or", _OR)
    not_: VenueFilter | None = combine("not", _NOT)
    name: StringFilter | None = compare(lambda venue: venue.c.name, "Name.")
    kind: StringFilter | None = compare(lambda venue: venue.c.kind, "Kind: journal, conference …")
    paper_count: IntFilter | None = compare(lambda venue: venue.c.paper_count, "Papers here.")


@strawberry.input(description="Which topics to keep; all given conditions must hold.")
class TopicFilter:
    and_: list[TopicFilter] | None = combine("and", _AND)
    or_: list[TopicFilter] | None = combine("or", _OR)
    not_: TopicFilter | None = combine("not", _NOT)
    scheme: StringFilter | None = compare(
        lambda topic: topic.c.scheme, "Classification: `arxiv`, `openalex`."
    )
    code: StringFilter | None = compare(lambda topic: topic.c.code, "Code: `cs.LG`.")
    name: StringFilter | None = compare(lambda topic: topic.c.name, "Name.")
    level: IntFilter | None = compare(lambda topic: topic.c.level, "Depth below the root, from 0.")
    paper_count: IntFilter | None = compare(lambda topic: topic.c.paper_count, "Papers here.")


@strawberry.input(description="Which code repositories to keep; all given conditions must hold.")
class CodeRepositoryFilter:
    and_: list[CodeRepositoryFilter] | None = combine("and", _AND)
    or_: list[CodeRepositoryFilter] | None = combine("or", _OR)
    not_: CodeRepositoryFilter | None = combine("not", _NOT)
    host: StringFilter | None = compare(lambda repository: repository.c.host, "Host: `github.com`.")
    owner: StringFilter | None = compare(lambda repository: repository.c.owner, "Owner.")
    framework: StringFilter | None = compare(
        lambda repository: repository.c.framework, "Framework that the code uses."
    )
    paper_count: IntFilter | None = compare(
        lambda repository: repository.c.paper_count, "Papers that link to it."
    )
