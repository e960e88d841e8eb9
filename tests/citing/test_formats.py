"""Papers as reference managers take them: read back by the field's own libraries."""

from __future__ import annotations

import json
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from service import ids
from service.s2.identifiers import own_paper_id
from tests.corpus.oddities import EMPTY, ESCAPED_DOI, HOSTILE_TEXT, HUB, MANY_AUTHORS, MONTH_ONLY
from tests.corpus.papers import PAPERS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc import formatter as citeproc_formatter
    from citeproc.source.json import CiteProcJSON


def cited(s2, id_: object, ending: str) -> str:
    response = s2.client.get(f"/papers/{id_}.{ending}")
    assert response.status_code == 200, response.text
    return response.content.decode()


def bib_entry(text: str):
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


def shown(text: str) -> str:
    """What is seen of a text: RIS has one line for it."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.id))
def test_every_paper_is_read_back_from_bibtex(s2, paper) -> None:
    entry = bib_entry(cited(s2, f"paper:{paper.id}", "bib"))
    written = entry["title"].replace("{", "").replace("}", "")
    plain = str.maketrans("’“”", '\'""')
    expected = ids.title_key(paper.title.translate(plain))
    assert ids.title_key(written) == expected or not expected
    year = paper.year or (paper.date and int(paper.date[:4]))
    assert entry.get("year").value == str(year) if year else "year" not in entry
    distinct = {sign.author or place: sign for place, sign in enumerate(paper.authors, 10_000)}
    names = entry["author"].split(" and ") if "author" in entry else []
    assert len(names) == len(distinct)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.id))
def test_every_paper_is_read_back_from_ris_and_csl(s2, paper) -> None:
    text = cited(s2, f"paper:{paper.id}", "ris")
    (record,) = rispy.loads(text)
    assert shown(record["title"]) == shown(paper.title)
    (item,) = json.loads(cited(s2, f"paper:{paper.id}", "json"))
    assert item["title"] == paper.title
    assert len(record.get("authors", [])) == len(item.get("author", []))
    assert None not in item.values()
    assert shown(record.get("abstract", "")) == shown(item.get("abstract", ""))


def test_an_entry_says_what_is_known_and_nothing_else(s2) -> None:
    assert cited(s2, "DOI:10.5555/ink.1", "bib") == (
        "@article{quillfeather-2001-uses-1,\n"
        "  title = {Ink and Its Uses: A Survey},\n"
        "  author = {Quillfeather, Odalys and Vellum, Tam and Ostrich, Brannoc},\n"
        "  journal = {Journal of Imaginary Codicology},\n"
        "  year = {2001},\n"
        "  month = mar,\n"
        "  doi = {10.5555/ink.1},\n"
        "  issn = {0000-0019},\n"
        "  eprint = {0103.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://doi.org/10.5555/ink.1}\n"
        "}\n"
    )
    assert cited(s2, f"paper:{EMPTY}", "bib") == "@misc{tabula-6,\n  title = {Tabula Rasa}\n}\n"
    assert cited(s2, f"paper:{EMPTY}", "ris") == (
        "TY  - GEN\r\nID  - tabula-6\r\nTI  - Tabula Rasa\r\nER  - \r\n"
    )
    assert json.loads(cited(s2, f"paper:{EMPTY}", "json")) == [
        {"id": "tabula-6", "type": "document", "title": "Tabula Rasa"}
    ]


def test_groups_stay_whole_and_particles_belong_to_the_family_name(s2) -> None:
    bib = cited(s2, f"paper:{MANY_AUTHORS}", "bib")
    assert "author = {{INKWELL Collaboration} and " in bib
    (item,) = json.loads(cited(s2, f"paper:{MANY_AUTHORS}", "json"))
    assert item["author"][0] == {"literal": "INKWELL Collaboration"}
    assert {"family": "Ibsen-Ibid", "given": "Ib"} in item["author"]


def test_a_month_is_not_made_a_day(s2) -> None:
    (item,) = json.loads(cited(s2, f"paper:{MONTH_ONLY}", "json"))
    assert item["issued"] == {"date-parts": [[2011, 5]]}
    (record,) = rispy.loads(cited(s2, f"paper:{MONTH_ONLY}", "ris"))
    assert record["date"] == "2011/05//"


def test_an_item_is_taken_by_a_citation_processor(s2) -> None:
    items = json.loads(cited(s2, own_paper_id(HUB), "json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, citeproc_formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        (line,) = map(str, bibliography.bibliography())
    assert line.startswith("Quillfeather, O., Vellum, T. and Ostrich, B. (2001) “Ink and Its Uses")


@pytest.mark.parametrize(
    ("id_", "paper"),
    [
        ("10.5555/ink.1", HUB),
        ("https://doi.org/10.5555/ink.1", HUB),
        ("arXiv:0103.00001v2", HUB),
        ("CorpusId:900001", HUB),
        ("W9000000001", HUB),
        (own_paper_id(EMPTY), EMPTY),
        ("10.1002%2F(sici)1097%3C1:aid%232%3E3.0%25co;2-3", ESCAPED_DOI),
        ("paper:900", HUB),
    ],
)
def test_a_paper_is_found_by_any_of_its_ids(s2, id_: str, paper: int) -> None:
    assert cited(s2, id_, "bib") == cited(s2, f"paper:{paper}", "bib")


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("paper:12345.bib", "Paper with id paper:12345 not found"),
        ("nothing.ris", "Paper with id nothing not found"),
        ("author:1.bib", "Paper with id author:1 not found"),
    ],
)
def test_what_is_not_there_is_told(s2, path: str, error: str) -> None:
    response = s2.client.get(f"/papers/{path}")
    assert (response.status_code, response.json()) == (404, {"error": error})


def test_media_types_are_the_registered_ones(s2) -> None:
    found = [s2.client.get(f"/papers/paper:1.{ending}").headers["content-type"] for ending in
             ("bib", "ris", "json")]  # fmt: skip
    assert found == [
        "application/x-bibtex; charset=utf-8",
        "application/x-research-info-systems; charset=utf-8",
        "application/vnd.citationstyles.csl+json",
    ]


def test_the_semantic_scholar_face_gives_the_same_entry(s2) -> None:
    _, paper = s2.get(f"/graph/v1/paper/{own_paper_id(HOSTILE_TEXT)}", fields="citationStyles")
    assert paper["citationStyles"] == {"bibtex": cited(s2, f"paper:{HOSTILE_TEXT}", "bib")}
