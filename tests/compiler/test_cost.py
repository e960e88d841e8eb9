"""The cost of a plan: hand-counted objects, and hand-counted conditions."""

import pytest

from service.compiler.cost import conditions, cost
from service.compiler.fields import One
from service.compiler.plan import (
    AllOf,
    AnyOf,
    Connection,
    Constant,
    Cursor,
    Edges,
    FirstOf,
    Group,
    Nodes,
    Not,
    Object,
    Selected,
    Target,
    TotalCount,
)
from tests.compiler.toy import (
    EVERYBODY,
    ID,
    MEMBERS,
    MENTEES,
    MENTOR,
    NAME,
    PAGE_INFO,
    TEAMS,
    listing,
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
        ([whole("a", EVERYBODY, ID, size=10)], 31),
        # The facts about a list are few.
        ([Connection("a", rows(EVERYBODY, 10), (PAGE_INFO, TotalCount("n")))], 1),
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
            45,
        ),
        ([Selected("x", parameter(), parameter(), (("person", PERSON),), 0)], 0),
    ],
)
def test_objects_are_counted_by_pages(plan, objects):
    assert cost(tuple(plan)) == objects


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
