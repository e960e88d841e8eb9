"""An abstract that is told as the places of its words."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from service.ingest.json_fields import BadField


def text_of_index(index: Any, field: str) -> str | None:
    """The words in their order; the index may be wrapped, and the whole be JSON within a text, as
    in the first snapshots of OpenAlex."""
    if isinstance(index, str):
        try:
            index = json.loads(index)
        except (ValueError, RecursionError) as error:
            raise BadField(field, f"expected an inverted index as JSON: {error}") from error
    if isinstance(index, dict) and isinstance(index.get("InvertedIndex"), dict):
        index = index["InvertedIndex"]
    if index is None:
        return None
    if not isinstance(index, dict):
        raise BadField(field, "expected the places of each word")
    # Sorted, never counted out: a place may be any number.
    placed: list[tuple[int, str]] = []
    for word, places in index.items():
        if not isinstance(places, list):
            _refuse(field, word)
        placed += [(place, word) for place in places]
    if {type(place) for place, _ in placed} - {int}:
        _refuse(field, next(word for place, word in placed if type(place) is not int))
    placed.sort()
    return " ".join([word for _, word in placed]) or None


def _refuse(field: str, word: str) -> NoReturn:
    raise BadField(field, f"expected whole numbers as the places of {word[:40]!r}")
