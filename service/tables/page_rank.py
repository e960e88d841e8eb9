"""PageRank of the papers, as it was computed last, and what it was computed of.

Not kept by differences like derived figures: one more citation moves every score a little.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    func,
    text,
)

from service.tables.metadata import derived_from, metadata

page_rank = Table(
    "page_rank",
    metadata,
    derived_from("paper"),
    Column("score", Double, nullable=False, comment="PageRank; the scores of all papers add to 1"),
    PrimaryKeyConstraint("paper_id"),
    CheckConstraint("score > 0 AND score <= 1", name="score_is_share"),
    comment="PageRank of the papers over the citations between them (by `colophon rank`)",
)
Index(None, page_rank.c.score, page_rank.c.paper_id)

page_rank_computation = Table(
    "page_rank_computation",
    metadata,
    Column(
        "id",
        Boolean,
        primary_key=True,
        server_default=text("true"),
        comment="Always true: the last computation is kept",
    ),
    Column("data_version", BigInteger, nullable=False, comment="Version of the data that was read"),
    Column(
        "computed_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="When the scores were stored",
    ),
    Column("damping", Double, nullable=False, comment="Chance to go on along a reference"),
    Column("tolerance", Double, nullable=False, comment="Change of all scores that ended it"),
    Column("steps", Integer, nullable=False, comment="Steps that it took"),
    Column("paper_count", Integer, nullable=False, comment="Papers that were ranked"),
    Column("citation_count", BigInteger, nullable=False, comment="Citations between them"),
    CheckConstraint("id", name="one_row"),
    CheckConstraint("damping > 0 AND damping < 1", name="damping_is_chance"),
    comment="How the scores in page_rank were computed; no row until `colophon rank` has run",
)
