"""A small world of papers as plain values: drawn at random, stored, changed into another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import strategies
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from service import derive
from service.tables import (
    affiliation,
    author,
    authorship,
    authorship_affiliation,
    citation,
    code_link,
    code_repository,
    paper,
    paper_affiliation,
    paper_text,
    paper_topic,
    topic,
    venue,
)
from service.tables.author import UNPLACED_ORDINAL
from service.tables.paper import search_vector

PAPERS = range(1, 7)
AUTHORS = range(1, 6)
AFFILIATIONS = range(1, 4)
REPOSITORIES = range(1, 3)
VENUES = range(1, 3)
PARENTS = {1: None, 2: 1, 3: 1, 4: 2}
LEVELS = {1: 0, 2: 1, 3: 1, 4: 2}


@dataclass(frozen=True)
class Signature:
    """One name on a paper: perhaps nobody known, perhaps without a place, with affiliations."""

    author: int | None
    affiliations: tuple[int, ...] = ()
    is_placed: bool = True


@dataclass(frozen=True)
class Work:
    """A paper with all the rows that it owns."""

    year: int | None = None
    code_claimed: bool = False
    venue: int | None = None
    signatures: tuple[Signature, ...] = ()
    topics: tuple[int, ...] = ()
    primary: int | None = None
    given_affiliations: tuple[int, ...] = ()
    repositories: tuple[int, ...] = ()
    cites: tuple[int, ...] = ()

    @property
    def published_on(self) -> date | None:
        # Odd years are dated, even ones are not: both kinds are in every world.
        return date(self.year, 3, 1) if self.year and self.year % 2 else None

    def placed(self) -> list[tuple[int, Signature]]:
        """Signatures with their ordinals, those without a place last."""
        known = [s for s in self.signatures if s.is_placed]
        unknown = [s for s in self.signatures if not s.is_placed]
        return [*enumerate(known, 1), *enumerate(unknown, UNPLACED_ORDINAL)]


@dataclass(frozen=True)
class World:
    works: dict[int, Work] = field(default_factory=dict)
    main_topics: dict[int, int] = field(default_factory=dict)


def _some(ids: Sequence[int], most: int) -> strategies.SearchStrategy[tuple[int, ...]]:
    if not ids:
        return strategies.just(())
    return strategies.lists(strategies.sampled_from(ids), max_size=most, unique=True).map(tuple)


signatures = strategies.builds(
    Signature,
    author=strategies.none() | strategies.sampled_from(AUTHORS),
    affiliations=_some(AFFILIATIONS, 2),
    is_placed=strategies.sampled_from([True, True, True, False]),
)


@strategies.composite
def work_of(draw: strategies.DrawFn, identity: int, present: list[int]) -> Work:
    topics = draw(_some(range(1, 5), 3))
    others = [other for other in present if other != identity]
    return Work(
        year=draw(strategies.none() | strategies.integers(2019, 2022)),
        code_claimed=draw(strategies.booleans()),
        venue=draw(strategies.none() | strategies.sampled_from(VENUES)),
        signatures=tuple(draw(strategies.lists(signatures, max_size=4))),
        topics=topics,
        primary=draw(strategies.sampled_from((None, *topics))),
        given_affiliations=draw(_some(AFFILIATIONS, 2)),
        repositories=draw(_some(REPOSITORIES, 2)),
        cites=draw(_some(others, len(others))),
    )


@strategies.composite
def worlds(draw: strategies.DrawFn) -> World:
    present = draw(strategies.lists(strategies.sampled_from(PAPERS), unique=True))
    return World(
        {identity: draw(work_of(identity, present)) for identity in sorted(present)},
        draw(
            strategies.dictionaries(
                strategies.sampled_from(AUTHORS), strategies.integers(1, 4), max_size=2
            )
        ),
    )


@strategies.composite
def histories(draw: strategies.DrawFn) -> list[World]:
    """A world, and it again after one paper or main topic has changed, and again after another."""
    history = [draw(worlds())]
    for _ in range(2):
        works, main_topics = dict(history[-1].works), dict(history[-1].main_topics)
        identity = draw(strategies.sampled_from(PAPERS))
        if identity in works and draw(strategies.booleans()):
            del works[identity]
        else:
            works[identity] = draw(work_of(identity, list(works)))
        if draw(strategies.booleans()):
            main_topics[draw(strategies.sampled_from(AUTHORS))] = draw(strategies.integers(1, 4))
        history.append(
            World({i: _without_lost(work, works) for i, work in works.items()}, main_topics)
        )
    return history


def _without_lost(work: Work, works: dict[int, Work]) -> Work:
    return replace(work, cites=tuple(other for other in work.cites if other in works))


def furnish(connection: Connection) -> None:
    """What exists in every world whether or not a paper speaks of it."""
    furnish_bare(connection)
    derive.begin(connection)
    there = {"author": AUTHORS, "affiliation": AFFILIATIONS, "venue": VENUES, "topic": PARENTS}
    for entity, ids in (there | {"repository": REPOSITORIES}).items():
        derive.touch(connection, entity, ids, are_new=True)
    derive.refresh(connection)


def furnish_bare(connection: Connection) -> None:
    """The same with nothing derived."""
    rows = {
        author: [{"id": i, "name": f"Author {i}", "name_key": f"author {i}"} for i in AUTHORS],
        affiliation: [{"id": i, "name": f"A {i}", "name_key": f"a {i}"} for i in AFFILIATIONS],
        venue: [{"id": i, "name": f"Venue {i}", "name_key": f"venue {i}"} for i in VENUES],
        topic: [
            {
                "id": i,
                "scheme": "arxiv",
                "code": f"t.{i}",
                "name": f"T {i}",
                "name_key": f"t {i}",
                "parent_id": PARENTS[i],
                "level": LEVELS[i],
            }
            for i in PARENTS
        ],
        code_repository: [
            {"id": i, "url": f"https://x.org/o/{i}", "url_key": f"https://x.org/o/{i}", "host": "x"}
            for i in REPOSITORIES
        ],
    }
    for table, values in rows.items():
        connection.execute(insert(table), values)


def change(connection: Connection, old: World, new: World) -> None:
    """From one world to another as an ingest goes: touch, note, change, refresh."""
    touched = [i for i in PAPERS if old.works.get(i) != new.works.get(i)]
    derive.begin(connection)
    derive.touch(connection, "paper", new.works.keys() - old.works.keys(), are_new=True)
    derive.touch(connection, "paper", touched)
    derive.touch(
        connection,
        "author",
        [i for i in AUTHORS if old.main_topics.get(i) != new.main_topics.get(i)],
    )
    derive.note(connection)
    write(connection, old, new, touched)
    derive.refresh(connection)


def write(connection: Connection, old: World, new: World, touched: list[int]) -> None:
    """The base rows of the touched papers, and nothing derived."""
    for identity in touched:
        _remove_owned_rows(connection, identity)
    for identity in touched:
        if identity in new.works:
            _put_paper(connection, identity, new.works[identity], known=identity in old.works)
    for identity in touched:
        if identity in new.works:
            _put_owned_rows(connection, identity, new.works[identity])
        elif identity in old.works:
            connection.execute(
                delete(paper_affiliation).where(paper_affiliation.c.paper_id == identity)
            )
            connection.execute(delete(paper_text).where(paper_text.c.paper_id == identity))
            connection.execute(delete(paper).where(paper.c.id == identity))
    for i in AUTHORS:
        connection.execute(
            update(author)
            .where(author.c.id == i)
            .values(given_primary_topic_id=new.main_topics.get(i))
        )


def _remove_owned_rows(connection: Connection, identity: int) -> None:
    for table in (authorship_affiliation, authorship, paper_topic, code_link):
        connection.execute(delete(table).where(table.c.paper_id == identity))
    # The others of its rows are derived, and not the writer's to remove.
    connection.execute(
        update(paper_affiliation)
        .where(paper_affiliation.c.paper_id == identity)
        .values(is_given=False)
    )
    connection.execute(delete(citation).where(citation.c.citing_id == identity))


def _put_paper(connection: Connection, identity: int, work: Work, *, known: bool) -> None:
    values = {
        "title": f"Paper {identity}",
        "title_key": f"paper {identity}",
        "year": work.year,
        "published_on": work.published_on,
        "published_precision": "month" if work.published_on else None,
        "code_claimed": work.code_claimed,
        "venue_id": work.venue,
    }
    if known:
        connection.execute(update(paper).where(paper.c.id == identity).values(values))
        return
    connection.execute(insert(paper).values(id=identity, **values))
    connection.execute(
        insert(paper_text).from_select(
            ["paper_id", "search"],
            select(paper.c.id, search_vector(paper.c.title, paper_text.c.abstract))
            .select_from(paper.outerjoin(paper_text))
            .where(paper.c.id == identity),
        )
    )


def _put_owned_rows(connection: Connection, identity: int, work: Work) -> None:
    rows: dict[object, list[dict[str, object]]] = {
        authorship: [
            {
                "ordinal": ordinal,
                "author_id": signature.author,
                "position": ordinal if signature.is_placed else None,
                "name_as_written": "Name",
            }
            for ordinal, signature in work.placed()
        ],
        authorship_affiliation: [
            {"ordinal": ordinal, "affiliation_id": a, "place": place}
            for ordinal, signature in work.placed()
            for place, a in enumerate(signature.affiliations, 1)
        ],
        paper_topic: [
            {"topic_id": t, "ordinal": ordinal, "is_primary": t == work.primary}
            for ordinal, t in enumerate(work.topics, 1)
        ],
        code_link: [
            {"repository_id": r, "source": "test", "found_in": "page"} for r in work.repositories
        ],
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), [{"paper_id": identity, **row} for row in values])
    for a in work.given_affiliations:
        connection.execute(
            upsert(paper_affiliation)
            .values(paper_id=identity, affiliation_id=a, is_given=True)
            .on_conflict_do_update(
                index_elements=["paper_id", "affiliation_id"], set_={"is_given": True}
            )
        )
    if work.cites:
        connection.execute(
            insert(citation), [{"citing_id": identity, "cited_id": other} for other in work.cites]
        )
