"""What GraphiQL is built from: examples that the schema answers, packages of no fixed origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "web" / "examples").glob("*.graphql"))


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema((ROOT / "schema.graphql").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_the_schema_answers_every_example(schema: GraphQLSchema, example: Path) -> None:
    assert validate(schema, parse(example.read_text())) == []


def test_each_example_is_one_named_operation_and_the_name_is_its_tab() -> None:
    names = []
    for example in EXAMPLES:
        (operation,) = parse(example.read_text()).definitions
        assert isinstance(operation, OperationDefinitionNode)
        assert operation.name is not None
        names.append(operation.name.value)
    assert names == ["AuthorPage", "Coauthors", "Citations", "Topics"]


def test_every_variable_of_an_example_has_a_default_so_that_it_runs_as_it_stands() -> None:
    for example in EXAMPLES:
        for operation in parse(example.read_text()).definitions:
            assert isinstance(operation, OperationDefinitionNode)
            variables = operation.variable_definitions or ()
            assert all(variable.default_value for variable in variables)


def test_the_lock_pins_every_package_by_its_content_and_names_no_registry() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    installed = {path: package for path, package in packages.items() if path}
    assert len(installed) > 50
    assert [path for path, package in installed.items() if "resolved" in package] == []
    assert [path for path, package in installed.items() if "integrity" not in package] == []
