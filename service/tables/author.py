"""Authors and the edges that belong to them: names, authorships, coauthors, years."""

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
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

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

# Authorships without a known place are kept after all that have one.
UNPLACED_ORDINAL = 1_000_000
# A paper of more authors makes nobody a coauthor: 3,000 of them would be nine million pairs.
MOST_COAUTHORS = 300

author = Table(
    "author",
    metadata,
    entity_id("author"),
    Column("name", Text, nullable=False, comment="Display name"),
    Column("name_key", FOLDED, nullable=False, comment="Display name folded by ids.name_key"),
    Column(
        "kind",
        Text,
        nullable=False,
        server_default=text("'person'"),
        comment="person, or group: a collaboration that signs as one",
    ),
    Column("orcid", Text, comment="ORCID iD, sixteen characters with hyphens"),
    Column("homepage", Text, comment="Home page"),
    Column(
        "given_primary_topic_id",
        BigInteger,
        ForeignKey("topic.id"),
        comment="Main topic as a source gave it",
    ),
    Column(
        "primary_topic_id",
        BigInteger,
        ForeignKey("topic.id"),
        comment="given_primary_topic_id, else the topic of most papers (derived)",
    ),
    counter("paper_count", "Papers"),
    counter("citation_count", "Citations received by the papers"),
    counter("h_index", "Largest h such that h papers have at least h citations each"),
    counter("i10_index", "Papers with at least ten citations"),
    counter("g_index", "Largest g such that the top g papers have g² citations together"),
    counter("coauthor_count", "Coauthors"),
    counter("affiliation_count", "Affiliations"),
    counter("topic_count", "Topics"),
    Column("first_year", Integer, comment="Year of the first dated paper (derived)"),
    Column("last_year", Integer, comment="Year of the last dated paper (derived)"),
    CheckConstraint("kind IN ('person', 'group')", name="kind_known"),
    not_negative(
        "paper_count",
        "citation_count",
        "h_index",
        "i10_index",
        "g_index",
        "coauthor_count",
        "affiliation_count",
        "topic_count",
    ),
    comment="A person or group that writes papers",
)
Index(None, author.c.citation_count, author.c.id)
Index(None, author.c.paper_count, author.c.id)
Index(None, author.c.h_index, author.c.id)
Index(None, author.c.name_key, author.c.id)
name_search(author)

author_external_id = external_ids("author")

author_name = other_names("author", "Every form in which an author's name was written")
author_name.append_column(
    Column(
        "name_block",
        FOLDED,
        nullable=False,
        comment="Surname and first letter, folded further: names that may be one author's share it",
    )
)
Index(None, author_name.c.name_block, author_name.c.author_id)

large_name_block = Table(
    "large_name_block",
    metadata,
    Column("name_block", FOLDED, primary_key=True, comment="The block"),
    comment="Blocks of so many names that each of them is told apart by itself",
)

authorship = Table(
    "authorship",
    metadata,
    paper_key(),
    Column(
        "ordinal",
        Integer,
        nullable=False,
        comment="Order in the list from 1; from 1000000 where the place is unknown",
    ),
    Column(
        "author_id",
        BigInteger,
        ForeignKey("author.id"),
        comment="Who it is; null while nobody has been identified",
    ),
    Column("position", Integer, comment="Place among the authors from 1; null if unknown"),
    Column("name_as_written", Text, nullable=False, comment="The name on this paper"),
    Column(
        "name_block",
        FOLDED,
        comment="Block of the name, where it and what stands around it tell who it is",
    ),
    Column(
        "author_ids",
        ARRAY(Text),
        comment="Outside ids that sources give with the name, as scheme:value, where they tell who",
    ),
    Column("scopes", ARRAY(Text), comment="Within which of these equal names are one author"),
    Column("other_forms", ARRAY(Text), comment="Other forms of the name that came with this one"),
    Column("place_keys", ARRAY(Text), comment="Affiliations as evidence of who a bare name is"),
    flag("is_group", "Whether a group signs here, not a person"),
    flag("is_corresponding", "Whether this is the corresponding author"),
    flag("is_repeat", "The same author named again on this paper; counted nowhere"),
    *edge_copies(),
    PrimaryKeyConstraint("paper_id", "ordinal"),
    CheckConstraint("ordinal >= 1", name="ordinal_from_one"),
    CheckConstraint(
        f"CASE WHEN position IS NULL THEN ordinal >= {UNPLACED_ORDINAL}"
        f" ELSE position = ordinal AND ordinal < {UNPLACED_ORDINAL} END",
        name="ordinal_is_position",
    ),
    comment="One name in the author list of one paper",
)
Index(None, authorship.c.author_id, authorship.c.citation_count, authorship.c.paper_id)
Index(None, authorship.c.author_id, authorship.c.published_key, authorship.c.paper_id)
# Authors whom ids tell cost nothing here.
Index(None, authorship.c.name_block, postgresql_where=authorship.c.name_block.is_not(None))

# No foreign key for coauthor_id: each pair stands in both directions, so author_id guards it.
coauthorship = Table(
    "coauthorship",
    metadata,
    derived_from("author"),
    Column("coauthor_id", BigInteger, nullable=False, comment="Who wrote with the author"),
    counter("paper_count", "Papers written together"),
    Column("first_year", Integer, comment="Year of the first dated paper together (derived)"),
    Column("last_year", Integer, comment="Year of the last dated paper together (derived)"),
    counter("last_year_key", "last_year as a sort key: 0 if unknown"),
    PrimaryKeyConstraint("author_id", "coauthor_id"),
    CheckConstraint("author_id <> coauthor_id", name="two_authors"),
    comment="Who wrote with whom, in both directions, on papers of at most"
    f" {MOST_COAUTHORS} authors (derived)",
)
Index(None, coauthorship.c.author_id, coauthorship.c.paper_count, coauthorship.c.coauthor_id)
Index(None, coauthorship.c.author_id, coauthorship.c.last_year_key, coauthorship.c.coauthor_id)

author_year = Table(
    "author_year",
    metadata,
    derived_from("author"),
    Column("year", Integer, nullable=False, comment="Calendar year"),
    counter("paper_count", "Papers published in that year"),
    counter("citation_count", "Citations received from papers of that year"),
    PrimaryKeyConstraint("author_id", "year"),
    comment="An author's papers and citations by year (derived)",
)
