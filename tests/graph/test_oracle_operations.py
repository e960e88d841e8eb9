"""All that an operation can hold, by hand: the engine answers what graphql-core answers."""

from __future__ import annotations

import pytest

from service.errors import OperationRefused
from tests.corpus import global_id, oddities

HUB = global_id("paper", oddities.HUB)


# --- operations and root fields -------------------------------------------------------------------


def test_of_several_operations_the_named_one_is_executed(sides):
    query = """
        query First { paper(by: {id: "paper:1"}) { title } }
        query Second($id: ID!) { author(by: {id: $id}) { ...Name } }
        fragment Name on Author { name }
    """
    assert list(sides.agree(query, operation_name="First")) == ["paper"]
    answer = sides.agree(query, {"id": "author:4"}, "Second")
    assert answer == {"author": {"name": "Łucja Ćwirkała-Zań"}}


def test_a_single_operation_needs_no_name_even_if_it_has_one(sides):
    query = 'query Only { topic(by: {code: "lib.CO"}) { name } }'
    assert sides.agree(query) == sides.agree(query, operation_name="Only")


@pytest.mark.parametrize("operation_name", [None, "Third", ""])
def test_an_operation_that_is_not_clear_is_refused(sides, operation_name):
    query = "query First { __typename } query Second { __typename }"
    assert sides.oracle.execute(query, None, operation_name).data is None
    with pytest.raises(OperationRefused):
        sides.engine_says(query, None, operation_name)


def test_several_root_fields_answer_in_the_order_asked(sides):
    answer = sides.agree(
        """{ topics(first: 1) { totalCount } paper(by: {id: "paper:1"}) { id }
             b: node(id: "author:1") { id } __typename a: node(id: "nothing") { id }
             nodes(ids: []) { id } authors(first: 0) { edges { cursor } } }"""
    )
    assert list(answer) == ["topics", "paper", "b", "__typename", "a", "nodes", "authors"]
    assert answer["a"] is None


def test_one_field_can_be_asked_many_times_under_aliases(sides):
    answer = sides.agree(
        """{ paper: author(by: {id: "author:1"}) { paper: name name: orcid }
             author: paper(by: {id: "paper:1"}) { id: title title: id }
             few: papers(first: 1) { nodes { id } } more: papers(first: 2) { nodes { id } } }"""
    )
    assert answer["author"] == {"id": "Ink and Its Uses: A Survey", "title": "paper:1"}


def test_an_alias_may_be_long_and_look_like_anything_that_a_name_can(sides):
    long = "a" * 500
    answer = sides.agree(
        f"""{{ {long}: paper(by: {{id: "paper:1"}}) {{ {long}b: id {long}c: title
             root_0: year page_place: type key_0: language _: isRetracted select: hasCode }} }}"""
    )
    assert list(answer[long])[:2] == [f"{long}b", f"{long}c"]


# --- merging --------------------------------------------------------------------------------------


def test_fields_of_one_key_are_merged_with_all_that_they_select(sides):
    answer = sides.agree(
        """{ paper(by: {id: "paper:1"}) { title authors(first: 2) { totalCount } }
             paper(by: {id: "paper:1"}) { authors(first: 2) { nodes { name } totalCount }
               title id authors(first: 2) { nodes { id name } edges { node { kind } } } }
             paper(by: {id: "paper:1"}) {
               authors(first: 2) { edges { position node { id } } } } }"""
    )
    assert list(answer["paper"]) == ["title", "authors", "id"]
    assert list(answer["paper"]["authors"]) == ["totalCount", "nodes", "edges"]
    assert answer["paper"]["authors"]["edges"][1] == {
        "node": {"kind": "PERSON", "id": "author:5"},
        "position": 2,
    }


def test_merging_goes_through_aliases_and_fragments(sides):
    sides.agree(
        """query ($first: Int = 2) {
             a: paper(by: {id: "paper:2"}) { c: citations(first: $first) { ...Edges } ...Cited }
             a: paper(by: {id: "paper:2"}) {
               ... on Paper { c: citations(first: $first) { edges { n: node { t: title } } } } } }
           fragment Cited on Paper { c: citations(first: $first) { edges { n: node { y: year } } } }
           fragment Edges on CitationConnection { edges { n: node { i: id } intents } }"""
    )


# --- fragments and abstract types -----------------------------------------------------------------


def test_fragments_on_objects_named_and_inline_and_within_each_other(sides):
    answer = sides.agree(
        """{ paper(by: {id: "paper:1"}) { ...Outer ... { year } ... on Paper { ...Inner } } }
           fragment Outer on Paper { ...Inner ... on Paper { language ...Inner } title }
           fragment Inner on Paper { id venue { ...Venue } }
           fragment Venue on Venue { name ... on Node { id } }"""
    )
    assert list(answer["paper"]) == ["id", "venue", "language", "title", "year"]


def test_fragments_on_an_interface_apply_to_the_objects_of_their_type(sides):
    answer = sides.agree(
        """query ($ids: [ID!]!) { nodes(ids: $ids) { id ...OfPaper ... on Author { name __typename }
             ... on Node { again: id ... on Venue { issn } ... on Topic { code } }
             ... on CodeRepository { url } ... on Affiliation { countryCode } } }
           fragment OfPaper on Paper { title ... on Node { __typename } ... on Paper { year } }""",
        {
            "ids": [
                HUB,
                "author:2",
                "venue:3",
                "topic:10",
                "repository:4",
                "affiliation:5",
                "paper:404",
                HUB,
                "",
            ]
        },
    )
    assert [sorted(node) if node else None for node in answer["nodes"]] == [
        ["__typename", "again", "id", "title", "year"],
        ["__typename", "again", "id", "name"],
        ["again", "id", "issn"],
        ["again", "code", "id"],
        ["again", "id", "url"],
        ["again", "countryCode", "id"],
        None,
        ["__typename", "again", "id", "title", "year"],
        None,
    ]


def test_a_node_of_another_type_than_the_fragments_is_an_empty_object(sides):
    query = '{ node(id: "author:1") { ... on Paper { title } } }'
    assert sides.agree(query) == {"node": {}}


def test_fragments_on_a_union(sides):
    answer = sides.agree(
        """{ nodes(ids: ["author:1", "paper:1"]) {
               ... on Author { reportedMetrics { ...Subject } }
               ... on Paper { reportedMetrics { ...Subject name } } } }
           fragment Subject on ReportedMetric { subject { __typename ... on Paper { title }
             ... on Author { name ...Id } ... on MetricSubject { t: __typename }
             ... on Node { id } } }
           fragment Id on Node { id }"""
    )
    subjects = [metric["subject"] for node in answer["nodes"] for metric in node["reportedMetrics"]]
    assert {tuple(subject) for subject in subjects} == {
        ("__typename", "name", "id", "t"),
        ("__typename", "title", "t", "id"),
    }


def test_an_object_can_be_asked_as_any_abstract_type_that_it_is(sides):
    sides.agree(
        """{ paper(by: {id: "paper:1"}) { ... on MetricSubject { ... on Paper { title }
             ... on Author { name } __typename } ... on Node { id ... on Author { name } } } }"""
    )


def test_a_fragment_that_is_spread_twice_is_taken_where_it_is_first(sides):
    answer = sides.agree(
        """{ paper(by: {id: "paper:1"}) { ...A year ...B ...A } }
           fragment A on Paper { title } fragment B on Paper { id ...A }"""
    )
    assert list(answer["paper"]) == ["title", "year", "id"]


def test_typename_can_be_asked_anywhere(sides):
    answer = sides.agree(
        """{ __typename q: __typename node(id: "paper:1") { __typename }
             papers(first: 1) { __typename pageInfo { __typename }
               edges { __typename node { __typename externalIds { __typename }
                 reportedMetrics { __typename subject { __typename } }
                 authors(first: 1) { __typename nodes { __typename metrics { __typename
                   countsByYear { __typename } } } edges { __typename
                   affiliations { __typename } } } } } } }"""
    )
    assert answer["papers"]["edges"][0]["node"]["__typename"] == "Paper"


@pytest.mark.parametrize(
    "parts",
    [
        "__typename",
        "totalCount",
        "pageInfo { __typename }",
        "pageInfo { hasPreviousPage }",
        "pageInfo { hasNextPage }",
        "pageInfo { hasPreviousPage __typename } totalCount",
        "pageInfo { hasPreviousPage } nodes { id }",
        "edges { __typename }",
        "nodes { __typename }",
        "pageInfo { startCursor }",
        "pageInfo { endCursor }",
    ],
)
@pytest.mark.parametrize("page", ["first: 0", "first: 2", "last: 0", "last: 2", "first: 100"])
def test_every_part_of_a_page_can_be_asked_alone(sides, parts, page):
    sides.agree(
        f"""{{ papers({page}) {{ {parts} }}
               some: papers({page}, filter: {{year: {{gt: 2015}}}}) {{ {parts} }}
               none: papers({page}, filter: {{year: {{gt: 9000}}}}) {{ {parts} }}
               paper(by: {{id: "paper:4"}}) {{ authors({page}) {{ {parts} }} }}
               empty: paper(by: {{id: "paper:6"}}) {{ authors({page}) {{ {parts} }} }} }}"""
    )


# --- @skip and @include ---------------------------------------------------------------------------


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("no", [True, False])
def test_directives_leave_out_fields_and_fragments_on_any_level(sides, yes, no):
    sides.agree(
        """query ($yes: Boolean!, $no: Boolean = false) {
             paper(by: {id: "paper:1"}) @include(if: $yes) { title @skip(if: $no) id }
             papers(first: 1) { nodes @skip(if: $yes) { id } edges { cursor @include(if: $no)
               node { ...Title @include(if: $yes) ... @skip(if: $no) { year }
                 ... on Paper @include(if: $no) @skip(if: $yes) { language }
                 authors(first: 1) @skip(if: $yes) @include(if: $yes) { totalCount } } } }
             node(id: "author:1") { ... on Author @skip(if: $no) { name } } }
           fragment Title on Paper { title @include(if: $no) venue @skip(if: $yes) { id } }""",
        {"yes": yes, "no": no},
    )


def test_what_is_left_out_entirely_leaves_empty_objects(sides):
    answer = sides.agree(
        """{ paper(by: {id: "paper:1"}) { title @skip(if: true) }
             papers(first: 2) { nodes { id @include(if: false) }
               pageInfo { endCursor @skip(if: true) } }
             authors { totalCount @skip(if: true) }
             topics(first: 1) @include(if: false) { totalCount } }"""
    )
    assert answer == {
        "paper": {},
        "papers": {"nodes": [{}, {}], "pageInfo": {}},
        "authors": {},
    }


def test_an_operation_that_leaves_out_everything_answers_an_empty_object(sides):
    query = """query ($no: Boolean!) {
        papers @include(if: $no) { totalCount } ... @skip(if: true) { __typename } }"""
    assert sides.agree(query, {"no": False}) == {}


def test_a_field_is_there_if_it_is_included_once(sides):
    answer = sides.agree(
        """{ paper(by: {id: "paper:1"}) {
             title @skip(if: true) year title ... @skip(if: true) { id } } }"""
    )
    assert list(answer["paper"]) == ["year", "title"]
