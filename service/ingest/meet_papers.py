"""Which papers a batch is about: the records that met, the ids that papers keep, get or lose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, select

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper, compose_paper
from service.ingest.copy import among
from service.ingest.identity import (
    Conflict,
    PaperEvidence,
    RecordRef,
    cluster_papers,
    evidence_of,
    keep_ids,
)
from service.ingest.lookup import ids_of, new_ids
from service.ingest.payload import SealedRecord
from service.ingest.records import PaperRecord
from service.ingest.store import (
    PAPER_KINDS,
    Stored,
    paper_record,
    papers_claiming,
    papers_of_like_title,
    records_of_papers,
    waiting_records,
)
from service.tables import citation, paper, paper_external_id


@dataclass(frozen=True)
class PapersMet:
    """The papers that a batch makes or changes, by id: as they are now and as they were.

    `assigned` says what each record became. `merged` leads from ids that are no more to those that
    go on, `gone` lead nowhere; both stand in `former`. `bears` are the ids that each may hold.
    """

    composed: dict[int, ComposedPaper]
    former: dict[int, ComposedPaper]
    bears: dict[int, tuple[ExternalId, ...]]
    assigned: dict[RecordRef, int | None]
    merged: dict[int, int]
    gone: set[int]
    conflicts: tuple[Conflict, ...]

    @cached_property
    def added(self) -> set[int]:
        return self.composed.keys() - self.former.keys()

    @cached_property
    def relisted(self) -> dict[int, ComposedPaper]:
        """The papers whose author lists are new or other than they were."""
        met = self.merged.keys() | self.merged.values()
        return {
            paper_id: one
            for paper_id, one in self.composed.items()
            if paper_id in met
            or paper_id not in self.former
            or self.former[paper_id].authors != one.authors
        }

    @property
    def ended(self) -> set[int]:
        return self.merged.keys() | self.gone

    @property
    def unsettled(self) -> set[int]:
        """Papers that references led to, and may lead to no more."""
        return self.ended | {
            paper_id
            for paper_id, was in self.former.items()
            if paper_id in self.composed and not set(was.ids) <= set(self.bears[paper_id])
        }


@dataclass(slots=True)
class _Gathered:
    """Every record that may belong to a paper of the batch, now and as it was kept."""

    records: dict[RecordRef, PaperRecord] = field(default_factory=dict)
    evidence: dict[RecordRef, PaperEvidence] = field(default_factory=dict)
    kept: dict[RecordRef, Stored] = field(default_factory=dict)

    @property
    def papers(self) -> dict[RecordRef, int]:
        """What the kept records had become."""
        return {ref: one.paper_id for ref, one in self.kept.items() if one.paper_id is not None}

    def former(self) -> dict[int, ComposedPaper]:
        said: dict[int, list[PaperRecord]] = defaultdict(list)
        for one in self.kept.values():
            if one.paper_id is not None:
                said[one.paper_id].append(paper_record(one.record))
        composed = {paper_id: compose_paper(records) for paper_id, records in said.items()}
        return {paper_id: one for paper_id, one in composed.items() if one is not None}


def meet_papers(
    connection: Connection, changed: Sequence[SealedRecord], earlier: dict[RecordRef, Stored]
) -> PapersMet:
    """Reads what is kept about every paper that the changed records touch, and tells them apart.

    `earlier` are the kept versions of the changed records.
    """
    gathered = _gather(connection, changed, earlier)
    records = gathered.records
    sealed = {one.ref: one for one in changed}
    groups, conflicts = cluster_papers(list(gathered.evidence.values()))
    papers = [
        (group, composed)
        for group in groups
        if (composed := _composed(group, records, sealed)) is not None
    ]
    kept, merged, gone = keep_ids([group for group, _ in papers], gathered.papers)
    fresh = iter(new_ids(connection, paper, kept.count(None)))
    found = {
        next(fresh) if id_ is None else id_: paper for id_, paper in zip(kept, papers, strict=True)
    }
    former = gathered.former()
    # What a paper bears may change though nothing else is said of it: by who else claims an id.
    bears, borne = _bearers(found), ids_of(connection, paper_external_id, former)
    assigned: dict[RecordRef, int | None] = dict.fromkeys(records)
    for paper_id, (group, _) in found.items():
        assigned |= dict.fromkeys(group, paper_id)
    moved = merged.keys() | merged.values() | gone
    composed_papers = {
        paper_id: composed
        for paper_id, (_, composed) in found.items()
        if paper_id in moved
        or former.get(paper_id) != composed
        or set(borne.get(paper_id, ())) != set(bears[paper_id])
    }
    touched = composed_papers.keys() | moved
    return PapersMet(
        composed=composed_papers,
        former={paper_id: one for paper_id, one in former.items() if paper_id in touched},
        bears={paper_id: bears[paper_id] for paper_id in composed_papers},
        assigned=assigned,
        merged=merged,
        gone=gone,
        conflicts=tuple(conflicts),
    )


def _composed(
    group: Sequence[RecordRef],
    records: Mapping[RecordRef, PaperRecord],
    changed: Mapping[RecordRef, SealedRecord],
) -> ComposedPaper | None:
    if len(group) == 1 and group[0] in changed:
        return changed[group[0]].alone
    return compose_paper(records[ref] for ref in group)


def citing_papers(connection: Connection, unsettled: Iterable[int]) -> set[int]:
    """The papers that cite these, whose references lead elsewhere from now on."""
    cited = among(citation.c.cited_id, sorted(unsettled))
    return set(connection.scalars(select(citation.c.citing_id).distinct().where(cited)))


def compose_stored(connection: Connection, papers: Iterable[int]) -> dict[int, ComposedPaper]:
    """These papers as their kept records tell them."""
    gathered = _Gathered(kept={one.ref: one for one in records_of_papers(connection, papers)})
    return gathered.former()


def _gather(
    connection: Connection, changed: Sequence[SealedRecord], earlier: dict[RecordRef, Stored]
) -> _Gathered:
    """The changed records and all that they may meet, until nothing new is met."""
    records = {one.ref: one.paper for one in changed}
    evidence = {one.ref: one.evidence for one in changed}
    gathered = _Gathered(records, evidence, dict(earlier))
    # A new version may have left the ids or the title by which its paper is known.
    frontier = [*evidence.values()]
    frontier += [evidence_of(ref, paper_record(one.record)) for ref, one in earlier.items()]
    papers = set(gathered.papers.values())
    seen: set[int] = set()
    while frontier:
        ids = {id_ for one in frontier for id_ in one.ids}
        papers |= papers_claiming(connection, ids)
        papers |= papers_of_like_title(connection, _titles(frontier))
        found = records_of_papers(connection, papers - seen)
        found += waiting_records(connection, ids)
        seen |= papers
        frontier = []
        for one in found:
            if one.ref[1] in PAPER_KINDS and one.ref not in gathered.records:
                gathered.kept[one.ref] = one
                record = gathered.records[one.ref] = paper_record(one.record)
                gathered.evidence[one.ref] = evidence_of(one.ref, record)
                frontier.append(gathered.evidence[one.ref])
    return gathered


def _titles(records: Iterable[PaperEvidence]) -> dict[str, set[str]]:
    """The titles of these records, each with the surnames that stand with it."""
    # The year decides in `cluster_papers`: here a paper of 2019 and 2020 must be found from 2021.
    surnames: dict[str, set[str]] = defaultdict(set)
    for one in records:
        if one.title_key and one.year is not None:
            surnames[one.title_key] |= one.surnames
    return surnames


def _bearers(
    papers: dict[int, tuple[list[RecordRef], ComposedPaper]],
) -> dict[int, tuple[ExternalId, ...]]:
    """Which ids each paper may hold: one that two papers claim is the first record's."""
    bearer: dict[ExternalId, int] = {}
    for paper_id, (_, composed) in sorted(papers.items(), key=lambda item: min(item[1][0])):
        for id_ in composed.ids:
            bearer.setdefault(id_, paper_id)
    return {
        paper_id: tuple(id_ for id_ in composed.ids if bearer[id_] == paper_id)
        for paper_id, (_, composed) in papers.items()
    }
