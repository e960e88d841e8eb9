"""Answers that can be kept: what an answer is a function of, and those given for the state at hand.

An answer is a function of its plan, the values in it, and the state of the data. All three together
are its mark: two answers of one mark are equal to the byte. The state is read in the statement that
makes the answer, so that both are of one snapshot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from service.compiler.cache import RecentCache
from service.compiler.statement import DIALECT
from service.tables.change import data_state
from service.tables.source import UNVERSIONED

STATE = str(data_state().compile(dialect=DIALECT))
READ_STATE = f"SELECT {STATE}"

# What moves though the data stands: tables without a version, the clock, chance.
_UNSTEADY = re.compile(
    rf"\b(?:{'|'.join(table.name for table in UNVERSIONED)})\b"
    r"|\b(?:now|random|\w+_timestamp|timeofday|gen_random_uuid)\(|\b(?:CURRENT|LOCAL)_?TIME"
    r"|\bCURRENT_DATE\b",
    re.IGNORECASE,
)
# An answer is not kept that would drive out this part of all others.
_SHARE = 8
# Beside its bytes an entry costs its key, its state and its place.
_OVERHEAD = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response; None where the client has it. `mark` is None where nothing can tell
    whether the body would be the same again."""

    body: bytes | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    state: bytes
    body: bytes


class KeptAnswers:
    """The latest answer to each of the questions asked last, within so many bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._entries: RecentCache[bytes, _Entry] = RecentCache(entries=size // 500, weight=size)

    def has(self, question: bytes) -> bool:
        """Whether there is an answer, of whatever state."""
        return self._entries.get(question) is not None

    def get(self, question: bytes, state: bytes) -> bytes | None:
        """The answer of exactly this state."""
        entry = self._entries.get(question)
        return entry.body if entry is not None and entry.state == state else None

    def put(self, question: bytes, state: bytes, body: bytes) -> None:
        if len(body) * _SHARE <= self.size:
            self._entries.put(question, _Entry(state, body), len(body) + _OVERHEAD)


def is_steady(statement: str) -> bool:
    """Whether the statement says the same as long as the state of the data is the same."""
    return _UNSTEADY.search(statement) is None


def question_of(plan: bytes, values: Sequence[object]) -> bytes:
    """A name for a plan with its values, by which equal questions meet."""
    return blake2b(repr(values).encode(), key=plan, digest_size=16).digest()


def mark_of(question: bytes, state: bytes) -> str:
    """A name for the answer to this question in this state."""
    return blake2b(state, key=question, digest_size=16).hexdigest()
