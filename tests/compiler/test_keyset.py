"""Pages by keys: the SQL of a page, run by SQLite, against sorting and slicing in Python."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.compiler.fields import Many, Order
from service.compiler.plan import Parameter
from tests.compiler.toy import ID, nodes, person, statement

DIRECTIONS = [
    (descending, backward, bounds)
    for descending in (False, True)
    for backward in (False, True)
    for bounds in ((), ("after",), ("before",), ("after", "before"))
]


def name(direction):
    descending, backward, bounds = direction
    order = "desc" if descending else "asc"
    return "-".join((order, "last" if backward else "first", *bounds))


def page_statement(descending, backward, bounds, size):
    """The inner SELECT that finds the rows of a page, in SQLite's writing."""
    everybody = Many(person, Order(("score",), descending))
    keys = {
        bound: tuple(
            Parameter(lambda variables, bound=bound, place=place: variables[bound][place])
            for place in (0, 1)
        )
        for bound in bounds
    }
    asked = statement(nodes("a", everybody, ID, size=size, backward=backward, **keys))
    (inner,) = re.findall(r"FROM \((SELECT .*)\) AS page_1", asked.text, re.DOTALL)
    return re.sub(r"\$(\d)::\w+|\$(\d)", r"?\1\2", inner), asked


def expected(rows, descending, backward, size, after, before):
    """Sort, keep what lies between the cursors, take from the end where it is asked backward."""
    ordered = sorted(rows, reverse=descending)
    if after is not None:
        ordered = [row for row in ordered if (row < after if descending else row > after)]
    if before is not None:
        ordered = [row for row in ordered if (row > before if descending else row < before)]
    found = ordered[::-1] if backward else ordered
    return [id_ for _, id_ in found[:size]]


SCORES = st.lists(st.integers(0, 3), max_size=12)
KEYS = st.tuples(st.integers(-1, 4), st.integers(0, 13))


@pytest.mark.parametrize("direction", DIRECTIONS, ids=name)
@given(scores=SCORES, after=KEYS, before=KEYS, size=st.integers(0, 6))
def test_a_page_is_a_slice_of_the_sorted_rows(direction, scores, after, before, size):
    descending, backward, bounds = direction
    inner, asked = page_statement(descending, backward, bounds, size)
    rows = [(score, place + 1) for place, score in enumerate(scores)]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE person (score INTEGER, id INTEGER)")
    database.executemany("INSERT INTO person VALUES (?, ?)", rows)
    found = database.execute(inner, asked.values({"after": after, "before": before})).fetchall()
    database.close()
    answer = expected(
        rows,
        descending,
        backward,
        size,
        after if "after" in bounds else None,
        before if "before" in bounds else None,
    )
    assert [id_ for id_, *_ in found] == answer


@pytest.mark.parametrize(
    ("descending", "backward", "sides", "order"),
    [
        (False, False, "> <", "ASC"),
        (False, True, "> <", "DESC"),
        (True, False, "< >", "DESC"),
        (True, True, "< >", "ASC"),
    ],
)
def test_each_direction_reads_its_index_one_way(descending, backward, sides, order):
    inner, _ = page_statement(descending, backward, ("after", "before"), 5)
    assert " ".join(re.findall(r"\.id\) ([<>]) \(", inner)) == sides
    assert set(re.findall(r"\b(ASC|DESC)\b", inner)) == {order}
