"""Search by relevance: what is found first, and how much is looked at to say so.

Of all that has the words, the most cited are ranked and no more: 1,000 papers, 10,000 authors. What
is called exactly as was asked is ranked, too, however seldom it is cited.

A paper's score is `ts_rank_cd` of PostgreSQL (how near to each other the words stand, those of the
title counting 1, those of the abstract 0.4, divided by 1 + the logarithm of the length), times 1 +
log10(1 + citations). A paper with the title that was asked stands first. Authors stand by name
first: those so called, then those of whom another form of the name is so, then the others; the most
cited first. Ids decide between equals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    CompoundSelect,
    Double,
    Integer,
    MetaData,
    Select,
    Table,
    case,
    cast,
    exists,
    func,
    literal_column,
    select,
    true,
)

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.plan import Operand, Where
from service.compiler.row import Row, constant
from service.compiler.seeking import first_rows, names_after
from service.tables.paper import has_words, papers_with_words, words_are_in

MOST_PAPERS = 1_000
MOST_AUTHORS = 10_000
_MOST_OF_ONE_NAME = 100
_BY_LENGTH = 1  # ts_rank_cd: divide by 1 + log(length)

ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")
SIMPLE: ColumnElement[Any] = literal_column("'simple'::regconfig")

_RANKED = Table(
    "ranked",
    MetaData(),
    *(Column("id", BigInteger), Column("tier", Integer), Column("score", Double)),
)
Ranked = Callable[[Any, Any, Callable[[Row], Sequence[ColumnElement[bool]]]], Select[Any]]


def paper_has(paper: Row, words: Any) -> ColumnElement[bool]:
    return has_words(paper, func.plainto_tsquery(ENGLISH, words))


def author_has(author: Row, words: Any) -> ColumnElement[bool]:
    """Whether one form of the author's name has all the words."""
    names = tables.author_name
    asked = func.plainto_tsquery(SIMPLE, words)
    found = func.to_tsvector(SIMPLE, names.c.name_key).op("@@")(asked)
    return author.c.id.in_(select(names.c.author_id).where(found))


def ranked_list(entity: Table, ranked: Ranked, where: Sequence[Where]) -> Many:
    """What is found, best first; its operands are the words, their key, and those of `where`."""

    def made(_: Row | None, words: Any, key: Any, *operands: Any) -> Select[Any]:
        def conditions(row: Row) -> list[ColumnElement[bool]]:
            left = list(operands)
            return [test.test(row, *(left.pop(0) for _ in test.operands)) for test in where]

        return ranked(words, key, conditions)

    return Many(
        entity,
        Order(("tier", "score"), descending=True),
        through=_RANKED,
        copies=MappingProxyType({"tier": "tier", "score": "score"}),
        made=made,
    )


def operands_of(where: Sequence[Where]) -> tuple[Operand, ...]:
    return tuple(operand for test in where for operand in test.operands)


def papers(words: Any, key: Any, conditions: Any) -> Select[Any]:
    """The papers that have the words."""
    paper = Row("candidate", tables.paper)
    others = conditions(paper)
    found = _candidates(
        paper,
        (paper_has(paper, words), *others),
        paper.c.title_key == key,
        MOST_PAPERS,
        None if others else _most_cited_papers(words),
    )
    text = tables.paper_text.alias("its_text")
    nearness = func.ts_rank_cd(
        text.c.search, func.plainto_tsquery(ENGLISH, words), constant(_BY_LENGTH)
    )
    fame = constant(1) + func.log(constant(1) + found.c.citation_count)
    return select(
        found.c.id,
        cast(found.c.key == key, Integer).label("tier"),
        (cast(nearness, Double) * cast(fame, Double)).label("score"),
    ).select_from(found.join(text, text.c.paper_id == found.c.id))


def authors(words: Any, key: Any, conditions: Any) -> Select[Any]:
    """The authors who bear the words in one form of their name."""
    author = Row("candidate", tables.author)
    has_them = (author_has(author, words), *conditions(author))
    found = _candidates(author, has_them, author.c.name_key == key, MOST_AUTHORS)
    form = tables.author_name.alias("another_form")
    is_form = exists(
        select(true())
        .select_from(form)
        .where(form.c.author_id == found.c.id, form.c.name_key == key)
    )
    tier = case((found.c.key == key, constant(2)), (is_form, constant(1)), else_=constant(0))
    return select(
        found.c.id, tier.label("tier"), cast(found.c.citation_count, Double).label("score")
    )


def _most_cited_papers(words: Any) -> CompoundSelect[Any]:
    """The most cited that have the words, where nothing else narrows them: words may be common."""
    query = select(func.plainto_tsquery(ENGLISH, words)).scalar_subquery()
    return first_rows(
        names_after("words"),
        papers_with_words(query),
        lambda row: words_are_in(row, query),
        tables.paper,
        _by_citations,
        MOST_PAPERS,
    )


def _by_citations(row: Row) -> Select[Any]:
    key = row.c.title_key if row.table is tables.paper else row.c.name_key
    columns = (row.c.id.label("id"), key.label("key"), row.c.citation_count.label("citation_count"))
    return select(*columns).order_by(row.c.citation_count.desc(), row.c.id.desc())


def _candidates(
    row: Row,
    has_them: Sequence[ColumnElement[bool]],
    is_so_called: ColumnElement[bool],
    most: int,
    most_cited: CompoundSelect[Any] | None = None,
) -> Any:
    """The most cited that have the words, and those that are called so."""
    found = _by_citations(row).select_from(row.table.alias(row.name)).where(*has_them)
    if most_cited is None:
        first = found.limit(constant(most)).subquery("most_cited")
    else:
        first = most_cited.subquery("most_cited")
    so_called = found.where(is_so_called).limit(constant(_MOST_OF_ONE_NAME)).subquery("so_called")
    return select(first).union(select(so_called)).subquery("found")
