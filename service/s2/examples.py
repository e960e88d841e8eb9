"""An example of each operation of this face: a request, and its answer on the sample that comes
with Colophon."""

from __future__ import annotations

from collections.abc import Mapping

from service.rest.operations import Example
from service.rest.shapes import Json

_ATOM_ID = "00000000000000033eea2775de7e15429c2a2304"
_ATOM_TITLE = "Atom: Low-bit Quantization for Efficient and Accurate LLM Serving"
_ATOM: dict[str, Json] = {"paperId": _ATOM_ID, "title": _ATOM_TITLE}
_DATED: dict[str, Json] = {**_ATOM, "year": 2023}
_ZHAO: dict[str, Json] = {"authorId": "1000000000029", "name": "Yilong Zhao"}
_NEXT_TO_ATOM: dict[str, Json] = {"paperId": "00000000000000014601304f0b940ee5dd30f553"}
_KNEE = "DOI:10.2106/00004623-200403000-00001"
_FIRST_OF_MANY: dict[str, Json] = {"offset": 0, "next": 1}

_PAPER = "/graph/v1/paper"
_AUTHOR = "/graph/v1/author"
_RECOMMENDED = "/recommendations/v1/papers"

EXAMPLES: Mapping[str, Example] = {
    "getPaper": Example(f"{_PAPER}/ARXIV:2310.19102?fields=title,year", _DATED),
    "getPaperAuthors": Example(
        f"{_PAPER}/ARXIV:2310.19102/authors?limit=1", {**_FIRST_OF_MANY, "data": [_ZHAO]}
    ),
    "getPaperCitations": Example(
        f"{_PAPER}/{_KNEE}/citations?limit=1&fields=year",
        {
            **_FIRST_OF_MANY,
            "data": [
                {
                    "citingPaper": {
                        "paperId": "0000000000000715a93de32bb7e802af6fe28db1",
                        "year": 2022,
                    }
                }
            ],
        },
    ),
    "getPaperReferences": Example(
        f"{_PAPER}/{_KNEE}/references?limit=1&fields=year",
        {
            **_FIRST_OF_MANY,
            "data": [
                {
                    "citedPaper": {
                        "paperId": "00000000000001c20e57d6e328b09062ab289bb6",
                        "year": 2003,
                    }
                }
            ],
        },
    ),
    "getPapers": Example(
        f"{_PAPER}/batch?fields=title,year",
        [_DATED, None],
        body={"ids": ["ARXIV:2310.19102", "CorpusId:1"]},
    ),
    "searchPapers": Example(
        f"{_PAPER}/search?query=atom+quantization&fields=title,year",
        {"total": 1, "offset": 0, "data": [_DATED]},
    ),
    "searchPapersInBulk": Example(
        f"{_PAPER}/search/bulk?query=%2Batom+quantiz*+-image&fields=title,year",
        {"total": 1, "data": [_DATED]},
    ),
    "matchTitle": Example(
        f"{_PAPER}/search/match?query=Atom:+Low-bit+Quantization",
        {"data": [{**_ATOM, "matchScore": 0.4}]},
    ),
    "completeTitle": Example(
        f"{_PAPER}/autocomplete?query=atom",
        {"matches": [{"id": _ATOM_ID, "title": _ATOM_TITLE, "authorsYear": "Zhao et al., 2023"}]},
    ),
    "getAuthor": Example(
        f"{_AUTHOR}/1000000000029?fields=name,paperCount", {**_ZHAO, "paperCount": 19}
    ),
    "getAuthorPapers": Example(
        f"{_AUTHOR}/1000000000029/papers?limit=1&fields=year",
        {
            **_FIRST_OF_MANY,
            "data": [{"paperId": "00000000000000111b7cfd44083515806594aa81", "year": 2026}],
        },
    ),
    "getAuthors": Example(
        f"{_AUTHOR}/batch?fields=name", [_ZHAO, None], body={"ids": ["1000000000029", "1"]}
    ),
    "searchAuthors": Example(
        f"{_AUTHOR}/search?query=Yilong+Zhao", {"total": 1, "offset": 0, "data": [_ZHAO]}
    ),
    "searchSnippets": Example(
        "/graph/v1/snippet/search?query=gabapentin&fields=snippet.text&limit=1",
        {
            "data": [
                {
                    "snippet": {"text": "Gabapentin"},
                    "score": 2.3112839738403848,
                    "paper": {
                        "corpusId": 1_000_000_001_741,
                        "title": "Gabapentin",
                        "authors": ["D. Chadwick"],
                        "openAccessInfo": {"license": None, "status": None, "disclaimer": None},
                    },
                }
            ],
            "retrievalVersion": "ts_rank_cd-1",
        },
    ),
    "recommendForPaper": Example(
        f"{_RECOMMENDED}/forpaper/ARXIV:2310.19102?limit=1&fields=paperId",
        {"recommendedPapers": [_NEXT_TO_ATOM]},
    ),
    "recommendForPapers": Example(
        f"{_RECOMMENDED}/?limit=1&fields=paperId",
        {"recommendedPapers": [_NEXT_TO_ATOM]},
        body={"positivePaperIds": ["ARXIV:2310.19102"], "negativePaperIds": []},
    ),
}
"""By the name of the operation."""
