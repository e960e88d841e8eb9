"""What papers and authors call topics: a scheme, a code, a name, a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.named import Named
from service.ingest.named_mentions import differences
from service.ingest.records import AuthorRecord, Record, TopicMention, TopicRecord

TopicKey = tuple[str, str]
Wording = tuple[str, str, str | None, int]


def key_of(topic: TopicMention | TopicRecord) -> TopicKey:
    """By what a topic is known: its scheme and its code in that."""
    return topic.scheme, topic.code


def difference_of(
    composed: Mapping[int, ComposedPaper],
    former: Mapping[int, ComposedPaper],
    records: Iterable[Record],
    replaced: Iterable[Record],
) -> Counter[Named]:
    """How much more often, or less often, papers and records about authors say something."""
    found = differences(said_by_paper, composed, former)
    found.update(said_by_authors(records))
    found.subtract(said_by_authors(replaced))
    named: Counter[Named] = Counter()
    for one, more in found.items():
        named[as_named(one)] += more
    return named


def said_by_paper(paper: ComposedPaper) -> set[Wording]:
    return {_wording(one) for one in paper.topics}


def said_by_authors(records: Iterable[Record]) -> list[Wording]:
    """What these records say, as far as they are about authors."""
    authors = (one for one in records if isinstance(one, AuthorRecord))
    return [_wording(one.primary_topic) for one in authors if one.primary_topic]


def _wording(mention: TopicMention) -> Wording:
    return mention.scheme, mention.code, mention.name, mention.level


@lru_cache(maxsize=20_000)
def as_named(said: Wording) -> Named:
    """A wording as it is counted."""
    scheme, code, name, level = said
    return Named(name or "", (ExternalId(scheme, code),), (level,))


def key_of_named(one: Named) -> TopicKey:
    """Of which topic something is said."""
    (id_,) = one.ids
    return id_.scheme, id_.value


def level_of(one: Named) -> int:
    """How far below the top of its scheme a topic is said to be."""
    (level,) = one.attributes
    assert isinstance(level, float | int)
    return int(level)
