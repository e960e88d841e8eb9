"""Where the words of a search stand in a paper's title and abstract.

Each text comes whole, in parts that are marked or not: nothing has to be escaped, nothing in a text
can pass for a mark, and the client says what a mark looks like.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import Boolean, Select, Text, cast, func, select, union_all
from sqlalchemy.dialects.postgresql import TSQUERY

from service.compiler.fields import Many, Order
from service.compiler.row import Row, constant
from service.graph.declare import leaf, unpaged
from service.graph.inputs import argument
from service.graph.made import COUNT, WORDS, described
from service.graph.search import ENGLISH, web_query, web_search
from service.tables.paper import SEARCHED_CHARACTERS, abstract

# Two private characters stand for the marks while PostgreSQL sets them; no text keeps its own.
_OPEN, _CLOSE = func.chr(constant(0xE000)), func.chr(constant(0xE001))
_MARKS = func.concat(_OPEN, _CLOSE)
_WHOLE = func.concat(
    constant("HighlightAll=true, StartSel="), _OPEN, constant(", StopSel="), _CLOSE
)
_BETWEEN = func.concat(constant("(?="), _OPEN, constant(")|"), _CLOSE)


@strawberry.enum(description="A text of a paper that searches read.")
class HighlightedText(Enum):
    TITLE = strawberry.enum_value("TITLE", description="The title.")
    ABSTRACT = strawberry.enum_value("ABSTRACT", description="The abstract.")


def _highlights(paper: Row, query: Any) -> Select[Any]:
    # `querytree` leaves out what must not be there: it is not to be marked. Where that stands
    # beside an "or" it would leave out everything; marks need not know how words belong together.
    all_of = func.replace(cast(web_query(query), Text), constant(" | "), constant(" & "))
    wanted = cast(func.querytree(cast(all_of, TSQUERY)), TSQUERY)
    texts = union_all(
        select(
            constant(1).label("place"),
            constant("TITLE").label("of"),
            cast(paper.c.title, Text).label("text"),
        ),
        select(constant(2), constant("ABSTRACT"), abstract(paper)),
    ).subquery("texts")
    plain = func.translate(
        func.left(texts.c.text, constant(SEARCHED_CHARACTERS)), _MARKS, constant("")
    )
    marked = func.ts_headline(ENGLISH, plain, wanted, _WHOLE)
    return select(texts.c.place, texts.c.of, marked.label("marked")).where(
        texts.c.text.is_not(None)
    )


def _parts(highlight: Row) -> Select[Any]:
    split = func.regexp_split_to_table(highlight.c.marked, _BETWEEN)
    pieces = split.table_valued("piece", with_ordinality="place").render_derived("pieces")
    text = func.translate(pieces.c.piece, _OPEN, constant(""))
    return select(
        pieces.c.place,
        text.label("text"),
        cast(func.starts_with(pieces.c.piece, _OPEN), Boolean).label("is_match"),
    ).where(text != constant(""))


_PARTS = Many(
    described("part", place=COUNT, text=WORDS, is_match=Boolean()),
    Order(("place",), unique=True),
    made=_parts,
)
HIGHLIGHTS = Many(
    described("highlight", place=COUNT, of=WORDS, marked=WORDS),
    Order(("place",), unique=True),
    made=_highlights,
    bound=2,
    price=10,
)
"""The title, and the abstract where there is one; an argument tells what is searched for."""

SEARCHED = argument(
    "query", str, "What is searched for, as the papers are searched.", parse=web_search
)


@strawberry.type(description="A stretch of a text.")
class HighlightPart:
    text: str = leaf(lambda part: part.c.text, "The text, as it stands.")
    is_match: bool = leaf(
        lambda part: part.c.is_match, "Whether it is a word that is searched for, in any form."
    )


@strawberry.type(description="A text of a paper, cut where the words of a search stand.")
class Highlight:
    of: HighlightedText = leaf(lambda highlight: highlight.c.of, "Which text.")
    parts: list[HighlightPart] = unpaged(_PARTS, "The whole text in its order.")
