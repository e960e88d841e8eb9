"""Plans of a toy schema as SQL text: deterministic, each alias in one place, values never in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, literal

from service.compiler.fields import Many, One, Order
from service.compiler.plan import (
    AllOf,
    AnyOf,
    Connection,
    Constant,
    Cursor,
    Edges,
    FirstOf,
    Group,
    Leaf,
    Nodes,
    Not,
    Object,
    Selected,
    Target,
    TotalCount,
    Where,
)
from service.compiler.row import Row, constant
from tests.compiler.aliases import entries, strays
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
    sql,
    statement,
    team,
    whole,
)

THREE_LEVELS = nodes(
    "people", EVERYBODY, ID, nodes("mentees", MENTEES, ID, nodes("mentees", MENTEES, ID))
)
PLANS = {
    "one": [someone(ID, NAME)],
    "mentor of a mentor": [
        someone(ID, Object("mentor", MENTOR, (ID, Object("mentor", MENTOR, (ID,)))))
    ],
    "three levels of one table": [THREE_LEVELS],
    "there and back through edges": [
        nodes("people", EVERYBODY, nodes("teams", TEAMS, nodes("members", MEMBERS, ID)))
    ],
    "everything about a page": [
        whole(
            "people",
            EVERYBODY,
            ID,
            whole("teams", TEAMS, NAME, after=(parameter(), parameter()), backward=True),
            before=(parameter(), parameter()),
            where=(named(parameter()),),
        )
    ],
    "a list without pages": [someone(listing("mentees", MENTEES, ID, listing("teams", TEAMS, ID)))],
    "an edge with a list of its own": [
        Connection(
            "people",
            rows(EVERYBODY),
            (Edges("edges", (Cursor("cursor"), Target("node", (nodes("teams", TEAMS, NAME),)))),),
        )
    ],
    "one of several types": [
        FirstOf("any", (Object("any", One(person), (ID,)), Object("any", One(team), (ID,)))),
        Selected(
            "several",
            parameter("nouns"),
            parameter("ids"),
            (
                ("person", Object("several", One(person), (nodes("mentees", MENTEES, ID),))),
                ("team", Object("several", One(team), (nodes("members", MEMBERS, ID),))),
            ),
            3,
        ),
    ],
    "the same list twice": [someone(nodes("a", MENTEES, ID), nodes("b", MENTEES, ID, size=3))],
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_same_plan_always_gives_the_same_text(plan):
    assert sql(*plan) == sql(*plan)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_alias_enters_exactly_one_from_clause(plan):
    text = sql(*plan)
    assert set(entries(text).values()) == {1}
    assert strays(text) == []


def test_a_list_three_levels_deep_belongs_to_its_own_parent_only():
    text = sql(THREE_LEVELS)
    correlations = re.findall(r"(person_\d+)\.mentor_id = (\w+)\.id", text)
    # The innermost list stands first in the text: it belongs to the page around it, and so on.
    assert correlations == [("person_4", "page_2"), ("person_5", "page_1")]


def test_the_innermost_list_of_a_walk_through_edges_belongs_to_the_team_met_last():
    plan = nodes("people", EVERYBODY, nodes("teams", TEAMS, nodes("members", MEMBERS, ID)))
    text = sql(plan)
    (members,) = re.findall(r"membership_\d+\.team_id = (\w+)\.id", text)
    (teams,) = re.findall(r"membership_\d+\.person_id = (\w+)\.id", text)
    assert re.search(rf"JOIN team AS {members} ON {members}\.id = page_\d+\.team_id", text)
    assert teams == "page_1"


def test_a_hop_by_the_keys_of_the_edge_alone_does_not_read_the_entity():
    text = sql(Connection("a", rows(EVERYBODY), (Nodes("nodes", (_ids_of_members(),)),)))
    assert "JOIN person" not in text
    assert "membership_4.person_score DESC, membership_4.person_id DESC" in text


def _ids_of_members():
    edge = (Leaf("role", lambda link: link.c.role), Cursor("cursor"))
    return Connection("members", rows(MEMBERS), (Edges("edges", edge),))


def test_the_size_of_a_page_is_written_into_the_text():
    assert re.findall(r"LIMIT (\S+?)\)", sql(nodes("a", EVERYBODY, ID, size=17))) == ["17"]


def test_a_page_that_is_asked_where_it_lies_reads_one_row_more():
    text = sql(Connection("a", rows(EVERYBODY, 17), (PAGE_INFO, Nodes("nodes", (ID,)))))
    assert re.findall(r"LIMIT (\S+?)\)", text) == ["18"]
    assert "FILTER (WHERE page_1.page_place <= 17)" in text


def test_the_length_of_a_list_alone_reads_no_page():
    text = sql(someone(Connection("members", rows(TEAMS), (TotalCount("n"), Constant("t", "x")))))
    assert entries(text) == {"person_1": 1}


def test_values_are_parameters_in_the_order_of_the_text():
    asked = statement(
        nodes("a", EVERYBODY, ID, where=(named(parameter("x")),)),
        nodes("b", EVERYBODY, ID, where=(named(parameter("y")),)),
    )
    assert re.findall(r"\.name = (\$\d)", asked.text) == ["$1", "$2"]
    assert asked.values({"x": "first", "y": "second"}) == ("first", "second")


def test_a_parameter_used_twice_is_sent_once():
    shared = parameter("x")
    asked = statement(someone(ID, nodes("a", MENTEES, ID, where=(named(shared), named(shared)))))
    assert len(asked.parameters) == 2
    assert len(re.findall(r"\.name = \$", asked.text)) == 2


MARK = "\ue000"  # nothing that we write has it
HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "'; DROP TABLE person; --",
            "\\' OR 1=1 --",
            "$1$2$$x$$",
            "%(value_0)s %s %%",
            ":value_0 __[POSTCOMPILE_value_0]",
            'x"x`x\\x',
        ]
    ),
).map(lambda text: text + MARK)


@given(HOSTILE)
def test_no_value_ever_reaches_the_text(value):
    plan = whole(
        "people",
        EVERYBODY,
        NAME,
        where=(named(parameter()), Not(AnyOf((named(parameter("other")),)))),
        after=(parameter("key"), parameter("id")),
    )
    asked = statement(plan)
    variables = {"value": value, "other": value, "key": value, "id": value}
    assert set(asked.values(variables)) == {value}
    assert asked.text == statement(plan).text
    assert MARK not in asked.text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_a_constant_of_a_declaration_is_quoted_whatever_it_holds(value):
    text = sql(someone(Leaf("x", lambda row: row.c.name == constant(value))))
    quoted = "'" + value.replace("'", "''") + "'"
    assert f"person_1.name = {quoted}" in text


def test_a_value_that_a_declaration_forgot_to_declare_is_our_bug():
    with pytest.raises(TypeError, match="must be written with constant"):
        sql(someone(Leaf("x", lambda row: row.c.name == bindparam("stray", "x"))))
    with pytest.raises(TypeError, match="must be written with constant"):
        sql(someone(Leaf("x", lambda row: row.c.name == literal("x"))))


def test_a_column_that_a_table_does_not_have_is_our_bug():
    with pytest.raises(AttributeError, match="person has no column nickname"):
        sql(someone(Leaf("x", lambda row: row.c.nickname)))


def test_an_object_has_as_many_members_as_were_asked():
    fields = [Leaf(f"field_{place}", lambda row: row.c.name) for place in range(120)]
    text = sql(someone(*fields))
    assert re.findall(r"'(field_\d+)' VALUE", text) == [field.key for field in fields]


def test_a_key_of_two_hundred_characters_stands_whole_in_the_text():
    long = "a" * 200
    text = sql(Connection(long, rows(EVERYBODY), (Nodes(long, (Leaf(long, ID.sql),)),)))
    assert text.count(f"'{long}' VALUE") == 2  # the root's own key is no part of the statement
    assert long not in text.replace(f"'{long}'", "")


def test_a_root_for_each_field_in_their_order():
    text = sql(someone(ID, key="a"), Constant("b", "Query"), nodes("c", EVERYBODY, ID))
    assert re.findall(r"AS (root_\d)", text) == ["root_0", "root_1", "root_2"]


def test_a_group_reads_the_row_that_it_stands_in():
    text = sql(someone(Group("about", (NAME, Group("more", (ID,))))))
    assert entries(text) == {"person_1": 1}
    assert "'about' VALUE JSON_OBJECT('name' VALUE person_1.name" in text


def test_an_empty_choice_holds_for_nothing_and_no_condition_at_all_for_everything():
    assert "WHERE false" in sql(nodes("a", EVERYBODY, ID, where=(AnyOf(()),)))
    assert "WHERE" not in sql(nodes("a", EVERYBODY, ID, where=(AllOf(()),))).replace(
        "WHERE true", ""
    )


def test_the_negation_of_a_condition_on_an_absent_value_holds():
    text = sql(nodes("a", EVERYBODY, ID, where=(Not(named(parameter())),)))
    assert "(person_2.name = $1::VARCHAR) IS NOT true" in text


def test_an_order_of_the_entity_meets_it_before_the_page_ends():
    by_size = Order(("size",))
    text = sql(someone(nodes("teams", TEAMS, NAME, order=by_size)))
    inner = text[text.index("FROM (SELECT") : text.index("LIMIT")]
    assert "JOIN team AS" in inner
    assert "ORDER BY team_5.size ASC, membership_4.team_id ASC" in inner


def test_an_unfiltered_length_is_the_counter_and_a_filtered_one_is_counted():
    plain = sql(someone(Connection("t", rows(TEAMS), (TotalCount("n"),))))
    assert "'n' VALUE person_1.team_count" in plain
    assert "count(" not in plain
    filtered = sql(
        someone(Connection("t", rows(TEAMS, where=(named(parameter()),)), (TotalCount("n"),)))
    )
    assert "'n' VALUE (SELECT count(*)" in filtered
    assert "team_count" not in filtered


def test_an_order_that_is_unique_by_itself_is_not_lengthened_by_the_id():
    by_team = Many(
        team,
        Order(("id",), unique=True),
        on=lambda row, link: row.c.id == link.c.id,
    )
    text = sql(someone(nodes("t", by_team, NAME)))
    assert re.search(r"ORDER BY team_3\.id ASC\s+LIMIT", text)


def test_rows_remember_which_columns_were_asked_of_them():
    row = Row("person_1", person)
    assert (str(row.c.name), str(row.c["id"])) == ("person_1.name", "person_1.id")
    assert list(row.asked) == ["name", "id"]


def test_two_conditions_on_one_list_are_both_tested():
    both = (named(parameter("a")), Where(lambda row: row.c.score > constant(3)))
    text = sql(nodes("a", EVERYBODY, ID, where=both))
    assert "WHERE person_2.name = $1::VARCHAR AND person_2.score > 3" in text
