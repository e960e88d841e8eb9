"""Journals, conferences and repositories where papers appear."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from service.tables.metadata import (
    FOLDED,
    counter,
    entity_id,
    external_ids,
    flag,
    metadata,
    name_search,
    not_negative,
)

venue = Table(
    "venue",
    metadata,
    entity_id("venue"),
    Column("name", Text, nullable=False, comment="Name"),
    Column("name_key", FOLDED, nullable=False, comment="Name folded by ids.name_key"),
    Column("kind", Text, comment="journal, conference, repository, book series …"),
    Column("issn", Text, comment="Linking ISSN"),
    flag("has_record", "Whether a source has a record of it: it stays without papers"),
    counter("paper_count", "Papers"),
    not_negative("paper_count"),
    comment="Where papers are published",
)
Index(None, venue.c.paper_count, venue.c.id)
Index(None, venue.c.name_key, venue.c.id)
name_search(venue)

venue_external_id = external_ids("venue")
