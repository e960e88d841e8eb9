"""Lists that hang on a paper or author: to their ends by offset, filtered by day."""

from __future__ import annotations

import pytest

from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from tests.corpus.oddities import HUB, MANY_AUTHORS, MUTUAL, PROLIFIC


def walk(s2, path: str, limit: int, **query: object) -> list:
    """All rows, as the client pages: on while `next` is the offset and the limit together."""
    rows, offset = [], 0
    while True:
        status, page = s2.get(path, offset=offset, limit=limit, **query)
        assert status == 200, page
        assert page["offset"] == offset
        rows += page["data"]
        if "next" not in page:
            return rows
        assert page["next"] == offset + limit
        offset = page["next"]


@pytest.mark.parametrize("limit", [1, 7, 1_000])
@pytest.mark.parametrize(
    ("path", "key", "query"),
    [
        (
            f"/graph/v1/paper/{own_paper_id(HUB)}/citations",
            "citingPaper",
            '{ paper(by: {id: "paper:1"}) { of: citations(first: 100, orderBy: NEWEST)'
            " { nodes { id } } } }",
        ),
        (
            f"/graph/v1/paper/{own_paper_id(MANY_AUTHORS)}/references",
            "citedPaper",
            '{ paper(by: {id: "paper:4"}) { of: references(first: 100) { nodes { id } } } }',
        ),
        (
            f"/graph/v1/author/{OWN_NUMBERS_FROM + PROLIFIC}/papers",
            None,
            '{ author(by: {id: "author:1"}) { of: papers(first: 100, orderBy: NEWEST)'
            " { nodes { id } } } }",
        ),
    ],
    ids=["citations", "references", "papers"],
)
def test_a_walk_meets_what_the_graph_has(s2, path, key, query, limit) -> None:
    fields = "corpusId" if key is None else f"{key}.corpusId"
    rows = walk(s2, path, limit, fields=fields)
    (owner,) = s2.graphql(query).values()
    expected = {node["id"] for node in owner["of"]["nodes"]}
    listed = [row["corpusId"] if key is None else row[key]["corpusId"] for row in rows]
    own = [number - OWN_NUMBERS_FROM if number >= OWN_NUMBERS_FROM else HUB for number in listed]
    assert len(own) == len(expected)
    assert {f"paper:{number}" for number in own} == expected


def test_a_citation_tells_what_a_source_said_of_it(s2) -> None:
    one, other = MUTUAL
    path = f"/graph/v1/paper/{own_paper_id(other)}/citations"
    fields = "contexts,intents,contextsWithIntent,isInfluential,title"
    status, page = s2.get(path, fields=fields)
    assert status == 200
    (found,) = (row for row in page["data"] if row["citingPaper"]["paperId"] == own_paper_id(one))
    contexts = ['As our friends "prove" [3].', "See \\cite{three}.\n", "Ω 🖋️"]
    intents = ["background", "result"]
    assert found == {
        "contexts": contexts,
        "intents": intents,
        "contextsWithIntent": [{"context": text, "intents": intents} for text in contexts],
        "isInfluential": True,
        "citingPaper": {
            "paperId": own_paper_id(one),
            "title": "On the Citing of Each Other, Part One",
        },
    }


def test_names_of_fields_are_those_of_the_paper_at_the_other_end(s2) -> None:
    path = f"/graph/v1/paper/{own_paper_id(HUB)}/citations"
    _, plain = s2.get(path, fields="year,authors.name", limit=3)
    _, dotted = s2.get(path, fields="citingPaper.year,citingPaper.authors.name", limit=3)
    assert plain == dotted
    assert plain["data"][0].keys() == {"citingPaper"}
    assert plain["data"][0]["citingPaper"].keys() == {"paperId", "year", "authors"}


def test_without_fields_a_citation_is_the_paper_with_its_title(s2) -> None:
    _, page = s2.get(f"/graph/v1/paper/{own_paper_id(HUB)}/citations", limit=1)
    (row,) = page["data"]
    assert row.keys() == {"citingPaper"}
    assert row["citingPaper"].keys() == {"paperId", "title"}


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2011", "2011-01-01", "2011-12-31"),
        ("2010-01-01", "2010-01-01", "2010-01-01"),
        ("2010-01:2011", "2010-01-01", "2011-12-31"),
        (":2008-06", "0001-01-01", "2008-06-30"),
        ("2012:", "2012-01-01", "9999-12-31"),
    ],
)
def test_citing_papers_are_filtered_by_day_and_undated_ones_count_as_of_new_year(
    s2, world, given, first, last
) -> None:
    rows = {row["id"]: row for row in world.rows["paper"]}
    expected = set()
    for cites in world.rows["citation"]:
        citing = rows[cites["citing_id"]]
        day = citing["published_on"] or (citing["year"] and f"{citing['year']}-01-01")
        if cites["cited_id"] == HUB and day and first <= str(day) <= last:
            expected.add(own_paper_id(citing["id"]))
    path = f"/graph/v1/paper/{own_paper_id(HUB)}/citations"
    found = walk(s2, path, 100, publicationDateOrYear=given)
    assert {row["citingPaper"]["paperId"] for row in found} == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "1001"),
        ("limit", "1_0"),
        ("offset", "-1"),
        ("offset", "x"),
        ("publicationDateOrYear", "soon"),
        ("publicationDateOrYear", "2010-13"),
        ("publicationDateOrYear", ":"),
    ],
)
def test_what_cannot_be_read_is_named(s2, name: str, value: str) -> None:
    status, answer = s2.get(f"/graph/v1/paper/{own_paper_id(HUB)}/citations", **{name: value})
    assert status == 400
    assert answer["error"].startswith(f"Unacceptable query params: [{name}={value}]; expected ")


def test_lists_of_nothing_known_are_not_found(s2) -> None:
    for path in ("paper/DOI:10.1/a/b/citations", "paper/x/authors", "author/9/papers"):
        status, answer = s2.get(f"/graph/v1/{path}", limit=0)
        assert status == 404
        assert answer["error"].endswith(" not found")


def test_parameters_that_nobody_knows_are_let_pass(s2) -> None:
    path = f"/graph/v1/paper/{own_paper_id(HUB)}/authors"
    assert s2.get(path, junk="1")[0] == 200
