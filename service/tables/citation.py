"""Which paper cites which, with the sort keys of both ends, and references still to be resolved."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from service.tables.metadata import counter, derived_from, edge_copies, metadata, paper_key


def _how_cited() -> tuple[Column[list[str]], Column[list[str]], Column[bool]]:
    return (
        Column(
            "contexts",
            ARRAY(Text),
            nullable=False,
            server_default=text("'{}'::text[]"),
            comment="Sentences in which it is cited",
        ),
        Column(
            "intents",
            ARRAY(Text),
            nullable=False,
            server_default=text("'{}'::text[]"),
            comment="What for: background, methodology, result",
        ),
        Column("is_influential", Boolean, comment="Whether a source calls it influential"),
    )


# No copies of the cited paper's keys: each further citation would rewrite all rows that lead to the
# paper, and a list of references is short enough to be sorted.
citation = Table(
    "citation",
    metadata,
    paper_key("citing_id", "The paper that cites"),
    paper_key("cited_id", "The paper that is cited"),
    *_how_cited(),
    *edge_copies("citing paper", "citing_"),
    PrimaryKeyConstraint("citing_id", "cited_id"),
    CheckConstraint("citing_id <> cited_id", name="two_papers"),
    comment="A citation between two papers of the graph",
)
Index(None, citation.c.cited_id, citation.c.citing_citation_count, citation.c.citing_id)
Index(None, citation.c.cited_id, citation.c.citing_published_key, citation.c.citing_id)

unresolved_reference = Table(
    "unresolved_reference",
    metadata,
    paper_key("citing_id", "The paper that cites"),
    Column("scheme", Text, nullable=False, comment="Naming system, as in service/ids"),
    Column("value", Text, nullable=False, comment="Id in that system, normalised"),
    *_how_cited(),
    PrimaryKeyConstraint("citing_id", "scheme", "value"),
    comment="A reference to a paper that is not here yet; a citation once it arrives",
)
Index(None, unresolved_reference.c.scheme, unresolved_reference.c.value)

paper_year = Table(
    "paper_year",
    metadata,
    derived_from("paper"),
    Column("year", Integer, nullable=False, comment="Calendar year"),
    counter("citation_count", "Citations received from papers of that year"),
    PrimaryKeyConstraint("paper_id", "year"),
    comment="Citations of a paper by the year of the citing papers (derived)",
)
Index(None, paper_year.c.year, paper_year.c.citation_count, paper_year.c.paper_id)
