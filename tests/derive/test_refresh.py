"""What derived data says in the cases that the definitions are about."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from service import derive
from service.derive.expected import EXPECTATIONS
from service.derive.verify import differences
from service.tables.author import MOST_COAUTHORS
from tests.derive.answers import g_index, h_index
from tests.derive.world import Signature, Work, World, change, furnish

ANN, BOB, CAT = 1, 2, 3
A, B, C = (Signature(author) for author in (ANN, BOB, CAT))
NOBODY = Signature(None)
SOURCE, OTHER, THIRD = 1, 2, 3


@pytest.fixture(autouse=True)
def _furnished(connection: Connection) -> None:
    furnish(connection)


def row(connection: Connection, statement: str, **values: object) -> tuple[object, ...]:
    return tuple(connection.execute(text(statement), values).one())


def rows(connection: Connection, statement: str, **values: object) -> list[tuple[object, ...]]:
    return [tuple(found) for found in connection.execute(text(statement), values)]


def store(connection: Connection, *works: Work, main_topics: dict[int, int] | None = None) -> World:
    world = World(dict(enumerate(works, 1)), main_topics or {})
    change(connection, World(), world)
    return world


def consistent(connection: Connection) -> bool:
    return not [found for e in EXPECTATIONS for found in differences(connection, e)]


def cited_papers(connection: Connection, counts: list[int]) -> None:
    """Ann's papers from 100 on, so often cited by papers from 1000 on of nobody."""
    connection.execute(
        text(
            "INSERT INTO paper (id, title, title_key) SELECT n, 'Z', 'z'"
            " FROM (SELECT 99 + generate_series(1, :own) UNION ALL"
            " SELECT 999 + generate_series(1, :others)) AS given (n)"
        ),
        {"own": len(counts), "others": max(counts)},
    )
    connection.execute(
        text(
            "INSERT INTO paper_text (paper_id, search)"
            " SELECT id, setweight(to_tsvector('english', title), 'A') FROM paper"
        )
    )
    connection.execute(
        text(
            "INSERT INTO authorship (paper_id, ordinal, position, author_id, name_as_written)"
            " SELECT id, 1, 1, 1, 'Ann' FROM paper WHERE id BETWEEN 100 AND 999"
        )
    )
    connection.execute(
        text(
            "INSERT INTO citation (citing_id, cited_id) SELECT 999 + n, 99 + place"
            " FROM unnest(CAST(:counts AS int[])) WITH ORDINALITY AS listed (most, place),"
            " generate_series(1, most) AS n"
        ),
        {"counts": counts},
    )
    derive.rebuild(connection)


METRICS = "SELECT paper_count, citation_count, h_index, i10_index, g_index FROM author WHERE id = 1"


@pytest.mark.parametrize(
    ("counts", "metrics"),
    [
        ([0], (1, 0, 0, 0, 0)),
        ([100], (1, 100, 1, 1, 1)),
        ([25, 8, 5, 3, 3, 0], (6, 44, 3, 1, 6)),
        ([10, 10, 9], (3, 29, 3, 2, 3)),
        ([4, 4, 4, 4, 4], (5, 20, 4, 0, 4)),
        ([12, 0, 0, 0, 0], (5, 12, 1, 1, 3)),
    ],
)
def test_metrics_of_well_known_lists(connection, counts, metrics):
    cited_papers(connection, counts)
    assert row(connection, METRICS) == metrics
    assert (h_index(counts), g_index(counts)) == (metrics[2], metrics[4])


def test_a_citation_that_goes_lowers_the_metrics_again(connection):
    cited_papers(connection, [10, 10, 9])
    derive.begin(connection)
    derive.touch(connection, "paper", [1000])
    derive.note(connection)
    connection.execute(text("DELETE FROM citation WHERE citing_id = 1000"))
    derive.refresh(connection)
    assert row(connection, METRICS) == (3, 26, 3, 0, 3)
    assert consistent(connection)


def test_h_index_counts_a_paper_once_even_if_its_author_is_named_twice(connection):
    store(connection, Work(signatures=(A, B, A)), Work(signatures=(C,), cites=(SOURCE,)))
    assert row(connection, METRICS) == (1, 1, 1, 0, 1)
    assert rows(connection, "SELECT ordinal, is_repeat FROM authorship WHERE paper_id = 1") == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert row(connection, "SELECT author_count FROM paper WHERE id = 1") == (2,)


def test_names_of_nobody_count_on_the_paper_and_nowhere_else(connection):
    store(connection, Work(signatures=(A, NOBODY, NOBODY)))
    assert row(connection, "SELECT author_count FROM paper WHERE id = 1") == (3,)
    assert row(connection, "SELECT count(*) FROM coauthorship") == (0,)


def test_coauthors_stand_in_both_directions_with_their_years(connection):
    store(
        connection,
        Work(year=2019, signatures=(A, B)),
        Work(year=2021, signatures=(B, A, C)),
        Work(signatures=(A, B)),
    )
    ann = "SELECT coauthor_id, paper_count, first_year, last_year, last_year_key FROM coauthorship"
    assert rows(connection, f"{ann} WHERE author_id = 1 ORDER BY 1") == [
        (BOB, 3, 2019, 2021, 2021),
        (CAT, 1, 2021, 2021, 2021),
    ]
    assert rows(connection, f"{ann} WHERE author_id = 3 ORDER BY 1") == [
        (ANN, 1, 2021, 2021, 2021),
        (BOB, 1, 2021, 2021, 2021),
    ]


def test_a_paper_of_too_many_authors_makes_nobody_a_coauthor(connection):
    count = "SELECT count(*), max(paper_count) FROM coauthorship"
    small = Work(year=2020, signatures=(A, B))
    crowd = Work(year=2021, signatures=(A, B, *[NOBODY] * (MOST_COAUTHORS - 2)))
    larger = Work(year=2021, signatures=(*crowd.signatures, NOBODY))
    world = store(connection, small, larger)
    assert row(connection, count) == (2, 1)
    for works, papers in (((small, crowd), 2), ((small, larger), 1), ((larger, larger), None)):
        new = World(dict(enumerate(works, 1)))
        change(connection, world, new)
        assert row(connection, count) == ((2 if papers else 0), papers)
        assert consistent(connection)
        world = new


def test_coauthors_of_undated_papers_have_no_years(connection):
    store(connection, Work(signatures=(A, B)))
    statement = "SELECT first_year, last_year, last_year_key FROM coauthorship WHERE author_id = 1"
    assert row(connection, statement) == (None, None, 0)


def test_an_author_who_loses_the_only_paper_keeps_nothing_of_it(connection):
    world = store(connection, Work(year=2020, signatures=(A, B), topics=(1,)))
    change(connection, world, World({SOURCE: Work(year=2020, signatures=(B,), topics=(1,))}))
    statement = (
        "SELECT paper_count, coauthor_count, topic_count, first_year, primary_topic_id"
        " FROM author WHERE id = 1"
    )
    assert row(connection, statement) == (0, 0, 0, None, None)
    assert row(connection, "SELECT count(*) FROM author_year WHERE author_id = 1") == (0,)
    assert consistent(connection)


def test_a_paper_that_changes_its_year_moves_the_citations_that_it_gives(connection):
    world = store(connection, Work(year=2019, signatures=(A,)), Work(year=2020, cites=(SOURCE,)))
    years = "SELECT year, paper_count, citation_count FROM author_year ORDER BY 1"
    assert rows(connection, years) == [(2019, 1, 0), (2020, 0, 1)]
    change(
        connection,
        world,
        World({SOURCE: world.works[SOURCE], OTHER: Work(year=2021, cites=(SOURCE,))}),
    )
    assert rows(connection, years) == [(2019, 1, 0), (2021, 0, 1)]
    assert rows(connection, "SELECT paper_id, year, citation_count FROM paper_year") == [
        (1, 2021, 1)
    ]


def test_the_given_main_topic_goes_before_the_topic_of_most_papers(connection):
    works = (Work(signatures=(A,), topics=(3,)), Work(signatures=(A,), topics=(3, 4)))
    world = store(connection, *works, main_topics={ANN: 1})
    topic = "SELECT primary_topic_id FROM author WHERE id = 1"
    assert row(connection, topic) == (1,)
    change(connection, world, World(world.works))
    assert row(connection, topic) == (3,)


def test_among_topics_of_equally_many_papers_the_most_specific_is_the_main_one(connection):
    store(connection, Work(signatures=(A,), topics=(1, 2, 4)))
    assert row(connection, "SELECT primary_topic_id FROM author WHERE id = 1") == (4,)


def test_affiliations_of_a_paper_stand_in_the_order_of_their_first_mention(connection):
    store(
        connection,
        Work(
            signatures=(Signature(ANN, (2,)), Signature(BOB, (3, 2))),
            given_affiliations=(1, 3),
        ),
    )
    statement = "SELECT affiliation_id, ordinal, is_given FROM paper_affiliation ORDER BY ordinal"
    assert rows(connection, statement) == [(2, 1, False), (3, 2, True), (1, 3, True)]


def test_an_affiliation_that_is_taken_back_counts_the_paper_no_more(connection):
    world = store(connection, Work(given_affiliations=(1, 2)))
    change(connection, world, World({SOURCE: Work(given_affiliations=(2,))}))
    counts = "SELECT id, paper_count FROM affiliation ORDER BY id"
    assert rows(connection, counts) == [(1, 0), (2, 1), (3, 0)]
    assert rows(connection, "SELECT affiliation_id, ordinal FROM paper_affiliation") == [(2, 1)]


def test_code_is_there_when_claimed_or_linked(connection):
    store(connection, Work(code_claimed=True), Work(repositories=(1,)), Work())
    statement = "SELECT has_code, code_link_count FROM paper ORDER BY id"
    assert rows(connection, statement) == [(True, 0), (True, 1), (False, 0)]


def test_papers_that_cite_each_other_count_for_each_other(connection):
    store(connection, Work(cites=(OTHER,)), Work(cites=(SOURCE,)), Work(cites=(SOURCE,)))
    statement = "SELECT citation_count, reference_count FROM paper ORDER BY id"
    assert rows(connection, statement) == [(2, 1), (1, 1), (0, 1)]


def test_a_citation_counts_for_all_that_the_cited_paper_belongs_to(connection):
    cited = Work(signatures=(Signature(ANN, (1,)),), topics=(2,), given_affiliations=(3,))
    world = store(connection, cited)
    change(connection, world, World({SOURCE: cited, OTHER: Work(cites=(SOURCE,))}))
    assert row(connection, "SELECT citation_count FROM author WHERE id = 1") == (1,)
    assert row(connection, "SELECT citation_count FROM topic WHERE id = 2") == (1,)
    places = "SELECT id, citation_count FROM affiliation ORDER BY id"
    assert rows(connection, places) == [(1, 1), (2, 0), (3, 1)]
    assert row(connection, "SELECT author_citation_count FROM author_affiliation") == (1,)


def test_merged_authors_are_one_in_all_that_is_derived(connection):
    store(
        connection,
        Work(year=2019, signatures=(A, C), topics=(1,)),
        Work(year=2020, signatures=(B, C), topics=(1, 2)),
        Work(signatures=(A, B), cites=(SOURCE, OTHER)),
    )
    derive.begin(connection)
    derive.touch(connection, "author", [ANN, BOB])
    derive.touch(connection, "paper", [SOURCE, OTHER, THIRD])
    derive.note(connection)
    connection.execute(text("UPDATE authorship SET author_id = 1 WHERE author_id = 2"))
    connection.execute(text("DELETE FROM author WHERE id = 2"))
    derive.refresh(connection)
    assert row(
        connection,
        "SELECT paper_count, citation_count, coauthor_count, first_year, last_year"
        " FROM author WHERE id = 1",
    ) == (3, 2, 1, 2019, 2020)
    assert rows(connection, "SELECT author_id, coauthor_id, paper_count FROM coauthorship") == [
        (ANN, CAT, 2),
        (CAT, ANN, 2),
    ]
    assert row(connection, "SELECT count FROM entity_count WHERE entity = 'author'") == (4,)
    assert consistent(connection)


def test_a_removed_paper_leaves_nothing_behind(connection):
    world = store(
        connection,
        Work(year=2020, signatures=(A,), venue=1, topics=(1,), repositories=(1,)),
        Work(year=2021, signatures=(B,), cites=(SOURCE,)),
    )
    change(connection, world, World({OTHER: Work(year=2021, signatures=(B,))}))
    assert row(connection, METRICS) == (0, 0, 0, 0, 0)
    assert row(connection, "SELECT paper_count FROM venue WHERE id = 1") == (0,)
    assert row(connection, "SELECT paper_count FROM code_repository WHERE id = 1") == (0,)
    assert row(connection, "SELECT paper_count FROM topic WHERE id = 1") == (0,)
    assert row(connection, "SELECT count FROM entity_count WHERE entity = 'paper'") == (1,)
    assert consistent(connection)


def test_a_refresh_with_nothing_touched_changes_no_row(connection):
    store(connection, Work(year=2020, signatures=(A, B), topics=(1,)), Work(cites=(SOURCE,)))
    written = "SELECT sum(n_tup_upd + n_tup_ins + n_tup_del) FROM pg_stat_xact_user_tables WHERE"
    derived = f"{written} schemaname = 'public'"
    before = row(connection, derived)
    derive.refresh(connection)  # everything is still touched, but nothing has changed since
    assert row(connection, derived) == before
