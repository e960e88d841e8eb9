"""A bounded cache that forgets what was not used for longest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class RecentCache(Generic[K, V]):
    """At most `entries` entries that weigh at most `weight` together.

    Used from one event loop, so it needs no lock. An entry heavier than the whole cache is not
    kept.
    """

    def __init__(self, *, entries: int, weight: int) -> None:
        self._entries_limit = entries
        self._weight_limit = weight
        self._weight = 0
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, or None; a hit becomes the most recent entry."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Remember a value, and forget the least recent ones beyond the limits."""
        if weight > self._weight_limit:
            return
        replaced = self._entries.pop(key, None)
        self._weight += weight - (replaced[1] if replaced else 0)
        self._entries[key] = (value, weight)
        while len(self._entries) > self._entries_limit or self._weight > self._weight_limit:
            _, (_, dropped) = self._entries.popitem(last=False)
            self._weight -= dropped

    def __len__(self) -> int:
        return len(self._entries)
