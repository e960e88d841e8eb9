"""Golden cases: a question, the one statement that it becomes, and its answer from the corpus.

`UPDATE_GOLDEN=1` rewrites the statements and answers (`make golden`), to be read before they are
committed: every answer here was compared with the corpus by hand. A case's variables stand in a
comment of the question.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.compiler.aliases import entries, strays

CASES = sorted((Path(__file__).parent / "cases").glob("*.graphql"))
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

each_case = pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)


def asked(graph, case):
    """The question's answer and the text of its only statement."""
    query = case.read_text()
    variables = re.search(r"^# variables: (.*)$", query, re.MULTILINE)
    answer = graph.ask(query, json.loads(variables[1]) if variables else None)
    ((statement, _),) = graph.statements
    return answer, statement


def golden(path, text):
    """The file says this; or it is made to, which nobody may do unseen."""
    if UPDATE:
        assert not os.environ.get("CI"), "golden files are not rewritten where CI is set"
        path.write_text(text, newline="")
    assert path.read_bytes().decode() == text, f"{path.name} differs: read it, then `make golden`"


@each_case
def test_statement(graph, case):
    _, statement = asked(graph, case)
    golden(case.with_suffix(".sql"), statement + "\n")


@each_case
def test_answer(graph, case):
    answer, _ = asked(graph, case)
    path = case.with_suffix(".json")
    if UPDATE:
        golden(path, json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    assert answer == json.loads(path.read_text())


@each_case
def test_the_answer_keeps_the_order_of_the_question(graph, case):
    """A parsed object does not compare its order, so the texts do."""
    answer, _ = asked(graph, case)
    assert list(_keys(answer)) == list(_keys(json.loads(case.with_suffix(".json").read_text())))


def _keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@each_case
def test_every_alias_enters_one_from_clause(graph, case):
    _, statement = asked(graph, case)
    assert set(entries(statement).values()) == {1}
    assert strays(statement) == []


@each_case
def test_no_table_is_joined_without_a_condition(graph, case):
    """A column of a table that no FROM clause names would join it whole, silently."""
    _, statement = asked(graph, case)
    without_texts = re.sub(r"'(?:[^']|'')*'", "''", statement)
    assert not re.search(r"FROM (?:(?!SELECT)[^()])*?\w+ AS \w+, \w+", without_texts)
    assert not re.search(r"FROM \w+, \w+", without_texts)


@each_case
def test_no_value_of_the_question_stands_in_the_statement(graph, case):
    """The questions' texts are long enough not to be in a statement by chance."""
    _, statement = asked(graph, case)
    document = re.sub(r"^# variables.*$|^#.*$", "", case.read_text(), flags=re.MULTILINE)
    values = [value for value in re.findall(r'"([^"]*)"', document) if len(value) > 3]
    assert [value for value in values if value in statement] == []


def test_each_case_has_its_files_and_no_file_is_without_a_case():
    folder = CASES[0].parent
    stems = {case.stem for case in CASES}
    expected = {f"{stem}.{kind}" for stem in stems for kind in ("graphql", "json", "sql")}
    assert {path.name for path in folder.iterdir()} == expected
