"""Institutions as their records know them, and the affiliations in plain text that name them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from service.tables.metadata import FOLDED, derived_from, flag, metadata

affiliation_parent = Table(
    "affiliation_parent",
    metadata,
    derived_from("affiliation"),
    Column("source", Text, nullable=False, comment="Source whose record says so"),
    Column("record_key", Text, nullable=False, comment="The source's own id of that record"),
    Column("ordinal", Integer, nullable=False, comment="Order in the record, from 1"),
    Column("scheme", Text, nullable=False, comment="Naming system of the parent's id"),
    Column("value", Text, nullable=False, comment="The parent's id; it need not be here yet"),
    PrimaryKeyConstraint("affiliation_id", "source", "record_key", "ordinal"),
    comment="What records name as the parents of an institution",
)
Index(None, affiliation_parent.c.scheme, affiliation_parent.c.value)

institution_name = Table(
    "institution_name",
    metadata,
    derived_from("affiliation"),
    Column("source", Text, nullable=False, comment="Source whose record says so"),
    Column("record_key", Text, nullable=False, comment="The source's own id of that record"),
    Column("name", Text, nullable=False, comment="A name, alias, label or acronym"),
    Column("words", FOLDED, nullable=False, comment="Its words that count, in full"),
    flag("is_displayed", "Whether it is the name that the record shows"),
    Column("ror", Text, nullable=False, comment="The institution's ROR id"),
    Column("country_code", Text, comment="Country as the record says, ISO 3166-1 alpha-2"),
    Column("city", Text, comment="City as the record says"),
    PrimaryKeyConstraint("affiliation_id", "source", "record_key", "name"),
    comment="Names of the institutions of ROR, by which affiliations in plain text meet them",
)
Index(None, institution_name.c.words)

affiliation_text = Table(
    "affiliation_text",
    metadata,
    derived_from("affiliation"),
    Column("words", ARRAY(Text), nullable=False, comment="Its words that count, each once"),
    PrimaryKeyConstraint("affiliation_id"),
    comment="Affiliations that are known by nothing but what authors write",
)
Index(None, affiliation_text.c.words, postgresql_using="gin")

affiliation_match = Table(
    "affiliation_match",
    metadata,
    derived_from("affiliation"),
    Column(
        "institution_id",
        BigInteger,
        ForeignKey("affiliation.id", ondelete="CASCADE"),
        nullable=False,
        comment="The institution that the text names",
    ),
    Column("confidence", Double, nullable=False, comment="How sure that is, between 0 and 1"),
    Column("matched_name", Text, nullable=False, comment="The known name that stands there"),
    Column("rule", Text, nullable=False, comment="name, alias, acronym: what kind of name it is"),
    flag("is_whole", "Whether nothing else stands beside the name, between two commas"),
    flag("names_country", "Whether the text names the institution's country"),
    flag("names_city", "Whether the text names the institution's city"),
    PrimaryKeyConstraint("affiliation_id", "institution_id"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_a_share"),
    CheckConstraint("rule IN ('name', 'alias', 'acronym')", name="rule_known"),
    comment="Which institutions of ROR an affiliation in plain text names, as ingest concludes",
)
Index(
    None,
    affiliation_match.c.institution_id,
    affiliation_match.c.confidence,
    affiliation_match.c.affiliation_id,
)
