"""The institutions and venues that a batch speaks of, and the papers that these lead elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial

from sqlalchemy import Connection, select, union

from service.ingest.compose import ComposedPaper
from service.ingest.copy import among
from service.ingest.meet_papers import PapersMet
from service.ingest.merge_institutions import changed_affiliations, keep_institutions
from service.ingest.merge_named import Met, meet, rows_of
from service.ingest.merge_papers import lead_to_rows
from service.ingest.named import (
    AFFILIATION,
    VENUE,
    Named,
    Noun,
    handles_of_paper,
    named_by_paper,
    named_by_record,
)
from service.ingest.named_mentions import differences
from service.ingest.paper_rows import Rows
from service.ingest.records import AffiliationRecord, Record
from service.ingest.store import stored_versions
from service.tables import authorship_affiliation, paper, paper_affiliation


def meet_named(
    connection: Connection, papers: PapersMet, records: Sequence[Record], replaced: Sequence[Record]
) -> tuple[Met, Met]:
    """Venues and institutions; `replaced` are the kept versions of the batch's records."""
    venues, places = (
        meet(
            connection,
            noun,
            {one for paper in papers.composed.values() for one in handles_of_paper(noun, paper)}
            | {one.handle for one in _of_records(noun, records)},
            _difference(noun, papers, records, replaced),
        )
        for noun in (VENUE, AFFILIATION)
    )
    changed_affiliations(connection, places.added | places.updated)
    institutions = [one for one in records if isinstance(one, AffiliationRecord)]
    told = {(one.source, one.key) for one in institutions}
    moved = [(source, "affiliation", key) for source, key in places.records_moved.keys() - told]
    for stored in stored_versions(connection, sorted(moved)).values():
        assert isinstance(stored.record, AffiliationRecord)
        institutions.append(stored.record)
    keep_institutions(connection, institutions, places)
    return venues, places


def _difference(
    noun: Noun, papers: PapersMet, records: Iterable[Record], replaced: Iterable[Record]
) -> Counter[Named]:
    difference = differences(partial(named_by_paper, noun), papers.composed, papers.former)
    difference.update(_of_records(noun, records))
    difference.subtract(_of_records(noun, replaced))
    return difference


def _of_records(noun: Noun, records: Iterable[Record]) -> list[Named]:
    said = (named_by_record(record) for record in records)
    return [one[1] for one in said if one is not None and one[0] is noun]


def papers_left(connection: Connection, venues: Set[int], places: Set[int]) -> list[int]:
    """The papers that stand at rows from which something leads elsewhere now."""
    if not venues and not places:
        return []
    found = union(
        select(paper.c.id).where(among(paper.c.venue_id, venues)),
        select(authorship_affiliation.c.paper_id).where(
            among(authorship_affiliation.c.affiliation_id, places)
        ),
        select(paper_affiliation.c.paper_id).where(
            paper_affiliation.c.is_given, among(paper_affiliation.c.affiliation_id, places)
        ),
    )
    return sorted(connection.scalars(found))


def lead_anew(connection: Connection, papers: Mapping[int, ComposedPaper]) -> set[int]:
    """Brings the venues and institutions of these papers to the rows that they are now; whose were
    others."""
    venues, places = (
        rows_of(
            connection,
            noun,
            {one for said in papers.values() for one in handles_of_paper(noun, said)},
        )
        for noun in (VENUE, AFFILIATION)
    )
    return lead_to_rows(connection, papers, Rows({}, venues, places, {}))
