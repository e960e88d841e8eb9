"""Authors: the fields of an author, and those of a name on a paper."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import ids, tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.rest.shapes import COUNT, TEXT, list_of, thing
from service.s2.declare import Fields, Nested, Scalar
from service.s2.identifiers import AUTHOR_ID, author_id, author_id_of

MOST_PAPERS = 1_000
"""Papers that stand within one author; /author/{id}/papers has them all."""

_NO_TEXTS: ColumnElement[Any] = literal_column("'[]'::json")


def _external_ids(author: Row) -> ColumnElement[Any]:
    """{"ORCID": …, "DBLP": [names]}: only what is known."""
    names = tables.author_external_id
    orcid = (
        select(constant("ORCID").label("label"), func.to_json(func.min(names.c.value)).label("ids"))
        .where(names.c.author_id == author.c.id, names.c.scheme == constant(ids.Scheme.ORCID.value))
        .having(func.count() > constant(0))
    )
    dblp = (
        select(constant("DBLP"), func.json_agg(aggregate_order_by(names.c.value, names.c.value)))
        .where(
            names.c.author_id == author.c.id, names.c.scheme == constant(ids.Scheme.DBLP_PID.value)
        )
        .having(func.count() > constant(0))
    )
    found = orcid.union_all(dblp).subquery("known")
    collected = select(func.json_object_agg(found.c.label, found.c.ids)).select_from(found)
    return func.coalesce(collected.scalar_subquery(), literal_column("'{}'::json"))


def _affiliations(author: Row) -> ColumnElement[Any]:
    """Names, the one of most papers first."""
    was_at, place = tables.author_affiliation.alias("was_at"), tables.affiliation.alias("place")
    ordered = aggregate_order_by(place.c.name, was_at.c.paper_count.desc(), place.c.id)
    found = (
        select(func.json_agg(ordered))
        .select_from(was_at.join(place, place.c.id == was_at.c.affiliation_id))
        .where(was_at.c.author_id == author.c.id)
    )
    return func.coalesce(found.scalar_subquery(), _NO_TEXTS)


def _url(author: Row) -> ColumnElement[Any]:
    """The author's page at Semantic Scholar, where that knows them; else at ORCID."""
    names = tables.author_external_id
    own = select(func.min(names.c.value)).where(
        names.c.author_id == author.c.id, names.c.scheme == constant(ids.Scheme.S2_AUTHOR.value)
    )
    page = constant(ids.ADDRESSES[ids.Scheme.S2_AUTHOR]).op("||")(own.scalar_subquery())
    return func.coalesce(page, constant(ids.ADDRESSES[ids.Scheme.ORCID]).op("||")(author.c.orcid))


_IDS = {"ORCID": TEXT, "DBLP": list_of(TEXT)}

_OWN: dict[str, Scalar] = {
    "authorId": Scalar(author_id, AUTHOR_ID),
    "externalIds": Scalar(_external_ids, thing(_IDS, ())),
    "url": Scalar(_url, TEXT.or_null()),
    "name": Scalar(lambda author: author.c.name, TEXT),
    "affiliations": Scalar(_affiliations, list_of(TEXT)),
    "homepage": Scalar(lambda author: author.c.homepage, TEXT.or_null()),
    "paperCount": Scalar(lambda author: author.c.paper_count, COUNT),
    "citationCount": Scalar(lambda author: author.c.citation_count, COUNT),
    "hIndex": Scalar(lambda author: author.c.h_index, COUNT),
}


def _papers_of(column: str) -> Many:
    """The papers of the author whom a column of the row names, the newest first."""
    return Many(
        tables.paper,
        Order(("published_key",), descending=True),
        on=lambda row, authorship: (
            (authorship.c.author_id == row.c[column]) & ~authorship.c.is_repeat
        ),
        through=tables.authorship,
        target="paper_id",
        copies=MappingProxyType({"published_key": "published_key"}),
    )


PAPERS = _papers_of("id")

AUTHOR = Fields(
    "Author",
    always=("authorId",),
    default=("name",),
    of={**_OWN, "papers": Nested(PAPERS, lambda: PAPER_OF_LIST, MOST_PAPERS)},
)


def _of_author(own: Scalar) -> Scalar:
    """What the author says, for a name on a paper; null while nobody has been identified."""

    def found(authorship: Row) -> ColumnElement[Any]:
        author = Row("signing", tables.author)
        asked = select(own.sql(author)).select_from(tables.author.alias(author.name))
        return asked.where(author.c.id == authorship.c.author_id).scalar_subquery()

    return Scalar(found, own.shape.or_null())


def _name(authorship: Row) -> ColumnElement[Any]:
    known = _of_author(_OWN["name"]).sql(authorship)
    return func.coalesce(known, authorship.c.name_as_written)


SIGNATURE: Fields = Fields(
    "Signature",
    always=("authorId",),
    default=("name",),
    of={name: _of_author(own) for name, own in _OWN.items()}
    | {
        # Without a look at the author's row.
        "authorId": Scalar(lambda signed: author_id_of(signed.c.author_id), AUTHOR_ID.or_null()),
        "name": Scalar(_name, TEXT),
    },
)
"""A name on a paper: the author's fields, with null for the id of somebody not identified."""

SIGNATURE_WITH_PAPERS = replace(
    SIGNATURE,
    name="SignatureWithPapers",
    of={
        **SIGNATURE.of,
        "papers": Nested(_papers_of("author_id"), lambda: PAPER_OF_LIST, MOST_PAPERS),
    },
)


from service.s2.paper import PAPER_OF_LIST  # noqa: E402
