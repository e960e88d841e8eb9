"""Writes the authors of a batch: themselves, their names, outside ids and reported figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from service.ids import name_block
from service.ingest.compose import by_precedence
from service.ingest.copy import Row, among, stage_rows
from service.ingest.joins import MOST_SIGNS, Join
from service.ingest.lookup import ids_of
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.names import fullest, name_key
from service.ingest.paper_rows import one_a_day
from service.ingest.records import AuthorRecord
from service.ingest.store import author_record, records_of_authors
from service.ingest.tell_apart import AuthorsMet, Person
from service.ingest.topic_mentions import TopicKey, key_of
from service.tables import (
    author,
    author_external_id,
    author_identity,
    author_name,
    reported_metric,
)

_MOVE_MENTIONS = text(
    """
    UPDATE authorship SET author_id = moved.author_id
      FROM incoming_bearer AS moved
     WHERE (authorship.paper_id, authorship.ordinal) = (moved.paper_id, moved.ordinal)
    """
)
_MOVE_REST = (
    text(
        """
        UPDATE authorship SET author_id = moved.into_id
          FROM unnest(CAST(:ended AS bigint[]), CAST(:into AS bigint[])) AS moved (id, into_id)
         WHERE author_id = moved.id
        """
    ),
    text(
        """
        UPDATE source_record SET author_id = moved.into_id
          FROM unnest(CAST(:ended AS bigint[]), CAST(:into AS bigint[])) AS moved (id, into_id)
         WHERE author_id = moved.id
        """
    ),
)


@dataclass(slots=True)
class _Known:
    """What mentions that were not looked at have left on the author."""

    names: set[str] = field(default_factory=set)
    is_group: bool = False
    joins: list[Row] = field(default_factory=list)


def write_authors(
    connection: Connection,
    met: AuthorsMet,
    records: Mapping[int, Sequence[AuthorRecord]],
    topics: Mapping[TopicKey, int],
) -> set[int]:
    """The persons' own rows; which of the present ones changed. Merged ones give theirs away."""
    present = met.persons.keys() - met.added
    known = _known(connection, met)
    tables = _author_tables()
    for id_, person in sorted(met.persons.items()):
        before = _Known() if person.is_whole else known[id_]
        said = records.get(id_, ())
        names = before.names | _names_of(person, said)
        rows = [
            *_rows_of_author(person, names, before.is_group, said, topics),
            _joins_of(person, names, known[id_]),
        ]
        for table, its_rows in zip(tables, rows, strict=True):
            (table.fresh if id_ in met.added else table.present).extend(its_rows)
    own, *owned = tables
    changed = replace_rows(connection, [own], present)
    emptied = met.merged.keys() | (met.losers - met.persons.keys())
    return changed | (replace_rows(connection, owned, present | emptied) & present)


def move_mentions(connection: Connection, met: AuthorsMet) -> None:
    """Mentions on papers that do not change otherwise go to their bearers."""
    moved = [(*ref, bearer) for ref, bearer in sorted(met.moved.items())]
    if moved:
        columns = {"paper_id": "bigint", "ordinal": "integer", "author_id": "bigint"}
        stage_rows(connection, "incoming_bearer", columns, moved)
        connection.execute(_MOVE_MENTIONS)
    if met.merged:
        ended, into = zip(*sorted(met.merged.items()), strict=True)
        for statement in _MOVE_REST:
            connection.execute(statement, {"ended": list(ended), "into": list(into)})


def _author_tables() -> list[OwnedRows]:
    return [
        OwnedRows(
            author,
            "id",
            ("id",),
            ("name", "name_key", "kind", "orcid", "homepage", "given_primary_topic_id"),
        ),
        OwnedRows(author_name, "author_id", ("author_id", "name"), ("name_key", "name_block")),
        OwnedRows(author_external_id, "author_id", ("scheme", "value"), ("author_id",)),
        OwnedRows(
            reported_metric,
            "author_id",
            ("author_id", "name", "source", "as_of"),
            ("value", "unit"),
        ),
        OwnedRows(
            author_identity,
            "author_id",
            ("author_id", "rule", "name_key"),
            ("evidence", "mention_count"),
        ),
    ]


def _names_of(person: Person, records: Iterable[AuthorRecord]) -> set[str]:
    mentioned = {name for item in person.items for name in item.names}
    return mentioned | {name for one in records for name in (one.name, *one.other_names)}


def _rows_of_author(
    person: Person,
    names: Set[str],
    was_group: bool,
    records: Sequence[AuthorRecord],
    topics: Mapping[TopicKey, int],
) -> Iterator[list[Row]]:
    """The author's rows for each of the tables, in their order; the surest record comes first."""
    name = records[0].name if records else fullest(names)
    topic = next((one.primary_topic for one in records if one.primary_topic), None)
    orcids = sorted(id_.value for id_ in person.ids if id_.scheme == "orcid")
    yield [
        (
            person.id,
            name,
            name_key(name),
            "group" if was_group or any(one.is_group for one in person.items) else "person",
            orcids[0] if orcids else None,
            next((one.homepage for one in records if one.homepage), None),
            topics[key_of(topic)] if topic else None,
        )
    ]
    yield [(person.id, one, key := name_key(one), name_block(key)) for one in sorted(names)]
    yield [(id_.scheme, id_.value, person.id) for id_ in sorted(person.ids)]
    figures = ((one.source, metric) for one in records for metric in one.metrics)
    yield [
        (person.id, metric.name, source, metric.as_of, metric.value, metric.unit)
        for source, metric in one_a_day(figures)
    ]


def _joins_of(person: Person, names: Set[str], known: _Known) -> list[Row]:
    """Why names are this author's: what was told now, and of other blocks what was told before of
    names that the author still has."""
    rows = rows_of_joins(person.id, person.joins, (item.key for item in person.items))
    keys = set(map(name_key, names)) if known.joins else set()
    return rows + [(person.id, *row) for row in known.joins if row[1] in keys]


def rows_of_joins(author_id: int, joins: Iterable[Join], keys: Iterable[str]) -> list[Row]:
    """The rows of `author_identity`; `keys` are the author's names, one for each mention."""
    evidence: dict[tuple[str, str], set[str]] = defaultdict(set)
    for join in joins:
        evidence[join.rule, join.name_key].update(join.evidence)
    counts = Counter(keys)
    return [
        (author_id, rule, key, sorted(shared)[:MOST_SIGNS], counts[key])
        for (rule, key), shared in sorted(evidence.items())
    ]


def _known(connection: Connection, met: AuthorsMet) -> dict[int, _Known]:
    """What is stored of the persons, that of merged ones with those whom they became.

    Of a merged one without ids all mentions were looked at: what they say now is all there is.
    """
    identified = ids_of(connection, author_external_id, set(met.merged))
    wanted = sorted(met.persons.keys() | identified.keys())
    known: dict[int, _Known] = defaultdict(_Known)
    found = (
        select(author_name.c.author_id, author_name.c.name, author.c.kind)
        .join(author, author.c.id == author_name.c.author_id)
        .where(among(author_name.c.author_id, wanted))
    )
    for author_id, name, kind in connection.execute(found):
        of = known[met.merged.get(author_id, author_id)]
        of.names.add(name)
        of.is_group |= kind == "group"
    columns = ("author_id", "rule", "name_key", "evidence", "mention_count")
    joined = select(*(author_identity.c[name] for name in columns)).where(
        among(author_identity.c.author_id, wanted)
    )
    for author_id, *row in connection.execute(joined):
        if not met.blocks.holds(row[1]):
            known[met.merged.get(author_id, author_id)].joins.append(row)
    return known


def records_by_author(connection: Connection, met: AuthorsMet) -> dict[int, list[AuthorRecord]]:
    """All that was said about each author apart from papers, the surest word first."""
    kept = records_of_authors(connection, met.persons.keys() | met.merged.keys())
    said = {one.ref: (author_record(one.record), one.author_id) for one in kept}
    said |= {ref: (met.records[ref], bearer) for ref, bearer in met.assigned.items()}
    found: dict[int, list[AuthorRecord]] = defaultdict(list)
    for record, bearer in said.values():
        if bearer is not None:
            found[met.merged.get(bearer, bearer)].append(record)
    return {author_id: by_precedence(records) for author_id, records in found.items()}
