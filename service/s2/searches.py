"""Searches: papers by the words of title and abstract, authors by their names, papers by title.

All words that are asked for must be there; `ranking` says what comes first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    Text,
    and_,
    case,
    func,
    literal_column,
    select,
)

from service import ids, tables
from service.compiler.fields import Many, Order
from service.compiler.plan import (
    Connection,
    Leaf,
    Listing,
    Node,
    Page,
    Parameter,
    Rows,
    TotalCount,
    Where,
)
from service.compiler.row import Row, constant
from service.rest.answering import Answering
from service.rest.errors import NotFound
from service.s2 import ranking
from service.s2.author import AUTHOR
from service.s2.declare import Fields
from service.s2.filters import read_filters
from service.s2.identifiers import paper_id
from service.s2.paper import PAPER, PAPER_OF_LIST
from service.s2.parameters import Query, limit, offset, unacceptable
from service.s2.planning import plan_fields, read_fields
from service.s2.ranking import ENGLISH, Ranked, operands_of, ranked_list

LONGEST = 1_000
_AUTOCOMPLETED = 100
_SUGGESTIONS = 10

_WORDS = Parameter(lambda values: values["words"], Text())
_KEY = Parameter(lambda values: values["key"], Text())
_SKIP = Parameter(lambda values: values["skip"], BigInteger())
_MOST_CITED = Order(("citation_count",), descending=True)
_ALL_PAPERS = Many(tables.paper, _MOST_CITED)


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What is searched, by which test, ranked how, with how many results at most on a page. The
    `window` is how many can be paged through."""

    table: Table
    fields: Fields
    test: Where
    ranked: Ranked
    key: Callable[[str], str]
    largest_page: int
    window: int
    has_filters: bool


PAPERS = Search(
    tables.paper,
    PAPER,
    Where(ranking.paper_has, (_WORDS,)),
    ranking.papers,
    ids.title_key,
    100,
    ranking.MOST_PAPERS,
    has_filters=True,
)
AUTHORS = Search(
    tables.author,
    AUTHOR,
    Where(ranking.author_has, (_WORDS,)),
    ranking.authors,
    ids.name_key,
    1_000,
    ranking.MOST_AUTHORS,
    has_filters=False,
)


async def search(answering: Answering, search: Search, query: Query) -> bytes:
    """`{"total", "offset", "next"?, "data"}`; no words, or none but those that stand everywhere,
    find nothing."""
    words = words_of(query, search)
    fields = query.get("fields")
    asked = read_fields(fields, search.fields)
    size, skip = limit(query, search.largest_page), offset(query)
    if skip + size > search.window:
        expected = f"expected offset and limit of {search.window:,} together at most"
        raise unacceptable("offset", str(skip), expected)
    filtered = read_filters(query if search.has_filters else {})

    def plan() -> Sequence[Node]:
        where = filtered.where
        all_ = Many(search.table, _MOST_CITED)
        counted = Rows(all_, _MOST_CITED, Page(1), (search.test, *where))
        many = ranked_list(search.table, search.ranked, where)
        operands = (_WORDS, _KEY, *operands_of(where))
        best = Rows(many, many.order, Page(size, skip=_SKIP), operands=operands)
        return [
            Connection("found", counted, (TotalCount("total"),)),
            Listing("data", best, plan_fields(asked, search.fields)),
        ]

    kind = ("search", search.table.name, fields, size, filtered.names)
    values = {**filtered.values, "words": words, "key": search.key(words), "skip": skip}
    counted, data = await answering.ask(kind, plan, values)
    total = json.loads(counted or b'{"total":0}')["total"]
    following = skip + size
    is_more = following < min(total, search.window)
    more = b'"next":%d,' % following if is_more else b""
    return b'{"total":%d,"offset":%d,%b"data":%b}' % (total, skip, more, data or b"[]")


async def match(answering: Answering, query: Query) -> bytes:
    """`{"data": [the paper]}`: the most cited of those whose title, folded, is the query; else the
    most cited with all its words in the title. The score is 1 for an equal title, else the share of
    the title's words that the query has."""
    words = words_of(query, PAPERS)
    fields = query.get("fields")
    asked = read_fields(fields, PAPER_OF_LIST)
    filtered = read_filters(query)

    def plan() -> Sequence[Node]:
        def best(test: Any, key: str) -> Node:
            where = (Where(test, (_WORDS, _KEY)), *filtered.where)
            rows = Rows(_ALL_PAPERS, _MOST_CITED, Page(1), where)
            title = Leaf("title_key", lambda paper: paper.c.title_key)
            fields_ = plan_fields(asked, PAPER_OF_LIST)
            return Listing(key, rows, (title, *fields_))

        return [best(_is_title, "equal"), best(_in_title, "alike")]

    key = ids.title_key(words)
    kind = ("match", fields, filtered.names)
    found = await answering.ask(kind, plan, {**filtered.values, "words": words, "key": key})
    for text in found:
        papers = json.loads(text or b"[]")
        if papers:
            paper = papers[0]
            title = set(paper.pop("title_key").split())
            score = len(title & set(key.split())) / max(1, len(title))
            return json.dumps({"data": [paper | {"matchScore": score}]}).encode()
    raise NotFound("Title match not found")


def _is_title(paper: Row, words: Any, key: Any) -> ColumnElement[bool]:
    same: ColumnElement[bool] = paper.c.title_key == key
    return same


def _in_title(paper: Row, words: Any, key: Any) -> ColumnElement[bool]:
    text = tables.paper_text
    asked = func.plainto_tsquery(ENGLISH, words)
    # Weight A is the title's; the first condition is the one that an index answers.
    title = func.ts_filter(text.c.search, literal_column("'{a}'::\"char\"[]"))
    return paper.c.id.in_(
        select(text.c.paper_id).where(
            text.c.search.op("@@")(asked), title.op("@@", is_comparison=True)(asked)
        )
    )


async def autocomplete(answering: Answering, query: Query) -> bytes:
    """`{"matches": [{"id", "title", "authorsYear"}]}`: papers whose title begins so, case and
    accents aside, the most cited first."""
    key = ids.title_key(words_of(query, PAPERS)[:_AUTOCOMPLETED])
    if not key:
        return b'{"matches":[]}'

    def plan() -> Sequence[Node]:
        rows = Rows(_ALL_PAPERS, _MOST_CITED, Page(_SUGGESTIONS), (Where(_begins, (_KEY,)),))
        fields = (
            Leaf("id", paper_id),
            Leaf("title", lambda paper: paper.c.title),
            Leaf("authorsYear", _authors_year),
        )
        return [Listing("matches", rows, fields)]

    (found,) = await answering.ask("autocomplete", plan, {"key": key})
    return b'{"matches":%b}' % (found or b"[]")


def _begins(paper: Row, key: Any) -> ColumnElement[bool]:
    """A range of the index of titles: no title sorts behind all that begin so."""
    last = key.concat(func.chr(constant(0x10FFFF)))
    return and_(paper.c.title_key >= key, paper.c.title_key < last)


def _authors_year(paper: Row) -> ColumnElement[Any]:
    """ "Vaswani et al., 2017": the first author's surname, and whether there are more."""
    first = tables.authorship.alias("first_author")
    surname = func.substring(first.c.name_as_written, constant("[^ ]+$"))
    others = case((paper.c.author_count > constant(1), constant(" et al.")), else_=constant(""))
    name = (
        select(surname.concat(others))
        .where(first.c.paper_id == paper.c.id)
        .order_by(first.c.ordinal)
        .limit(constant(1))
        .scalar_subquery()
    )
    return func.concat_ws(constant(", "), name, paper.c.year)


def words_of(query: Query, search: Search) -> str:
    # No text of PostgreSQL holds the character 0.
    text = query.get("query", "").replace("\0", " ")
    if len(text) > LONGEST:
        raise unacceptable("query", text, f"expected at most {LONGEST:,} characters")
    return ids.name_key(text) if search is AUTHORS else text
