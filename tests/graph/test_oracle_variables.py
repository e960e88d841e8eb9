"""Arguments and variables of every kind, with defaults and nulls, by hand."""

from __future__ import annotations

import pytest

from service.errors import OperationRefused
from tests.graph.oracle.pages import cursor_of

TITLES = "{ totalCount nodes { title } }"


# --- null, absent, default ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        "first: null",
        "last: null, first: 3",
        "after: null, before: null, first: 3",
        "filter: null, first: 3",
        "filter: {}, first: 3",
        "filter: {year: null, title: null, and: null, or: null, not: null}, first: 3",
        "filter: {year: {}}, first: 3",
        "filter: {year: {gt: null, isNull: null, in: null}}, first: 3",
        "filter: {hasCode: null, topicCode: null, authorId: null}, first: 3",
    ],
)
def test_an_argument_that_is_null_is_not_given(sides, arguments):
    answer = sides.agree(f"{{ papers({arguments}) {TITLES} }}")
    assert answer["papers"]["totalCount"] == 31


def test_a_search_that_is_null_is_not_given(sides):
    answer = sides.agree("{ authors(search: null, first: 3) { totalCount nodes { name } } }")
    assert answer["authors"]["totalCount"] == 22


@pytest.mark.parametrize("variables", [{}, {"first": None}, {"first": 2}, {"first": 0}])
@pytest.mark.parametrize("declared", ["Int", "Int = 3", "Int = null"])
def test_a_page_size_may_be_absent_null_or_by_default(sides, variables, declared):
    sides.agree(f"query ($first: {declared}) {{ papers(first: $first) {TITLES} }}", variables)


@pytest.mark.parametrize("declared", ["PaperOrder", "PaperOrder!", "PaperOrder! = TITLE"])
@pytest.mark.parametrize("order", ["OLDEST", "LEAST_CITED"])
def test_an_order_comes_from_a_variable(sides, declared, order):
    query = f"query ($by: {declared}) {{ papers(orderBy: $by, first: 4) {TITLES} }}"
    sides.agree(query, {"by": order})


@pytest.mark.parametrize("declared", ["PaperOrder", "PaperOrder = NEWEST", "PaperOrder! = NEWEST"])
def test_an_order_that_is_not_given_is_the_variables_default_or_else_the_arguments(sides, declared):
    sides.agree(f"query ($by: {declared}) {{ papers(orderBy: $by, first: 4) {TITLES} }}")


def test_null_where_a_value_is_needed_is_refused(sides):
    query = "query ($by: PaperOrder = TITLE) { papers(orderBy: $by) { totalCount } }"
    assert sides.oracle.execute(query, {"by": None}).data is None
    with pytest.raises(OperationRefused):
        sides.engine_says(query, {"by": None})


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"filter": None},
        {"filter": {}},
        {"filter": {"year": {"gte": 2010}}},
        {"filter": {"year": {"gte": None, "lt": 2010}}},
        {"filter": {"year": {"isNull": True}}},
        {"filter": {"year": {"isNull": False}}},
        {"filter": {"publishedOn": {"eq": "2010-01-01"}, "type": {"ne": "preprint"}}},
        {"filter": {"title": {"in": ["Preface", "Tabula Rasa", "Preface"]}}},
        {"filter": {"title": {"in": "Preface"}}},
        {"filter": {"and": [{"hasCode": True}, {"not": {"isRetracted": True}}]}},
        {"filter": {"and": {"hasCode": False}}},
        {"filter": {"or": []}},
        {"filter": {"and": []}},
        {"filter": {"not": {}}},
        {"filter": {"or": [{}, {"year": {"eq": 1}}]}},
        {"filter": {"topicCode": ["lib.CO", "INK"]}},
        {"filter": {"topicCode": "lib.CO"}},
        {"filter": {"topicCode": []}},
        {"filter": {"authorId": "author:4", "affiliationId": "affiliation:1"}},
    ],
)
@pytest.mark.parametrize("default", ["", ' = {title: {startsWith: "On the"}}', " = null"])
def test_a_whole_filter_is_a_variable(sides, variables, default):
    sides.agree(
        f"query ($filter: PaperFilter{default}) {{ papers(filter: $filter) {TITLES} }}", variables
    )


def test_variables_stand_inside_of_lists_and_input_objects(sides):
    query = """
        query ($year: Int!, $title: String, $code: Boolean = true, $parts: [PaperFilter!]!,
               $one: PaperFilter!, $codes: String = "INK", $number: IntFilter) {
          papers(orderBy: TITLE, filter: {
            or: [{and: $parts}, $one, {year: {in: [$year, 2001]}, title: {contains: $title}},
                 {hasCode: $code, topicCode: [$codes, "lib"], citationCount: $number}]}) %s }
    """
    query %= TITLES
    variables = {"year": 2010, "parts": [{"year": {"lt": 2000}}], "one": {"language": {"eq": "la"}}}
    query = query.replace('String = "INK"', 'String! = "INK"')
    sides.agree(query, variables)
    sides.agree(query, variables | {"title": "PART", "code": None, "codes": "lib.CO"})
    sides.agree(query, variables | {"title": None, "code": False, "number": {"gt": 1}})
    sides.agree(query, variables | {"number": None, "parts": []})


@pytest.mark.parametrize("value", [2010, "2010", 2010.0, True, None, "x", 2**31, [2010], {}])
def test_values_are_coerced_or_refused_as_graphql_core_does(sides, value):
    query = f"query ($year: Int!) {{ papers(filter: {{year: {{eq: $year}}}}) {TITLES} }}"
    if sides.oracle.execute(query, {"year": value}).errors:
        with pytest.raises(OperationRefused):
            sides.engine_says(query, {"year": value})
    else:
        sides.agree(query, {"year": value})


@pytest.mark.parametrize(
    "by",
    [
        "{}",
        '{id: "paper:1", doi: "10.5555/ink.1"}',
        "{id: null}",
        '{id: "paper:1", doi: null}',
        "$id",
    ],
)
def test_a_reference_needs_exactly_one_field(sides, by):
    with pytest.raises(OperationRefused):
        sides.engine_says(f"{{ paper(by: {by}) {{ id }} }}")


@pytest.mark.parametrize(
    "by",
    [{}, {"id": None}, {"id": "paper:1", "doi": "10.1/1"}, {"id": "paper:1", "doi": None}, None],
)
def test_a_reference_in_a_variable_needs_exactly_one_field(sides, by):
    with pytest.raises(OperationRefused):
        sides.engine_says("query ($by: PaperRef!) { paper(by: $by) { id } }", {"by": by})


def test_a_field_of_a_reference_may_not_be_null_through_a_variable(sides):
    query = "query ($id: ID) { paper(by: {id: $id}) { id } }"
    with pytest.raises(OperationRefused):
        sides.engine_says(query, {"id": None})
    with pytest.raises(OperationRefused):
        sides.engine_says(query)


# --- one document, many values --------------------------------------------------------------------


def test_one_document_with_other_values_has_other_answers(sides):
    query = """
        query ($id: ID!, $by: PaperRef!, $first: Int, $order: PaperOrder!, $filter: PaperFilter,
               $after: String, $yes: Boolean!, $ids: [ID!]!) {
          node(id: $id) { id ... on Paper { title } ... on Author { name } }
          paper(by: $by) { id title @include(if: $yes) }
          papers(first: $first, orderBy: $order, filter: $filter, after: $after) %s
          nodes(ids: $ids) { id } }
    """
    query %= TITLES
    usual = {
        "id": "paper:1",
        "by": {"id": "paper:1"},
        "first": 3,
        "order": "TITLE",
        "filter": {"year": {"gt": 2000}},
        "after": None,
        "yes": True,
        "ids": ["author:1"],
    }
    others = [
        {"id": "author:1"},
        {"id": "paper:2"},
        {"id": "nothing"},
        {"by": {"id": "paper:2"}},
        {"by": {"doi": "10.5555/ink.1"}},
        {"by": {"title": "tabula rasa"}},
        {"first": 1},
        {"first": None},
        {"order": "OLDEST"},
        {"filter": {"year": {"gt": 2015}}},
        {"filter": {"year": {"lt": 2000}}},
        {"filter": {"title": {"contains": "ink"}}},
        {"filter": {"hasCode": True}},
        {"filter": {"hasCode": False}},
        {"filter": {"year": {"in": [2010, 2011]}}},
        {"filter": {"year": {"in": [2012]}}},
        {"filter": None},
        {"after": cursor_of("TITLE", ["code found", 18])},
        {"after": cursor_of("TITLE", ["preface", 7])},
        {"yes": False},
        {"ids": ["paper:1", "author:1"]},
        {"ids": ["topic:1"]},
        {"ids": []},
    ]
    for _ in range(2):
        for other in others:
            sides.agree(query, usual | other)
            sides.agree(query, usual)
    sides.agree(query, usual, cold=True)


@pytest.mark.parametrize("type_", ["Int", "String", "ID"])
@pytest.mark.parametrize("value", [1, 0, "1", "", True])
def test_values_of_other_types_do_not_share_a_plan(sides, type_, value):
    # 1, "1" and true are equal or alike to Python; each is asked after the others.
    query = f"query ($value: {type_}) {{ papers(first: 1) {{ totalCount }} }}"
    query = {
        "Int": "query ($v: Int) { papers(filter: {citationCount: {gte: $v}}) { totalCount } }",
        "String": "query ($v: String) { papers(filter: {title: {contains: $v}}) { totalCount } }",
        "ID": "query ($v: ID!) { node(id: $v) { id } }",
    }[type_]
    if sides.oracle.execute(query, {"v": value}).errors:
        with pytest.raises(OperationRefused):
            sides.engine_says(query, {"v": value})
    else:
        sides.agree(query, {"v": value})


@pytest.mark.parametrize(
    "text", ["'", '"', "\\", "%", "$1", "--", ";", "\n", "🖋️", "é", "e\u0301", " "]
)
def test_text_is_compared_to_the_letter(sides, text):
    query = """query ($text: String!) {
        a: papers(filter: {title: {contains: $text}}) { nodes { id } }
        b: papers(filter: {title: {startsWith: $text}}) { nodes { id } }
        c: papers(filter: {title: {eq: $text}}) { nodes { id } }
        d: papers(filter: {not: {type: {in: [$text, "article"]}}}) { nodes { id } }
        e: authors(filter: {name: {ne: $text, contains: $text}}) { nodes { name } } }"""
    sides.agree(query, {"text": text})
