"""A file of each shape that any source reads, as a tree that tests can damage.

What is real is a few records of the shared data; the rest is made up in the tests of its source.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.ingest.sources import forms
from tests.ingest.sources.probing import trimmed
from tests.ingest.sources.test_acl_anthology_hostile import COLLECTION
from tests.ingest.sources.test_arxiv_shapes import DUBLIN_CORE, LINE, RAW, harvest
from tests.ingest.sources.test_papers_with_code import LINKS, TABLE
from tests.ingest.sources.test_semantic_scholar import (
    ABSTRACT,
    ANSWER,
    AUTHOR,
    CITATION,
    PAPER,
)
from tests.ingest.sources.test_topics import OWN
from tests.ingest.test_papers_jsonl import WHOLE


@dataclass(frozen=True)
class Shape:
    """`sample` makes the tree of a file, out of the folder of shared data if it asks there."""

    source: str
    name: str
    form: Callable[[object], bytes]
    sample: Callable[[Path], object]
    file: str = "input"

    @property
    def id(self) -> str:
        return f"{self.source}-{self.name}"


def _lines(path: str, most: int = 3):
    """The first objects of a packed file with one a line."""

    def read(shared: Path):
        with gzip.open(shared / path) as stream:
            return [trimmed(json.loads(line)) for line in islice(stream, most)]

    return read


def _entities(kind: str):
    def read(shared: Path):
        found = sorted((shared / "openalex" / "entities_2025").glob(f"{kind}*.json"))
        return [trimmed(json.loads(path.read_text())) for path in found]

    return read


def _file(path: str, read: Callable[[bytes], object]):
    return lambda shared: read((shared / path).read_bytes())


def _given(tree: object):
    return lambda shared: tree


def _page(data: bytes):
    """The head of a profile page and its first papers, without most of their abstracts."""
    return [line[:200] for line in data.decode().splitlines()[:40]]


def _dblp(data: bytes):
    # The DTD that declares its entities is not read here.
    letters = re.sub(
        rb"&(?!amp;|lt;|gt;|quot;|#)\w+;",
        lambda entity: f"&#{ord(html.unescape(entity[0].decode()))};".encode(),
        data,
    )
    return forms.xml_tree(letters)


def _ror(version: int):
    return _file(f"ror/ror_v{version}.json", lambda data: json.loads(data)[:2])


def _table(path: str):
    def read(shared: Path):
        data = (shared / path).read_bytes()
        whole = gzip.decompress(data) if path.endswith(".gz") else data
        return forms.csv_tree(b"".join(whole.splitlines(keepends=True)[:5]))

    return read


_PEOPLE = [
    {
        "canonical": {"first": "Ada", "last": "No"},
        "id": "ada-no",
        "variants": [{"first": "A.", "last": "No"}, {"last": "On"}],
    },
    {"canonical": {"first": "Yang", "last": "Liu"}, "comment": "May be several", "id": "yang-liu"},
]
_NEWER_PEOPLE = {
    "yang-liu-ict": {
        "names": [{"first": "Yang", "last": "Liu"}, {"first": "Y.", "last": "Liu"}],
        "orcid": "0000-0002-1825-0097",
        "disable_name_matching": True,
    },
    "ada-no": {"names": [{"first": "Ada", "last": "No"}]},
}
_VENUES = {"acl": {"acronym": "ACL", "name": "Annual Meeting"}, "cl": {"name": "Ling", "x": "1"}}
_EDGES = ["# list", "citing,cited", "A00-1001,A00-1002", "A00-1001 ==> A00-1003", "doi:10.1/a\tx"]
_OAI = "arxiv/oai_pmh/sample_arxiv_record4.xml"

SHAPES = (
    Shape("acl-anthology", "collection", forms.xml_of, _given(forms.xml_tree(COLLECTION))),
    Shape("acl-anthology", "name_variants", forms.yaml_of, _given(_PEOPLE), "name_variants.yaml"),
    Shape("acl-anthology", "people", forms.yaml_of, _given(_NEWER_PEOPLE), "people.yaml"),
    Shape("acl-anthology", "venues", forms.yaml_of, _given(_VENUES), "venues.yaml"),
    Shape("arxiv", "lines", forms.json_lines, _given([LINE, LINE | {"authors_parsed": None}])),
    Shape("arxiv", "oai-arXiv", forms.xml_of, _file(_OAI, forms.xml_tree)),
    Shape("arxiv", "oai-raw", forms.xml_of, _given(forms.xml_tree(harvest(RAW, RAW)))),
    Shape("arxiv", "oai-dc", forms.xml_of, _given(forms.xml_tree(harvest(DUBLIN_CORE)))),
    Shape("citations", "pairs", forms.lines_of, _given(_EDGES)),
    Shape("crossref", "lines", forms.json_lines, _lines("crossref/works.jsonl.gz", 8)),
    Shape(
        "crossref",
        "page",
        forms.json_of,
        lambda shared: {"message": {"items": _lines("crossref/works.jsonl.gz")(shared)}},
    ),
    Shape("dblp", "records", forms.xml_of, _file("dblp/dblp_other_types.xml", _dblp)),
    Shape("openalex", "works", forms.json_lines, _lines("openalex/works_Nelson_2002.jsonl.gz")),
    Shape("openalex", "works-2025", forms.json_lines, _entities("W")),
    Shape("openalex", "authors", forms.json_lines, _entities("A")),
    Shape("openalex", "institutions", forms.json_lines, _entities("I")),
    Shape("openalex", "sources", forms.json_lines, _entities("S")),
    Shape("openalex", "topics", forms.json_lines, _entities("T")),
    Shape("openalex", "others", forms.json_lines, _entities("[CFP]")),
    Shape("papers-jsonl", "lines", forms.json_lines, _given([WHOLE, {"title": "Less"}])),
    Shape("papers-with-code", "links", forms.json_of, _given(json.loads(LINKS))),
    Shape("papers-with-code", "table", forms.csv_of, _given(forms.csv_tree(TABLE))),
    Shape("profile-page", "page", forms.lines_of, _file("profile_page/yilong-zhao.txt", _page)),
    Shape("ror", "v1", forms.json_of, _ror(1)),
    Shape("ror", "v2", forms.json_of, _ror(2)),
    Shape("semantic-scholar", "papers", forms.json_lines, _given([PAPER, PAPER])),
    Shape("semantic-scholar", "abstracts", forms.json_lines, _given([ABSTRACT])),
    Shape("semantic-scholar", "authors", forms.json_lines, _given([AUTHOR])),
    Shape("semantic-scholar", "citations", forms.json_lines, _given([CITATION, CITATION])),
    Shape("semantic-scholar", "answers", forms.json_lines, _given([ANSWER])),
    Shape("semantic-scholar", "api-paper", forms.json_lines, _lines("s2/api_get_paper.jsonl.gz")),
    Shape("semantic-scholar", "api-author", forms.json_lines, _lines("s2/api_get_author.jsonl.gz")),
    Shape("topics", "own", forms.csv_of, _given(forms.csv_tree(OWN.encode()))),
    Shape("topics", "arxiv", forms.csv_of, _table("topics/arxiv_categories.csv")),
    Shape("topics", "openalex", forms.csv_of, _table("topics/openalex_topics.csv.gz")),
)
