"""Pairs of an edge list in the graph: before, between and after the papers they name."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

PAPERS = ("A00-1001", "A00-1002", "A00-1003")
# Those of one citing paper stand apart, so that no batch of two holds them all.
PAIRS = (
    ("A00-1001", "A00-1002"),
    ("A00-1002", "A00-1003"),
    ("A00-1001", "A00-1003"),
    ("A00-1003", "A00-1001"),
    ("A00-1001", "X99-9999"),
    ("Y99-9999", "A00-1001"),
    ("A00-1002", "A00-1002"),
    ("A00-1001", "X99-9998"),
)


@pytest.fixture
def files(tmp_path):
    papers, pairs = tmp_path / "papers.jsonl", tmp_path / "pairs.csv"
    papers.write_text(
        "".join(
            json.dumps({"title": f"Paper {id_}", "acl_id": id_, "year": 2000}) + "\n"
            for id_ in PAPERS
        )
    )
    pairs.write_text("".join(f"{citing},{cited}\n" for citing, cited in PAIRS))
    return {"papers-jsonl": papers, "citations": pairs}


@pytest.mark.parametrize("order", list(permutations(("papers-jsonl", "citations"))))
def test_pairs_become_citations_whichever_comes_first(files, ingest, rows, order):
    for source in order:
        scheme = "acl" if source == "citations" else None
        done = ingest(source, files[source], scheme=scheme, batch_size=2)
        assert done.status == "finished"
    assert done.rejected == (1 if source == "citations" else 0)
    cited = rows(
        "SELECT one.title, other.title FROM citation JOIN paper one ON one.id = citing_id"
        " JOIN paper other ON other.id = cited_id ORDER BY 1, 2"
    )
    here = [(a, b) for a, b in PAIRS if a in PAPERS and b in PAPERS and a != b]
    assert cited == sorted((f"Paper {a}", f"Paper {b}") for a, b in here)
    waiting = rows(
        "SELECT title, scheme, value FROM unresolved_reference JOIN paper ON id = citing_id"
        " ORDER BY value"
    )
    assert waiting == [
        ("Paper A00-1001", "acl", "X99-9998"),
        ("Paper A00-1001", "acl", "X99-9999"),
    ]


def test_the_same_pairs_again_change_nothing(files, ingest, rows):
    ingest("papers-jsonl", files["papers-jsonl"])
    ingest("citations", files["citations"], batch_size=2)
    before = rows("SELECT version FROM data_version")
    again = files["citations"].with_name("again.csv")
    again.write_text("".join(f"{citing}\t{cited}\n" for citing, cited in PAIRS))
    done = ingest("citations", again, batch_size=3)
    assert (done.accepted, done.unchanged) == (0, 7)
    assert rows("SELECT version FROM data_version") == before
