"""Figures that a source reported on a day, never mixed with those computed here."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Table,
    Text,
    UniqueConstraint,
)

from service.tables.metadata import entity_id, metadata

reported_metric = Table(
    "reported_metric",
    metadata,
    entity_id("reported figure"),
    Column("author_id", BigInteger, ForeignKey("author.id"), comment="The author it is about"),
    Column(
        "paper_id",
        BigInteger,
        ForeignKey("paper.id"),
        index=True,
        comment="The paper it is about",
    ),
    Column("name", Text, nullable=False, comment="h-index, papers, citations, score …"),
    Column("value", Double, nullable=False, comment="The figure"),
    Column("unit", Text, comment="Unit, such as %"),
    Column("source", Text, nullable=False, comment="Who said so"),
    Column("as_of", Date, nullable=False, comment="On which day"),
    # Its index begins with author_id, and so serves the author's page too.
    UniqueConstraint(
        "author_id",
        "paper_id",
        "name",
        "source",
        "as_of",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint("num_nonnulls(author_id, paper_id) = 1", name="about_one_thing"),
    # PostgreSQL sorts NaN above infinity; none of them has a form in JSON.
    CheckConstraint(
        "value > '-Infinity'::float8 AND value < 'Infinity'::float8", name="value_finite"
    ),
    comment="A figure about an author or a paper as a source reported it",
)
