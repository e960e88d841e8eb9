"""TeX's accents and letters as Unicode; formulas and all else stay as they are written."""

from __future__ import annotations

import re
import unicodedata

# Each accent is a combining mark, so the table is complete for every letter there is.
_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
    "d": "\u0323",
}
_LETTERS = {
    "AA": "Å",
    "AE": "Æ",
    "DH": "Ð",
    "DJ": "Đ",
    "L": "Ł",
    "NG": "Ŋ",
    "O": "Ø",
    "OE": "Œ",
    "TH": "Þ",
    "aa": "å",
    "ae": "æ",
    "dh": "ð",
    "dj": "đ",
    "i": "ı",
    "j": "ȷ",
    "l": "ł",
    "ng": "ŋ",
    "o": "ø",
    "oe": "œ",
    "ss": "ß",
    "th": "þ",
}
_ACCENTED = (
    r"\\(?:(?P<mark{0}>[`'^\"~=.])|(?P<named{0}>[uvHckrbd])(?![A-Za-z]))\s*"
    r"(?:\{{\s*(?P<braced{0}>\\[ij]|[^\W\d_])\s*\}}|(?P<bare{0}>\\[ij](?![A-Za-z])|[^\W\d_]))"
)
_SPECIAL = rf"\\(?P<letter{{0}}>{'|'.join(sorted(_LETTERS, reverse=True))})(?![A-Za-z])"
# {\"o} as a whole, or \"o: the braces around one letter go with it. A control word takes the blanks
# behind it along.
_SIGN = re.compile(
    rf"\{{\s*+(?:{_ACCENTED.format(1)}|{_SPECIAL.format(1)})\s*+\}}"
    rf"|{_ACCENTED.format(2)}|{_SPECIAL.format(2)}(?:\{{\}}|\s+(?=\w)|\\\s)?"
)
_ESCAPED = re.compile(r"\\([&%#_$])")
# $…$ and $$…$$; a dollar without a second one is a dollar.
_FORMULA = re.compile(r"((?<!\\)\$\$?[^$]*(?<!\\)\$\$?)")


def unicode_letters(text: str) -> str:
    """`Gr\\"obner` as Gröbner, outside formulas."""
    if "\\" not in text:
        return text
    parts = _FORMULA.split(text)
    parts[::2] = (_ESCAPED.sub(r"\1", _SIGN.sub(_letter, part)) for part in parts[::2])
    return "".join(parts)


def plain_name(text: str) -> str:
    """A name or institution on one line, without the braces and ties of TeX."""
    if "\\" in text:
        text = unicode_letters(text)
    return " ".join(text.replace("~", " ").replace("{", "").replace("}", "").split())


def _letter(match: re.Match[str]) -> str:
    found = match.groupdict()
    if special := found["letter1"] or found["letter2"]:
        return _LETTERS[special]
    mark = _MARKS[found["mark1"] or found["named1"] or found["mark2"] or found["named2"]]
    letter = found["braced1"] or found["bare1"] or found["braced2"] or found["bare2"]
    # An i loses its dot to the accent, and has none in Unicode either.
    return unicodedata.normalize("NFC", letter.removeprefix("\\") + mark)
