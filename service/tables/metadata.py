"""The one MetaData of the stored graph, its naming convention, and columns of many tables."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# Folded keys compare by code point: the same order on every machine, and prefix search by btree.
FOLDED = Text(collation="C")


def entity_id(noun: str) -> Column[int]:
    """The internal id; BY DEFAULT, so that a copy of a graph can keep its ids."""
    return Column(
        "id",
        BigInteger,
        Identity(),
        primary_key=True,
        comment=f"Internal id of the {noun}; it never changes",
    )


def counter(name: str, comment: str) -> Column[int]:
    """A derived number: 0 until service/derive has counted."""
    return Column(
        name, Integer, nullable=False, server_default=text("0"), comment=f"{comment} (derived)"
    )


def flag(name: str, comment: str) -> Column[bool]:
    """A mark that is off unless somebody said otherwise."""
    return Column(name, Boolean, nullable=False, server_default=text("false"), comment=comment)


def paper_key(name: str = "paper_id", comment: str = "The paper") -> Column[int]:
    """The owning paper; base rows do not go with it, so a merge that forgets them fails loudly."""
    return Column(name, BigInteger, ForeignKey("paper.id"), nullable=False, comment=comment)


def derived_from(noun: str) -> Column[int]:
    """The owner of a derived row, which goes when the owner goes."""
    return Column(
        f"{noun}_id",
        BigInteger,
        ForeignKey(f"{noun}.id", ondelete="CASCADE"),
        nullable=False,
        comment=f"The {noun}",
    )


def edge_copies(of: str = "paper", prefix: str = "") -> tuple[Column[int], Column[object]]:
    """Copies of a paper's sort keys on an edge: an index on them ends a page early."""
    count = Column(
        f"{prefix}citation_count",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment=f"Copy of the {of}'s citation_count, to page in its order (derived)",
    )
    key: Column[object] = Column(
        f"{prefix}published_key",
        Date,
        nullable=False,
        server_default=text("'-infinity'::date"),
        comment=f"Copy of the {of}'s published_key, to page in its order (derived)",
    )
    return count, key


def not_negative(*columns: str) -> CheckConstraint:
    """A count below zero is a bug of ours, to be stopped before it is stored."""
    return CheckConstraint(
        text(" AND ".join(f"{column} >= 0" for column in columns)), name="counters_not_negative"
    )


def name_search(table: Table) -> Index:
    """Words of a folded name, in any order."""
    return Index(
        f"ix_{table.name}_name_search",
        func.to_tsvector(text("'simple'::regconfig"), table.c.name_key, type_=TSVECTOR),
        postgresql_using="gin",
    )


def external_ids(noun: str) -> Table:
    """Ids of the outside world for one kind of entity; the normalised forms of service/ids."""
    return Table(
        f"{noun}_external_id",
        metadata,
        Column("scheme", Text, nullable=False, comment="Naming system, as in service/ids"),
        Column("value", Text, nullable=False, comment="Id in that system, normalised"),
        Column(
            f"{noun}_id",
            BigInteger,
            ForeignKey(f"{noun}.id"),
            nullable=False,
            index=True,
            comment=f"The {noun} that bears it",
        ),
        PrimaryKeyConstraint("scheme", "value"),
        comment=f"What the outside world calls a {noun}",
    )


def other_names(noun: str, comment: str) -> Table:
    """All written forms of a name, to be found by any of them."""
    table = Table(
        f"{noun}_name",
        metadata,
        Column(
            f"{noun}_id",
            BigInteger,
            ForeignKey(f"{noun}.id"),
            nullable=False,
            comment=f"The {noun}",
        ),
        Column("name", Text, nullable=False, comment="The name as written"),
        Column("name_key", FOLDED, nullable=False, comment="The name folded by ids.name_key"),
        PrimaryKeyConstraint(f"{noun}_id", "name"),
        comment=comment,
    )
    Index(None, table.c.name_key, table.c[f"{noun}_id"])
    name_search(table)
    return table
