"""Text as LaTeX writes it: what LaTeX would take for a command is escaped, accents are commands.

Formulas stay (`$\\alpha$`, by Pandoc's rule: no blank inside the dollars, no digit behind them, and
braces in pairs). A word with a capital behind its first letter stands in braces, for BibTeX styles
write titles in small letters. Letters that LaTeX has no command for stay as they are, in UTF-8.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    case,
    column,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service.compiler.row import constant

OPEN, CLOSE = "\x01", "\x02"
"""Braces of ours in a text that has still to be escaped: no text on one line holds these."""
_CUT = "\x03"

_IN_PAIRS = r"(?:[^${}]|\{(?:[^${}]|\{[^${}]*\})*\})"
_FORMULA = rf"\$(?!\s){_IN_PAIRS}+(?<!\s)\$(?!\d)"
_NFC: ColumnElement[Any] = literal_column("NFC")
_NFD: ColumnElement[Any] = literal_column("NFD")
_KEPT_CAPITALS = r"(\m\w+[[:upper:]]\w*)"

# In this order: what an escape brings in is not escaped again.
_ESCAPES = (
    ("{", f"\\textbraceleft{OPEN}{CLOSE}"),
    ("}", f"\\textbraceright{OPEN}{CLOSE}"),
    ("~", f"\\textasciitilde{OPEN}{CLOSE}"),
    ("^", f"\\textasciicircum{OPEN}{CLOSE}"),
    *((sign, f"\\{sign}") for sign in "&%$#_"),
    (OPEN, "{"),
    (CLOSE, "}"),
)
# Marks below a letter come first in Unicode's own order, then those above from the letter up.
_MARKS = (
    *(("\u0327", "c "), ("\u0328", "k "), ("\u0323", "d "), ("\u0331", "b ")),
    *(("\u0302", "^"), ("\u0306", "u "), ("\u0308", '"'), ("\u030a", "r "), ("\u030c", "v ")),
    *(("\u0304", "="), ("\u0307", "."), ("\u030b", "H ")),
    *(("\u0301", "'"), ("\u0300", "`"), ("\u0303", "~")),
)
_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "dj",
    "Đ": "DJ",
    "ð": "dh",
    "Ð": "DH",
    "þ": "th",
    "Þ": "TH",
    "ı": "i",
    "ŋ": "ng",
    "Ŋ": "NG",
}
_PUNCTUATION = {"–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "\u00a0": "~"}


def latex(text: ColumnElement[Any], is_title: ColumnElement[bool]) -> ColumnElement[Any]:
    """LaTeX of a text on one line, which may hold braces of ours; titles keep capitals."""
    marked = func.regexp_replace(
        text, constant(f"({_FORMULA})"), constant(f"{_CUT}\\1{_CUT}"), constant("g")
    )
    parts = (
        func.string_to_table(marked, constant(_CUT))
        .table_valued(column("part", Text), with_ordinality="place")
        .render_derived(name="parts")
    )
    is_formula = type_coerce(parts.c.place, Integer) % constant(2) == constant(0)
    text = case((is_title, _capitals_kept(parts.c.part)), else_=parts.c.part)
    written = case((is_formula, parts.c.part), else_=_escaped(text))
    joined = func.string_agg(written, aggregate_order_by(constant(""), parts.c.place))
    return select(joined).select_from(parts).scalar_subquery()


def _capitals_kept(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """The text with braces of ours around words that must keep their capitals."""
    return func.regexp_replace(
        text, constant(_KEPT_CAPITALS), constant(f"{OPEN}\\1{CLOSE}"), constant("g")
    )


def _escaped(text: ColumnElement[Any]) -> ColumnElement[Any]:
    escaped = func.replace(text, constant("\\"), constant(f"\\textbackslash{OPEN}{CLOSE}"))
    for sign, escape in _ESCAPES:
        escaped = func.replace(escaped, constant(sign), constant(escape))
    is_ascii = func.octet_length(text) == func.length(text)
    return case((is_ascii, escaped), else_=_accented(escaped))


def _accented(text: ColumnElement[Any]) -> ColumnElement[Any]:
    for sign, written in _PUNCTUATION.items():
        text = func.replace(text, constant(sign), constant(written))
    for letter, name in _LETTERS.items():
        text = func.replace(text, constant(letter), constant(f"{{\\{name}}}"))
    text = func.normalize(text, _NFD)
    for mark, command in _MARKS:
        # A letter, or one that bears a mark already.
        bearer = rf"([A-Za-z]|\{{\\[^{{}}]*\}}|\{{\\[^{{}}]*\{{[^{{}}]*\}}\}}){mark}"
        accent = constant("{\\\\" + command + "\\1}")
        text = func.regexp_replace(text, constant(bearer), accent, constant("g"))
    return func.normalize(text, _NFC)
