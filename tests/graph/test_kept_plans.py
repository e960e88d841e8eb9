"""Plans that are kept: for every value that does not shape the statement, and for no other."""

from __future__ import annotations

import pytest


def test_a_question_asked_again_is_the_same_statement(graph):
    query = """query ($y: Int, $t: String) {
        papers(filter: {year: {gt: $y}}, search: $t) { totalCount }
    }"""
    texts = set()
    for year, text in ((1, "x"), (2_000, "y"), (-5, "z" * 500)):
        graph.ask(query, {"y": year, "t": text})
        texts.add(graph.statements[0][0])
    assert len(texts) == 1
    graph.ask(query, {"y": None, "t": "x"})  # a condition that is not there is not in the text
    assert graph.statements[0][0] not in texts


SHAPES = {
    "an enum": ("PaperOrder!", "orderBy: {}", {"TITLE": "TITLE", "OLDEST": "OLDEST"}),
    "a page": ("Int", "first: {}", {"1": 1, "2": 2, "0": 0, "null": None}),
    "a page from the end": ("Int", "last: {}", {"1": 1, "2": 2, "null": None}),
    "a Boolean": (
        "Boolean",
        "filter: {{hasCode: {}}}",
        {"true": True, "false": False, "null": None},
    ),
    "a number": ("Int", "filter: {{year: {{gt: {}}}}}", {"2010": 2010, "2020": 2020, "null": None}),
    "a list": (
        "[String!]",
        "filter: {{title: {{in: {}}}}}",
        {
            '["Preface"]': ["Preface"],
            '["Tabula Rasa", "x"]': ["Tabula Rasa", "x"],
            "[]": [],
            "null": None,
        },
    ),
    "an input object": (
        "PaperFilter",
        "filter: {}",
        {
            "{year: {eq: 2010}}": {"year": {"eq": 2010}},
            "{year: {lt: 2010}}": {"year": {"lt": 2010}},
            "{citationCount: {eq: 10}}": {"citationCount": {"eq": 10}},
            "{year: {isNull: true}}": {"year": {"isNull": True}},
            "{year: {isNull: false}}": {"year": {"isNull": False}},
            "{year: null}": {"year": None},
            "{not: {year: {eq: 2010}}}": {"not": {"year": {"eq": 2010}}},
            "null": None,
        },
    ),
    "a list of input objects": (
        "[PaperFilter!]",
        "filter: {{or: {}}}",
        {
            "[{year: {eq: 2010}}]": [{"year": {"eq": 2010}}],
            "[{year: {eq: 2010}}, {year: {eq: 2011}}]": [
                {"year": {"eq": 2010}},
                {"year": {"eq": 2011}},
            ],
            "[{}]": [{}],
            "[]": [],
            "null": None,
        },
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_plan_that_was_kept_answers_no_question_of_another_shape(graph, name):
    type_, argument, values = SHAPES[name]
    asked = "papers({}) {{ totalCount nodes {{ id }} }}"
    document = f"query ($v: {type_}) {{ {asked.format(argument.format('$v'))} }}"
    for _ in range(2):
        for literal, value in values.items():
            expected = graph.ask(f"{{ {asked.format(argument.format(literal))} }}")
            assert graph.ask(document, {"v": value}) == expected, literal
    if "null" in values:
        assert graph.ask(document) == graph.ask(f"{{ {asked.replace('({})', '').format()} }}")
