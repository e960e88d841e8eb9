"""Values that only the service can judge, refused with their place: cursors, references, texts."""

from __future__ import annotations

import base64
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import Code

BY_ID = "query ($by: PaperRef!) { found: paper(by: $by) { id } }"
PAGES = "query ($c: String) { a: papers(after: $c) { nodes { id } } }"


def refused(problem, code, message, path=()):
    assert (problem.code, problem.message, problem.path) == (code, message, path)


# --- cursors -------------------------------------------------------------------------------------


def cursor(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


BAD_CURSORS = {
    "empty": "",
    "no base64": "ü",
    "no JSON": "AAAA",
    "another order's": cursor(["TITLE", "x", 1]),
    "too few keys": cursor(["MOST_CITED", 1]),
    "too many keys": cursor(["MOST_CITED", 1, 1, 1]),
    "a text for a number": cursor(["MOST_CITED", "1", 1]),
    "a number too large": cursor(["MOST_CITED", 2**31, 1]),
    "an id too large": cursor(["MOST_CITED", 1, 2**63]),
    "a null": cursor(["MOST_CITED", None, 1]),
    "SQL": cursor(["MOST_CITED", "1); DROP TABLE paper; --", 1]),
    "very long": "A" * 100_000,
}


@pytest.mark.parametrize("text", BAD_CURSORS.values(), ids=BAD_CURSORS)
@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_bad_cursor_is_refused_with_its_place(graph, argument, text):
    problem = graph.refusal(PAGES.replace("after", argument), {"c": text})
    assert (problem.code, problem.path) == (Code.BAD_USER_INPUT, ("a",))
    assert problem.message.startswith("The cursor ")
    assert problem.message.endswith("Take cursors from `pageInfo` or `edges`.")
    assert len(problem.message) < 250


def test_a_cursor_is_read_wherever_it_stands_and_its_path_names_the_aliases(graph):
    query = """query ($c: String) {
        papers { edges { node { two: citations(after: $c) { nodes { id } } } } }
    }"""
    assert graph.refusal(query, {"c": "x"}).path == ("papers", "edges", "node", "two")


def test_a_cursor_of_one_order_is_not_one_of_another(graph):
    first = graph.ask("{ papers(first: 1, orderBy: TITLE) { pageInfo { endCursor } } }")
    title = first["papers"]["pageInfo"]["endCursor"]
    problem = graph.refusal(PAGES, {"c": title})
    assert "belongs to the order TITLE, not to MOST_CITED" in problem.message


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ("NEWEST", ["2024-02-30", 1]),
        ("NEWEST", ["infinity", 1]),
        ("NEWEST", [0, 1]),
        ("TITLE", ["nul \0 inside", 1]),
        ("TITLE", ["half of a pair \ud800", 1]),
        ("TITLE", [5, 1]),
    ],
)
def test_a_cursor_holds_what_postgresql_can_read_or_is_refused(graph, order, keys):
    query = f"query ($c: String) {{ papers(after: $c, orderBy: {order}) {{ nodes {{ id }} }} }}"
    assert graph.refusal(query, {"c": cursor([order, *keys])}).code is Code.BAD_USER_INPUT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=30) | st.binary(max_size=30).map(lambda raw: base64.b64encode(raw).decode())
)
def test_no_text_makes_a_cursor_fail(graph, text):
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert graph.refusal(PAGES, {"c": text}).code is Code.BAD_USER_INPUT


# --- references ----------------------------------------------------------------------------------

BAD_REFERENCES = [
    ("paper", "id", "author:1"),
    ("paper", "id", "paper:x"),
    ("paper", "id", "paper:-1"),
    ("paper", "id", "1"),
    ("paper", "id", "paper:" + "9" * 19),
    ("paper", "arxivId", "no arXiv id"),
    ("paper", "doi", "11.1000/x"),
    ("paper", "aclId", "?"),
    ("paper", "openAlexId", "2741809807"),
    ("paper", "dblpKey", "not a key"),
    ("paper", "pmid", "PM12"),
    ("paper", "url", "https://example.org/"),
    ("author", "id", "paper:1"),
    ("author", "orcid", "0009-9999-9999-9918"),
    ("author", "openAlexId", "5"),
    ("author", "s2AuthorId", "x"),
    ("author", "dblpPid", "x y"),
    ("affiliation", "id", "affiliation"),
    ("affiliation", "ror", "0zzzz0162"),
    ("affiliation", "openAlexId", "x"),
    ("topic", "id", "topic:1.5"),
    ("codeRepository", "id", "codeRepository:1"),
    ("codeRepository", "url", "https://example.org/a/b"),
]


@pytest.mark.parametrize(("root", "field", "text"), BAD_REFERENCES)
def test_a_reference_that_is_none_is_refused_with_what_was_expected(graph, root, field, text):
    type_ = f"{root[0].upper()}{root[1:]}Ref"
    query = f"query ($v: {type_}!) {{ it: {root}(by: $v) {{ id }} }}"
    in_variables = graph.refusal(query, {"v": {field: text}})
    in_document = graph.refusal(f"{{ it: {root}(by: {{{field}: {json.dumps(text)}}}) {{ id }} }}")
    assert in_variables == in_document
    assert (in_variables.code, in_variables.path) == (Code.BAD_USER_INPUT, ("it",))
    assert re.fullmatch(rf"`by\.{field}` is '.*'; expected: .+", in_variables.message)


@pytest.mark.parametrize("number", [-1, -(2**31)])
def test_a_negative_number_is_no_corpus_id(graph, number):
    assert graph.refusal(BY_ID, {"by": {"s2CorpusId": number}}).code is Code.BAD_USER_INPUT


@pytest.mark.parametrize(
    "by", [{}, {"id": "paper:1", "doi": "10.5555/ink.1"}, {"id": None}, {"isbn": "1"}, "paper:1", 5]
)
def test_a_reference_is_exactly_one_id(graph, by):
    assert graph.refusals(BY_ID, {"by": by})[0].code is Code.BAD_USER_INPUT


@pytest.mark.parametrize(
    "field", ["authorId", "affiliationId"], ids=["an author", "an affiliation"]
)
def test_a_filter_takes_global_ids_of_its_own_kind(graph, field):
    query = (
        f'{{ papers(filter: {{not: {{or: [{{}}, {{{field}: "paper:1"}}]}}}}) {{ totalCount }} }}'
    )
    problem = graph.refusal(query)
    assert problem.path == ("papers",)
    assert problem.message.startswith(f"`filter.not.or[1].{field}` is 'paper:1'; expected: ")


@pytest.mark.parametrize(
    "text", ["", "x", "paper:", "paper:x", ":1", "venue:1:1", "paper:" + "9" * 19]
)
def test_what_is_no_global_id_names_nothing(graph, text):
    query = "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }"
    assert graph.ask(query, {"id": text}) == {"node": None, "nodes": [None]}


# --- texts --------------------------------------------------------------------------------

TEXTS = [
    ("{ papers(search: %s) { totalCount } }", "`search`"),
    ("{ papers(filter: {title: {eq: %s}}) { totalCount } }", "`filter.title.eq`"),
    ('{ papers(filter: {title: {in: ["a", %s]}}) { totalCount } }', "`filter.title.in[1]`"),
    ("{ papers(filter: {topicCode: [%s]}) { totalCount } }", "`filter.topicCode[0]`"),
    ("{ papers(filter: {or: [{title: {contains: %s}}]}) { totalCount } }", "`filter.or[0]"),
    ("{ author(by: {name: %s}) { id } }", "`by.name`"),
    ("{ topic(by: {code: %s}) { id } }", "`by.code`"),
]


@pytest.mark.parametrize(("query", "place"), TEXTS)
def test_a_text_that_postgresql_cannot_hold_is_refused(graph, query, place):
    problem = graph.refusal(query % '"nul \\u0000 inside"')
    assert problem.code is Code.BAD_USER_INPUT
    assert problem.message.startswith(place)
    assert "U+0000" in problem.message


@pytest.mark.parametrize("escape", ["\\ud800", "\\u{d800}", "\\udc00\\ud800"])
def test_half_of_a_surrogate_pair_is_no_text(graph, escape):
    """In a document; in JSON the endpoint has refused it before."""
    assert graph.refusal(TEXTS[0][0] % f'"{escape}"').code is Code.PARSE_FAILED


def test_messages_hold_no_sql(graph):
    queries = [
        (PAGES, {"c": cursor(["MOST_CITED", 2**31, 1])}),
        (BY_ID, {"by": {"id": "'; SELECT 1; --"}}),
        ("query ($t: String!) { papers(filter: {title: {eq: $t}}) { totalCount } }", {"t": "\0"}),
        ("{ papers(first: 101) { nodes { id } } }", {}),
    ]
    for query, variables in queries:
        message = graph.refusal(query, variables).message
        assert not re.search(r"\bFROM\b|\bWHERE\b|\$\d|::", message)
