"""What the `search` argument of each list looks for."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from service import ids, tables
from service.compiler.fields import Sought
from service.compiler.row import Row, constant
from service.graph.inputs import Test
from service.tables.paper import has_words, papers_with_words, words_are_in

_SIMPLE: ColumnElement[Any] = literal_column("'simple'::regconfig")
ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")

_LENGTH = 1_000
_MOST_WORDS = 8
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


def spellings_of(text: str) -> str:
    """What author names are compared with, line by line: the folded name; then, for each way in
    which its words may stand (surname last, surname first), its block and what the other words
    must be in full text search."""
    lines = [ids.name_key(text)]
    for *given, surname in _orders(text):
        block = ids.name_block(" ".join((*given, surname)))
        lines += [block, " & ".join(map(_word_or_initial, given))]
    return "\n".join(lines)


def _orders(text: str) -> list[list[str]]:
    last, _, first = text.partition(",")
    if first := ids.name_key(first):
        return [[*first.split(), *ids.without_suffix(ids.name_key(last))]]
    words = ids.without_suffix(ids.name_key(text))
    if not 2 <= len(words) <= _MOST_WORDS:
        return []
    return [words, [*words[1:], words[0]]]


def _word_or_initial(word: str) -> str:
    if len(word) == 1:
        return f"{_lexeme(word)}:*"
    return f"({_lexeme(word)} | {_lexeme(word[0])})"


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def any_spelling(names: Any, spellings: Any, first: int) -> CompoundSelect[Any]:
    """The authors one of whose names (an alias) is what `spellings_of` tells, from line `first`."""
    blocks = (_in_block(spellings, line) for line in (first + 1, first + 3))
    return union_all(all_words(names, spellings, first), *blocks)


def all_words(names: Any, spellings: Any, first: int) -> Select[Any]:
    """Those of them whose name has all the words."""
    return select(names.c.author_id).where(in_words(names.c.name_key, _line(spellings, first)))


def _line(lines: Any, number: int) -> ColumnElement[str]:
    return func.split_part(lines, _BREAK, constant(number))


def _in_block(spellings: Any, line: int) -> Select[Any]:
    names = tables.author_name.alias("spelling")
    block, given = _line(spellings, line), _line(spellings, line + 1)
    # The block is looked up and its names are looked through: an index of words would read all
    # names that begin with an initial, which is why this is not its expression.
    words = func.to_tsvector(_SIMPLE, names.c.name_key.concat(constant("")))
    return select(names.c.author_id).where(
        block != constant(""),
        names.c.name_block == block,
        words.op("@@")(func.to_tsquery(_SIMPLE, given)),
    )


def in_text(paper: Any, query: Any) -> ColumnElement[bool]:
    """Papers whose title or abstract is what a web search asks for."""
    return has_words(paper, web_query(query))


def web_query(query: Any) -> ColumnElement[Any]:
    """What a web search asks for, as a tsquery."""
    return func.websearch_to_tsquery(ENGLISH, query)


def _once(query: Any) -> ColumnElement[Any]:
    """Read once, not for each row; and unseen by the planner, who would plan anew for each value
    what does not depend on it (0.4 of 0.7 ms)."""
    return select(web_query(query)).scalar_subquery()


def _topic_words(text: str) -> str:
    """What names are compared with, and in a second line what codes are."""
    return f"{ids.name_key(text)}\n{text.casefold()}"


def _topic(topic: Row, lines: Any) -> ColumnElement[bool]:
    words, code = _line(lines, 1), _line(lines, 2)
    return or_(in_words(topic.c.name_key, words), func.lower(topic.c.code) == code)


WITH_WORDS = Sought(
    lambda query: papers_with_words(_once(query)),
    lambda paper, query: words_are_in(paper, _once(query)),
    # What PostgreSQL says of a search in which no word must be there.
    lambda query: func.querytree(web_query(query)) == constant("T"),
)
papers = Test(in_text, parse=web_search, sought=WITH_WORDS, price=24)
authors = _any_name(tables.author_name, "author_id")
affiliations = _any_name(tables.affiliation_name, "affiliation_id")
topics = Test(_topic, parse=_topic_words)
venues = Test(lambda venue, words: in_words(venue.c.name_key, words), parse=ids.name_key)
code_repositories = Test(
    lambda repository, text: func.strpos(repository.c.url_key, text) > constant(0),
    parse=str.casefold,
)
