"""Tells apart who bears names in their places: by outside ids, then block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from service.ids import ExternalId, Scheme
from service.ingest.blocks import Blocks
from service.ingest.decisions import SCHEME, led, taken_back
from service.ingest.identity import NO_PAPER, Clusters, MentionRef, RecordRef, keep_ids
from service.ingest.joins import Join, Mention
from service.ingest.lookup import ids_of, new_ids, owners_of
from service.ingest.mentions import Item
from service.ingest.records import AuthorRecord
from service.ingest.resolve import resolve_block
from service.tables import author, author_external_id


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
    """`bearers` says who each mention is now, `before` who it was, for all that were looked at;
    `moved` are those among them on papers that do not change otherwise, whose author does.

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
    moved: dict[MentionRef, int] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=Blocks)

    @property
    def record_refs(self) -> dict[MentionRef, RecordRef]:
        """The records by the places where they stand among the mentions."""
        return {(NO_PAPER, number): ref for number, ref in enumerate(sorted(self.records), 1)}


def tell_apart(connection: Connection, met: AuthorsMet, items: Sequence[Item]) -> None:
    """Who bears these names now, each of which `before` says who bore it."""
    clusters, owners = _identities(connection, items)
    identity_of = {item.ref: clusters.find(_surest(item.ids)) for item in items if item.ids}
    units: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        units[met.blocks.unit_of(item.key)].append(item)
    groups: dict[Hashable, list[MentionRef]] = defaultdict(list)
    joins: dict[Hashable, list[Join]] = defaultdict(list)
    for _, alike in sorted(units.items()):
        if all(item.ids for item in alike):
            # Ids tell everybody apart: nothing else is asked.
            for ref in sorted(item.ref for item in alike):
                groups[identity_of[ref]].append(ref)
            continue
        for one in resolve_block([_mention(item, identity_of.get(item.ref)) for item in alike]):
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


def _mention(item: Item, identity: Hashable | None) -> Mention:
    return Mention(item.ref, item.key, identity, item.scopes, item.signs, item.is_group)


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
