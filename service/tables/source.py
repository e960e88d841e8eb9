"""Where facts come from: runs, what each source said, how far a file was read, what was refused."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from service.tables.metadata import FOLDED, entity_id, flag, metadata


def _tally(name: str, comment: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=text("0"), comment=comment)


ingest_run = Table(
    "ingest_run",
    metadata,
    entity_id("run"),
    Column("source", Text, nullable=False, comment="Source that was read"),
    Column(
        "started_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="When it began",
    ),
    Column("finished_at", DateTime(timezone=True), comment="When it ended"),
    Column(
        "status",
        Text,
        nullable=False,
        server_default=text("'running'"),
        comment="running, finished, failed, interrupted",
    ),
    Column(
        "options",
        JSONB,
        nullable=False,
        server_default=text("'{}'::jsonb"),
        comment="Options it was given",
    ),
    _tally("records_read", "Records read"),
    _tally("records_accepted", "Records that changed the graph"),
    _tally("records_rejected", "Records set aside in rejected_record"),
    _tally("records_unchanged", "Records that said nothing new"),
    CheckConstraint(
        "status IN ('running', 'finished', 'failed', 'interrupted')", name="status_known"
    ),
    comment="One run of one source",
)
Index(None, ingest_run.c.source, ingest_run.c.id)

source_record = Table(
    "source_record",
    metadata,
    Column("source", Text, nullable=False, comment="Source that said it"),
    Column("kind", Text, nullable=False, comment="What the record is about: paper, author …"),
    Column("key", Text, nullable=False, comment="The source's own id of the record"),
    Column("digest", LargeBinary, nullable=False, comment="Digest of the record as it was read"),
    Column("payload", JSONB, nullable=False, comment="What the source said"),
    Column(
        "claims",
        ARRAY(Text),
        comment="Outside ids by which it meets a paper, as scheme:value; for a topic's record"
        " topic:scheme:code",
    ),
    Column("title_key", FOLDED, comment="Its title folded by ids.title_key; of papers only"),
    Column("surnames", ARRAY(Text), comment="Folded surnames of its authors; of papers only"),
    Column(
        "name_block",
        FOLDED,
        comment="Block of its name, if it is about an author and gives no ids",
    ),
    Column(
        "run_id",
        BigInteger,
        ForeignKey("ingest_run.id"),
        nullable=False,
        index=True,
        comment="Run that last brought it",
    ),
    Column("paper_id", BigInteger, ForeignKey("paper.id"), comment="The paper it became"),
    Column("author_id", BigInteger, ForeignKey("author.id"), comment="The author it became"),
    PrimaryKeyConstraint("source", "kind", "key"),
    comment="What a source said last about one thing; a merge can be undone from here",
)
# Each batch looks its ids up one by one: every time it would go through a list of pending entries.
Index(
    None,
    source_record.c.claims,
    postgresql_using="gin",
    postgresql_with={"fastupdate": False},
)
Index(None, source_record.c.name_block, postgresql_where=source_record.c.name_block.is_not(None))
Index(None, source_record.c.title_key, postgresql_where=source_record.c.title_key.is_not(None))
Index(None, source_record.c.paper_id, postgresql_where=source_record.c.paper_id.is_not(None))
Index(None, source_record.c.author_id, postgresql_where=source_record.c.author_id.is_not(None))

ingest_checkpoint = Table(
    "ingest_checkpoint",
    metadata,
    Column("source", Text, nullable=False, comment="Source"),
    Column("path", Text, nullable=False, comment="File that is read"),
    Column("fingerprint", Text, comment="Tells whether the file is still the same"),
    _tally("byte_offset", "Everything before this byte is in the graph"),
    _tally("records", "Records before that byte"),
    flag("finished", "Whether the file has been read to its end"),
    Column(
        "run_id",
        BigInteger,
        ForeignKey("ingest_run.id"),
        nullable=False,
        index=True,
        comment="Run that wrote it last",
    ),
    PrimaryKeyConstraint("source", "path"),
    comment="How far each file has been read, written with the batch it speaks of",
)

rejected_record = Table(
    "rejected_record",
    metadata,
    entity_id("rejection"),
    Column(
        "run_id",
        BigInteger,
        ForeignKey("ingest_run.id"),
        nullable=False,
        comment="Run that met it",
    ),
    Column("source", Text, nullable=False, comment="Source"),
    Column("path", Text, comment="File"),
    Column("line", BigInteger, comment="Line in the file, from 1"),
    Column("field", Text, comment="Field at fault"),
    Column("reason", Text, nullable=False, comment="What was expected"),
    Column("raw", Text, comment="The record as it was read"),
    comment="A record that could not be used, set aside while the rest went on",
)
Index(None, rejected_record.c.run_id, rejected_record.c.id)

UNVERSIONED = (ingest_run, ingest_checkpoint, rejected_record)
"""Tables that are written without a new data version: what an ingest notes about itself."""
