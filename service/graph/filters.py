"""What lists can be filtered by: one input type for each kind of row, one declaration a
condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, exists, select, true

from service import tables
from service.compiler.row import Row, constant
from service.graph.comparisons import DateFilter, IntFilter, StringFilter, among
from service.graph.inputs import combine, compare, flag, where, within
from service.graph.references import entity_id
from service.tables.change import current_id

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
        .where(tables.paper_topic.c.paper_id == paper.c.id, among(tables.topic.c.code, codes))
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


def _has_official_code(paper: Row) -> ColumnElement[bool]:
    link = tables.code_link.alias("own_code")
    return exists(select(true()).where(link.c.paper_id == paper.c.id, link.c.is_official))


def _has_code(column: str) -> Callable[[Row, Any], ColumnElement[bool]]:
    def linked(paper: Row, values: Any) -> ColumnElement[bool]:
        link = tables.code_link.alias("links_to_code")
        repository = tables.code_repository.alias("linked_code")
        links = link.join(repository, repository.c.id == link.c.repository_id)
        return exists(
            select(true())
            .select_from(links)
            .where(link.c.paper_id == paper.c.id, among(repository.c[column], values))
        )

    return linked


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
    has_official_code: bool | None = flag(
        _has_official_code,
        "Whether a link leads to code of which a source says it is the authors'.",
        price=8,
    )
    code_host: list[str] | None = where(
        _has_code("host"), "Links to code on one of these hosts, such as `github.com`."
    )
    code_framework: list[str] | None = where(
        _has_code("framework"), "Links to code that uses one of these frameworks."
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
        .where(tables.author_topic.c.author_id == author.c.id, among(tables.topic.c.code, codes))
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
            among(tables.topic.c.code, codes),
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


def _is_official(repository: Row) -> ColumnElement[bool]:
    link = tables.code_link.alias("own_code")
    return exists(select(true()).where(link.c.repository_id == repository.c.id, link.c.is_official))


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
    is_official: bool | None = flag(
        _is_official,
        "Whether a source says of a paper that this is its authors' own code.",
        price=8,
    )
