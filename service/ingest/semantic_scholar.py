"""Reads Semantic Scholar: answers of its API, plain or recorded, and its bulk datasets; what an
object is, its fields tell."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from service.ids import ExternalId, Scheme, parse_reference
from service.ingest.additions import addition_key, names_a_paper
from service.ingest.inputs import LONGEST_LINE, Line, SourceFile
from service.ingest.json_fields import BadField, Fields, read_object
from service.ingest.json_stream import objects
from service.ingest.records import Located, PaperRecord, Record, ReferenceMention, Rejected
from service.ingest.semantic_scholar_fields import SOURCE, paper_ids, updated
from service.ingest.semantic_scholar_nouns import read_abstract, read_author, read_paper

# Where an answer of the API keeps its rows.
_PAGES = ("data", "recommendedPapers")
# What the row of a list of citations holds, besides the other paper.
_LINKED = ("citingPaper", "citedPaper")
_NESTED = ("citations", "references", "papers")
# Whose citations or references were asked for: /graph/v1/paper/CorpusID:1/citations?…
_ASKED = re.compile(r"/paper/(.+)/(?:citations|references)(?:\?.*)?", re.DOTALL)
_EXPECTED = "expected a paper, an author, a citation or a page of such"
_BULK_CITATION = ("citingcorpusid", "citedcorpusid")


@dataclass(frozen=True, slots=True)
class _Row:
    """A value of an answer, and the paper that the question was about."""

    value: Any
    asked: ExternalId | None = None


def read_semantic_scholar(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    """Papers, authors and citations in the order of the file; one answer may hold thousands."""
    for line in objects(file):
        if not line.data.strip():
            continue
        found = list(_read_line(line, as_of))
        for number, what in enumerate(found, 1):
            # Reading may go on behind the line, once all that stood in it is stored.
            resume = line.offset if number == len(found) else 0
            yield Located(what, file.path, line.number, resume)


def _read_line(line: Line, as_of: date | None) -> Iterator[Record | Rejected]:
    try:
        if line.too_long:
            raise BadField(None, f"the record is longer than {LONGEST_LINE >> 20} MB")
        given = read_object(line.data)
    except BadField as problem:
        yield problem.rejected(line.data)
        return
    # What stands within waits in line, not in the call stack: a file decides how deep it nests.
    waiting = deque([_first_row(given)])
    while waiting:
        row = waiting.popleft()
        if row.value is None:
            continue  # asked for, and unknown
        try:
            yield from _read_row(row, as_of, waiting)
        except BadField as problem:
            yield problem.rejected(_raw(row.value))
        except RecursionError:
            yield Rejected(None, "brackets stand in brackets too many times", "")


def _raw(value: object) -> bytes:
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return b""


def _first_row(given: Fields) -> _Row:
    if given.values.keys() >= {"request", "body"}:
        request = given.values["request"]
        asked = _ASKED.search(request) if isinstance(request, str) else None
        about = parse_reference(unquote(asked[1])) if asked else None
        return _Row(given.values["body"], about if about and names_a_paper(about) else None)
    return _Row(given.values)


def _read_row(row: _Row, as_of: date | None, waiting: deque[_Row]) -> Iterator[Record]:
    if isinstance(row.value, list):
        waiting.extend(_Row(one, row.asked) for one in row.value if _may_hold(one))
        if not all(map(_may_hold, row.value)):
            raise BadField(None, _EXPECTED)
        return
    if not isinstance(row.value, dict):
        raise BadField(None, _EXPECTED)
    given = Fields(row.value)
    names = row.value.keys()
    for page in _PAGES:
        if isinstance(row.value.get(page), list):
            waiting.append(_Row(row.value[page], row.asked))
            return
    if linked := next((name for name in _LINKED if name in names), None):
        yield from _read_link(given, linked, row.asked)
        waiting.append(_Row(row.value[linked]))
    elif names & set(_BULK_CITATION):
        yield from _read_bulk_citation(given)
    elif "snippet" in names:
        waiting.append(_Row(row.value.get("paper")))
    elif {"abstract", "openaccessinfo"} <= names and "title" not in names:
        yield read_abstract(given)
    elif names & {"paperId", "corpusId", "corpusid"}:
        yield from _read_paper(given, as_of, waiting)
    elif names & {"authorId", "authorid"}:
        if given.values.get("authorId", given.values.get("authorid")) is not None:
            yield read_author(given, as_of)
        waiting.extend(_Row(one) for one in given.items("papers"))
    else:
        raise BadField(None, _EXPECTED)


def _may_hold(value: object) -> bool:
    return value is None or isinstance(value, dict | list)


def _read_paper(given: Fields, as_of: date | None, waiting: deque[_Row]) -> Iterator[Record]:
    """The paper, those that cite it, and all that the answer tells of those and of its authors."""
    ids = paper_ids(given)
    if ids:
        yield read_paper(given, ids, as_of)
        for one in given.objects("citations"):
            if citing := paper_ids(one):
                yield _citation(citing[0], ReferenceMention(ids))
    for name in _NESTED:
        waiting.extend(_Row(one) for one in given.items(name))
    for author in given.objects("authors"):
        # Name and id stand on the paper already; with more it is a record of its own.
        if author.values.get("authorId") is not None and author.values.keys() - {
            "authorId",
            "name",
        }:
            waiting.append(_Row(author.values))


def _read_link(given: Fields, name: str, asked: ExternalId | None) -> Iterator[Record]:
    """A row of a paper's citations or references; without the question one end is not known."""
    other = paper_ids(Fields(_object(given, name), given.path(name)))
    if asked is None or not other:
        return
    if name == "citingPaper":
        yield _citation(other[0], _mention(given, (asked,)))
    else:
        yield _citation(asked, _mention(given, other))


def _read_bulk_citation(given: Fields) -> Iterator[Record]:
    """An end may be null: a paper that Semantic Scholar does not have."""
    citing, cited = (given.id(Scheme.S2, name) for name in _BULK_CITATION)
    if citing and cited:
        yield _citation(citing, _mention(given, (cited,)), updated(given))


def _citation(
    citing: ExternalId, cited: ReferenceMention, updated: str | None = None
) -> PaperRecord:
    return PaperRecord(
        source=SOURCE,
        key=addition_key(citing, [cited.ids[0]]),
        title=None,
        updated=updated,
        ids=(citing,),
        references=(cited,) if citing not in cited.ids else (),
    )


def _mention(given: Fields, ids: tuple[ExternalId, ...]) -> ReferenceMention:
    return ReferenceMention(
        ids=ids,
        contexts=_words(given, "contexts"),
        intents=_words(given, "intents"),
        is_influential=given.flag("isInfluential", "isinfluential"),
    )


def _words(given: Fields, name: str) -> tuple[str, ...]:
    """The texts in a list, or in the lists in it, each once."""
    found: dict[str, None] = {}
    for one in given.items(name):
        for word in one if isinstance(one, list) else [one]:
            if word is not None and not isinstance(word, str):
                raise BadField(given.path(name), f"expected texts, not {str(word)[:80]}")
            if word and word.strip():
                found[word.strip()] = None
    return tuple(found)


def _object(given: Fields, name: str) -> dict[str, Any]:
    value = given.values.get(name)
    if value is not None and not isinstance(value, dict):
        raise BadField(given.path(name), "expected an object")
    return value or {}
