"""References of any kind and form, each resolved inside the one statement."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Select,
    Table,
    Text,
    case,
    cast,
    func,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from service import ids, tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.any_noun import ENTITIES, entity_of_any_kind
from service.graph.connections import Node
from service.graph.declare import leaf, unpaged
from service.graph.inputs import argument
from service.graph.made import COUNT, ID, IDS, WORDS, described
from service.graph.references import parse_global_id
from service.tables.change import forwarding, noun

_MOST = 500
_CANDIDATES = 20
_WITH_IDS = (tables.paper, tables.author, tables.affiliation, tables.venue)


def _keys(text: str) -> str:
    """All that a text could mean, as a JSON array: noun and number of a global id, scheme and value
    of an outside id, key of a repository, of a title, of a name, a code, and the text itself."""
    owned = parse_global_id(text) or ("", "0")
    outside = ids.parse_reference(text)
    repository = ids.parse_repository(text)
    return json.dumps(
        [
            *owned,
            outside.scheme if outside else "",
            outside.value if outside else "",
            repository.key if repository else "",
            ids.title_key(text),
            ids.name_key(text),
            text,
        ]
    )


REFS = argument(
    "refs",
    list[str],
    f"Up to {_MOST} references: ids and addresses in any of their usual forms, titles of papers, "
    "names of authors, affiliations and venues, codes of topics.",
    type=ARRAY(Text),
    parse=_keys,
    most=_MOST,
    limits=True,
)

_RESOLUTION = described(
    "resolution",
    place=COUNT,
    ref=WORDS,
    nouns=ARRAY(Text),
    ids=IDS,
    is_merged=Boolean(),
)
_CANDIDATE = described("candidate", noun=WORDS, id=ID, place=COUNT)


def _found(table: Table, id_: Any, *, strength: int, merged: Any = None) -> list[Any]:
    return [
        constant(noun(table)).label("noun"),
        id_.label("id"),
        constant(strength).label("strength"),
        (constant("f") == constant("t") if merged is None else merged).label("is_merged"),
    ]


def _resolved(_: Row | None, refs: Any) -> Select[Any]:
    """Of all that a reference could mean the surest kind counts: an id before a name."""
    asked = (
        func.unnest(refs).table_valued("item", with_ordinality="place").render_derived(name="asked")
    )
    key = cast(asked.c.item, JSON)

    def part(at: int) -> ColumnElement[str]:
        return key.op("->>")(constant(at))

    number = cast(part(1), BigInteger)
    options: list[Any] = []
    for table in ENTITIES.values():
        entity = table.alias(f"owned_{noun(table)}")
        into = forwarding.alias(f"moved_{noun(table)}")
        moved = (
            select(into.c.into_id)
            .where(into.c.entity == constant(noun(table)), into.c.id == number)
            .correlate_except(into)
            .scalar_subquery()
        )
        options.append(
            select(*_found(table, entity.c.id, strength=3, merged=entity.c.id != number)).where(
                part(0) == constant(noun(table)), entity.c.id == func.coalesce(moved, number)
            )
        )
    for table in _WITH_IDS:
        bearers = tables.metadata.tables[f"{table.name}_external_id"].alias(f"of_{table.name}")
        options.append(
            select(*_found(table, bearers.c[f"{table.name}_id"], strength=2)).where(
                bearers.c.scheme == part(2), bearers.c.value == part(3)
            )
        )
    repository = tables.code_repository.alias("at_address")
    topic = tables.topic.alias("of_code")
    options.append(
        select(*_found(tables.code_repository, repository.c.id, strength=2)).where(
            part(4) != constant(""), repository.c.url_key == part(4)
        )
    )
    options.append(
        select(*_found(tables.topic, topic.c.id, strength=2)).where(topic.c.code == part(7))
    )
    for table, names, owner, column, at in (
        (tables.paper, tables.paper, "id", "title_key", 5),
        (tables.author, tables.author_name, "author_id", "name_key", 6),
        (tables.affiliation, tables.affiliation_name, "affiliation_id", "name_key", 6),
        (tables.venue, tables.venue, "id", "name_key", 6),
        (tables.topic, tables.topic, "id", "name_key", 6),
    ):
        named = names.alias(f"named_{noun(table)}")
        options.append(
            select(*_found(table, named.c[owner], strength=1))
            .where(part(at) != constant(""), named.c[column] == part(at))
            .distinct()
            .limit(constant(_CANDIDATES))
        )
    option = union_all(*(found.correlate(asked) for found in options)).subquery("option")
    ranked = select(
        option.c.noun,
        option.c.id,
        option.c.is_merged,
        (option.c.strength == func.max(option.c.strength).over()).label("is_surest"),
    ).subquery("ranked")
    surest = ranked.c.is_surest
    order = (ranked.c.noun.collate("C"), ranked.c.id)
    best = (
        select(
            func.array_agg(aggregate_order_by(ranked.c.noun, *order), type_=ARRAY(Text))
            .filter(surest)
            .label("nouns"),
            func.array_agg(aggregate_order_by(ranked.c.id, *order), type_=ARRAY(BigInteger))
            .filter(surest)
            .label("ids"),
            func.bool_or(ranked.c.is_merged).filter(surest).label("is_merged"),
        )
        .select_from(ranked)
        .lateral("best")
    )
    return select(
        asked.c.place,
        part(7).label("ref"),
        best.c.nouns,
        best.c.ids,
        best.c.is_merged,
    ).select_from(asked.join(best, constant(1) == constant(1)))


def _outcome(resolution: Row) -> ColumnElement[str]:
    found = func.coalesce(func.cardinality(resolution.c.ids), constant(0))
    return case(
        (found == constant(0), constant("NOT_FOUND")),
        (found > constant(1), constant("AMBIGUOUS")),
        (resolution.c.is_merged, constant("MERGED")),
        else_=constant("FOUND"),
    )


def _only_noun(resolution: Row) -> ColumnElement[Any]:
    """What it means, if that is just one thing."""
    is_one = func.cardinality(resolution.c.ids) == constant(1)
    return case((is_one, resolution.c.nouns[constant(1)]))


def _candidates(resolution: Row) -> Select[Any]:
    each = (
        func.unnest(resolution.c.nouns, resolution.c.ids)
        .table_valued("noun", "id", with_ordinality="place")
        .render_derived(name="each")
    )
    return select(each.c.noun, each.c.id, each.c.place).where(
        func.cardinality(resolution.c.ids) > constant(1)
    )


RESOLVED = Many(_RESOLUTION, Order(("place",), unique=True), made=_resolved, price=500, each=16)


@strawberry.enum(description="What became of a reference.")
class ResolveOutcome(Enum):
    FOUND = strawberry.enum_value("FOUND", description="It means one entity.")
    MERGED = strawberry.enum_value(
        "MERGED", description="It is the id of an entity that was merged into the one given."
    )
    AMBIGUOUS = strawberry.enum_value("AMBIGUOUS", description="It may mean any of the candidates.")
    NOT_FOUND = strawberry.enum_value("NOT_FOUND", description="It means nothing that is here.")


@strawberry.type(description="One of several entities that a reference may mean.")
class ResolveCandidate:
    node: Node | None = entity_of_any_kind(
        lambda candidate: candidate.c.noun, lambda candidate: candidate.c.id, "The entity."
    )


@strawberry.type(description="What became of one reference.")
class Resolution:
    ref: str = leaf(lambda resolution: resolution.c.ref, "The reference as it was given.")
    outcome: ResolveOutcome = leaf(_outcome, "What became of it.")
    node: Node | None = entity_of_any_kind(
        _only_noun,
        lambda resolution: resolution.c.ids[constant(1)],
        "The entity that it means; null unless it is just one.",
    )
    candidates: list[ResolveCandidate] = unpaged(
        Many(_CANDIDATE, Order(("place",), unique=True), made=_candidates, bound=5),
        f"All that it may mean, where it is ambiguous; of each kind at most {_CANDIDATES}.",
    )
