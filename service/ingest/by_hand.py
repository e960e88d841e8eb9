"""`colophon authors`: somebody decides that two authors are one or one is two, and undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, literal, select, text, update

from service.database.engine import writing_engine
from service.errors import CommandError
from service.ingest.batch import Batch
from service.ingest.copy import among
from service.ingest.decisions import Member, decide, members_of
from service.ingest.log import LOCK
from service.ingest.names import name_key
from service.tables import (
    author,
    author_decision,
    author_decision_member,
    author_name,
    authorship,
    paper,
)
from service.tables.change import current_id


def merge(url: str, one: int, other: int) -> str:
    """The two are one author from now on, whatever sources say."""
    with _deciding(url) as connection:
        first, second = (_author(connection, id_) for id_ in (one, other))
        if first == second:
            raise CommandError(f"author:{one} and author:{other} are one author already")
        members = [*members_of(connection, first), *members_of(connection, second)]
        names = _names(connection, (first, second))
        decision = decide(connection, "merge", [members])
        _tell_apart(connection, names)
        kept = _author(connection, first)
        return f"author:{first} and author:{second} are author:{kept}; {_undone_by(decision)}"


def split(url: str, id_: int, papers: Sequence[int]) -> str:
    """What the author has on these papers is another's from now on."""
    with _deciding(url) as connection:
        whole = _author(connection, id_)
        chosen = {_current(connection, paper, one) for one in papers}
        members = members_of(connection, whole)
        taken = [one for one in members if one.paper_id in chosen]
        if missing := chosen - {one.paper_id for one in taken}:
            raise CommandError(f"author:{id_} is not on paper:{min(missing)}")
        left = [one for one in members if one not in taken]
        if not any(one.kind == "mention" for one in left):
            raise CommandError(f"author:{id_} would be left without a paper; name fewer")
        names = _names(connection, (whole,))
        decision = decide(connection, "split", [left, taken])
        _tell_apart(connection, names)
        now = " and ".join(f"author:{one}" for one in _bearers(connection, decision))
        return f"author:{whole} is {now}; {_undone_by(decision)}"


def undo(url: str, decision: int | None) -> str:
    """Takes back a decision, or the last that stands."""
    with _deciding(url) as connection:
        standing = select(func.max(author_decision.c.id)).where(
            author_decision.c.undone_at.is_(None)
        )
        if decision is not None:
            standing = standing.where(author_decision.c.id == decision)
        found = connection.scalar(standing)
        if found is None:
            which = (
                "no decision stands" if decision is None else f"decision {decision} does not stand"
            )
            raise CommandError(f"{which}; colophon authors list tells which do")
        names = _names(connection, _bearers(connection, found))
        connection.execute(
            update(author_decision)
            .where(author_decision.c.id == found)
            .values(undone_at=func.now())
        )
        _tell_apart(connection, names)
        now = " and ".join(f"author:{one}" for one in _bearers(connection, found))
        return f"decision {found} is taken back: {now or 'nobody is left of it'}"


def decisions(url: str) -> list[str]:
    """All decisions, the last first."""
    kept = author_decision.c
    with writing_engine(url).connect() as connection:
        found = connection.execute(select(author_decision).order_by(kept.id.desc())).all()
        return [
            f"{row.id}  {row.kind}  {row.decided_at:%Y-%m-%d %H:%M}  "
            + (
                "taken back"
                if row.undone_at
                else " and ".join(f"author:{one}" for one in _bearers(connection, row.id))
            )
            for row in found
        ]


@contextmanager
def _deciding(url: str) -> Iterator[Connection]:
    """One transaction under the lock of an ingest: nobody else writes meanwhile."""
    with writing_engine(url).connect() as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def _tell_apart(connection: Connection, names: frozenset[str]) -> None:
    batch = Batch(connection, None)
    batch.tell_apart(names)
    batch.finish()


def _author(connection: Connection, id_: int) -> int:
    found = _current(connection, author, id_)
    if connection.scalar(select(author.c.id).where(author.c.id == found)) is None:
        raise CommandError(f"author:{id_} is not in the graph")
    return found


def _current(connection: Connection, table: Table, id_: int) -> int:
    return int(connection.execute(select(current_id(table, literal(id_)))).scalar_one())


def _names(connection: Connection, authors: Iterable[int]) -> frozenset[str]:
    borne = select(author_name.c.name_key).where(among(author_name.c.author_id, authors))
    return frozenset(connection.scalars(borne))


def _bearers(connection: Connection, decision: int) -> list[int]:
    """Who the names of a decision are now."""
    kept = author_decision_member.c
    members = connection.execute(
        select(kept.kind, kept.value, kept.paper_id).where(
            kept.decision_id == decision, kept.kind == "mention"
        )
    )
    wanted = {Member(*row) for row in members}
    papers = {one.paper_id for one in wanted if one.paper_id is not None}
    written = select(
        authorship.c.paper_id, authorship.c.name_as_written, authorship.c.author_id
    ).where(among(authorship.c.paper_id, papers), authorship.c.author_id.is_not(None))
    return sorted(
        {
            author_id
            for paper_id, name, author_id in connection.execute(written)
            if Member("mention", name_key(name), paper_id) in wanted
        }
    )


def _undone_by(decision: int) -> str:
    return f"colophon authors undo {decision} takes it back"
