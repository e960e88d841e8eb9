"""Works as OpenAlex's snapshot writes them: made up, a function of their number and count alone.

Authors, institutions, topics and what is cited follow power laws: few have much, most have little.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su"),
    *("ta", "ve", "wi", "xo", "zu", "tri", "plo", "gra"),
)
_FIRST_DAY = date(1990, 1, 1)
_DAYS = 13_000
_ABSTRACT_WORDS = 110
_VOCABULARY = 20_000


def works(count: int) -> Iterator[bytes]:
    """One line of JSON a work; a work cites works before it."""
    for number in range(1, count + 1):
        yield json.dumps(_work(number, count), separators=(",", ":")).encode() + b"\n"


def _work(number: int, count: int) -> dict[str, object]:
    chance = random.Random(number)
    title = " ".join(_word(chance) for _ in range(chance.randint(5, 14))).capitalize()
    # Time goes on with the numbers, so what is cited is older.
    day = _FIRST_DAY + timedelta(days=_DAYS * number // count)
    index: dict[str, list[int]] = {}
    for place in range(_ABSTRACT_WORDS):
        index.setdefault(_word(chance), []).append(place)
    venue = _power(chance, max(10, count // 100))
    topics = [_topic(chance) for _ in range(3)]
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.5555/made.up.{number}",
        "title": title,
        "display_name": title,
        "publication_date": day.isoformat(),
        "publication_year": day.year,
        "type": "article",
        "language": "en",
        "ids": {"openalex": f"https://openalex.org/W{number}"},
        "primary_location": {
            "source": {
                "id": f"https://openalex.org/S{venue}",
                "display_name": f"Journal of {_name(venue)}",
                "type": "journal",
            }
        },
        "authorships": _authorships(chance, count),
        "primary_topic": topics[0],
        "topics": topics,
        "referenced_works": _references(chance, number),
        "abstract_inverted_index": index,
        "is_retracted": False,
        "updated_date": "2026-01-01T00:00:00",
    }


def _authorships(chance: random.Random, count: int) -> list[dict[str, object]]:
    found = {
        _power(chance, max(10, 2 * count // 3)) for _ in range(chance.choice((1, 2, 3, 4, 5, 8)))
    }
    listed = []
    for author in sorted(found):
        place = 1 + author % max(5, count // 50)
        name = _name(author)
        listed.append(
            {
                "author": {"id": f"https://openalex.org/A{author}", "display_name": name},
                "raw_author_name": name,
                "institutions": [
                    {
                        "id": f"https://openalex.org/I{place}",
                        "display_name": f"University of {_name(place)}",
                        "country_code": ("US", "DE", "CN", "BR")[place % 4],
                        "type": "education",
                    }
                ],
            }
        )
    return listed


def _references(chance: random.Random, number: int) -> list[str]:
    """Up to 20 earlier works, the first of all most often."""
    if number == 1:
        return []
    cited = {_power(chance, number - 1) for _ in range(chance.randint(0, 20))}
    return [f"https://openalex.org/W{one}" for one in sorted(cited)]


def _topic(chance: random.Random) -> dict[str, object]:
    number = 10_000 + _power(chance, 4_500)
    name = f"Studies of {_name(number)}"
    return {"id": f"https://openalex.org/T{number}", "display_name": name, "score": 0.9}


def _power(chance: random.Random, largest: int) -> int:
    """A number from 1, the small ones most often."""
    return 1 + int(largest * chance.random() ** 2.5)


def _word(chance: random.Random) -> str:
    return _spelled(_power(chance, _VOCABULARY))


def _name(number: int) -> str:
    return f"{_spelled(number % 997).title()} {_spelled(number).title()}"


def _spelled(number: int) -> str:
    text = ""
    while True:
        number, rest = divmod(number, len(_SYLLABLES))
        text += _SYLLABLES[rest]
        if not number:
            return text if len(text) > 3 else text + "on"
