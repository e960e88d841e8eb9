"""The usual Python service: FastAPI, Strawberry, SQLAlchemy's ORM, a DataLoader for each relation.

Written as their documentation says, with the layout that Colophon has: pages of a relation are cut
in SQL by window functions, over the copies of the sort key on the edges. Parser and validation
caches are on. `python -m benchmarks.peers.strawberry`.

Long because such a service is one file.
"""

from __future__ import annotations

import datetime
import os
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry
import uvicorn
from fastapi import FastAPI
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import GraphQLRouter
from strawberry.types import Info

ENGINE = create_async_engine(
    "postgresql+psycopg://",
    connect_args=conninfo_to_dict(os.environ["COLOPHON_READER_URL"]),
    pool_size=int(os.environ["COLOPHON_POOL_SIZE"]),
    max_overflow=0,
)
SESSION = async_sessionmaker(ENGINE, expire_on_commit=False)

Page = tuple[int, int]
"""Whose rows, and how many of them."""

# ---- rows


class Base(DeclarativeBase):
    pass


class AuthorRow(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    paper_count: Mapped[int]
    citation_count: Mapped[int]
    h_index: Mapped[int]


class PaperRow(Base):
    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    published_on: Mapped[datetime.date | None]
    year: Mapped[int | None]
    citation_count: Mapped[int]
    primary_topic_id: Mapped[int | None]


class TopicRow(Base):
    __tablename__ = "topic"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    paper_count: Mapped[int]


class PaperTopicRow(Base):
    __tablename__ = "paper_topic"
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(primary_key=True)
    citation_count: Mapped[int]


class AuthorshipRow(Base):
    __tablename__ = "authorship"
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int | None]
    author_id: Mapped[int | None]
    is_repeat: Mapped[bool]
    citation_count: Mapped[int]


class CitationRow(Base):
    __tablename__ = "citation"
    citing_id: Mapped[int] = mapped_column(primary_key=True)
    cited_id: Mapped[int] = mapped_column(primary_key=True)
    citing_citation_count: Mapped[int]


class CoauthorshipRow(Base):
    __tablename__ = "coauthorship"
    author_id: Mapped[int] = mapped_column(primary_key=True)
    coauthor_id: Mapped[int] = mapped_column(primary_key=True)
    paper_count: Mapped[int]
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]


class RepositoryRow(Base):
    __tablename__ = "code_repository"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]


class CodeLinkRow(Base):
    __tablename__ = "code_link"
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    repository_id: Mapped[int] = mapped_column(primary_key=True)


class ExternalIdRow(Base):
    __tablename__ = "paper_external_id"
    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int]


# ---- loaders


def by_id(row: Any) -> DataLoader[int, Any]:
    async def load(keys: Sequence[int]) -> list[Any]:
        async with SESSION() as session:
            found = (await session.scalars(select(row).where(row.id.in_(keys)))).all()
        rows = {each.id: each for each in found}
        return [rows.get(key) for key in keys]

    return DataLoader(load)


def pages(statement: Callable[[Sequence[int], int], Select[Any]]) -> DataLoader[Page, Any]:
    """One statement for all owners that want as many; it gives the owner and the row."""

    async def load(keys: Sequence[Page]) -> list[list[Any]]:
        owners: defaultdict[int, list[int]] = defaultdict(list)
        for owner, first in keys:
            owners[first].append(owner)
        found: defaultdict[Page, list[Any]] = defaultdict(list)
        async with SESSION() as session:
            for first, ids in owners.items():
                for owner, row in await session.execute(statement(ids, first)):
                    found[owner, first].append(row)
        return [found[key] for key in keys]

    return DataLoader(load)


def page_of(
    row: Any, owner: Any, ids: Sequence[int], *order: Any, only: ColumnElement[bool] | None = None
) -> Any:
    """The rows of these owners with their places."""
    place = func.row_number().over(partition_by=owner, order_by=order).label("place")
    rows = select(row, place).where(owner.in_(ids))
    return (rows if only is None else rows.where(only)).subquery()


def papers_of_authors(ids: Sequence[int], first: int) -> Select[Any]:
    row = AuthorshipRow
    order = (row.citation_count.desc(), row.paper_id.desc())
    page = page_of(row, row.author_id, ids, *order, only=~row.is_repeat)
    return papers_of(page, page.c.author_id, page.c.paper_id, first)


def papers_of_topics(ids: Sequence[int], first: int) -> Select[Any]:
    row = PaperTopicRow
    page = page_of(row, row.topic_id, ids, row.citation_count.desc(), row.paper_id.desc())
    return papers_of(page, page.c.topic_id, page.c.paper_id, first)


def citing_papers(ids: Sequence[int], first: int) -> Select[Any]:
    row = CitationRow
    page = page_of(row, row.cited_id, ids, row.citing_citation_count.desc(), row.citing_id.desc())
    return papers_of(page, page.c.cited_id, page.c.citing_id, first)


def papers_of(page: Any, owner: Any, paper: Any, first: int) -> Select[Any]:
    return (
        select(owner, PaperRow)
        .join(page, paper == PaperRow.id)
        .where(page.c.place <= first)
        .order_by(owner, page.c.place)
    )


def authorships(ids: Sequence[int], first: int) -> Select[Any]:
    row = AuthorshipRow
    page = page_of(row, row.paper_id, ids, row.ordinal, only=~row.is_repeat)
    found = aliased(row, page)
    return select(page.c.paper_id, found).where(page.c.place <= first).order_by(page.c.place)


def coauthorships(ids: Sequence[int], first: int) -> Select[Any]:
    row = CoauthorshipRow
    page = page_of(row, row.author_id, ids, row.paper_count.desc(), row.coauthor_id.desc())
    found = aliased(row, page)
    return select(page.c.author_id, found).where(page.c.place <= first).order_by(page.c.place)


def repositories(ids: Sequence[int], first: int) -> Select[Any]:
    row = CodeLinkRow
    page = page_of(row, row.paper_id, ids, row.repository_id)
    return (
        select(page.c.paper_id, RepositoryRow)
        .join(page, page.c.repository_id == RepositoryRow.id)
        .where(page.c.place <= first)
        .order_by(page.c.place)
    )


def external_ids(ids: Sequence[int], first: int) -> Select[Any]:
    return (
        select(ExternalIdRow.paper_id, ExternalIdRow)
        .where(ExternalIdRow.paper_id.in_(ids))
        .order_by(ExternalIdRow.scheme, ExternalIdRow.value)
    )


class Loaders:
    def __init__(self) -> None:
        self.author = by_id(AuthorRow)
        self.paper = by_id(PaperRow)
        self.topic = by_id(TopicRow)
        self.papers_of_author = pages(papers_of_authors)
        self.papers_of_topic = pages(papers_of_topics)
        self.citing = pages(citing_papers)
        self.authorships = pages(authorships)
        self.coauthorships = pages(coauthorships)
        self.repositories = pages(repositories)
        self.external_ids = pages(external_ids)


def loaders(info: Info) -> Loaders:
    found: Loaders = info.context["loaders"]
    return found


async def context() -> dict[str, Loaders]:
    return {"loaders": Loaders()}


# ---- types


@strawberry.type
class CodeRepository:
    url: str


@strawberry.type
class ExternalId:
    scheme: str
    value: str


@strawberry.type
class Topic:
    id: strawberry.ID
    code: str
    name: str
    paper_count: int

    @classmethod
    def of(cls, row: Any) -> Topic:
        return cls(id=row.id, code=row.code, name=row.name, paper_count=row.paper_count)

    @strawberry.field
    async def papers(self, info: Info, first: int = 20) -> list[Paper]:
        rows = await loaders(info).papers_of_topic.load((int(self.id), first))
        return [Paper.of(row) for row in rows]


@strawberry.type
class Authorship:
    position: int | None
    author_id: strawberry.Private[int | None]

    @strawberry.field
    async def author(self, info: Info) -> Author | None:
        if self.author_id is None:
            return None
        return Author.of(await loaders(info).author.load(self.author_id))


@strawberry.type
class Paper:
    id: strawberry.ID
    title: str
    published_on: datetime.date | None
    year: int | None
    citation_count: int
    primary_topic_id: strawberry.Private[int | None]

    @classmethod
    def of(cls, row: Any) -> Paper:
        return cls(
            id=row.id,
            title=row.title,
            published_on=row.published_on,
            year=row.year,
            citation_count=row.citation_count,
            primary_topic_id=row.primary_topic_id,
        )

    @strawberry.field
    async def primary_topic(self, info: Info) -> Topic | None:
        if self.primary_topic_id is None:
            return None
        return Topic.of(await loaders(info).topic.load(self.primary_topic_id))

    @strawberry.field
    async def authorships(self, info: Info, first: int = 20) -> list[Authorship]:
        rows = await loaders(info).authorships.load((int(self.id), first))
        return [Authorship(position=row.position, author_id=row.author_id) for row in rows]

    @strawberry.field
    async def code_repositories(self, info: Info, first: int = 20) -> list[CodeRepository]:
        rows = await loaders(info).repositories.load((int(self.id), first))
        return [CodeRepository(url=row.url) for row in rows]

    @strawberry.field
    async def external_ids(self, info: Info) -> list[ExternalId]:
        rows = await loaders(info).external_ids.load((int(self.id), 0))
        return [ExternalId(scheme=row.scheme, value=row.value) for row in rows]

    @strawberry.field
    async def citations(self, info: Info, first: int = 20) -> list[Paper]:
        rows = await loaders(info).citing.load((int(self.id), first))
        return [Paper.of(row) for row in rows]


@strawberry.type
class Coauthorship:
    paper_count: int
    first_year: int | None
    last_year: int | None
    coauthor_id: strawberry.Private[int]

    @strawberry.field
    async def author(self, info: Info) -> Author:
        return Author.of(await loaders(info).author.load(self.coauthor_id))


@strawberry.type
class Author:
    id: strawberry.ID
    name: str
    paper_count: int
    citation_count: int
    h_index: int

    @classmethod
    def of(cls, row: Any) -> Author:
        return cls(
            id=row.id,
            name=row.name,
            paper_count=row.paper_count,
            citation_count=row.citation_count,
            h_index=row.h_index,
        )

    @strawberry.field
    async def papers(self, info: Info, first: int = 20) -> list[Paper]:
        rows = await loaders(info).papers_of_author.load((int(self.id), first))
        return [Paper.of(row) for row in rows]

    @strawberry.field
    async def coauthors(self, info: Info, first: int = 20) -> list[Coauthorship]:
        rows = await loaders(info).coauthorships.load((int(self.id), first))
        return [
            Coauthorship(
                paper_count=row.paper_count,
                first_year=row.first_year,
                last_year=row.last_year,
                coauthor_id=row.coauthor_id,
            )
            for row in rows
        ]


@strawberry.type
class Query:
    @strawberry.field
    async def author(self, info: Info, id: strawberry.ID) -> Author | None:
        row = await loaders(info).author.load(int(id))
        return Author.of(row) if row else None

    @strawberry.field
    async def paper(self, info: Info, id: strawberry.ID) -> Paper | None:
        row = await loaders(info).paper.load(int(id))
        return Paper.of(row) if row else None

    @strawberry.field
    async def papers(self, info: Info, ids: list[strawberry.ID]) -> list[Paper | None]:
        rows = await loaders(info).paper.load_many([int(id) for id in ids])
        return [Paper.of(row) if row else None for row in rows]

    @strawberry.field
    async def topic(self, info: Info, id: strawberry.ID) -> Topic | None:
        row = await loaders(info).topic.load(int(id))
        return Topic.of(row) if row else None


Context = Callable[[], Awaitable[dict[str, Loaders]]]


def application() -> FastAPI:
    schema = strawberry.Schema(query=Query, extensions=[ParserCache, ValidationCache])
    app = FastAPI()
    getter: Context = context
    app.include_router(
        GraphQLRouter(schema, context_getter=getter, graphql_ide=None), prefix="/graphql"
    )
    return app


def main() -> None:
    config = uvicorn.Config(
        application(), loop="uvloop", http="httptools", access_log=False, log_level="warning"
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        print(f"Strawberry answers at http://127.0.0.1:{taken.getsockname()[1]}", flush=True)
        uvicorn.Server(config).run(sockets=[taken])


if __name__ == "__main__":
    main()
