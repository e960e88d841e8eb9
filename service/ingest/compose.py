"""What we believe of a paper, as a function of all that was said about it, in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.ids import ExternalId
from service.ingest.align import ComposedAuthor, compose_authors
from service.ingest.records import (
    AffiliationMention,
    ArtifactLinkMention,
    CodeLinkMention,
    PaperRecord,
    PartialDate,
    Record,
    ReferenceMention,
    ReportedMetric,
    TopicMention,
    VenueMention,
)

# Whose word counts where sources differ. What somebody wrote down by hand goes first; the sample
# gives way to everything.
PRECEDENCE = (
    "papers-jsonl",
    "acl-anthology",
    "crossref",
    "dblp",
    "openalex",
    "semantic-scholar",
    "arxiv",
    "profile-page",
    "papers-with-code",
    "citations",
    "sample",
)
_RANK = {source: rank for rank, source in enumerate(PRECEDENCE)}

T = TypeVar("T")
R = TypeVar("R", bound=Record)
Sourced = tuple[str, T]


@dataclass(frozen=True, slots=True)
class ComposedPaper:
    """One paper put together; links and metrics carry the source that said so."""

    title: str
    abstract: str | None
    published: PartialDate | None
    year: int | None
    type: str | None
    language: str | None
    venue: VenueMention | None
    open_access_url: str | None
    is_retracted: bool
    authors_complete: bool
    code_claimed: bool
    ids: tuple[ExternalId, ...]
    authors: tuple[ComposedAuthor, ...]
    affiliations: tuple[AffiliationMention, ...]
    topics: tuple[TopicMention, ...]
    code_links: tuple[Sourced[CodeLinkMention], ...]
    artifact_links: tuple[Sourced[ArtifactLinkMention], ...]
    references: tuple[ReferenceMention, ...]
    metrics: tuple[Sourced[ReportedMetric], ...]


def rank(source: str) -> tuple[int, str]:
    """The place of a source in the order of precedence; unknown ones come last, by name."""
    return _RANK.get(source, len(PRECEDENCE)), source


def by_precedence(records: Iterable[R]) -> list[R]:
    """The most trusted source first, its newest record first, then by key."""
    ordered = sorted(records, key=lambda record: record.key)
    ordered.sort(key=lambda record: record.updated or "", reverse=True)
    ordered.sort(key=lambda record: rank(record.source))
    return ordered


def compose_paper(records: Iterable[PaperRecord]) -> ComposedPaper | None:
    """The paper that these records speak of; None when all of them are additions."""
    # A record and an addition may bear one key.
    said = by_precedence(sorted(records, key=lambda record: record.title is None))
    title = _first(said, lambda record: record.title)
    if title is None:
        return None
    dated = next((record for record in said if record.published or record.year), None)
    authors, complete = compose_authors(said)
    return ComposedPaper(
        title=title,
        abstract=_first(said, lambda record: record.abstract),
        published=dated.published if dated else None,
        year=_year(dated) if dated else None,
        type=_first(said, lambda record: record.type),
        language=_first(said, lambda record: record.language),
        venue=_first(said, lambda record: record.venue),
        open_access_url=_first(said, lambda record: record.open_access_url),
        is_retracted=any(record.is_retracted for record in said),
        authors_complete=complete,
        code_claimed=any(record.code_claimed for record in said),
        ids=tuple(sorted({id_ for record in said for id_ in record.claimed_ids})),
        authors=authors,
        affiliations=_newest_of_each_source(said, lambda record: record.affiliations),
        topics=_newest_of_each_source(said, lambda record: record.topics),
        code_links=_with_source(said, lambda record: record.code_links),
        artifact_links=_with_source(said, lambda record: record.artifact_links),
        references=tuple(link for record in said for link in record.references),
        metrics=_with_source(said, lambda record: record.metrics),
    )


def _year(record: PaperRecord) -> int | None:
    return record.published.day.year if record.published else record.year


def _first(said: Sequence[PaperRecord], field: Callable[[PaperRecord], T | None]) -> T | None:
    return next((value for record in said if (value := field(record)) is not None), None)


def _newest_of_each_source(
    said: Sequence[PaperRecord], field: Callable[[PaperRecord], tuple[T, ...]]
) -> tuple[T, ...]:
    """A source that gives the list anew takes back what it left out; sources complete each
    other."""
    kept: dict[T, None] = {}
    answered = set()
    for record in said:
        values = field(record)
        if values and record.source not in answered:
            answered.add(record.source)
            kept |= dict.fromkeys(values)
    return tuple(kept)


def _with_source(
    said: Sequence[PaperRecord], field: Callable[[PaperRecord], tuple[T, ...]]
) -> tuple[Sourced[T], ...]:
    return tuple((record.source, value) for record in said for value in field(record))
