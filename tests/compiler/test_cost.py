"""The cost of a plan: hand-counted objects, and hand-counted conditions."""

from dataclasses import replace

import pytest
from sqlalchemy import Text

from service.compiler.cost import conditions, cost
from service.compiler.fields import Dimension, Many, One
from service.compiler.plan import (
    AllOf,
    AnyOf,
    Connection,
    Constant,
    Cursor,
    Edges,
    Facets,
    FirstOf,
    Group,
    Nodes,
    Not,
    Object,
    Opened,
    Selected,
    Target,
    TotalCount,
)
from tests.compiler.toy import (
    BY_SCORE,
    EVERYBODY,
    ID,
    MEMBERS,
    MENTEES,
    MENTOR,
    NAME,
    PAGE_INFO,
    TEAMS,
    listing,
    membership,
    named,
    nodes,
    parameter,
    person,
    rows,
    someone,
    team,
    whole,
)

EDGES = Edges("edges", (Cursor("cursor"), Target("node", (ID,))))
PERSON = Object("x", One(person), (ID,))
DEAR_TEAM = Object("x", One(team), (nodes("members", MEMBERS, ID, size=7),))


@pytest.mark.parametrize(
    ("plan", "objects"),
    [
        ([], 0),
        ([Constant("__typename", "Query")], 0),
        ([someone(ID, NAME)], 1),
        ([someone(ID), someone(ID, key="again")], 2),
        ([someone(Object("mentor", MENTOR, (ID,)))], 2),
        ([someone(Group("about", (NAME,)))], 2),
        # The connection, and its rows.
        ([nodes("a", EVERYBODY, ID, size=10)], 11),
        ([nodes("a", EVERYBODY, ID, size=0)], 1),
        # An edge and the entity at its end are two objects.
        ([Connection("a", rows(EVERYBODY, 10), (EDGES,))], 21),
        # `nodes` beside `edges` is written once more.
        ([whole("members", MEMBERS, ID, size=10)], 31),
        # The facts about a list are few.
        ([Connection("members", rows(MEMBERS, 10), (PAGE_INFO, TotalCount("n")))], 1),
        ([nodes("a", EVERYBODY, nodes("b", TEAMS, ID, size=3), size=10)], 1 + 10 * (1 + 1 + 3)),
        # Without a page the usual length counts: 20 where nothing else is declared.
        ([someone(listing("mentees", MENTEES, ID))], 1 + 20),
        # One of several types costs what the dearest costs.
        ([FirstOf("x", (PERSON, DEAR_TEAM))], 9),
        (
            [
                Selected(
                    "x",
                    parameter(),
                    parameter(),
                    (("person", PERSON), ("team", DEAR_TEAM)),
                    5,
                )
            ],
            55,
        ),
        ([Selected("x", parameter(), parameter(), (("person", PERSON),), 0)], 0),
    ],
)
def test_objects_are_counted_by_pages(plan, objects):
    assert cost(tuple(plan)) == objects


MADE = Many(person, BY_SCORE, made=lambda row: None, price=70, each=3)
SOME = (named("x"), replace(named("x"), price=8))  # 9 comparisons
RANKED = Many(person, BY_SCORE, through=membership, target="person_id")
BY_NAME_ITSELF = Dimension(Text(), lambda row: row.c.name, str, str)
BY_TEAM = replace(BY_NAME_ITSELF, through=membership)


FIVE = (Nodes("nodes", (ID,)),)


def facets(many, by, where=(), of_bucket=None):
    """Four buckets, or fewer; their rows, where something is asked of them, on pages of five."""
    narrowed = rows(many, 5, where=where)
    fields = (ID,) if of_bucket is None else (Opened("rows", narrowed, of_bucket),)
    return Connection("a", narrowed, (Facets("f", by, 4, False, narrowed, fields),))


@pytest.mark.parametrize(
    ("plan", "objects"),
    [
        # Ten values are as much as an object, for each object that has them.
        (someone(*[ID] * 9), 1),
        (someone(*[ID] * 10), 2),
        (someone(*[ID] * 25), 3),
        (nodes("a", EVERYBODY, *[ID] * 10, size=7), 1 + 7 * 2),
        (nodes("a", EVERYBODY, replace(ID, price=16), size=7), 1 + 7 * 17),
        # A narrowed list may be read to its end: 20 a comparison for a row's own list; for a table
        # 1,600 and 300 a comparison.
        (nodes("a", MEMBERS, ID, size=5, where=SOME), 1 + 20 * 9 + 5),
        (nodes("a", EVERYBODY, ID, size=5, where=SOME), 1 + 1_600 + 300 * 9 + 5),
        (nodes("a", EVERYBODY, ID, size=5, where=(Not(AnyOf(SOME)),)), 1 + 1_600 + 300 * 9 + 5),
        # To count it is to read it again, unless a counter tells.
        (Connection("a", rows(MEMBERS, 5), (TotalCount("n"),)), 1),
        (Connection("a", rows(MENTEES, 5), (TotalCount("n"),)), 1 + 20),
        (Connection("a", rows(EVERYBODY, 5), (TotalCount("n"), TotalCount("m"))), 1 + 2 * 1_600),
        (Connection("a", rows(MEMBERS, 5, where=SOME), (TotalCount("n"),)), 1 + 20 * 9),
        (Connection("a", rows(MEMBERS, 5, where=SOME), (PAGE_INFO, TotalCount("n"))), 1 + 360),
        # A table that another leads to is read beside it.
        (Connection("a", rows(RANKED, 5), (TotalCount("n"),)), 1 + 2 * 1_600),
        (nodes("a", RANKED, ID, size=5, where=SOME), 1 + 2 * (1_600 + 300 * 9) + 5),
        # What is made is made for the page, for each number of it and for each facet.
        (nodes("a", MADE, ID, size=5), 1 + 70 + 5),
        (Connection("a", rows(MADE, 5), (PAGE_INFO, TotalCount("n"))), 1 + 70 + 70 + 20),
        (listing("a", MADE, ID), 70 + 20 * (1 + 3)),
        (replace(listing("a", MADE, ID), rows=replace(rows(MADE, None), length=6)), 70 + 6 * 4),
        # A bucket is an object, and a list is counted to its end.
        (facets(MEMBERS, BY_TEAM), 1 + 200 + 4),
        (facets(MEMBERS, BY_TEAM, SOME), 1 + 20 * 9 + 200 + 4),
        (facets(MADE, BY_TEAM), 1 + 70 + 200 + 4),
        # The bucket's count is its list's; its rows are found by a comparison, or by a look at
        # another table, as dear as eight.
        (facets(MEMBERS, BY_NAME_ITSELF, of_bucket=(TotalCount("n"),)), 1 + 200 + 4 * 2),
        (facets(MEMBERS, BY_NAME_ITSELF, of_bucket=FIVE), 1 + 200 + 4 * (2 + 20 + 5)),
        (facets(MEMBERS, BY_TEAM, of_bucket=FIVE), 1 + 200 + 4 * (2 + 20 * 8 + 5)),
        (facets(EVERYBODY, BY_TEAM, of_bucket=FIVE), 1 + 10_000 + 4 * (2 + 1_600 + 5)),
        (facets(EVERYBODY, BY_NAME_ITSELF), 1 + 3_000 + 4),
        (facets(EVERYBODY, replace(BY_NAME_ITSELF, most=2)), 1 + 3_000 + 2),
        (facets(EVERYBODY, BY_TEAM), 1 + 10_000 + 4),
        (facets(RANKED, BY_TEAM), 1 + 10_000 + 1_600 + 4),
        (facets(RANKED, BY_NAME_ITSELF), 1 + 3_000 + 1_600 + 4),
        (facets(RANKED, BY_TEAM, of_bucket=FIVE), 1 + 11_600 + 4 * (2 + 2 * 1_600 + 5)),
    ],
)
def test_what_is_read_to_be_found_costs_too(plan, objects):
    assert cost((plan,)) == objects


def test_github_s_first_worked_example_of_counting_nodes():
    """50 repositories with 10 issues each: 550 nodes there. Here the connections count, too."""
    issues = nodes("issues", MENTEES, NAME, size=10)
    plan = nodes("repositories", EVERYBODY, NAME, issues, size=50)
    connections = 1 + 50
    assert cost((plan,)) == 550 + connections


def test_github_s_second_worked_example_of_counting_nodes():
    """50 repositories, each with 20 pull requests and 20 issues of 10 comments each, and 10
    followers: 22,060 nodes there."""

    def with_comments(key):
        return nodes(key, MENTEES, NAME, nodes("comments", MENTEES, NAME, size=10), size=20)

    repositories = nodes(
        "repositories", EVERYBODY, with_comments("pullRequests"), with_comments("issues"), size=50
    )
    followers = nodes("followers", EVERYBODY, NAME, size=10)
    connections = 1 + 50 * 2 + 50 * 2 * 20 + 1
    assert cost((repositories, followers)) == 22_060 + connections


ONE = named("x")


@pytest.mark.parametrize(
    ("where", "tested"),
    [
        ((), 0),
        ((ONE,), 1),
        ((ONE, ONE), 2),
        ((Not(ONE),), 1),
        ((AnyOf((ONE, AllOf((ONE, ONE)))),), 3),
        ((AnyOf(()),), 1),
        ((Not(AllOf(())),), 1),
        ((AnyOf((AllOf(()),) * 50),), 50),
    ],
)
def test_conditions_are_counted_once_each_and_no_combination_is_free(where, tested):
    assert conditions((nodes("a", EVERYBODY, ID, where=where),)) == tested


def test_conditions_are_counted_on_every_level_but_not_for_every_row():
    inner = nodes("teams", TEAMS, ID, where=(ONE, ONE))
    edges = Edges("edges", (Target("node", (inner,)),))
    plan = Connection("a", rows(EVERYBODY, 50, where=(ONE,)), (edges, Nodes("nodes", (ID,))))
    assert conditions((plan, someone(Group("g", (listing("m", MENTEES, inner),))))) == 3 + 3


def test_of_several_types_the_most_conditions_count():
    two = Object("x", One(team), (nodes("members", MEMBERS, ID, where=(ONE, ONE)),))
    assert conditions((FirstOf("x", (PERSON, two)),)) == 2
    cases = (("person", PERSON), ("team", two))
    assert conditions((Selected("x", parameter(), parameter(), cases, 9),)) == 2
