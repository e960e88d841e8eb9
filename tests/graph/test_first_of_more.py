"""A few are the first of many: of what `search` and `suggest` find, and of the buckets of facets.

Pages of connections have the same said of them in test_paging.
"""

from __future__ import annotations

import pytest
from graphql import get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st

from service.graph.schema import schema
from tests.graph.lists import CONTEXTS, LISTS, NEEDED, OTHER_PARENTS, PARENTS, name_of

WORDS = ["ink", "inks", "tam vellum", "o", "margins", "a", "t", "ti", "university", "of the", ""]
TYPES = schema._schema.type_map
COUNTED = [
    listed
    for listed in {listed[:2]: listed for listed in LISTS}.values()
    if "facets" in get_named_type(TYPES[listed[0]].fields[listed[1]].type).fields
]


@pytest.mark.parametrize(("field", "argument"), [("search", "query"), ("suggest", "prefix")])
def test_a_few_hits_are_the_first_of_many(graph, field, argument):
    asked = f"""query ($text: String!, $limit: Int!) {{
        {field}({argument}: $text, limit: $limit) {{ label node {{ __typename id }} }} }}"""

    @settings(max_examples=40, deadline=None)
    @given(st.sampled_from(WORDS), st.integers(1, 50), st.integers(1, 50))
    def check(text, one, other):
        few, many = sorted((one, other))
        more = graph.ask(asked, {"text": text, "limit": many})[field]
        assert len(more) <= many
        assert graph.ask(asked, {"text": text, "limit": few})[field] == more[:few]

    check()
    assert len(graph.ask(asked, {"text": "t", "limit": 50})[field]) > (
        5 if field == "suggest" else 0
    )


BUCKETS = """
    rows: {field}({needed}) {{
        every: facets({counted}, first: 50) {{ value count }}
        few: facets({counted}, first: 2) {{ value count }}
        none: facets({counted}, first: 0) {{ value count }}
        opened: facets({counted}, first: 4) {{
            count
            ten: papers(first: 10) {{ edges {{ cursor }} totalCount }}
            five: papers(first: 5) {{ edges {{ cursor }} totalCount }}
        }}
    }}
"""


@pytest.mark.parametrize("order", TYPES["FacetOrder"].values)
@pytest.mark.parametrize("by", TYPES["PaperFacet"].values)
@pytest.mark.parametrize("listed", COUNTED, ids=name_of)
def test_a_few_buckets_are_the_first_of_many_and_open_into_what_they_count(
    graph, listed, by, order
):
    type_, field = listed[:2]
    context, path = CONTEXTS[type_]
    counted = f"by: {by}, orderBy: {order}"
    asked = BUCKETS.format(field=field, needed=NEEDED.get(field, "first: 1"), counted=counted)
    id_ = OTHER_PARENTS.get((type_, field), PARENTS.get(type_))
    answer = graph.ask("{ " + context.format(asked, id=id_) + " }")
    for step in path:
        answer = answer[step]
    rows = answer["rows"]
    assert len(rows["every"]) < 50
    assert rows["few"] == rows["every"][:2]
    assert rows["none"] == []
    assert [bucket["count"] for bucket in rows["opened"]] == [
        bucket["count"] for bucket in rows["every"][:4]
    ]
    for bucket in rows["opened"]:
        five, ten = bucket["five"], bucket["ten"]
        assert five["totalCount"] == ten["totalCount"] == bucket["count"]
        assert five["edges"] == ten["edges"][:5]
        assert len(ten["edges"]) == min(10, bucket["count"])


def test_every_list_of_papers_is_counted():
    papers = {listed[:2] for listed in COUNTED}
    assert papers == {
        listed[:2]
        for listed in LISTS
        if get_named_type(
            get_named_type(TYPES[listed[0]].fields[listed[1]].type).fields["nodes"].type
        ).name
        == "Paper"
    }
