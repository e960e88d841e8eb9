"""Which papers are near some papers and far from others: rows that no table holds.

A candidate's nearness to a seed is a sum of shares, each Salton's cosine: what both have in common,
divided by the geometric mean of what each has.

    nearness = co-citations (Small 1973) + shared references (Kessler 1963)
             + shared authors / 2 + shared topics / 4

Its score is the mean nearness to the positive seeds less the mean nearness to the negative ones.
Only so much is looked at for each seed, whatever its fame: of the papers that cite it and of those
that cite its references the most cited, and so on (`_MOST`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    MetaData,
    Numeric,
    Select,
    Subquery,
    Table,
    Text,
    case,
    cast,
    func,
    select,
    true,
    type_coerce,
    union_all,
)

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.tables.naming import named_id
from service.tables.share import cosine

_MOST = {"citing": 50, "cited": 50, "author": 10, "paper": 20, "topic": 5}
_SIDES = {"positive": 1, "negative": -1}
# What is shared, by which count of a paper it is divided, and what it weighs.
_SHARES = {"cited": 1.0, "coupled": 1.0, "author": 0.5, "topic": 0.25}
_COUNTS = {
    "cited": "citation_count",
    "coupled": "reference_count",
    "author": "author_count",
    "topic": "topic_count",
}
_RECOMMENDED = Table(
    "recommended", MetaData(), Column("paper_id", BigInteger), Column("score", Numeric)
)


def _made(_: Row | None, positive: Any, negative: Any) -> Select[Any]:
    seed = _seeds(positive, negative)
    shared = union_all(
        _cited_together(seed), _coupled(seed), _by_its_authors(seed), _on_its_topics(seed)
    ).subquery("shared")
    counted = (
        select(
            shared.c.seed_id,
            shared.c.paper_id,
            shared.c.kind,
            func.count().label("common"),
        )
        .group_by(shared.c.seed_id, shared.c.paper_id, shared.c.kind)
        .subquery("counted")
    )
    near, candidate = tables.paper.alias("near"), tables.paper.alias("candidate")
    share = case(
        *(
            (
                counted.c.kind == constant(kind),
                cosine(counted.c.common, near.c[count], candidate.c[count])
                * cast(constant(str(_SHARES[kind])), Double),
            )
            for kind, count in _COUNTS.items()
        )
    )
    # Sums of exact numbers are the same in whatever order the rows come.
    exact = func.round(cast(share, Numeric), constant(9)) * seed.c.weight
    score = func.sum(exact)
    return (
        select(counted.c.paper_id, score.label("score"))
        .select_from(
            counted.join(seed, seed.c.id == counted.c.seed_id)
            .join(near, near.c.id == counted.c.seed_id)
            .join(candidate, candidate.c.id == counted.c.paper_id)
        )
        .where(counted.c.paper_id.not_in(select(seed.c.id)))
        .group_by(counted.c.paper_id)
        .having(score > constant(0))
        .add_cte(seed, nest_here=True)
    )


RECOMMENDED = Many(
    tables.paper,
    Order(("score",), descending=True),
    through=_RECOMMENDED,
    target="paper_id",
    copies=MappingProxyType({"score": "score"}),
    made=_made,
    price=2_000,
)


def _seeds(positive: Any, negative: Any) -> Any:
    """Each seed once a side, with its share of the side's mean."""
    sides = []
    for references, (side, sign) in zip((positive, negative), _SIDES.items(), strict=True):
        asked = func.unnest(references).table_valued("reference").render_derived(name=side)
        id_ = named_id(tables.paper, type_coerce(asked.c.reference, Text()))
        sides.append(select(id_.label("id"), constant(sign).label("sign")).select_from(asked))
    named = union_all(*sides).subquery("named")
    once = select(named.c.id, named.c.sign).where(named.c.id.is_not(None)).distinct()
    found = once.subquery("once")
    of_side = func.count().over(partition_by=found.c.sign)
    weight = (cast(found.c.sign, Numeric) / of_side).label("weight")
    return select(found.c.id, weight).cte("seed")


def _most(found: Select[Any], what: str, name: str) -> Subquery:
    return found.limit(constant(_MOST[what])).lateral(name)  # type: ignore[return-value]


def _citing(of: Any, name: str) -> Any:
    """The papers that cite one, the most cited first."""
    citing = tables.citation.alias(f"{name}_edge")
    found = select(citing.c.citing_id).where(citing.c.cited_id == of)
    return _most(
        found.order_by(citing.c.citing_citation_count.desc(), citing.c.citing_id.desc()),
        *("citing", name),
    )


def _cited(of: Any, name: str) -> Any:
    cited = tables.citation.alias(f"{name}_edge")
    found = select(cited.c.cited_id).where(cited.c.citing_id == of)
    return _most(found.order_by(cited.c.cited_id), "cited", name)


def _cited_together(seed: Any) -> Select[Any]:
    first = _citing(seed.c.id, "cites_seed")
    second = _cited(first.c.citing_id, "cited_beside")
    return _of_kind("cited", seed, second.c.cited_id, first, second)


def _coupled(seed: Any) -> Select[Any]:
    first = _cited(seed.c.id, "cited_by_seed")
    second = _citing(first.c.cited_id, "cites_it_too")
    return _of_kind("coupled", seed, second.c.citing_id, first, second)


def _by_its_authors(seed: Any) -> Select[Any]:
    own, other = tables.authorship.alias("own"), tables.authorship.alias("other")
    signed = (own.c.paper_id == seed.c.id) & own.c.author_id.is_not(None) & ~own.c.is_repeat
    first = _most(
        select(own.c.author_id).where(signed).order_by(own.c.ordinal), "author", "wrote_seed"
    )
    wrote = (other.c.author_id == first.c.author_id) & ~other.c.is_repeat
    newest = (other.c.published_key.desc(), other.c.paper_id.desc())
    second = _most(select(other.c.paper_id).where(wrote).order_by(*newest), "paper", "wrote_it_too")
    return _of_kind("author", seed, second.c.paper_id, first, second)


def _on_its_topics(seed: Any) -> Select[Any]:
    own, other = tables.paper_topic.alias("own"), tables.paper_topic.alias("other")
    best = (own.c.is_primary.desc(), own.c.score.desc().nulls_last(), own.c.topic_id)
    first = _most(
        select(own.c.topic_id).where(own.c.paper_id == seed.c.id).order_by(*best),
        *("topic", "topic_of_seed"),
    )
    cited = (other.c.citation_count.desc(), other.c.paper_id.desc())
    second = _most(
        select(other.c.paper_id).where(other.c.topic_id == first.c.topic_id).order_by(*cited),
        *("paper", "on_it_too"),
    )
    return _of_kind("topic", seed, second.c.paper_id, first, second)


def _of_kind(kind: str, seed: Any, paper_id: Any, first: Any, second: Any) -> Select[Any]:
    return select(
        seed.c.id.label("seed_id"), paper_id.label("paper_id"), constant(kind).label("kind")
    ).select_from(seed.join(first, true()).join(second, true()))
