"""Searches of texts, by another road: their grammar and their meaning in plain Python.

Of PostgreSQL only the stem of a single word is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import psycopg
from hypothesis import strategies as st

WORD = re.compile(r"[^\W\d_]+")
CLEAN = re.compile(r"[A-Za-z][a-z]+(?: [A-Za-z]?[a-z]+)*[.?]?")
"""Texts that nobody could cut into words in another way."""


@dataclass(frozen=True)
class Term:
    """A word, or several in quotes."""

    words: tuple[str, ...]
    is_absent: bool = False

    def __str__(self) -> str:
        text = " ".join(self.words)
        return ("-" if self.is_absent else "") + (f'"{text}"' if len(self.words) > 1 else text)


@dataclass(frozen=True)
class Search:
    """One of the groups must hold, and of it every term."""

    groups: tuple[tuple[Term, ...], ...]

    def __str__(self) -> str:
        return " or ".join(" ".join(map(str, group)) for group in self.groups)


class Texts:
    """Titles and abstracts as the stems of their words, in order; None for a stop word."""

    def __init__(self, url: str, rows: dict[str, list[dict[str, object]]]) -> None:
        abstracts = {row["paper_id"]: row["abstract"] for row in rows["paper_text"]}
        self.parts = {
            row["id"]: (str(row["title"]), str(abstracts.get(row["id"]) or ""))
            for row in rows["paper"]
        }
        with psycopg.connect(url) as connection:
            found = {
                word
                for parts in self.parts.values()
                for part in parts
                for word in WORD.findall(part.lower())
            }
            lexemes = connection.execute(
                "SELECT word, ts_lexize('english_stem', word) FROM unnest(%s::text[]) AS word",
                (sorted(found),),
            )
            self._stems = {word: stems[0] if stems else None for word, stems in lexemes}
        self.phrases = sorted(
            {
                words[at : at + size]
                for parts in self.parts.values()
                for part in parts
                if CLEAN.fullmatch(part)
                for words in [tuple(WORD.findall(part.lower()))]
                for size in (1, 1, 2, 3)
                for at in range(len(words) - size + 1)
            }
        )

    def stem(self, word: str) -> str | None:
        return self._stems[word.lower()]

    @cache  # noqa: B019 - there is one of it, and it lives as long as the tests
    def stems(self, paper_id: int) -> tuple[str | None, ...]:
        title, abstract = (
            list(map(self.stem, WORD.findall(part))) for part in self.parts[paper_id]
        )
        while title and title[-1] is None:
            title.pop()
        return (*title, *abstract)

    def searches(self, longest: int = 3) -> st.SearchStrategy[Search]:
        """Searches with phrases of so many words at most."""
        phrases = [phrase for phrase in self.phrases if len(phrase) <= longest]
        terms = st.builds(Term, st.sampled_from(phrases), st.sampled_from([False, False, True]))
        groups = st.lists(
            st.lists(terms, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3
        )
        return groups.map(lambda found: Search(tuple(found)))

    def finds(self, search: Search, paper_id: int) -> bool:
        """Whether a paper has what is searched for; stop words say nothing, so a group of nothing
        else is none."""
        groups = [
            [term for term in group if any(map(self.stem, term.words))] for group in search.groups
        ]
        return any(
            group and all(self._has(term, paper_id) is not term.is_absent for term in group)
            for group in groups
        )

    def _has(self, term: Term, paper_id: int) -> bool:
        wanted = [(at, stem) for at, word in enumerate(term.words) if (stem := self.stem(word))]
        stems = self.stems(paper_id)
        return any(
            all(start + at < len(stems) and stems[start + at] == stem for at, stem in wanted)
            for start in range(-wanted[0][0], len(stems))
            if start + wanted[0][0] >= 0
        )
