"""How the graph moves: its version, the gapless log of changes, forwarding of merged ids, sizes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    literal,
    select,
    text,
)

from service.tables.metadata import metadata

ENTITIES = ("paper", "author", "affiliation", "topic", "repository", "venue")


def _entity() -> tuple[Column[str], CheckConstraint]:
    names = ", ".join(f"'{name}'" for name in ENTITIES)
    return (
        Column("entity", Text, nullable=False, comment=f"Kind of entity: {', '.join(ENTITIES)}"),
        CheckConstraint(f"entity IN ({names})", name="entity_known"),
    )


change = Table(
    "change",
    metadata,
    Column(
        "sequence",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="Place in the log: from 1, without a gap",
    ),
    *_entity(),
    Column("entity_id", BigInteger, nullable=False, comment="Id of what changed"),
    Column("action", Text, nullable=False, comment="added, updated, merged, deleted"),
    Column("merged_into", BigInteger, comment="For merged: the id that goes on"),
    Column("run_id", BigInteger, ForeignKey("ingest_run.id"), comment="Run that did it"),
    Column(
        "changed_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Start of the transaction that did it",
    ),
    CheckConstraint("action IN ('added', 'updated', 'merged', 'deleted')", name="action_known"),
    CheckConstraint("(action = 'merged') = (merged_into IS NOT NULL)", name="merged_into_another"),
    comment="What was added, updated, merged, deleted, in order",
)
Index(None, change.c.entity, change.c.entity_id)
Index(None, change.c.run_id)


def noun(table: Table) -> str:
    """What global ids, forwarding and counts call the entities of a table."""
    return table.name.removeprefix("code_")


forwarding = Table(
    "forwarding",
    metadata,
    *_entity(),
    Column("id", BigInteger, nullable=False, comment="Id that was merged away"),
    Column("into_id", BigInteger, nullable=False, comment="Id that goes on in its place"),
    PrimaryKeyConstraint("entity", "id"),
    CheckConstraint("id <> into_id", name="into_another"),
    comment="Where merged entities went: an old id keeps working",
)
Index(None, forwarding.c.entity, forwarding.c.into_id)


def current_id(table: Table, id_: Any) -> ColumnElement[Any]:
    """The id itself, or the one of the entity that it was merged into: an old id keeps working."""
    own = literal(noun(table), literal_execute=True)
    into = (
        select(forwarding.c.into_id)
        .where(forwarding.c.entity == own, forwarding.c.id == id_)
        .scalar_subquery()
    )
    return func.coalesce(into, id_)


data_version = Table(
    "data_version",
    metadata,
    Column(
        "id",
        Boolean,
        primary_key=True,
        server_default=text("true"),
        comment="Always true: there is one row",
    ),
    Column("version", BigInteger, nullable=False, comment="Grows with each writing transaction"),
    Column("change_sequence", BigInteger, nullable=False, comment="Last sequence in change"),
    Column(
        "updated_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="When the version last grew",
    ),
    CheckConstraint("id", name="one_row"),
    comment="The state of the graph as a number; one row, locked by whoever writes",
)

entity_count = Table(
    "entity_count",
    metadata,
    *_entity(),
    Column("count", BigInteger, nullable=False, comment="How many there are (derived)"),
    PrimaryKeyConstraint("entity"),
    CheckConstraint("count >= 0", name="not_negative"),
    comment="Size of the graph, to answer an unfiltered totalCount (derived)",
)


def data_state() -> ColumnElement[Any]:
    """Which state of the graph a statement reads, as JSON: never the same for two states.

    The moment stands beside the version because a graph that was restored from a copy goes through
    the same numbers again.
    """
    return (
        select(func.json_build_array(data_version.c.version, data_version.c.updated_at))
        .select_from(data_version)
        .scalar_subquery()
    )
