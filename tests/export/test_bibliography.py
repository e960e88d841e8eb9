"""A whole connection as one bibliography: docs/citing.md, "A list of papers"."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import bibtexparser
import rispy

PAGE = Path(__file__).parents[2] / "docs" / "citing.md"
ASKED = re.search(r"query=(\{.*\})'", PAGE.read_text())[1]


def exported(s2, format_):
    """The texts that the line on the page gives one after another."""
    # The corpus of the tests has other topics than the page.
    query = ASKED.replace("BIBTEX", format_).replace("cs.CL", "lib.CO")
    response = s2.client.get("/export", params={"query": query})
    assert response.status_code == 200, response.text
    return [json.loads(line)["export"] for line in response.text.splitlines()]


def wanted(world):
    """The papers of the topic on the page, the newest first."""
    (topic,) = (row for row in world.rows["topic"] if row["code"] == "lib.CO")
    borne = {row["paper_id"] for row in world.rows["paper_topic"] if row["topic_id"] == topic["id"]}
    rows = [row for row in world.rows["paper"] if row["id"] in borne]
    rows.sort(key=lambda row: (row["published_on"] or date.min, row["id"]), reverse=True)
    assert len(rows) > 2
    return rows


def test_a_list_is_one_file_of_bibtex_with_a_key_for_each_paper(s2, world):
    library = bibtexparser.parse_string("".join(exported(s2, "BIBTEX")))
    assert library.failed_blocks == []  # a key that stands twice would be among them
    assert [int(entry.key.rsplit("-", 1)[1]) for entry in library.entries] == [
        row["id"] for row in wanted(world)
    ]


def test_a_list_is_one_file_of_ris(s2, world):
    records = rispy.loads("".join(exported(s2, "RIS")))
    assert [int(record["id"].rsplit("-", 1)[1]) for record in records] == [
        row["id"] for row in wanted(world)
    ]


def test_a_list_is_one_file_of_csl_json(s2, world):
    items = json.loads("[" + ",".join(exported(s2, "CSL_JSON")) + "]")
    assert [item["title"] for item in items] == [row["title"] for row in wanted(world)]
