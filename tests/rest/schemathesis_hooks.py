"""What schemathesis must be told to judge by what is sent, and to ask for what is there.

It loads this file itself (SCHEMATHESIS_HOOKS).
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.parameters import ParameterLocation

from service.s2.identifiers import OWN_NUMBERS_FROM, own_paper_id
from tests.corpus.oddities import EMPTY, HUB, MANY_AUTHORS, TWO_SPELLINGS
from tests.corpus.papers import PAPERS

PAPER_IDS = [
    *(own_paper_id(id_) for id_ in (HUB, EMPTY, MANY_AUTHORS)),
    *("DOI:10.5555/ink.1", "ARXIV:0103.00001", "PMID:90000001", "CorpusId:900001"),
]
AUTHOR_IDS = [str(OWN_NUMBERS_FROM + id_) for id_ in (1, TWO_SPELLINGS, 22)]
DOCUMENTS = [
    "{ papers(first: 2) { nodes { id title authors(first: 2) { nodes { name } } } } }",
    "{ authors(orderBy: MOST_CITED) { edges { cursor node { id name } } } }",
]
ANSWERED = "answered.txt"
TITLES = [paper.title for paper in PAPERS if paper.id in (HUB, EMPTY)]


@schemathesis.hook
def filter_failure(context, failure, case, response) -> bool:
    """Drops what is called wrong and is well-formed as it was sent.

    Every value of a query is a text on the wire: a number that was made an object without members
    is not sent at all, a list that was made an object is one more text. schemathesis sees that
    where all parameters were changed in one such way, and not where two were in two ways.
    """
    if not isinstance(failure, AcceptedNegativeData):
        return True
    parts = case.meta.components.items()
    negated = [location for location, part in parts if part.mode.is_negative]
    sent = parse_qs(urlsplit(response.request.url).query, keep_blank_values=True)
    parameters = case.operation.get_parameter_set(ParameterLocation.QUERY)
    return negated != [ParameterLocation.QUERY] or not all(
        _is_well_formed(parameter, sent.get(parameter.name)) for parameter in parameters
    )


def _is_well_formed(parameter, texts: list[str] | None) -> bool:
    if texts is None:
        return not parameter.is_required
    schema = parameter.validation_schema
    (text,) = texts[-1:]
    value: object = text
    if schema.get("type") == "array":
        value = text.split(",")
    elif schema.get("type") == "integer" and re.fullmatch("-?[0-9]+", text):
        value = int(text)
    return jsonschema_rs.is_valid(schema, value)


@schemathesis.hook
def after_call(context, case, response) -> None:
    """Writes down which operation answered, in the folder where schemathesis was started."""
    if response.status_code == 200:
        with Path(ANSWERED).open("a") as answered:
            answered.write(f"{case.operation.label}\n")


@schemathesis.hook
def map_case(context, case):
    """Three requests of four name something that is there; nothing would, by chance."""
    if not case.meta.generation.mode.is_positive:
        return case
    chance = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode())
    if chance % 4:
        _name_something(case, chance // 4)
    return case


def _name_something(case, chance: int) -> None:
    def one_of(known: list[str]) -> str:
        return known[chance % len(known)]

    if "{id}" in case.path:
        ids = AUTHOR_IDS if "/author/" in case.path else PAPER_IDS
        case.path_parameters = {"id": one_of(ids)}
    elif case.path.endswith("/search/match"):
        case.query = {**(case.query or {}), "query": one_of(TITLES)}
    elif case.path.endswith("/batch"):
        ids = AUTHOR_IDS if "/author/" in case.path else PAPER_IDS
        case.body = {**case.body, "ids": [one_of(ids), *case.body["ids"][1:]]}
    elif case.path in ("/graphql", "/export"):
        asked = {"query": one_of(DOCUMENTS)}
        if case.method == "POST":
            case.body = asked
        else:
            case.query = asked
    elif case.path.startswith("/recommendations/") and isinstance(case.body, dict):
        case.body = {**case.body, "positivePaperIds": [one_of(PAPER_IDS)]}
