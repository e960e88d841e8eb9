"""Who bears the names of a batch: whom ids tell at once, all others at its end, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from sqlalchemy import ColumnElement, Connection, select

from service.ingest.blocks import (
    blocks_of,
    names_to_tell_apart,
    papers_untold,
    records_untold,
)
from service.ingest.copy import among
from service.ingest.decisions import pinned
from service.ingest.identity import NO_PAPER, MentionRef, RecordRef
from service.ingest.lookup import ids_of
from service.ingest.meet_papers import PapersMet
from service.ingest.mentions import Item, paper_items, record_item, stored_items
from service.ingest.names import name_key
from service.ingest.records import AuthorRecord
from service.ingest.store import Stored, author_record, records_of_authors
from service.ingest.tell_apart import AuthorsMet, Person, tell_apart
from service.tables import author_external_id, authorship


def meet_authors(
    connection: Connection,
    met_papers: PapersMet,
    changed: Mapping[RecordRef, AuthorRecord],
    earlier: Mapping[RecordRef, Stored],
) -> tuple[AuthorsMet, set[str]]:
    """Whom ids tell of those who bear the names of these papers and records, and which names are to
    be told apart yet.

    Until then a name in its place stays with who bore it, and nobody bears what is new. `earlier`
    are the records as they were.
    """
    met = AuthorsMet(records=dict(changed))
    papers = met_papers.relisted
    former = {
        paper_id: one
        for paper_id, one in met_papers.former.items()
        if paper_id in papers or paper_id in met_papers.ended
    }
    items = [item for paper_id, one in papers.items() for item in paper_items(paper_id, one)]
    was = [item for paper_id, one in former.items() for item in paper_items(paper_id, one)]
    stored = _bearers(connection, among(authorship.c.paper_id, former), lambda _: True)
    before = _before(items, was, stored, met_papers.merged)
    lost = [(stored[item.ref], item) for item in was if item.ref in stored]
    for place, ref in met.record_refs.items():
        items.append(record_item(place, changed[ref]))
        if ref in earlier:
            was.append(record_item(place, author_record(earlier[ref].record)))
            if (author_id := earlier[ref].author_id) is not None:
                before[place] = author_id
                lost.append((author_id, was[-1]))
    untold = names_to_tell_apart(connection, items + was)
    items = pinned(connection, items, met.record_refs)
    waiting = {item.ref for item in items if item.ref in before and item.key in untold}
    told = [item for item in items if item.ids and item.ref not in waiting]
    met.before = {item.ref: before[item.ref] for item in told if item.ref in before}
    tell_apart(connection, met, told)
    _leave(connection, met, [(before[item.ref], item) for item in items if item.ref in waiting])
    met.losers = {*_losers(met, lost), *_left(met)}
    return met, untold


def meet_names(connection: Connection, names: Set[str]) -> AuthorsMet:
    """Tells apart all who bear these names, and their like, wherever they stand."""
    met = AuthorsMet(blocks=blocks_of(connection, names))
    of_names = authorship.c.author_id.in_(met.blocks.bearers())
    stored = _bearers(connection, of_names, met.blocks.holds)
    papers = {paper_id for paper_id, _ in stored} | papers_untold(connection, met.blocks)
    items = stored_items(connection, papers, met.blocks.holds)
    met.before = {item.ref: stored[item.ref] for item in items if item.ref in stored}
    items += _record_items(connection, met)
    tell_apart(connection, met, pinned(connection, items, met.record_refs))
    met.moved = {
        ref: bearer
        for ref, bearer in met.bearers.items()
        if ref[0] != NO_PAPER and met.before.get(ref) != bearer
    }
    met.losers = set(_left(met))
    return met


def _bearers(
    connection: Connection, where: ColumnElement[bool], is_wanted: Callable[[str], bool]
) -> dict[MentionRef, int]:
    """Who bears the wanted ones of these names now."""
    columns = ("paper_id", "ordinal", "author_id", "name_as_written")
    found = connection.execute(select(*(authorship.c[name] for name in columns)).where(where))
    return {
        (paper_id, ordinal): author_id
        for paper_id, ordinal, author_id, name in found
        if author_id is not None and is_wanted(name_key(name))
    }


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


def _record_items(connection: Connection, met: AuthorsMet) -> list[Item]:
    """Records about authors of these names, which stand among the mentions on no paper."""
    kept = records_untold(connection, met.blocks)
    if met.blocks:
        for one in records_of_authors(connection, connection.scalars(met.blocks.bearers())):
            record = author_record(one.record)
            if record.ids or met.blocks.holds(name_key(record.name)):
                kept.append(one)
    author_ids = {one.ref: one.author_id for one in kept}
    met.records = {one.ref: author_record(one.record) for one in kept}
    for place, ref in met.record_refs.items():
        if (author_id := author_ids[ref]) is not None:
            met.before[place] = author_id
    return [record_item(place, met.records[ref]) for place, ref in met.record_refs.items()]


def _leave(connection: Connection, met: AuthorsMet, borne: Iterable[tuple[int, Item]]) -> None:
    """These names stay with their bearers."""
    borne = list(borne)
    ids = ids_of(connection, author_external_id, {bearer for bearer, _ in borne})
    record_refs = met.record_refs
    for bearer, item in borne:
        id_ = met.merged.get(bearer, bearer)
        if id_ not in met.persons:
            met.persons[id_] = Person(id_, [], set(ids.get(id_, ())), is_whole=False)
        met.persons[id_].items.append(item)
        met.bearers[item.ref] = id_
        if item.ref in record_refs:
            met.assigned[record_refs[item.ref]] = id_


def _losers(met: AuthorsMet, had: Iterable[tuple[int, Item]]) -> Iterator[int]:
    """Who has not all that they had."""
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


def _left(met: AuthorsMet) -> Iterator[int]:
    """Whom a mention has left for another."""
    for ref, bearer in met.before.items():
        if met.bearers[ref] != bearer and bearer not in met.merged:
            yield bearer
