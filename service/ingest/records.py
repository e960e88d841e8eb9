"""What any source is reduced to: frozen statements of what a source said, free of bytes, SQL and
clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.ids import ExternalId

Precision = Literal["day", "month", "year"]
AuthorKind = Literal["person", "group"]
FoundIn = Literal["abstract", "page", "catalogue", "record"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or the first day of the month or year that is all the source gave."""

    day: date
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class AffiliationMention:
    """An institution as a paper or author record names it; without ids it is known by its name."""

    name: str
    ids: tuple[ExternalId, ...] = ()
    country_code: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class VenueMention:
    """Where a paper appeared."""

    name: str
    ids: tuple[ExternalId, ...] = ()
    kind: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A topic of a paper or an author; the order in the tuple is the source's order."""

    scheme: str
    code: str
    name: str | None = None
    score: float | None = None
    is_primary: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class AuthorshipRecord:
    """One name on a paper.

    `position` counts from 1; None is an author without a known place. `display_name` is the
    source's own name of the person where it differs from the written one. Equal names of one
    `scope` (the papers of one profile page, say) are one author. `is_unknown` keeps a name that
    the source itself could not attribute: it joins nobody.
    """

    name: str
    position: int | None
    kind: AuthorKind | None = None
    ids: tuple[ExternalId, ...] = ()
    display_name: str | None = None
    affiliations: tuple[AffiliationMention, ...] = ()
    is_corresponding: bool = False
    scope: str | None = None
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class CodeLinkMention:
    """A repository that serves a paper; `url` is canonical (`service.ids`)."""

    url: str
    found_in: FoundIn
    is_official: bool | None = None
    framework: str | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class ArtifactLinkMention:
    """A link of a paper that leads to no code host."""

    url: str
    found_in: FoundIn


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A paper that this one cites, by its outside ids (the surest first)."""

    ids: tuple[ExternalId, ...]
    contexts: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    is_influential: bool | None = None


@dataclass(frozen=True, slots=True)
class ReportedMetric:
    """A figure that somebody published, and when."""

    name: str
    value: float
    as_of: date
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """What one source says about one paper.

    `key` is the record's own name within its source: a later record of the same key replaces it.
    `updated` (ISO text) tells the newer of two versions. A record without a title is an addition:
    it tells something about a paper named by `ids[0]` (references, links, an abstract) and makes
    none; no other id of it counts. Its key is that id, and after a blank what tells it from other
    additions to the paper.
    """

    source: str
    key: str
    title: str | None
    updated: str | None = None
    other_titles: tuple[str, ...] = ()
    abstract: str | None = None
    published: PartialDate | None = None
    year: int | None = None
    type: str | None = None
    language: str | None = None
    venue: VenueMention | None = None
    ids: tuple[ExternalId, ...] = ()
    authors: tuple[AuthorshipRecord, ...] = ()
    authors_complete: bool = False
    code_claimed: bool = False
    topics: tuple[TopicMention, ...] = ()
    code_links: tuple[CodeLinkMention, ...] = ()
    artifact_links: tuple[ArtifactLinkMention, ...] = ()
    references: tuple[ReferenceMention, ...] = ()
    affiliations: tuple[AffiliationMention, ...] = ()
    metrics: tuple[ReportedMetric, ...] = ()
    is_retracted: bool = False
    open_access_url: str | None = None

    @property
    def claimed_ids(self) -> tuple[ExternalId, ...]:
        """The ids by which it meets a paper."""
        return self.ids if self.title is not None else self.ids[:1]


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """What one source says about one person apart from papers (a profile page, an author file)."""

    source: str
    key: str
    name: str
    updated: str | None = None
    other_names: tuple[str, ...] = ()
    kind: AuthorKind | None = None
    ids: tuple[ExternalId, ...] = ()
    scope: str | None = None
    homepage: str | None = None
    primary_topic: TopicMention | None = None
    affiliations: tuple[AffiliationMention, ...] = ()
    metrics: tuple[ReportedMetric, ...] = ()


@dataclass(frozen=True, slots=True)
class AffiliationRecord:
    """What one source says about an institution itself."""

    source: str
    key: str
    name: str
    updated: str | None = None
    other_names: tuple[str, ...] = ()
    ids: tuple[ExternalId, ...] = ()
    kind: str | None = None
    country_code: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    homepage: str | None = None
    parent_ids: tuple[ExternalId, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A node of a topic scheme; `parent_code` is of the same scheme."""

    source: str
    key: str
    scheme: str
    code: str
    name: str
    updated: str | None = None
    description: str | None = None
    parent_code: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """What one source says about a journal, conference or series."""

    source: str
    key: str
    name: str
    updated: str | None = None
    ids: tuple[ExternalId, ...] = ()
    kind: str | None = None
    issn: str | None = None


Record = PaperRecord | AuthorRecord | AffiliationRecord | TopicRecord | VenueRecord


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be taken: which field, why, and the raw text (cut to a sane
    length)."""

    field: str | None
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Located:
    """A record or a rejection, and where it stood.

    `line` counts from 1. `resume` is the byte offset (of the unpacked file) from which reading may
    go on once everything up to here is stored.
    """

    what: Record | Rejected
    path: str
    line: int
    resume: int
