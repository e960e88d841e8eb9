"""`Paper.export`: whatever papers and formats are asked, read back and compared with the rows."""

from __future__ import annotations

import json

import bibtexparser
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from service import ids

EXPORT = """query ($ids: [ID!]!, $format: CitationFormat!) {
    nodes(ids: $ids) { ... on Paper { export(format: $format) } }
    constant: nodes(ids: $ids) { ... on Paper {
        bib: export(format: BIBTEX) ris: export(format: RIS) csl: export(format: CSL_JSON) } } }"""
KEYS = {"BIBTEX": "bib", "RIS": "ris", "CSL_JSON": "csl"}


def letters(text):
    """What every format can say of a text."""
    return [c for c in ids.title_key(text.translate(str.maketrans("’“”", '\'""'))) if c.isascii()]


def facts(world, row):
    """Title, year, number of authors, DOI of a paper."""
    signed = [
        found
        for found in world.rows["authorship"]
        if found["paper_id"] == row["id"] and not found["is_repeat"]
    ]
    dois = [
        found["value"]
        for found in world.rows["paper_external_id"]
        if found["paper_id"] == row["id"] and found["scheme"] == "doi"
    ]
    return letters(row["title"]), row["year"], len(signed), bool(dois)


def read_bibtex(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    names = fields["author"].split(" and ") if "author" in fields else []
    year = fields.get("year")
    return year and int(year), len(names), "doi" in fields


def read_ris(text):
    (record,) = rispy.loads(text)
    year = record.get("year")
    title = letters(record["title"])
    return title, year and int(year[:4]), len(record.get("authors", [])), "doi" in record


def read_csl(text):
    item = json.loads(text)
    year = item["issued"]["date-parts"][0][0] if "issued" in item else None
    return letters(item["title"]), year, len(item.get("author", [])), "DOI" in item


def test_any_papers_in_any_format_say_what_is_known(graph, world):
    papers = {f"paper:{row['id']}": row for row in world.rows["paper"]}

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(
        st.lists(st.sampled_from(sorted(papers)), min_size=1, max_size=6),
        st.sampled_from(list(KEYS)),
    )
    def check(ids_, format_):
        answer = graph.ask(EXPORT, {"ids": ids_, "format": format_})
        for id_, one, every in zip(ids_, answer["nodes"], answer["constant"], strict=True):
            assert one["export"] == every[KEYS[format_]]
            known = facts(world, papers[id_])
            assert read_ris(every["ris"]) == known
            assert read_csl(every["csl"]) == known
            assert read_bibtex(every["bib"]) == known[1:]

    check()
