"""Who bears the names of a batch: each block of names that it touches is told apart anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from service.ids import ExternalId, Scheme
from service.ingest.blocks import (
    Blocks,
    blocks_to_tell_apart,
    names_to_tell_apart,
    papers_untold,
)
from service.ingest.compose import ComposedPaper
from service.ingest.copy import among
from service.ingest.decisions import SCHEME, led, pinned, taken_back
from service.ingest.identity import NO_PAPER, Clusters, MentionRef, RecordRef, keep_ids
from service.ingest.joins import Join, Mention
from service.ingest.lookup import ids_of, new_ids, owners_of
from service.ingest.meet_papers import PapersMet
from service.ingest.mentions import Item, paper_items, record_item, stored_items
from service.ingest.names import name_key
from service.ingest.records import AuthorRecord
from service.ingest.resolve import resolve_block
from service.ingest.store import Stored, author_record, records_of_authors
from service.tables import author, author_external_id, authorship


@dataclass(slots=True)
class Person:
    """One author that the batch makes or touches; not `is_whole` when outside ids lead to them, who
    may then have mentions that were not looked at."""

    id: int
    items: list[Item]
    ids: set[ExternalId]
    is_whole: bool
    joins: list[Join] = field(default_factory=list)


@dataclass(slots=True)
class AuthorsMet:
    """`bearers` says who each mention is now, `before` who it was, for all that were looked at.

    `records` are the records about the authors themselves, `assigned` whom they became. `losers`
    are present authors who have a mention, name or id less than they had. `blocks` were told apart.
    """

    persons: dict[int, Person] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    bearers: dict[MentionRef, int] = field(default_factory=dict)
    before: dict[MentionRef, int] = field(default_factory=dict)
    records: dict[RecordRef, AuthorRecord] = field(default_factory=dict)
    assigned: dict[RecordRef, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    losers: set[int] = field(default_factory=set)
    neighbours: set[int] = field(default_factory=set)
    blocks: Blocks = field(default_factory=Blocks)

    @property
    def record_refs(self) -> dict[MentionRef, RecordRef]:
        """The records by the places where they stand among the mentions."""
        return {(NO_PAPER, number): ref for number, ref in enumerate(sorted(self.records), 1)}

    @property
    def moved(self) -> dict[MentionRef, int]:
        """Mentions on papers that do not change otherwise, whose author does."""
        return {
            ref: bearer
            for ref, bearer in self.bearers.items()
            if ref[0] in self.neighbours and self.before.get(ref) != bearer
        }


def meet_authors(
    connection: Connection,
    met_papers: PapersMet,
    changed: Mapping[RecordRef, AuthorRecord],
    earlier: Mapping[RecordRef, Stored],
    names: Set[str],
) -> AuthorsMet:
    """Tells apart the authors of these papers and records, with all who share a name with them.

    `earlier` are the records as they were. `names` are told apart anyway.
    """
    met = AuthorsMet()
    papers = met_papers.relisted
    former = {
        paper_id: one
        for paper_id, one in met_papers.former.items()
        if paper_id in papers or paper_id in met_papers.ended
    }
    items = [item for paper_id, one in papers.items() for item in paper_items(paper_id, one)]
    former_items = [item for paper_id, one in former.items() for item in paper_items(paper_id, one)]
    records = [*changed.values(), *(author_record(one.record) for one in earlier.values())]
    blocks = blocks_to_tell_apart(connection, items + former_items, records, names)
    met.blocks = blocks
    stored = _stored_bearers(connection, blocks, former.keys())
    met.neighbours = {ref[0] for ref in stored} | papers_untold(connection, blocks)
    met.neighbours -= papers.keys() | former.keys()
    items += stored_items(connection, met.neighbours, blocks.holds)
    met.before = _before(items, former_items, stored, met_papers.merged)
    _add_records(connection, met, items, blocks, changed, earlier)
    _tell_apart(connection, met, pinned(connection, items, met.record_refs))
    met.losers = set(_losers(met, former_items, stored, earlier))
    return met


def meet_identified(
    connection: Connection, papers: Mapping[int, ComposedPaper]
) -> tuple[AuthorsMet, set[str]]:
    """Tells apart those authors of new papers whom ids tell; and which names are to be told apart
    yet. Until then nobody bears them."""
    met = AuthorsMet()
    items = [item for paper_id, one in papers.items() for item in paper_items(paper_id, one)]
    _tell_apart(connection, met, [item for item in items if item.ids])
    return met, names_to_tell_apart(connection, items)


def _stored_bearers(
    connection: Connection, blocks: Blocks, former: Iterable[int]
) -> dict[MentionRef, int]:
    """Who bears the names of these blocks now, wherever they stand, and those of these papers."""
    columns = (
        *(authorship.c.paper_id, authorship.c.ordinal),
        *(authorship.c.author_id, authorship.c.name_as_written),
    )
    of_papers = select(*columns).where(among(authorship.c.paper_id, former))
    found = {
        (row.paper_id, row.ordinal): row.author_id
        for row in connection.execute(of_papers)
        if row.author_id is not None
    }
    if blocks:
        of_names = select(*columns).where(authorship.c.author_id.in_(blocks.bearers()))
        for row in connection.execute(of_names):
            if blocks.holds(name_key(row.name_as_written)):
                found[row.paper_id, row.ordinal] = row.author_id
    return found


def _before(
    items: Iterable[Item],
    former_items: Iterable[Item],
    stored: Mapping[MentionRef, int],
    merged_papers: Mapping[int, int],
) -> dict[MentionRef, int]:
    """Who each mention was: places change when lists are completed, so a changed paper's mention is
    known by its name, and a merged paper's stands for the one on the paper that goes on."""
    by_name: dict[tuple[int, str], list[int]] = defaultdict(list)
    changed = set()
    for item in former_items:
        paper_id = merged_papers.get(item.ref[0], item.ref[0])
        changed.add(paper_id)
        if item.ref in stored:
            by_name[paper_id, item.key].append(stored[item.ref])
    before = {}
    for item in items:
        if item.ref[0] in changed:
            bearers = by_name[item.ref[0], item.key]
            if bearers:
                before[item.ref] = bearers.pop(0) if len(bearers) > 1 else bearers[0]
        elif item.ref in stored:
            before[item.ref] = stored[item.ref]
    return before


def _add_records(
    connection: Connection,
    met: AuthorsMet,
    items: list[Item],
    blocks: Blocks,
    changed: Mapping[RecordRef, AuthorRecord],
    earlier: Mapping[RecordRef, Stored],
) -> None:
    """Records about authors of these names stand among the mentions, as place 0 of no paper."""
    kept: dict[RecordRef, Stored] = {}
    if blocks:
        for one in records_of_authors(connection, connection.scalars(blocks.bearers())):
            record = author_record(one.record)
            if record.ids or blocks.holds(name_key(record.name)):
                kept[one.ref] = one
    kept |= earlier
    met.records = {ref: author_record(one.record) for ref, one in kept.items()} | dict(changed)
    for number, (ref, record) in enumerate(sorted(met.records.items()), 1):
        place = (NO_PAPER, number)
        items.append(record_item(place, record))
        if ref in kept and (author_id := kept[ref].author_id) is not None:
            met.before[place] = author_id


def _tell_apart(connection: Connection, met: AuthorsMet, items: Sequence[Item]) -> None:
    clusters, owners = _identities(connection, items)
    units: dict[str, list[Mention]] = defaultdict(list)
    for item in items:
        identity = clusters.find(_surest(item.ids)) if item.ids else None
        units[met.blocks.unit_of(item.key)].append(
            Mention(item.ref, item.key, identity, item.scopes, item.signs, item.is_group)
        )
    groups: dict[Hashable, list[MentionRef]] = defaultdict(list)
    joins: dict[Hashable, list[Join]] = defaultdict(list)
    for _, mentions in sorted(units.items()):
        for one in resolve_block(mentions):
            # A bare author is the first mention.
            handle = one.refs[0] if one.identity is None else one.identity
            groups[handle] += one.refs
            joins[handle] += one.joins
    own = [owners.get(identity, set()) for identity in groups]
    borne = ids_of(connection, author_external_id, set(met.before.values()))
    with_ids = {
        author_id for author_id, ids in borne.items() if any(id_.scheme != SCHEME for id_ in ids)
    }
    voting = {ref: author_id for ref, author_id in met.before.items() if author_id not in with_ids}
    kept, met.merged, _ = keep_ids(list(groups.values()), voting, own)
    fresh = iter(new_ids(connection, author, kept.count(None)))
    held = _ids_in(clusters)
    stale = taken_back(connection, (id_ for ids in held.values() for id_ in ids))
    by_ref = {item.ref: item for item in items}
    record_refs = met.record_refs
    for (identity, refs), known in zip(groups.items(), kept, strict=True):
        id_ = next(fresh) if known is None else known
        if known is None:
            met.added.add(id_)
        ids = held.get(identity, set()) - stale
        found = [by_ref[ref] for ref in refs]
        met.persons[id_] = Person(id_, found, ids, not ids, joins[identity])
        met.bearers |= dict.fromkeys(refs, id_)
        met.assigned |= {record_refs[ref]: id_ for ref in refs if ref in record_refs}


def _losers(
    met: AuthorsMet,
    former_items: Iterable[Item],
    stored: Mapping[MentionRef, int],
    earlier: Mapping[RecordRef, Stored],
) -> Iterator[int]:
    had = [(stored[item.ref], item) for item in former_items if item.ref in stored]
    had += [
        (one.author_id, record_item((NO_PAPER, 0), author_record(one.record)))
        for one in earlier.values()
        if one.author_id is not None
    ]
    for bearer, item in had:
        person = met.persons.get(bearer)
        if person is None:
            if bearer not in met.merged:
                yield bearer
        elif not person.is_whole:
            known = {name for mine in person.items for name in mine.names}
            claimed = {id_ for mine in person.items for id_ in mine.ids}
            if not (
                known.issuperset(item.names)
                and claimed.issuperset(item.ids)
                and item.is_group <= any(mine.is_group for mine in person.items)
            ):
                yield bearer
    for ref, bearer in met.before.items():
        if met.bearers[ref] != bearer and bearer not in met.merged:
            yield bearer


def _identities(
    connection: Connection, items: Iterable[Item]
) -> tuple[Clusters, dict[Hashable, set[int]]]:
    """The outside ids that are one author's, and which present authors bear them."""
    given = sorted({item.ids for item in items if item.ids})
    owner_of = owners_of(connection, author_external_id, (id_ for ids in given for id_ in ids))
    borne = ids_of(connection, author_external_id, set(owner_of.values()))
    clusters = Clusters(None)
    known = {id_ for ids in given for id_ in ids} | {id_ for ids in borne.values() for id_ in ids}
    for id_, decided in sorted(led(connection, known).items()):
        clusters.add(id_, [id_])
        clusters.add(decided, [decided])
        clusters.force(decided, id_)
    for ids in [*(sorted(ids) for _, ids in sorted(borne.items())), *given]:
        surest = _surest(ids)
        for id_ in ids:
            clusters.add(id_, [id_])
        for id_ in sorted(ids):
            clusters.union(surest, id_)
    owners: dict[Hashable, set[int]] = defaultdict(set)
    for author_id, ids in borne.items():
        owners[clusters.find(_surest(ids))].add(author_id)
    return clusters, owners


def _surest(ids: Iterable[ExternalId]) -> ExternalId:
    """A source's own id; an ORCID, which people type, only where there is no other."""
    return min(ids, key=lambda id_: (id_.scheme == Scheme.ORCID, id_))


def _ids_in(clusters: Clusters) -> dict[Hashable, set[ExternalId]]:
    return {
        clusters.find(group[0]): {id_ for id_ in group if isinstance(id_, ExternalId)}
        for group in clusters.groups()
    }
