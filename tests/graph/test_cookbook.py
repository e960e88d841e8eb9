"""docs/ask-the-graph.md: every question in it has, on the sample, the answer that stands below."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from service.derive.page_rank import DAMPING
from service.derive.ranking import rank
from service.ingest.sample import load_sample
from tests.graph.asking import asking

PAGE = Path(__file__).parents[2] / "docs" / "ask-the-graph.md"
RECIPE = re.compile(
    r"^## (?P<title>.*?)$.*?^```graphql\n(?P<query>.*?)^```\n\n^```json\n(?P<answer>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
RECIPES = {match["title"]: match for match in RECIPE.finditer(PAGE.read_text())}


@pytest.fixture(scope="module")
def sample(make_database):
    database = make_database("cookbook")
    assert load_sample(database.writer_url).status == "finished"
    rank(database.writer_url, DAMPING, tell=lambda _: None)
    with asking(database.reader_url) as graph:
        yield graph


@pytest.mark.parametrize("title", RECIPES)
def test_the_answer_on_the_page_is_the_answer_of_the_sample(sample, title):
    recipe = RECIPES[title]
    answer = sample.ask(recipe["query"])
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
        PAGE.write_text(
            PAGE.read_text().replace(recipe[0], recipe[0].replace(recipe["answer"], text))
        )
        return
    assert rounded(answer) == rounded(json.loads(recipe["answer"]))


def rounded(answer):
    """Numpy adds as many numbers at once as a processor can: the last digits differ."""
    return json.loads(json.dumps(answer), parse_float=lambda text: f"{float(text):.9g}")


def test_there_are_twenty_eight_questions_of_different_titles():
    assert len(RECIPES) == 28
    assert PAGE.read_text().count("\n## ") == 28
