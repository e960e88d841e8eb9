"""One batch in one transaction: what is new in it, whom it concerns, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import islice

from pyroaring import BitMap64
from sqlalchemy import Connection, text

from service import derive
from service.database import version
from service.database.version import Change, Entity
from service.ingest import store
from service.ingest.blocks import in_groups, names_of_wrong_size
from service.ingest.decisions import move_papers
from service.ingest.identity import Conflict, RecordRef
from service.ingest.losers import make_whole
from service.ingest.match_affiliations import match_affiliations
from service.ingest.meanwhile import meanwhile
from service.ingest.meet_authors import meet_authors, meet_names
from service.ingest.meet_named import lead_anew, meet_named, papers_left
from service.ingest.meet_papers import PapersMet, citing_papers, compose_stored, meet_papers
from service.ingest.meet_topics import Topics
from service.ingest.merge_authors import move_mentions, records_by_author, write_authors
from service.ingest.merge_code import meet_repositories, settle_repositories
from service.ingest.merge_institutions import begin_institutions, find_parents
from service.ingest.merge_named import Met
from service.ingest.merge_papers import (
    rows_of_authorships,
    write_authorships,
    write_papers,
    write_texts,
)
from service.ingest.merge_references import References, rows_of_references
from service.ingest.merge_topics import authors_of
from service.ingest.paper_rows import Rows
from service.ingest.payload import SealedRecord, seal
from service.ingest.records import AuthorRecord
from service.ingest.store import Stored
from service.ingest.sweep import end, end_named, sweep
from service.ingest.tell_apart import AuthorsMet
from service.ingest.versions import is_newer, newest_of

_AT_ONCE = 1_000  # papers put together again; what was said of them stays in memory
_LOGGED_AT_ONCE = 10_000
_LEFT_ALONE = text(
    """
    SELECT one.id FROM unnest(CAST(:authors AS bigint[])) AS one (id)
     WHERE NOT EXISTS (SELECT FROM authorship WHERE author_id = one.id)
       AND NOT EXISTS (SELECT FROM source_record WHERE author_id = one.id)
    """
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many of the records said something new, and what could not be brought together."""

    accepted: int = 0
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()


class Batch:
    """The writing in one transaction, which is the caller's to commit: portions, then `finish`."""

    def __init__(self, connection: Connection, run_id: int | None) -> None:
        self._connection = connection
        self._run_id = run_id
        self._writing: _Writing | None = None

    def write(self, records: Sequence[SealedRecord]) -> Outcome:
        """Brings the graph to what all kept records and these say together; only citations wait
        for the end."""
        newest = newest_of(records)
        earlier = store.stored_versions(self._connection, list(newest))
        changed = [
            one
            for ref, one in newest.items()
            if ref not in earlier or is_newer(one, seal(earlier[ref].record))
        ]
        if not changed:
            return Outcome(unchanged=len(records))
        conflicts = self._begin().write(changed, earlier)
        return Outcome(len(changed), len(records) - len(changed), conflicts)

    def tell_apart(self, names: Set[str]) -> None:
        """The end of the batch tells anew who bears these names, though nothing is said of them."""
        self._begin().untold |= names

    def _begin(self) -> _Writing:
        if self._writing is None:
            version.advance(self._connection)
            derive.begin(self._connection)
            begin_institutions(self._connection)
            self._writing = _Writing(self._connection, self._run_id)
        return self._writing

    def finish(self) -> None:
        """Tells bare names apart, writes the citations, removes what nothing speaks of any more,
        settles what links say of repositories, puts institutions below their parents, brings texts
        to the institutions that they name, and derives what hangs on all that changed."""
        if self._writing is not None:
            self._writing.tell_the_rest()
            self._writing.write_references()
            self._writing.log(sweep(self._connection))
            self._writing.log(_changes("repository", (), settle_repositories(self._connection)))
            linked = find_parents(self._connection) | match_affiliations(self._connection)
            self._writing.log(_changes("affiliation", (), linked))
            derive.refresh(self._connection)


class _Writing:
    """A batch in which something is new."""

    def __init__(self, connection: Connection, run_id: int | None) -> None:
        self._connection = connection
        self._run_id = run_id
        self._references = References(connection)
        self._topics = Topics(connection)
        self._logged_papers = BitMap64()
        # Names that are to be told apart yet.
        self.untold: set[str] = set()

    def write(
        self, changed: Sequence[SealedRecord], earlier: dict[RecordRef, Stored]
    ) -> tuple[Conflict, ...]:
        """Brings in what these records say, whose `earlier` versions are kept."""
        of_papers = [one for one in changed if one.kind in store.PAPER_KINDS]
        of_authors = {
            one.ref: one.record for one in changed if isinstance(one.record, AuthorRecord)
        }
        refs = {one.ref for one in changed}
        replaced = {ref: one for ref, one in earlier.items() if ref in refs}
        papers = meet_papers(self._connection, of_papers, _of_kinds(replaced, store.PAPER_KINDS))
        before = _of_kinds(replaced, ("author",))
        authors, untold = meet_authors(self._connection, papers, of_authors, before)
        self.untold |= untold
        self._bring_in(papers, authors, changed, replaced)
        return papers.conflicts

    def tell_the_rest(self) -> None:
        """Tells apart who bears the names that wait for it, some at a time."""
        while self.untold:
            untold, self.untold = self.untold, set()
            for names in in_groups(self._connection, untold):
                authors = meet_names(self._connection, names)
                self._bring_in(meet_papers(self._connection, [], {}), authors, [], {})
            self.untold = names_of_wrong_size(self._connection, untold)

    def _bring_in(
        self,
        papers: PapersMet,
        authors: AuthorsMet,
        changed: Sequence[SealedRecord],
        replaced: Mapping[RecordRef, Stored],
    ) -> None:
        """Writes what is of these papers and authors, and what they name."""
        connection = self._connection
        make_whole(connection, authors, papers.relisted.keys() | papers.ended)
        citing = citing_papers(connection, papers.unsettled) - papers.composed.keys() - papers.ended
        _touch(connection, papers, authors, citing)
        said = records_by_author(connection, authors)
        rows, changes, venues, places = _meet_mentions(
            connection, self._topics, papers, said, changed, replaced
        )
        changed_authors = write_authors(connection, authors, said, rows.topics)
        changed_papers = write_papers(connection, papers, rows)
        with meanwhile(partial(write_texts, connection)):
            authorships = rows_of_authorships(papers, authors.bearers, rows)
            kept = store.rows_to_keep(changed, replaced.keys(), papers.assigned, authors.assigned)
            references = rows_of_references(papers.composed)
        changed_papers |= write_authorships(connection, papers, authorships)
        move_mentions(connection, authors)
        changed_papers |= {ref[0] for ref in authors.moved}
        store.keep(connection, self._run_id, kept)
        left_alone = authors.losers - authors.merged.keys()
        gone = set(connection.scalars(_LEFT_ALONE, {"authors": sorted(left_alone)}))
        changes += _changes("author", authors.added, changed_authors - gone)
        told = papers.added | papers.ended
        changes += _changes("paper", papers.added, self._unlogged(changed_papers - told))
        changes += end(connection, "author", authors.merged, gone)
        self.log(changes)
        self._references.add(
            references | rows_of_references(compose_stored(connection, citing)),
            (papers.composed.keys() - papers.added) | papers.ended | citing,
        )
        if papers.ended:
            # Nothing may lead to them when they end.
            self._logged_papers.update(papers.ended)
            self.write_references()
            move_papers(connection, papers.merged)
            self.log(end(connection, "paper", papers.merged, papers.gone))
        self._lead_anew(venues, places)

    def _lead_anew(self, venues: Met, places: Met) -> None:
        """Papers follow venues and institutions that are told apart otherwise than before."""
        connection = self._connection
        left = papers_left(connection, venues.left, places.left)
        derive.touch(connection, "paper", left)
        derive.note(connection)
        for start in range(0, len(left), _AT_ONCE):
            papers = compose_stored(connection, left[start : start + _AT_ONCE])
            self.log(_changes("paper", (), self._unlogged(lead_anew(connection, papers))))
        self.log(end_named(connection, "venue", venues.merged))
        self.log(end_named(connection, "affiliation", places.merged))

    def write_references(self) -> None:
        """What the papers so far cite."""
        changed = self._references.write(self._note)
        self.log(_changes("paper", (), self._unlogged(changed)))

    def _note(self, papers: Iterable[int]) -> None:
        derive.touch(self._connection, "paper", papers)
        derive.note(self._connection)

    def _unlogged(self, papers: Iterable[int]) -> BitMap64:
        """Those of them of which the log says nothing yet."""
        return BitMap64(papers) - self._logged_papers

    def log(self, changes: Iterable[Change]) -> None:
        """Appends to the log of changes, some at a time: a batch may cite half the graph anew."""
        rest = iter(changes)
        while some := list(islice(rest, _LOGGED_AT_ONCE)):
            self._logged_papers.update(one.entity_id for one in some if one.entity == "paper")
            version.append_changes(self._connection, some, self._run_id)


def _of_kinds(records: dict[RecordRef, Stored], kinds: Sequence[str]) -> dict[RecordRef, Stored]:
    return {ref: one for ref, one in records.items() if ref[1] in kinds}


def _touch(
    connection: Connection, papers: PapersMet, authors: AuthorsMet, citing: Iterable[int]
) -> None:
    """Before anything changes: what hangs on these papers and authors is to be derived anew."""
    touched = papers.composed.keys() | papers.ended | {ref[0] for ref in authors.moved}
    derive.touch(connection, "paper", papers.added, are_new=True)
    derive.touch(connection, "paper", touched | set(citing))
    derive.touch(connection, "author", authors.added, are_new=True)
    derive.touch(connection, "author", authors.persons.keys() | authors.losers)
    derive.touch(connection, "author", authors.merged.keys())
    if authors.merged:
        elsewhere = text(
            "SELECT DISTINCT paper_id FROM authorship WHERE author_id = ANY(CAST(:ids AS bigint[]))"
        )
        derive.touch(
            connection, "paper", connection.scalars(elsewhere, {"ids": sorted(authors.merged)})
        )
    derive.note(connection)


def _meet_mentions(
    connection: Connection,
    topics_of_batch: Topics,
    papers: PapersMet,
    of_authors: Mapping[int, Sequence[AuthorRecord]],
    changed: Sequence[SealedRecord],
    replaced: Mapping[RecordRef, Stored],
) -> tuple[Rows, list[Change], Met, Met]:
    """Topics, venues, institutions and repositories that the batch names, found or made."""
    composed = papers.composed.values()
    records = [one.record for one in changed]
    before = [one.record for one in replaced.values()]
    topics = topics_of_batch.meet(papers, of_authors.values(), records, before)
    links = [link for paper in composed for _, link in paper.code_links]
    repository_rows, repositories_added = meet_repositories(connection, links)
    venues, places = meet_named(connection, papers, records, before)
    rows = Rows(topics.rows, venues.rows, places.rows, repository_rows)
    changes: list[Change] = []
    met: tuple[tuple[Entity, set[int], set[int]], ...] = (
        ("topic", topics.added, topics.updated),
        ("venue", venues.added, venues.updated),
        ("affiliation", places.added, places.updated),
        ("repository", repositories_added, set()),
    )
    for entity, added, updated in met:
        derive.touch(connection, entity, added, are_new=True)
        derive.touch(connection, entity, updated)
        changes += _changes(entity, added, updated)
    derive.touch(connection, "topic", topics.looked_at)
    # Which topic an author's main one is hangs on their levels.
    derive.touch(connection, "author", authors_of(connection, topics.regraded))
    # One more link to a repository may say more of it: `finish` compares.
    derive.touch(connection, "repository", repository_rows.values())
    ended: tuple[tuple[Entity, Met], ...] = (("venue", venues), ("affiliation", places))
    for entity, one in ended:
        derive.touch(connection, entity, one.merged.keys() | one.bereft)
    return rows, changes, venues, places


def _changes(entity: Entity, added: Iterable[int], updated: Iterable[int]) -> Iterator[Change]:
    yield from (Change(entity, id_, "added") for id_ in sorted(added))
    yield from (Change(entity, id_, "updated") for id_ in sorted(updated))
