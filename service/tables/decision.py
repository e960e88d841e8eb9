"""What somebody decided by hand about who is who: it outlives every ingest, and can be undone."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    func,
)

from service.tables.metadata import entity_id, metadata

author_decision = Table(
    "author_decision",
    metadata,
    entity_id("decision"),
    Column("kind", Text, nullable=False, comment="merge: one author; split: two authors"),
    Column(
        "decided_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="When it was made",
    ),
    Column("undone_at", DateTime(timezone=True), comment="When it was taken back"),
    CheckConstraint("kind IN ('merge', 'split')", name="kind_known"),
    comment="Authors that were merged or split by hand",
)

# No foreign key to the paper: a decision waits for one that is gone and may come back.
author_decision_member = Table(
    "author_decision_member",
    metadata,
    entity_id("member"),
    Column(
        "decision_id",
        BigInteger,
        ForeignKey("author_decision.id"),
        nullable=False,
        index=True,
        comment="The decision",
    ),
    Column("part", Integer, nullable=False, comment="Which of its authors this is, from 1"),
    Column("kind", Text, nullable=False, comment="mention, record or id"),
    Column("paper_id", BigInteger, comment="Paper of a mention"),
    Column(
        "value",
        Text,
        nullable=False,
        comment="Folded name of a mention, source and key of a record, scheme:value of an id",
    ),
    CheckConstraint("kind IN ('mention', 'record', 'id')", name="kind_known"),
    CheckConstraint("(kind = 'mention') = (paper_id IS NOT NULL)", name="mention_has_paper"),
    comment="What a decision by hand is about",
)
Index(
    None,
    author_decision_member.c.paper_id,
    postgresql_where=author_decision_member.c.paper_id.is_not(None),
)
Index(None, author_decision_member.c.value)
