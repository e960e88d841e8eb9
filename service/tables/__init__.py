"""What is stored: SQLAlchemy Core tables, one file a noun, and the named expressions of a row.

metadata     the MetaData, its naming convention, columns that many tables share
venue        journals, conferences
topic        subjects; paper_topic, topic_year, author_topic
paper        papers, their text apart, their outside ids
author       people and groups; names, authorships, coauthors, years
identity     why names are one author's; decision what somebody decided of that by hand
affiliation  institutions; of an authorship, of a paper, of an author
mention      what is said of institutions and venues, by which they are known
institution  their names and parents by record, and the texts that name them
code         repositories, links to code and to other artifacts
citation     who cites whom, references not resolved yet, citations by year
metric       figures as sources report them
page_rank    PageRank of papers, as it was computed last
source       runs, what sources said, checkpoints, rejected records
change       data version, log of changes, forwarding, sizes
"""

from __future__ import annotations

from service.tables.affiliation import (
    affiliation,
    affiliation_external_id,
    affiliation_name,
    author_affiliation,
    authorship_affiliation,
    paper_affiliation,
)
from service.tables.author import (
    author,
    author_external_id,
    author_name,
    author_year,
    authorship,
    coauthorship,
    large_name_block,
)
from service.tables.change import change, data_version, entity_count, forwarding
from service.tables.citation import citation, paper_year, unresolved_reference
from service.tables.code import artifact_link, code_link, code_repository
from service.tables.decision import author_decision, author_decision_member
from service.tables.identity import author_identity
from service.tables.institution import (
    affiliation_match,
    affiliation_parent,
    affiliation_text,
    institution_name,
)
from service.tables.mention import affiliation_mention, topic_mention, venue_mention
from service.tables.metadata import metadata
from service.tables.metric import reported_metric
from service.tables.page_rank import page_rank, page_rank_computation
from service.tables.paper import paper, paper_external_id, paper_text
from service.tables.source import ingest_checkpoint, ingest_run, rejected_record, source_record
from service.tables.topic import author_topic, paper_topic, topic, topic_year
from service.tables.venue import venue, venue_external_id

__all__ = [
    "affiliation",
    "affiliation_external_id",
    "affiliation_match",
    "affiliation_mention",
    "affiliation_name",
    "affiliation_parent",
    "affiliation_text",
    "artifact_link",
    "author",
    "author_affiliation",
    "author_decision",
    "author_decision_member",
    "author_external_id",
    "author_identity",
    "author_name",
    "author_topic",
    "author_year",
    "authorship",
    "authorship_affiliation",
    "change",
    "citation",
    "coauthorship",
    "code_link",
    "code_repository",
    "data_version",
    "entity_count",
    "forwarding",
    "ingest_checkpoint",
    "ingest_run",
    "institution_name",
    "large_name_block",
    "metadata",
    "page_rank",
    "page_rank_computation",
    "paper",
    "paper_affiliation",
    "paper_external_id",
    "paper_text",
    "paper_topic",
    "paper_year",
    "rejected_record",
    "reported_metric",
    "source_record",
    "topic",
    "topic_mention",
    "topic_year",
    "unresolved_reference",
    "venue",
    "venue_external_id",
    "venue_mention",
]
