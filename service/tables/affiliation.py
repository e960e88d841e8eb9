"""Institutions, and how authorships, papers and authors belong to them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from service.tables.metadata import (
    FOLDED,
    counter,
    derived_from,
    edge_copies,
    entity_id,
    external_ids,
    flag,
    metadata,
    name_search,
    not_negative,
    other_names,
    paper_key,
)

affiliation = Table(
    "affiliation",
    metadata,
    entity_id("affiliation"),
    Column("name", Text, nullable=False, comment="Display name, or the token a source gives"),
    Column("name_key", FOLDED, nullable=False, comment="Display name folded by ids.name_key"),
    Column("kind", Text, comment="education, company, facility … as ROR says"),
    Column("country_code", Text, comment="ISO 3166-1 alpha-2 code, upper case"),
    Column("city", Text, comment="City"),
    Column("latitude", Double, comment="Degrees north"),
    Column("longitude", Double, comment="Degrees east"),
    Column("homepage", Text, comment="Home page"),
    Column(
        "parent_id",
        BigInteger,
        ForeignKey("affiliation.id"),
        index=True,
        comment="The institution that it is part of",
    ),
    flag("has_record", "Whether a source has a record of it: it stays without papers"),
    counter("paper_count", "Papers"),
    counter("author_count", "Authors"),
    counter("citation_count", "Citations received by the papers"),
    CheckConstraint("country_code ~ '^[A-Z]{2}$'", name="country_code_form"),
    CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
    CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
    CheckConstraint("parent_id <> id", name="parent_is_another"),
    not_negative("paper_count", "author_count", "citation_count"),
    comment="An institution that authors belong to",
)
Index(None, affiliation.c.paper_count, affiliation.c.id)
Index(None, affiliation.c.author_count, affiliation.c.id)
Index(None, affiliation.c.citation_count, affiliation.c.id)
Index(None, affiliation.c.name_key, affiliation.c.id)
name_search(affiliation)

affiliation_external_id = external_ids("affiliation")

affiliation_name = other_names("affiliation", "Every name an institution is known by")

authorship_affiliation = Table(
    "authorship_affiliation",
    metadata,
    Column("paper_id", BigInteger, nullable=False, comment="Paper of the authorship"),
    Column("ordinal", Integer, nullable=False, comment="Ordinal of the authorship"),
    Column(
        "affiliation_id",
        BigInteger,
        ForeignKey("affiliation.id"),
        nullable=False,
        index=True,
        comment="The affiliation that the author gives there",
    ),
    Column(
        "place",
        Integer,
        nullable=False,
        server_default=text("1"),
        comment="Order among the affiliations of this authorship, from 1",
    ),
    PrimaryKeyConstraint("paper_id", "ordinal", "affiliation_id"),
    # A place in the list that is learned later takes its affiliations along.
    ForeignKeyConstraint(
        ["paper_id", "ordinal"],
        ["authorship.paper_id", "authorship.ordinal"],
        onupdate="CASCADE",
    ),
    comment="Affiliations of an author as given on one paper",
)

paper_affiliation = Table(
    "paper_affiliation",
    metadata,
    paper_key(),
    Column(
        "affiliation_id",
        BigInteger,
        ForeignKey("affiliation.id"),
        nullable=False,
        comment="The affiliation",
    ),
    Column(
        "ordinal",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="Order of first mention from 1, those given to the paper alone last (derived)",
    ),
    flag("is_given", "Whether a source gave it to the paper without saying whose it is"),
    *edge_copies(),
    PrimaryKeyConstraint("paper_id", "affiliation_id"),
    comment="Affiliations of a paper: of its authors (those rows are derived), and given ones",
)
Index(
    None,
    paper_affiliation.c.affiliation_id,
    paper_affiliation.c.citation_count,
    paper_affiliation.c.paper_id,
)
Index(
    None,
    paper_affiliation.c.affiliation_id,
    paper_affiliation.c.published_key,
    paper_affiliation.c.paper_id,
)

author_affiliation = Table(
    "author_affiliation",
    metadata,
    derived_from("author"),
    derived_from("affiliation"),
    counter("paper_count", "Papers on which the author gives it"),
    Column("first_year", Integer, comment="Year of the first such dated paper (derived)"),
    Column("last_year", Integer, comment="Year of the last such dated paper (derived)"),
    counter("author_citation_count", "Copy of the author's citation_count, to page in its order"),
    PrimaryKeyConstraint("author_id", "affiliation_id"),
    comment="Where an author has been (derived)",
)
Index(
    None,
    author_affiliation.c.author_id,
    author_affiliation.c.paper_count,
    author_affiliation.c.affiliation_id,
)
Index(
    None,
    author_affiliation.c.affiliation_id,
    author_affiliation.c.paper_count,
    author_affiliation.c.author_id,
)
Index(
    None,
    author_affiliation.c.affiliation_id,
    author_affiliation.c.author_citation_count,
    author_affiliation.c.author_id,
)
