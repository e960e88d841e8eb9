"""What the world's things are declared with: small values, everything optional left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: int
    scheme: str
    code: str
    name: str
    level: int = 0
    parent: int | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    id: int
    name: str
    kind: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    id: int
    url: str
    host: str
    owner: str | None = None
    name: str | None = None
    framework: str | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    id: int
    name: str
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    homepage: str | None = None
    parent: int | None = None
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    id: int
    name: str
    other_names: tuple[str, ...] = ()
    kind: str = "person"
    orcid: str | None = None
    homepage: str | None = None
    topic: int | None = None
    """The main topic as a source gave it."""
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """One name in the author list of a paper: who it is if known, and the affiliations given."""

    name: str
    author: int | None = None
    at: tuple[int, ...] = ()
    corresponding: bool = False
    placed: bool = True
    """Whether the place among the authors is known."""


@dataclass(frozen=True, slots=True)
class Cites:
    """A citation of which more is known than that it is there."""

    paper: int
    contexts: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    influential: bool | None = None


@dataclass(frozen=True, slots=True)
class Bears:
    """A topic of a paper."""

    topic: int
    primary: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A link to a repository."""

    repository: int
    official: bool | None = None
    source: str = "catalogue-of-code"
    found_in: str = "catalogue"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A link to what is no repository."""

    url: str
    source: str = "profile-page"
    found_in: str = "abstract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    id: int
    title: str
    date: str | None = None
    """`2020-05-17`, `2020-05` or `2020`: as much as is known."""
    year: int | None = None
    """Only where no date is known; else it is the date's."""
    type: str | None = None
    language: str | None = None
    venue: int | None = None
    retracted: bool = False
    open_access_url: str | None = None
    authors_complete: bool = False
    code_claimed: bool = False
    abstract: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    authors: tuple[Signs, ...] = ()
    given_affiliations: tuple[int, ...] = ()
    """Those that a source gave to the paper without saying whose they are."""
    topics: tuple[Bears, ...] = ()
    code: tuple[Code, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    cites: tuple[Cites | int, ...] = ()
    cites_unknown: tuple[tuple[str, str], ...] = ()
    """Outside ids of cited papers that are not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A figure that a source reports about an author or a paper."""

    id: int
    name: str
    value: float
    author: int | None = None
    paper: int | None = None
    unit: str | None = None
    source: str = "profile-page"
    as_of: str = "2026-11-22"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why a name is an author's."""

    author: int
    rule: str
    name: str
    evidence: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Names:
    """That an affiliation in plain text names an institution."""

    text: int
    institution: int
    confidence: float
    name: str
    rule: str = "name"
    whole: bool = False
    country: bool = False
    city: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """An id that was merged away, and the one that goes on in its place."""

    entity: str
    id: int
    into: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the log of changes; its place is its number."""

    entity: str
    id: int
    action: str
    at: str
    into: int | None = None
