"""`/papers/{id}.bib`, `.ris` and `.json`: one paper for a reference manager."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Text
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service import ids, tables
from service.citing.formats import FORMATS
from service.compiler.fields import One
from service.compiler.plan import Leaf, Object, Parameter, Where
from service.database.pool import ReadDatabase
from service.rest.answering import Answering
from service.rest.errors import NotFound, response_of
from service.tables.naming import OURS, is_named

PATH = "/papers/{id:path}.{ending}"

Reader = Callable[[str], str | None]
"""From a text to the scheme and value that it names, with a blank between; None if none."""

_REFERENCE = Parameter(lambda values: values["reference"], Text())


def routes(database: ReadDatabase, read_other_ids: Reader) -> list[Route]:
    """The path for all formats; ids that have no form of their own are left to
    `read_other_ids`."""
    answering = Answering(database)

    async def cite(request: Request) -> Response:
        id_, ending = request.path_params["id"], request.path_params["ending"]
        try:
            if ending not in FORMATS:
                endings = ", ".join(f".{known}" for known in FORMATS)
                raise NotFound(f"No format .{ending[:20]}; expected one of {endings}")
            text = await _cited(answering, ending, id_, read_other_ids)
        except Exception as error:
            return response_of(error)
        return Response(text, media_type=FORMATS[ending].media_type)

    return [Route(PATH, cite, methods=["GET"])]


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
