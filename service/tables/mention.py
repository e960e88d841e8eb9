"""How records speak of institutions, venues and topics: each wording once, and how often it is
said."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    LargeBinary,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from service.tables.metadata import FOLDED, metadata


def _mentions(noun: str, comment: str) -> Table:
    table = Table(
        f"{noun}_mention",
        metadata,
        Column("digest", LargeBinary, primary_key=True, comment="Digest of what is said"),
        Column(
            "ids", ARRAY(Text), comment="Outside ids that are said, as scheme:value; null: none"
        ),
        Column("name_key", FOLDED, comment="Without ids: the name folded by ids.name_key"),
        Column("said", JSONB, nullable=False, comment="What is said"),
        Column(
            "mention_count",
            BigInteger,
            nullable=False,
            comment="Papers, as they are put together, and records that say so",
        ),
        CheckConstraint("mention_count > 0", name="mention_count_positive"),
        CheckConstraint("(ids IS NULL) = (name_key IS NOT NULL)", name="known_by_ids_or_name"),
        comment=comment,
    )
    # Each batch looks its ids up one by one: every time it would go through a pending list.
    Index(None, table.c.ids, postgresql_using="gin", postgresql_with={"fastupdate": False})
    Index(None, table.c.name_key, postgresql_where=table.c.name_key.is_not(None))
    return table


affiliation_mention = _mentions("affiliation", "What is said of institutions now")
venue_mention = _mentions("venue", "What is said of venues now")
topic_mention = _mentions("topic", "What papers and authors say of topics now")
