"""Titles and names as they are compared: without case, accents, punctuation or odd spacing."""

from __future__ import annotations

import re
import unicodedata

KEY_LENGTH = 500  # a btree entry holds 2,700 bytes

# Letters that no normal form takes apart.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "ĸ": "k",
    }
)
# Only the marks of Latin, Greek and Cyrillic: in Devanagari or kana, marks are sounds.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def title_key(title: str) -> str:
    """`Atom: Low-bit Quantization` and `ATOM low bit quantization.` have one key."""
    return _fold(title)


def name_key(name: str) -> str:
    """`Łukasz Kaiser` and `lukasz  kaiser` have one key; the order of the words stays."""
    return _fold(name)


def _fold(text: str) -> str:
    # Case folding can bring forth what decomposes, and the reverse.
    plain = _decompose(_decompose(text).casefold()).translate(_LETTERS)
    plain = _ACCENTS.sub("", plain)
    words = unicodedata.normalize("NFC", "".join(map(_letter_or_blank, plain))).split()
    # "???" has no words; it is still not the same as "!!!".
    key = " ".join(words) or " ".join("".join(filter(_is_storable, plain)).split())
    return key[:KEY_LENGTH].rstrip()


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _letter_or_blank(character: str) -> str:
    return character if unicodedata.category(character)[0] in "LNM" else " "


def _is_storable(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] != "C"
