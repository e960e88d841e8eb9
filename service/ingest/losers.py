"""Authors who lost a mention, a name or an id: what is left of them, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from service.ids import ExternalId
from service.ingest.copy import among
from service.ingest.decisions import pinned
from service.ingest.identity import MentionRef
from service.ingest.lookup import ids_of
from service.ingest.meet_papers import compose_stored
from service.ingest.mentions import Item, paper_items
from service.ingest.store import author_record, records_of_authors
from service.ingest.tell_apart import AuthorsMet, Person
from service.tables import author_external_id, authorship


def make_whole(connection: Connection, met: AuthorsMet, rewritten: Collection[int]) -> None:
    """Every loser becomes a whole person of the batch, or is left without anything.

    `rewritten` are the papers of the batch: their mentions count as they are now.
    """
    left = _mentions_left(connection, met, rewritten)
    borne = ids_of(connection, author_external_id, met.losers)
    claims = _claims_of_records(connection, met)
    for author_id in met.losers:
        person = met.persons.get(author_id)
        if person is None:
            if not left[author_id] and author_id not in claims:
                continue
            person = Person(author_id, [], set(borne.get(author_id, ())), is_whole=True)
            met.persons[author_id] = person
        known = {item.ref for item in person.items}
        person.items += [item for item in left[author_id] if item.ref not in known]
        claimed = {id_ for item in person.items for id_ in item.ids}
        person.ids &= claimed | claims.get(author_id, set())
        person.is_whole = True


def _mentions_left(
    connection: Connection, met: AuthorsMet, rewritten: Collection[int]
) -> dict[int, list[Item]]:
    """What each loser has on papers that the batch leaves as they are."""
    found = select(authorship.c.paper_id, authorship.c.ordinal, authorship.c.author_id).where(
        among(authorship.c.author_id, sorted(met.losers))
    )
    bearers: dict[MentionRef, int] = {}
    for paper_id, ordinal, author_id in connection.execute(found):
        ref = (paper_id, ordinal)
        if paper_id not in rewritten and met.bearers.get(ref, author_id) == author_id:
            bearers[ref] = author_id
    left: dict[int, list[Item]] = defaultdict(list)
    papers = compose_stored(connection, {paper_id for paper_id, _ in bearers})
    items = [item for paper_id, paper in papers.items() for item in paper_items(paper_id, paper)]
    for item in pinned(connection, [item for item in items if item.ref in bearers], {}):
        left[bearers[item.ref]].append(item)
    return left


def _claims_of_records(connection: Connection, met: AuthorsMet) -> dict[int, set[ExternalId]]:
    """The ids in records about the losers; a loser with a record stands here even without ids."""
    claims: dict[int, set[ExternalId]] = {}
    for one in records_of_authors(connection, met.losers):
        bearer = met.assigned.get(one.ref, one.author_id)
        if bearer is not None and one.ref not in met.assigned:
            claims.setdefault(bearer, set()).update(author_record(one.record).ids)
    for ref, bearer in met.assigned.items():
        claims.setdefault(bearer, set()).update(met.records[ref].ids)
    return claims
