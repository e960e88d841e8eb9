"""A paper as an entry of BibTeX."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Text,
    case,
    cast,
    false,
    func,
    literal_column,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import ids
from service.citing.facts import address, date_part, outside_id, venue
from service.citing.kinds import kind_of
from service.citing.latex import CLOSE, OPEN, latex
from service.citing.names import first_family, on_one_line, signatures
from service.compiler.row import Row, constant

_NFKD: ColumnElement[Any] = literal_column("NFKD")


def bibtex(paper: Row) -> ColumnElement[Any]:
    """The entry, as text. What is not known is left out."""
    fields = _fields(paper).subquery("fields")
    written = latex(fields.c.value, fields.c.is_title)
    in_braces = constant("{").concat(case((fields.c.is_text, written), else_=fields.c.value))
    value = case((fields.c.is_macro, fields.c.value), else_=in_braces.concat(constant("}")))
    line = func.format(constant("  %s = %s"), fields.c.name, value)
    lines = (
        select(func.string_agg(line, aggregate_order_by(constant(",\n"), fields.c.place)))
        .select_from(fields)
        .where(fields.c.value.is_not(None))
        .scalar_subquery()
    )
    return func.format(constant("@%s{%s,\n%s\n}\n"), kind_of(paper, "bibtex"), key(paper), lines)


def key(paper: Row) -> ColumnElement[Any]:
    """`vaswani-2017-attention-12`: the first author, the year, the first long word of the title,
    as far as they are known and Latin, and the id, which makes it the paper's own for ever."""
    word = func.substring(paper.c.title_key, constant("[a-z]{4,}"))
    id_ = cast(paper.c.id, Text)
    return func.concat_ws(constant("-"), _latin(first_family(paper)), paper.c.year, word, id_)


def _latin(name: ColumnElement[Any]) -> ColumnElement[Any]:
    """The letters a to z of a name; null if it has none."""
    plain = func.translate(
        func.lower(func.normalize(name, _NFKD)), constant("øłđðı"), constant("olddi")
    )
    letters = func.regexp_replace(plain, constant("[^a-z]+"), constant(""), constant("g"))
    return func.nullif(letters, constant(""))


def _fields(paper: Row) -> CompoundSelect[Any]:
    """Name, value and nature of each field, in the order of the entry."""
    arxiv = outside_id(paper, ids.Scheme.ARXIV)
    is_arxiv = case((arxiv.is_not(None), constant("arXiv")))
    fields: list[tuple[Any, ColumnElement[Any], str]] = [
        ("title", on_one_line(paper.c.title), "title"),
        ("author", _authors(paper), "text"),
        (kind_of(paper, "container"), on_one_line(venue(paper, "name")), "text"),
        ("year", cast(paper.c.year, Text), "plain"),
        ("month", func.lower(date_part(paper, "mon")), "macro"),
        ("doi", escaped_braces(outside_id(paper, ids.Scheme.DOI)), "plain"),
        ("issn", venue(paper, "issn"), "plain"),
        ("eprint", arxiv, "plain"),
        ("archiveprefix", is_arxiv, "plain"),
        ("url", escaped_braces(address(paper)), "plain"),
    ]
    return union_all(
        *(
            select(
                constant(place).label("place"),
                (constant(name) if isinstance(name, str) else name).label("name"),
                value.label("value"),
                _is(nature in ("text", "title")).label("is_text"),
                _is(nature == "title").label("is_title"),
                _is(nature == "macro").label("is_macro"),
            )
            for place, (name, value, nature) in enumerate(fields)
        )
    )


def _is(so: bool) -> ColumnElement[bool]:
    return true() if so else false()


def _authors(paper: Row) -> ColumnElement[Any]:
    """`Family, Given and …`; in braces what is not to be taken apart. A suffix stands between."""
    name = signatures(paper).subquery("author")
    parts = func.concat_ws(
        constant(", "), name.c.family, name.c.suffix, func.nullif(name.c.given, constant(""))
    )
    # Neither a comma nor an "and" of the name itself may be taken for BibTeX's.
    is_whole = name.c.family.is_(None) | name.c.whole.regexp_match(constant(r",|\sand\s"), "i")
    whole = constant(OPEN).concat(name.c.whole).concat(constant(CLOSE))
    written = case((is_whole, whole), else_=parts)
    return select(
        func.string_agg(written, aggregate_order_by(constant(" and "), name.c.place))
    ).scalar_subquery()


def escaped_braces(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """An id or address whose braces would end the field."""
    for brace in "{}":
        text = func.replace(text, constant(brace), constant(ids.ESCAPES[brace]))
    return text
