"""Titles and abstracts as plain text: tags of JATS, HTML and MathML, entities, stray spacing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# Tags are known by name, for "p < 0.05" and "c.-11C>A" are none.
_BLOCKS = (
    "abstract|article-title|blockquote|body|br|center|dd|def-item|def-list|disp-formula|disp-quote"
    "|div|dl|dt|h[1-6]|html|li|list|list-item|ol|p|sec|sub-title|table|tbody|thead|tr|title|ul"
)
_INLINE = (
    "a|abbrev|alternatives|annotation|b|big|bold|cite|code|em|email|ext-link|fig|fixed-case|font"
    "|graphic|i|img|inf|inline-formula|inline-graphic|italic|label|monospace|named-content|overline"
    "|pre|q|roman|sans-serif|sc|scp|small|span|strike|strong|styled-content|sub|sup|td|tex-math|th"
    "|tt|u|underline|uri|url|xref"
    "|math|menclose|mfenced|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot"
    "|mrow|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|semantics"
)
_PREFIX = r"(?:(?:jats|mml|m|xhtml)\d?:)?"
_ATTRIBUTES = r"(?:\s++[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>=]+))*\s*+"


def _tag(names: str) -> re.Pattern[str]:
    return re.compile(rf"</?{_PREFIX}(?:{names}){_ATTRIBUTES}/?>", re.I)


_BLOCK = _tag(_BLOCKS)
_ANY = re.compile(
    rf"</?(?:{_PREFIX}(?:{_INLINE})|(?:jats|mml)\d?:[a-z][\w-]*){_ATTRIBUTES}/?>", re.I
)
_SUBTITLE = re.compile(rf"(?<!\s)\s*+<{_PREFIX}subtitle{_ATTRIBUTES}>", re.I)
_END_OF_SUBTITLE = re.compile(rf"</{_PREFIX}subtitle\s*>", re.I)
# The same formula a second time, as TeX.
_FORMULA_AS_TEX = re.compile(
    rf"<(/?){_PREFIX}(?:tex-math|annotation|annotation-xml){_ATTRIBUTES}>", re.I
)
_WORDS_SET_APART = re.compile(r"<(i|em|italic|scp)>([^<>]*)</\1>", re.I)

# Before its heading an abstract may open a section and itself.
_FIRST = 3

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)
# Blanks that came of indenting the markup stand where nobody writes any.
_BLANKS_INSIDE = re.compile(r"(?<!\s)\s++(?=[.,;:!?)\]])|(?<=[(\[])\s++")


def plain_line(text: str) -> str:
    """A title or name on one line; empty if nothing but markup was there."""
    if "<" not in text and "&" not in text and "\n" not in text:
        return " ".join(text.split())
    text = _unescaped(text)
    text = _END_OF_SUBTITLE.sub("", _SUBTITLE.sub(": ", text))
    text = _without_tags(_BLOCK.sub(" ", _spaced(text)))
    return _one_line(text)


def plain_text(text: str) -> str | None:
    """An abstract in paragraphs; the heading "Abstract" says nothing and is left out."""
    return "\n\n".join(_paragraphs(_unescaped(text))) or None


def _paragraphs(text: str) -> Iterator[str]:
    for number, part in enumerate(_BLOCK.split(_spaced(text))):
        paragraph = _one_line(_without_tags(part))
        if paragraph and not (number <= _FIRST and paragraph.rstrip(".:").lower() == "abstract"):
            yield paragraph


def _one_line(text: str) -> str:
    if "\n" in text:
        text = _BLANKS_INSIDE.sub(lambda match: "" if "\n" in match[0] else match[0], text)
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    """Entities as what they mean; what was escaped twice needs it twice."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    if re.search(r"<(?:mml\d?:|m:)?math\b", text, re.I):
        text = "".join(_outside_tex(text))
    return _ANY.sub("", text)


def _outside_tex(text: str) -> Iterator[str]:
    depth = place = 0
    for match in _FORMULA_AS_TEX.finditer(text):
        if depth == 0:
            yield text[place : match.start()]
        depth = max(0, depth - 1) if match[1] else depth + 1
        place = match.end()
    if depth == 0:
        yield text[place:]


def _spaced(text: str) -> str:
    """Gives back the blanks around words in italics that got lost on the way: `from<i>In
    Vitro</i>to`. Letters set apart within a word (`<scp>T</scp>reebase`) stay in it."""
    return _WORDS_SET_APART.sub(_with_blanks, text)


def _with_blanks(match: re.Match[str]) -> str:
    text, inner = match.string, match[2]
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 2]
    glued_left = len(before) == 2 and before.isalpha() and before.islower() and inner[:1].isalpha()
    glued_right = len(after) == 2 and after.isalpha() and inner[-1:].isalpha()
    is_words = len(inner) > 1 or (glued_left and glued_right)
    left = " " if glued_left and is_words else ""
    right = " " if glued_right and is_words else ""
    return f"{left}{match[0]}{right}"
