"""What the `search` argument of each list looks for."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Table, func, literal_column, or_, select

from service import ids, tables
from service.compiler.fields import Sought
from service.compiler.row import Row, constant
from service.graph.inputs import Test
from service.tables.paper import has_words, papers_with_words, words_are_in

_SIMPLE: ColumnElement[Any] = literal_column("'simple'::regconfig")
_ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")

_LENGTH = 1_000
_NEGATIONS = re.compile(r"-(?:\s*-)+")
_BREAK = constant("\n")

NAME_SEARCH = "Keeps those whose name, in any form it was written, has all these words."
TEXT_SEARCH = (
    "Keeps papers whose title or abstract has these words; "
    '`"a phrase"`, `or` and `-without` work as in web search.'
)


def in_words(name_key: ColumnElement[str], words: Any) -> ColumnElement[bool]:
    """Names that have all words: the expression of the index `name_search` of tables/metadata."""
    return func.to_tsvector(_SIMPLE, name_key).op("@@")(func.plainto_tsquery(_SIMPLE, words))


def web_search(text: str) -> str:
    """PostgreSQL reads a search with two small stacks: some thousand words exceed one, 33 signs of
    negation in a row the other."""
    if len(text) > _LENGTH:
        raise ValueError(f"at most {_LENGTH:,} characters, not {len(text):,}")
    return _NEGATIONS.sub("-", text)


def _any_name(names: Table, owner: str) -> Test:
    def found(row: Row, words: Any) -> ColumnElement[bool]:
        return row.c.id.in_(select(names.c[owner]).where(in_words(names.c.name_key, words)))

    return Test(found, parse=ids.name_key)


def in_text(paper: Any, query: Any) -> ColumnElement[bool]:
    """Papers whose title or abstract is what a web search asks for."""
    return has_words(paper, _web_query(query))


def _web_query(query: Any) -> ColumnElement[Any]:
    return func.websearch_to_tsquery(_ENGLISH, query)


def _once(query: Any) -> ColumnElement[Any]:
    """Read once, not for each row; and unseen by the planner, who would plan anew for each value
    what does not depend on it (0.4 of 0.7 ms)."""
    return select(_web_query(query)).scalar_subquery()


def _topic_words(text: str) -> str:
    """What names are compared with, and in a second line what codes are."""
    return f"{ids.name_key(text)}\n{text.casefold()}"


def _topic(topic: Row, lines: Any) -> ColumnElement[bool]:
    words, code = (func.split_part(lines, _BREAK, constant(line)) for line in (1, 2))
    return or_(in_words(topic.c.name_key, words), func.lower(topic.c.code) == code)


WITH_WORDS = Sought(
    lambda query: papers_with_words(_once(query)),
    lambda paper, query: words_are_in(paper, _once(query)),
)
papers = Test(in_text, parse=web_search, sought=WITH_WORDS)
authors = _any_name(tables.author_name, "author_id")
affiliations = _any_name(tables.affiliation_name, "affiliation_id")
topics = Test(_topic, parse=_topic_words)
venues = Test(lambda venue, words: in_words(venue.c.name_key, words), parse=ids.name_key)
code_repositories = Test(
    lambda repository, text: func.strpos(repository.c.url_key, text) > constant(0),
    parse=str.casefold,
)
