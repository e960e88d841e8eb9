"""Code repositories and other artifacts, and which papers point to them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from service.tables.metadata import (
    counter,
    edge_copies,
    entity_id,
    metadata,
    not_negative,
    paper_key,
)


def _found_in() -> tuple[Column[str], Column[str], CheckConstraint]:
    return (
        Column("source", Text, nullable=False, comment="Source that gave the link"),
        Column("found_in", Text, nullable=False, comment="Where the source had it"),
        CheckConstraint(
            "found_in IN ('abstract', 'page', 'catalogue', 'record')", name="found_in_known"
        ),
    )


code_repository = Table(
    "code_repository",
    metadata,
    entity_id("repository"),
    Column("url", Text, nullable=False, comment="Canonical URL, in the case of the links to it"),
    Column(
        "url_key",
        Text,
        nullable=False,
        comment="The URL as it is compared: ids.RepositoryUrl.key",
    ),
    Column("host", Text, nullable=False, comment="Host, lower case: github.com"),
    Column("owner", Text, comment="User or organisation"),
    Column("name", Text, comment="Name of the repository"),
    Column("framework", Text, comment="Framework that the code uses"),
    Column("stars", Integer, comment="Stars when last seen"),
    counter("paper_count", "Papers that link to it"),
    UniqueConstraint("url_key"),
    not_negative("paper_count"),
    comment="A place where code is kept",
)
Index(None, code_repository.c.paper_count, code_repository.c.id)

code_link = Table(
    "code_link",
    metadata,
    paper_key(),
    Column(
        "repository_id",
        BigInteger,
        ForeignKey("code_repository.id"),
        nullable=False,
        comment="The repository",
    ),
    Column("is_official", Boolean, comment="By the paper's authors; null if nobody said"),
    Column("url", Text, comment="The repository's address as sources write it with the paper"),
    Column("framework", Text, comment="Framework of the code, as they say with the paper"),
    Column("stars", Integer, comment="Stars of the repository, as they say with the paper"),
    *_found_in(),
    *edge_copies(),
    PrimaryKeyConstraint("paper_id", "repository_id"),
    comment="A paper's link to code",
)
Index(None, code_link.c.repository_id, code_link.c.citation_count, code_link.c.paper_id)
Index(None, code_link.c.repository_id, code_link.c.published_key, code_link.c.paper_id)

artifact_link = Table(
    "artifact_link",
    metadata,
    paper_key(),
    Column("url", Text, nullable=False, comment="URL as normalised by ids.artifact_url"),
    *_found_in(),
    PrimaryKeyConstraint("paper_id", "url"),
    comment="A link that a paper gives and that is no code repository: data, a project page …",
)
