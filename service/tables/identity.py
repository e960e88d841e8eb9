"""Why names are one author's: what told it where no outside id does."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from service.tables.metadata import FOLDED, derived_from, metadata

RULES = ("scope", "group_name", "rare_name", "fuller_form", "short_form", "evidence")

author_identity = Table(
    "author_identity",
    metadata,
    derived_from("author"),
    Column("rule", Text, nullable=False, comment=f"What joined them: {', '.join(RULES)}"),
    Column("name_key", FOLDED, nullable=False, comment="The folded name that was joined"),
    Column(
        "evidence",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'::text[]"),
        comment="Up to three things that the places of the name share, or share with the rest",
    ),
    Column("mention_count", Integer, nullable=False, comment="Where the author is written so"),
    PrimaryKeyConstraint("author_id", "rule", "name_key"),
    CheckConstraint(
        f"rule IN ({', '.join(repr(rule) for rule in RULES)})",
        name="rule_known",
    ),
    comment="Why names are one author's, where names alone tell; docs/identity.md has the rules",
)
