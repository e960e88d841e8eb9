"""Subjects by their schemes, which papers and authors work on them, and when."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import REAL

from service.tables.metadata import (
    FOLDED,
    counter,
    derived_from,
    edge_copies,
    entity_id,
    flag,
    metadata,
    name_search,
    not_negative,
    paper_key,
)

topic = Table(
    "topic",
    metadata,
    entity_id("topic"),
    Column("scheme", Text, nullable=False, comment="Whose classification: arxiv, openalex"),
    Column("code", Text, nullable=False, comment="Code in that classification: cs.LG, T10320"),
    Column("name", Text, nullable=False, comment="Name in that classification"),
    Column("name_key", FOLDED, nullable=False, comment="Name folded by ids.name_key"),
    Column("description", Text, comment="What it covers"),
    Column(
        "parent_id",
        BigInteger,
        ForeignKey("topic.id"),
        index=True,
        comment="The wider topic that it is part of",
    ),
    Column(
        "level",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="Steps down from the top of its scheme, from 0",
    ),
    flag("has_record", "Whether a source has a record of it: it stays without papers"),
    counter("paper_count", "Papers that bear this very topic"),
    counter("author_count", "Authors of those papers"),
    counter("citation_count", "Citations received by those papers"),
    counter("child_count", "Topics directly below"),
    UniqueConstraint("scheme", "code"),
    CheckConstraint("parent_id <> id", name="parent_is_another"),
    not_negative("level", "paper_count", "author_count", "citation_count", "child_count"),
    comment="A subject in a classification",
)
Index(None, topic.c.paper_count, topic.c.id)
Index(None, topic.c.author_count, topic.c.id)
Index(None, topic.c.citation_count, topic.c.id)
Index(None, topic.c.name_key, topic.c.id)
name_search(topic)

paper_topic = Table(
    "paper_topic",
    metadata,
    paper_key(),
    Column("topic_id", BigInteger, ForeignKey("topic.id"), nullable=False, comment="The topic"),
    Column("ordinal", Integer, nullable=False, comment="Order among the paper's topics from 1"),
    flag("is_primary", "Whether it is the paper's main topic"),
    Column("score", REAL, comment="How sure the source is"),
    *edge_copies(),
    PrimaryKeyConstraint("paper_id", "topic_id"),
    comment="What a paper is about",
)
Index(None, paper_topic.c.topic_id, paper_topic.c.citation_count, paper_topic.c.paper_id)
Index(None, paper_topic.c.topic_id, paper_topic.c.published_key, paper_topic.c.paper_id)

topic_year = Table(
    "topic_year",
    metadata,
    derived_from("topic"),
    Column("year", Integer, nullable=False, comment="Calendar year"),
    counter("paper_count", "Papers of that year"),
    PrimaryKeyConstraint("topic_id", "year"),
    comment="A topic's papers by year (derived)",
)
Index(None, topic_year.c.year, topic_year.c.topic_id)

author_topic = Table(
    "author_topic",
    metadata,
    derived_from("author"),
    derived_from("topic"),
    counter("paper_count", "The author's papers on it"),
    PrimaryKeyConstraint("author_id", "topic_id"),
    comment="What an author works on (derived)",
)
Index(None, author_topic.c.author_id, author_topic.c.paper_count, author_topic.c.topic_id)
Index(None, author_topic.c.topic_id, author_topic.c.paper_count, author_topic.c.author_id)
