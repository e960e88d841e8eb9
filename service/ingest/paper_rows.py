"""A composed paper as rows: itself, its text, ids, topics, links, figures and institutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.copy import Row
from service.ingest.merge_code import about_repository, repository_key
from service.ingest.merge_rows import OwnedRows
from service.ingest.named import Handle, handle_of
from service.ingest.names import title_key
from service.ingest.records import (
    CodeLinkMention,
    ReportedMetric,
    TopicMention,
)
from service.ingest.topic_mentions import TopicKey, key_of
from service.tables import (
    artifact_link,
    code_link,
    paper,
    paper_external_id,
    paper_topic,
    reported_metric,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows the things that papers mention have."""

    topics: Mapping[TopicKey, int]
    venues: Mapping[Handle, int]
    affiliations: Mapping[Handle, int]
    repositories: Mapping[str, int]


def paper_tables() -> list[OwnedRows]:
    """The tables that a paper owns and its sources decide, parents first; still empty."""
    return [
        OwnedRows(
            paper,
            "id",
            ("id",),
            (
                *("title", "title_key", "published_on", "published_precision", "year", "type"),
                *("language", "venue_id", "is_retracted", "open_access_url"),
                *("authors_complete", "code_claimed"),
            ),
        ),
        OwnedRows(paper_external_id, "paper_id", ("scheme", "value"), ("paper_id",)),
        OwnedRows(
            paper_topic,
            "paper_id",
            ("paper_id", "topic_id"),
            ("ordinal", "is_primary", "score", "published_key"),
        ),
        OwnedRows(
            code_link,
            "paper_id",
            ("paper_id", "repository_id"),
            ("is_official", "url", "framework", "stars", "source", "found_in", "published_key"),
        ),
        OwnedRows(artifact_link, "paper_id", ("paper_id", "url"), ("source", "found_in")),
        OwnedRows(
            reported_metric,
            "paper_id",
            ("paper_id", "name", "source", "as_of"),
            ("value", "unit"),
        ),
    ]


def rows_of_paper(
    paper_id: int, composed: ComposedPaper, rows: Rows, ids: Iterable[ExternalId]
) -> Iterator[list[Row]]:
    """The paper's rows for each of `paper_tables`, in that order; `ids` are those it may bear."""
    published = composed.published
    yield [
        (
            paper_id,
            composed.title,
            title_key(composed.title),
            published.day if published else None,
            published.precision if published else None,
            composed.year,
            composed.type,
            composed.language,
            venue_row(composed, rows),
            composed.is_retracted,
            composed.open_access_url,
            composed.authors_complete,
            composed.code_claimed,
        )
    ]
    yield [(id_.scheme, id_.value, paper_id) for id_ in ids]
    key = published_key(composed)
    yield [(*row, key) for row in _topics(paper_id, composed.topics, rows)]
    yield [(*row, key) for row in _code_links(paper_id, composed, rows)]
    links: dict[str, Row] = {}
    for source, link in composed.artifact_links:
        links.setdefault(link.url, (paper_id, link.url, source, link.found_in))
    yield list(links.values())
    yield [
        (paper_id, metric.name, source, metric.as_of, metric.value, metric.unit)
        for source, metric in one_a_day(composed.metrics)
    ]


def venue_row(composed: ComposedPaper, rows: Rows) -> int | None:
    """Where the paper appeared."""
    return rows.venues[handle_of(composed.venue)] if composed.venue else None


def published_key(composed: ComposedPaper) -> object:
    """The copy of the paper's sort key on its edges, written with them: an edge that is put right
    later is written twice, with all its index entries."""
    return composed.published.day if composed.published else "-infinity"


def one_a_day(
    metrics: Iterable[tuple[str, ReportedMetric]],
) -> Iterator[tuple[str, ReportedMetric]]:
    """A source's figure of a name and day; of two, the one that comes first."""
    seen = set()
    for source, metric in metrics:
        key = (metric.name, source, metric.as_of)
        if key not in seen:
            seen.add(key)
            yield source, metric


def _topics(paper_id: int, topics: Iterable[TopicMention], rows: Rows) -> Iterator[Row]:
    kept: dict[TopicKey, TopicMention] = {}
    primary: set[TopicKey] = set()
    for mention in topics:
        key = key_of(mention)
        known = kept.get(key)
        if known is None or (known.score is None and mention.score is not None):
            kept[key] = mention
        if mention.is_primary:
            primary.add(key)
    for ordinal, (key, mention) in enumerate(kept.items(), 1):
        yield paper_id, rows.topics[key], ordinal, key in primary, mention.score


def _code_links(paper_id: int, composed: ComposedPaper, rows: Rows) -> Iterator[Row]:
    said: dict[str, list[tuple[str, CodeLinkMention]]] = defaultdict(list)
    for source, link in composed.code_links:
        said[repository_key(link)].append((source, link))
    for key, found in said.items():
        links = [link for _, link in found]
        official = next((one.is_official for one in links if one.is_official is not None), None)
        source, first = found[0]
        yield (
            *(paper_id, rows.repositories[key], official),
            *about_repository(links),
            *(source, first.found_in),
        )
