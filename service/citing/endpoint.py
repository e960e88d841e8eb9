"""`/papers/{id}.bib`, `.ris` and `.json`: one paper for a reference manager."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Text
from starlette.responses import Response

from service import ids, tables
from service.citing.examples import DOI, EXAMPLES
from service.citing.formats import FORMATS
from service.compiler.fields import One
from service.compiler.plan import Leaf, Object, Where
from service.compiler.plan import Parameter as Value
from service.database.pool import ReadDatabase
from service.rest.answering import Answering
from service.rest.errors import NotFound
from service.rest.operations import FAILURES, NOT_FOUND, Example, Operation, Parameter, Reply
from service.rest.request import Request
from service.rest.shapes import Shape
from service.tables.naming import OURS, is_named

Reader = Callable[[str], str | None]
"""From a text to the scheme and value that it names, with a blank between; None if none."""

_ID = Shape(
    "string",
    "Any id of a paper: a DOI, an arXiv or other id, an address of a known site, `paper:12`.",
    fewest=1,
    example="paper:1",
)
_REFERENCE = Value(lambda values: values["reference"], Text())


def operations_of(database: ReadDatabase, read_other_ids: Reader) -> list[Operation]:
    """One operation a format; ids that have no form of their own are left to `read_other_ids`."""
    answering = Answering(database)
    return [_operation(answering, ending, read_other_ids) for ending in FORMATS]


def _operation(answering: Answering, ending: str, read_other_ids: Reader) -> Operation:
    format_ = FORMATS[ending]

    async def cite(request: Request) -> Response:
        id_ = request.path_params["id"]
        text = await _cited(answering, ending, id_, read_other_ids)
        return Response(text, media_type=format_.media_type)

    media_type = format_.media_type.partition(";")[0]
    found = Reply("The paper.", format_.shape, (media_type,))
    return Operation(
        *("GET", f"/papers/{{id}}.{ending}", f"citeAs{ending.capitalize()}"),
        *(f"A paper as {format_.name}", "Papers", cite),
        {200: found, 404: NOT_FOUND} | FAILURES,
        parameters=(Parameter("id", _ID, where="path"),),
        deep=("id",),
        example=Example(f"/papers/{DOI}.{ending}", EXAMPLES[ending]),
    )


async def _cited(answering: Answering, ending: str, id_: str, read_other_ids: Reader) -> str:
    reference = _own_id(id_) or read_other_ids(id_) or _known_anywhere(id_)
    format_ = FORMATS[ending]
    paper = Object(
        "paper",
        One(tables.paper),
        (Leaf("text", format_.text),),
        (Where(is_named, (_REFERENCE,)),),
    )
    found = None
    if reference is not None:
        (found,) = await answering.ask(ending, lambda: [paper], {"reference": reference})
    if found is None:
        raise NotFound(f"Paper with id {id_[:200]} not found")
    text: str = json.loads(found)["text"]
    return f"{format_.opening}{text}{format_.closing}"


def _own_id(text: str) -> str | None:
    """A global id of GraphQL: `paper:12`."""
    noun, _, number = text.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) <= 18
    return f"{OURS} {number}" if noun == "paper" and is_number else None


def _known_anywhere(text: str) -> str | None:
    found = ids.parse_reference(text)
    return None if found is None else f"{found.scheme} {found.value}"
