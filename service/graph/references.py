"""How clients point at one entity: @oneOf references, one field for each kind of id."""

from __future__ import annotations

from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Table, Text, func, select

from service import ids, tables
from service.compiler.row import Row, constant
from service.graph.inputs import Parse, where
from service.tables.change import current_id, noun


def entity_id(table: Table) -> Parse:
    """Reads a global id of this table's entities."""
    prefix = noun(table)

    def parse(text: str) -> str:
        found = parse_global_id(text)
        if found is None or found[0] != prefix:
            raise ValueError(f"a global id such as `{prefix}:12`")
        return found[1]

    return parse


def parse_global_id(text: str) -> tuple[str, str] | None:
    """The noun and the number of a global id; None when it is none."""
    prefix, colon, number = text.partition(":")
    if not colon or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return prefix, number


def _forwarded(table: Table) -> Any:
    """The entity with this id, or the one that it was merged into."""
    return where(
        lambda row, id_: row.c.id == current_id(table, id_),
        f"Global id, such as `{noun(table)}:12`; the id of a merged one is forwarded.",
        parse=entity_id(table),
        type=table.c.id.type,
    )


def _bearer(names: Table) -> Any:
    """The entity that bears an outside id, given as its scheme, a blank, and its value."""
    owner = names.name.removesuffix("_external_id") + "_id"
    blank = constant(" ")

    def found(row: Row, outside_id: Any) -> ColumnElement[bool]:
        bearer = select(names.c[owner]).where(
            names.c.scheme == func.split_part(outside_id, blank, constant(1)),
            names.c.value == func.split_part(outside_id, blank, constant(2)),
        )
        return row.c.id == bearer.scalar_subquery()

    return found


def _outside(names: Table, scheme: ids.Scheme, description: str) -> Any:
    """An id of the outside world, in whatever form people write it."""

    def parse(text: str) -> str:
        found = ids.parse_id(scheme, text) or ids.parse_reference(text)
        if found is None:
            raise ValueError(description)
        return f"{found.scheme} {found.value}"

    return where(_bearer(names), description, parse=parse, type=Text())


def _only_bearer(names: Table, owner: str, description: str, parse: Parse) -> Any:
    """A name or title, if just one entity bears it."""
    key = names.c.title_key if names is tables.paper else names.c.name_key

    def found(row: Row, text: Any) -> ColumnElement[bool]:
        bearers = select(func.min(names.c[owner])).where(key == text)
        only = bearers.having(func.count(names.c[owner].distinct()) == constant(1))
        return row.c.id == only.scalar_subquery()

    return where(found, description, parse=parse)


def _known_url(text: str) -> str:
    found = ids.parse_reference(text)
    if found is None:
        raise ValueError("the address of a paper at arXiv, doi.org, the ACL Anthology, …")
    return f"{found.scheme} {found.value}"


@strawberry.input(one_of=True, description="Exactly one id of a paper.")
class PaperRef:
    id: strawberry.ID | None = _forwarded(tables.paper)
    arxiv_id: str | None = _outside(
        tables.paper_external_id,
        ids.Scheme.ARXIV,
        "arXiv id, with or without a version: `2310.19102`.",
    )
    doi: str | None = _outside(
        tables.paper_external_id, ids.Scheme.DOI, "DOI, bare or as an address."
    )
    acl_id: str | None = _outside(
        tables.paper_external_id, ids.Scheme.ACL, "ACL Anthology id: `P19-1001`, `2020.acl-main.1`."
    )
    open_alex_id: str | None = _outside(
        tables.paper_external_id, ids.Scheme.OPENALEX, "OpenAlex id: `W2741809807`."
    )
    s2_corpus_id: int | None = _outside(
        tables.paper_external_id, ids.Scheme.S2, "Semantic Scholar corpus id."
    )
    dblp_key: str | None = _outside(
        tables.paper_external_id, ids.Scheme.DBLP, "DBLP key: `conf/acl/Smith19`."
    )
    pmid: str | None = _outside(tables.paper_external_id, ids.Scheme.PMID, "PubMed id.")
    url: str | None = where(
        _bearer(tables.paper_external_id),
        "Address at one of the known sites.",
        parse=_known_url,
        type=Text(),
    )
    title: str | None = _only_bearer(
        tables.paper,
        "id",
        "Title, case and accents aside, if just one paper bears it.",
        ids.title_key,
    )


@strawberry.input(one_of=True, description="Exactly one id of an author.")
class AuthorRef:
    id: strawberry.ID | None = _forwarded(tables.author)
    orcid: str | None = _outside(
        tables.author_external_id, ids.Scheme.ORCID, "ORCID iD, bare or as an address."
    )
    open_alex_id: str | None = _outside(
        tables.author_external_id, ids.Scheme.OPENALEX, "OpenAlex id: `A5023888391`."
    )
    s2_author_id: str | None = _outside(
        tables.author_external_id, ids.Scheme.S2_AUTHOR, "Semantic Scholar author id."
    )
    dblp_pid: str | None = _outside(
        tables.author_external_id, ids.Scheme.DBLP_PID, "DBLP person id: `65/9612`."
    )
    name: str | None = _only_bearer(
        tables.author_name,
        "author_id",
        "Name in any written form, if just one author bears it.",
        ids.name_key,
    )


@strawberry.input(one_of=True, description="Exactly one id of an affiliation.")
class AffiliationRef:
    id: strawberry.ID | None = _forwarded(tables.affiliation)
    ror: str | None = _outside(
        tables.affiliation_external_id, ids.Scheme.ROR, "ROR id, bare or as an address."
    )
    open_alex_id: str | None = _outside(
        tables.affiliation_external_id, ids.Scheme.OPENALEX, "OpenAlex id: `I27837315`."
    )
    name: str | None = _only_bearer(
        tables.affiliation_name,
        "affiliation_id",
        "Name in any written form, if just one affiliation bears it.",
        ids.name_key,
    )


@strawberry.input(one_of=True, description="Exactly one id of a venue.")
class VenueRef:
    id: strawberry.ID | None = _forwarded(tables.venue)
    open_alex_id: str | None = _outside(
        tables.venue_external_id, ids.Scheme.OPENALEX, "OpenAlex id: `S137773608`."
    )
    name: str | None = _only_bearer(
        tables.venue, "id", "Name, if just one venue bears it.", ids.name_key
    )


def _topic_of_code(row: Row, code: Any) -> ColumnElement[bool]:
    bearer = tables.topic.alias("bearer")
    only = select(func.min(bearer.c.id)).where(bearer.c.code == code)
    return row.c.id == only.having(func.count() == constant(1)).scalar_subquery()


@strawberry.input(one_of=True, description="Exactly one id of a topic.")
class TopicRef:
    id: strawberry.ID | None = _forwarded(tables.topic)
    code: str | None = where(_topic_of_code, "Code in its classification: `cs.LG`, `T10320`.")


def _repository_key(text: str) -> str:
    found = ids.parse_repository(text)
    if found is None:
        raise ValueError("the address of a repository at a known host")
    return found.key


@strawberry.input(one_of=True, description="Exactly one id of a code repository.")
class CodeRepositoryRef:
    id: strawberry.ID | None = _forwarded(tables.code_repository)
    url: str | None = where(
        lambda repository, key: repository.c.url_key == key,
        "Address, in any of its usual forms.",
        parse=_repository_key,
    )
