"""One paper or author by an id, and a batch of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, BigInteger, Table, Text, type_coerce

from service import tables
from service.compiler.fields import One
from service.compiler.plan import Node, Object, Parameter, Selected, Where
from service.rest.answering import Answering
from service.rest.errors import BadRequest, NotFound
from service.rest.shapes import Shape
from service.s2.author import AUTHOR
from service.s2.declare import Fields
from service.s2.identifiers import ANY_AUTHOR_ID, ANY_PAPER_ID, author_reference, paper_reference
from service.s2.paper import PAPER
from service.s2.planning import plan_fields, read_fields
from service.tables.naming import OURS, is_borne, is_named, is_numbered

_IS_OURS = Where(is_numbered, (Parameter(lambda values: values["number"], BigInteger()),))
_IS_OTHERS = Where(
    is_borne,
    (
        Parameter(lambda values: values["scheme"], Text()),
        Parameter(lambda values: values["value"], Text()),
    ),
)
_REFERENCES = Parameter(lambda values: values["references"], ARRAY(Text))
_KINDS = Parameter(lambda values: values["kinds"], ARRAY(Text))

# Names nothing: no scheme is empty.
_NOBODY = " "


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """What has ids of its own: `name` as messages call it, `reference` as its ids are read."""

    name: str
    table: Table
    fields: Fields
    reference: Callable[[str], str | None]
    largest_batch: int
    id_shape: Shape


PAPERS = Entity("Paper", tables.paper, PAPER, paper_reference, 500, ANY_PAPER_ID)
AUTHORS = Entity("Author", tables.author, AUTHOR, author_reference, 1_000, ANY_AUTHOR_ID)


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: an internal id, or one of the outside world. They are looked up in
    different tables, and so by different statements."""

    is_ours: bool
    values: Mapping[str, object]

    def found(self, entity: Entity, nodes: Sequence[Node]) -> Object:
        """The entity as an object of these nodes."""
        where = _IS_OURS if self.is_ours else _IS_OTHERS
        return Object("found", One(entity.table), tuple(nodes), (where,))


def named(entity: Entity, id_: str) -> Named:
    """What an id names; NotFound if it can name nothing."""
    scheme, _, value = reference_of(entity, id_).partition(" ")
    if scheme == OURS:
        return Named(True, {"number": int(value)})
    return Named(False, {"scheme": scheme, "value": value})


async def look_up(answering: Answering, entity: Entity, id_: str, fields: str | None) -> bytes:
    """The entity as JSON. An unknown id is told before unknown fields are."""
    it = named(entity, id_)
    try:
        asked = read_fields(fields, entity.fields)
    except BadRequest:
        await look_up(answering, entity, id_, None)
        raise
    (text,) = await answering.ask(
        ("one", entity.name, it.is_ours, fields),
        lambda: [it.found(entity, plan_fields(asked, entity.fields))],
        it.values,
    )
    if text is None:
        raise not_found(entity, id_)
    return text


def reference_of(entity: Entity, id_: str) -> str:
    """The scheme and value that an id means; NotFound if it can mean nothing."""
    reference = entity.reference(id_)
    if reference is None:
        raise not_found(entity, id_)
    return reference


def not_found(entity: Entity, id_: str) -> NotFound:
    return NotFound(f"{entity.name} with id {id_[:200]} not found")


async def look_up_batch(
    answering: Answering, entity: Entity, body: bytes, fields: str | None
) -> bytes:
    """A JSON array in the order of the ids asked, with null for those that name nothing."""
    ids = _ids(entity, body)
    asked = read_fields(fields, entity.fields)
    references = [entity.reference(id_) or _NOBODY for id_ in ids]

    def plan() -> Sequence[Node]:
        named = One(entity.table, lambda given, row: is_named(row, type_coerce(given.c.id, Text())))
        case = Object("found", named, plan_fields(asked, entity.fields))
        return [Selected("all", _KINDS, _REFERENCES, ((entity.name, case),), entity.largest_batch)]

    values = {"references": references, "kinds": [entity.name] * len(references)}
    (text,) = await answering.ask(("batch", entity.name, fields), plan, values)
    assert text is not None
    return text


def _ids(entity: Entity, body: bytes) -> list[str]:
    try:
        given = json.loads(body)["ids"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadRequest('The body must be a JSON object: {"ids": ["…", …]}') from None
    if not isinstance(given, list) or not all(type(one) in (str, int) for one in given):
        raise BadRequest("ids: a list of texts and whole numbers was expected")
    if not given:
        raise BadRequest("ids: the list is empty")
    if len(given) > entity.largest_batch:
        raise BadRequest(f"ids: at most {entity.largest_batch:,} ids, not {len(given):,}")
    return [str(one) for one in given]
