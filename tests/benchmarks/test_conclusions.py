"""What the made-up graph concludes from names and texts is what the ingest concludes from them."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import select, text

from benchmarks.corpus import words
from benchmarks.corpus.graph import Size, id_of, make_graph
from benchmarks.corpus.institutions import institutions, ror, texts
from benchmarks.corpus.people import People
from benchmarks.corpus.rows import SOURCE
from service import ids, tables
from service.database.engine import writing_engine
from service.ids import ExternalId, Scheme, name_block
from service.ingest import by_hand
from service.ingest.batch import Batch
from service.ingest.merge_institutions import changed_affiliations
from service.ingest.names import fullest
from service.ingest.payload import seal
from service.ingest.records import AffiliationRecord
from tests.benchmarks.conftest import SIZE

OF_AFFILIATIONS = (
    "affiliation",
    "affiliation_external_id",
    "affiliation_match",
    "affiliation_name",
    "affiliation_parent",
    "affiliation_text",
    "institution_name",
)
OF_AUTHORS = (
    "author",
    "author_decision",
    "author_decision_member",
    "author_external_id",
    "author_identity",
    "author_name",
    "authorship",
    "forwarding",
    "reported_metric",
)


@contextmanager
def unchanged(corpus, names):
    """A transaction that must leave these tables as they were, and is rolled back."""

    def found(connection):
        return {
            name: Counter(connection.scalars(text(f"SELECT one::text FROM {name} AS one")))
            for name in names
        }

    with writing_engine(corpus.owner_url).connect() as connection, connection.begin() as all_of_it:
        before = found(connection)
        yield connection
        after = found(connection)
        all_of_it.rollback()
    for name in names:
        assert after[name] == before[name], name


def record_of(connection, row):
    """What a registry would have said of this institution."""

    def of(table, *columns):
        wanted = select(*(table.c[name] for name in columns)).where(
            table.c.affiliation_id == row.id
        )
        return sorted(map(tuple, connection.execute(wanted)))

    return AffiliationRecord(
        source=SOURCE,
        key=str(row.id),
        name=row.name,
        updated=None,
        other_names=tuple(
            name for (name,) in of(tables.affiliation_name, "name") if name != row.name
        ),
        ids=tuple(
            ExternalId(*id_) for id_ in of(tables.affiliation_external_id, "scheme", "value")
        ),
        kind=row.kind,
        country_code=row.country_code,
        city=row.city,
        parent_ids=tuple(
            ExternalId(*id_) for id_ in of(tables.affiliation_parent, "scheme", "value")
        ),
    )


def test_records_of_the_institutions_say_nothing_new(corpus):
    with unchanged(corpus, OF_AFFILIATIONS) as connection:
        rows = connection.execute(
            select(tables.affiliation).where(tables.affiliation.c.has_record)
        ).all()
        records = [record_of(connection, row) for row in rows]
        assert any(record.parent_ids for record in records)
        batch = Batch(connection, 1)
        assert batch.write([seal(record) for record in records]).accepted == len(records)
        batch.finish()


def test_texts_name_the_institutions_that_ingest_finds_in_them(corpus):
    with unchanged(corpus, OF_AFFILIATIONS) as connection:
        batch = Batch(connection, 1)
        batch.tell_apart(frozenset())
        connection.execute(text("DELETE FROM affiliation_match"))
        connection.execute(text("DELETE FROM affiliation_text"))
        connection.execute(text("UPDATE affiliation SET parent_id = NULL"))
        changed_affiliations(connection, connection.scalars(select(tables.affiliation.c.id)).all())
        batch.finish()


def test_who_is_who_stays_as_it_is_when_told_apart_anew(corpus):
    with unchanged(corpus, OF_AUTHORS) as connection:
        connection.execute(text("DELETE FROM author_identity"))
        people = People.of(make_graph(SIZE))
        names = {ids.name_key(name) for author in people.bare for name in people.forms(author)}
        batch = Batch(connection, 1)
        batch.tell_apart(names)
        batch.finish()


def test_bare_names_are_told_by_more_than_one_rule(corpus):
    with psycopg.connect(corpus.owner_url) as connection:
        rules = dict(
            connection.execute(
                "SELECT rule, count(*) FROM author_identity GROUP BY rule"
            ).fetchall()
        )
        (shared,) = connection.execute(
            "SELECT count(*) FROM author_identity WHERE evidence <> '{}'"
        ).fetchone()
    assert rules.keys() == {"rare_name", "fuller_form"}
    assert shared > 0


def test_decisions_are_about_whom_they_made(corpus):
    """A split of two namesakes, a merge, and a split that was taken back."""
    told = by_hand.decisions(corpus.owner_url)
    decided = People.of(make_graph(SIZE)).decisions
    assert [one.kind for one in decided] == ["split", "merge", "split"]
    bearers = [sorted(id_of(author, SIZE.authors) for author in one.authors) for one in decided]
    assert [line.split("  ", 3)[3] for line in reversed(told)] == [
        " and ".join(f"author:{one}" for one in bearers[0]),
        f"author:{bearers[1][0]}",
        "taken back",
    ]


def test_nobody_else_has_the_name_of_whom_a_name_alone_tells():
    people = People.of(make_graph(Size(30_000)))
    namesakes = {
        pair for one in people.decisions if len(one.authors) == 2 for pair in one.authors[1:]
    }
    blocks = Counter(
        block
        for author in range(len(people.names))
        if author not in namesakes
        for block in {name_block(ids.name_key(name)) for name in people.forms(author)}
    )
    bare = {name_block(ids.name_key(people.forms(author)[0])) for author in people.bare}
    assert len(bare) > 500
    assert {blocks[block] for block in bare} == {1}
    for author in people.bare:
        assert fullest(people.forms(author)) == " ".join(people.names[author])
    surnames = {name_block(ids.name_key(words.rare_surname(number))) for number in range(5_000)}
    assert len(surnames) == 5_000


def test_affiliations_have_names_of_their_own():
    """What only authors write is known by nothing but its name."""
    count = 20_000
    names = [words.institution(number).name for number in range(count)]
    names += [name for _, name in texts(count)]
    assert len({ids.name_key(name) for name in names}) == len(names)


def test_ids_of_ror_have_their_check_digits():
    assert ror(182_377_248) == "05dxps055"  # the California Institute of Technology
    for number in range(100_000_000, 100_000_200):
        assert str(ids.parse_id(Scheme.ROR, ror(number))) == f"ror:{ror(number)}"


def test_texts_name_institutions_in_every_way():
    rows = {one.table: list(one.rows) for one in institutions(Size(30_000))}
    matches = rows["affiliation_match"]
    assert {row[4] for row in matches} == {"name", "alias", "acronym"}
    for place in (5, 6, 7):
        assert {row[place] for row in matches} == {True, False}
    named = Counter(row[0] for row in matches)
    assert set(named.values()) == {1, 2}
    assert len(named) < len(rows["affiliation_text"])


@pytest.mark.parametrize("table", ["affiliation_match", "institution_name", "affiliation_parent"])
def test_a_larger_graph_has_more_of_each(table):
    counts = [
        next(sum(1 for _ in one.rows) for one in institutions(Size(size)) if one.table == table)
        for size in (6_000, 60_000)
    ]
    assert counts[1] > 5 * counts[0] > 0
