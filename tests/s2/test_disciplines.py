"""Fields of study: every line of the table, as an answer and as a filter wherever there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from service.app import create_app
from service.s2.disciplines import ARXIV, NAMES, OPENALEX
from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from service.settings import Settings
from tests.graph.server import serving
from tests.s2.conftest import Asking
from tests.s2.test_lists import walk

DOCUMENT = Path(__file__).parents[2] / "docs" / "semantic-scholar-client.md"

# What a paper bears, and the fields that the table gives it; numbers are those of the papers.
BORNE = [
    *((f"arxiv {code}.XY", {name}) for name, codes in ARXIV.items() for code in codes.split()),
    *((f"openalex {code}", {name}) for name, codes in OPENALEX.items() for code in codes.split()),
    *((f"s2 {name}", {name}) for name in NAMES),
    ("arxiv econ", {"Economics"}),
    ("openalex subfields/1702", {"Computer Science"}),
    ("openalex T10320", {"Computer Science"}),
    ("arxiv nonsense.AB", set()),
    ("openalex fields/99", set()),
    ("elsewhere fields/17", set()),
    ("arxiv cs.LG|openalex fields/27", {"Computer Science", "Medicine"}),
    ("arxiv cs.LG|arxiv cs.CL|s2 Computer Science", {"Computer Science"}),
]
PARENTS = {
    "openalex subfields/1702": "openalex fields/17",
    "openalex T10320": "openalex subfields/1702",
}
EXPECTED = dict(enumerate((fields for _, fields in BORNE), start=1))


@pytest.fixture(scope="module")
def asking(make_database) -> Iterator[Asking]:
    """A paper for each line, all of them by one author and citing the first."""
    database = make_database("disciplines")
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("INSERT INTO author (id, name, name_key) VALUES (1, 'Ada', 'ada')")
        topics: dict[str, int] = {}
        for number, (borne, _) in enumerate(BORNE, start=1):
            owner.execute(
                "INSERT INTO paper (id, title, title_key, year) VALUES (%s, 'Loom', 'loom', 2001)",
                [number],
            )
            owner.execute(
                "INSERT INTO paper_text (paper_id, search)"
                " VALUES (%s, setweight(to_tsvector('english', 'Loom'), 'A'))",
                [number],
            )
            owner.execute(
                "INSERT INTO authorship (paper_id, ordinal, position, author_id, name_as_written)"
                " VALUES (%s, 1, 1, 1, 'Ada')",
                [number],
            )
            if number > 1:
                owner.execute("INSERT INTO citation (citing_id, cited_id) VALUES (%s, 1)", [number])
            for place, topic in enumerate(borne.split("|"), start=1):
                scheme, _, code = topic.partition(" ")
                topics.setdefault(topic, len(topics) + 1)
                owner.execute(
                    "INSERT INTO topic (id, scheme, code, name, name_key) VALUES (%s, %s, %s, 'x',"
                    " 'x') ON CONFLICT DO NOTHING",
                    [topics[topic], scheme, code],
                )
                owner.execute(
                    "INSERT INTO paper_topic (paper_id, topic_id, ordinal) VALUES (%s, %s, %s)",
                    [number, topics[topic], place],
                )
        for topic, parent in PARENTS.items():
            owner.execute(
                "UPDATE topic SET parent_id = %s WHERE id = %s", [topics[parent], topics[topic]]
            )
    app = create_app(Settings(pool_size=1), database.reader_url)
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield Asking(address, client)


def test_every_line_of_the_table_gives_its_field(asking) -> None:
    ids = [own_paper_id(number) for number in EXPECTED]
    fields = "fieldsOfStudy,s2FieldsOfStudy"
    _, found = asking.post("/graph/v1/paper/batch", {"ids": ids}, fields=fields)
    for number, paper in zip(EXPECTED, found, strict=True):
        names = sorted(EXPECTED[number])
        assert paper["fieldsOfStudy"] == (names or None), BORNE[number - 1]
        assert paper["s2FieldsOfStudy"] == [
            {"category": name, "source": "external"} for name in names
        ]


@pytest.mark.parametrize(
    "path", ["paper/search", "paper/search/bulk", "paper/search/match", "snippet/search"]
)
@pytest.mark.parametrize("asked", ["Computer Science", "medicine,LAW", "Alchemy"])
def test_fields_are_filtered_by_wherever_papers_are_searched(asking, path, asked) -> None:
    wanted = {name.casefold() for name in asked.split(",")}
    expected = {
        number
        for number, fields in EXPECTED.items()
        if wanted & {name.casefold() for name in fields}
    }
    query = {"query": "loom", "fieldsOfStudy": asked}
    if path == "snippet/search":
        _, answer = asking.get(f"/graph/v1/{path}", **query, limit=1_000)
        found = [row["paper"]["corpusId"] for row in answer["data"]]
    elif path == "paper/search":
        rows = walk(asking, f"/graph/v1/{path}", 100, **query, fields="corpusId")
        found = [row["corpusId"] for row in rows]
    else:
        _, answer = asking.get(f"/graph/v1/{path}", **query, fields="corpusId")
        found = [row["corpusId"] for row in answer.get("data", [])]
        if path == "paper/search/match":
            expected = {max(expected)} if expected else expected
    assert {number - OWN_NUMBERS_FROM for number in found} == expected


def test_a_pool_of_computer_science_has_all_of_it_and_nothing_else(asking) -> None:
    path = f"/recommendations/v1/papers/forpaper/{own_paper_id(2)}"
    _, every = asking.get(path, limit=500, fields="corpusId,fieldsOfStudy")
    _, some = asking.get(path, limit=500, fields="corpusId,fieldsOfStudy", **{"from": "all-cs"})
    in_it = [
        paper
        for paper in every["recommendedPapers"]
        if "Computer Science" in (paper["fieldsOfStudy"] or [])
    ]
    assert some["recommendedPapers"] == in_it
    assert 0 < len(in_it) < len(every["recommendedPapers"])


def test_the_table_is_the_documented_one() -> None:
    section = DOCUMENT.read_text().partition("## Fields of study")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| ([A-Z][^|]*?) \|([^|]*)\|([^|]*)\|$", section, re.M)
    documented = {name: (arxiv.strip(), openalex.strip()) for name, arxiv, openalex in lines}
    assert set(documented) == set(ARXIV) | set(OPENALEX)
    for name, (arxiv, openalex) in documented.items():
        assert bool(arxiv) == (name in ARXIV), name
        assert len(openalex.split(";")) == len(OPENALEX.get(name, "").split()) or not openalex
        assert bool(openalex) == (name in OPENALEX) or name == "Physics", name
