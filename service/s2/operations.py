"""The operations of this face, as its clients and OpenAPI know them: what is asked, and the shape
of the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from starlette.responses import Response

from service.rest.answering import Answering
from service.rest.errors import BadRequest
from service.rest.operations import BAD_REQUEST, FAILURES, NOT_FOUND, Operation, Parameter, Reply
from service.rest.request import Request
from service.rest.shapes import COUNT, NUMBER, TEXT, Shape, list_of, thing, words
from service.s2 import bulk, searches
from service.s2.declare import shape_of
from service.s2.examples import EXAMPLES
from service.s2.filters import asked_with
from service.s2.lists import LISTS, MOST, HangingList, page_of
from service.s2.lookups import AUTHORS, PAPERS, Entity, look_up, look_up_batch
from service.s2.paper import PAPER_OF_LIST
from service.s2.parameters import OFFSET, QUERY, fields_of, limit_of
from service.s2.searches import Search

GRAPH = "/graph/v1"
LARGEST_ANSWER = 10_000_000
TAG = "Semantic Scholar"
_TOO_LARGE = "Response would exceed maximum size. Ask for smaller pages or for fewer fields."
_DATA = ("total", "offset", "data")
BAD = {400: BAD_REQUEST}
MISSING = {404: NOT_FOUND}

Body = Callable[[Request], Awaitable[bytes]]


def operations(answering: Answering) -> Iterable[Operation]:
    """What is fixed in a path goes before what is an id."""
    yield _bulk(answering)
    yield _match(answering)
    yield _autocomplete(answering)
    yield _search(answering, "paper", searches.PAPERS)
    yield _search(answering, "author", searches.AUTHORS)
    for entity in (PAPERS, AUTHORS):
        yield _batch(answering, entity)
    for (owner, name), list_ in LISTS.items():
        yield _list(answering, owner, name, list_)
    for entity in (PAPERS, AUTHORS):
        yield _one(answering, entity)


def answered(body: Body) -> Callable[[Request], Awaitable[Response]]:
    """The body as JSON, unless it is larger than clients expect."""

    async def answer(request: Request) -> Response:
        found = await body(request)
        if len(found) > LARGEST_ANSWER:
            raise BadRequest(_TOO_LARGE)
        return Response(found, media_type="application/json")

    return answer


def replies(shape: Shape, *others: dict[int, Reply]) -> dict[int, Reply]:
    found = {200: Reply("What was asked for.", shape)}
    for more in others:
        found |= more
    return found | FAILURES


def _page(shape: Shape, *required: str) -> Shape:
    members = {"total": COUNT, "offset": COUNT, "next": COUNT, "data": list_of(shape)}
    kept = {name: member for name, member in members.items() if name in (*required, "next")}
    return thing(kept, required)


def _bulk(answering: Answering) -> Operation:
    found = {"total": COUNT, "token": TEXT, "data": list_of(shape_of(PAPER_OF_LIST))}
    token = Parameter("token", TEXT.about("The token of the answer before."))
    sort = Parameter("sort", words(*bulk.SORTS, "").about("In which order."))
    return Operation(
        *("GET", f"{GRAPH}/paper/search/bulk", "searchPapersInBulk"),
        *("Papers by a boolean query, in one order, to the end", TAG),
        answered(lambda request: bulk.search_bulk(answering, request.query_params)),
        replies(thing(found, ("total", "data")), BAD),
        (QUERY, token, sort, fields_of(PAPER_OF_LIST), *asked_with()),
        description=f"{bulk.PAGE:,} papers an answer. Words stand together, `|` is or, `-` leaves"
        ' out, `"…"` is a phrase, `word*` a beginning, `( )` group.',
        example=EXAMPLES["searchPapersInBulk"],
    )


def _match(answering: Answering) -> Operation:
    paper = shape_of(PAPER_OF_LIST)
    matched = thing(
        {**paper.members, "matchScore": NUMBER},
        (*paper.required, "matchScore"),
        name="MatchedPaper",
    )
    return Operation(
        *("GET", f"{GRAPH}/paper/search/match", "matchTitle"),
        *("The paper whose title is most like the query", TAG),
        answered(lambda request: searches.match(answering, request.query_params)),
        replies(thing({"data": list_of(matched)}), BAD, MISSING),
        (QUERY, fields_of(PAPER_OF_LIST), *asked_with()),
        example=EXAMPLES["matchTitle"],
    )


def _autocomplete(answering: Answering) -> Operation:
    suggestion = thing({"id": TEXT, "title": TEXT, "authorsYear": TEXT}, name="Suggestion")
    return Operation(
        *("GET", f"{GRAPH}/paper/autocomplete", "completeTitle"),
        *("Papers whose title begins so", TAG),
        answered(lambda request: searches.autocomplete(answering, request.query_params)),
        replies(thing({"matches": list_of(suggestion)}), BAD),
        (QUERY,),
        example=EXAMPLES["completeTitle"],
    )


def _search(answering: Answering, noun: str, what: Search) -> Operation:
    name = f"search{noun.capitalize()}s"
    return Operation(
        *("GET", f"{GRAPH}/{noun}/search", name),
        *(f"{noun.capitalize()}s by relevance", TAG),
        answered(lambda request: searches.search(answering, what, request.query_params)),
        replies(_page(shape_of(what.fields), *_DATA), BAD),
        (
            *(QUERY, OFFSET, limit_of(what.largest_page), fields_of(what.fields)),
            *(asked_with() if what.has_filters else ()),
        ),
        example=EXAMPLES[name],
    )


def _batch(answering: Answering, entity: Entity) -> Operation:
    async def answer(request: Request) -> bytes:
        fields = request.query_params.get("fields")
        return await look_up_batch(answering, entity, request.content, fields)

    noun = entity.name.lower()
    ids = list_of(Shape("string|integer"), 1, entity.largest_batch).about(
        f"Ids as in {noun}/{{id}}."
    )
    return Operation(
        *("POST", f"{GRAPH}/{noun}/batch", f"get{entity.name}s"),
        *(f"Many {noun}s in the order of their ids, null for what is not here", TAG),
        answered(answer),
        replies(list_of(shape_of(entity.fields).or_null()), BAD),
        (fields_of(entity.fields),),
        body=thing({"ids": ids}, open=True),
        example=EXAMPLES[f"get{entity.name}s"],
    )


def _list(answering: Answering, owner: str, name: str, list_: HangingList) -> Operation:
    async def answer(request: Request) -> bytes:
        return await page_of(answering, list_, request.path_params["id"], request.query_params)

    operation = f"get{owner.capitalize()}{name.capitalize()}"
    return Operation(
        *("GET", f"{GRAPH}/{owner}/{{id}}/{name}", operation),
        *(f"The {name} of one {owner}", TAG),
        answered(answer),
        replies(_page(shape_of(list_.fields), "offset", "data"), BAD, MISSING),
        (
            *(id_of(list_.owner), OFFSET, limit_of(MOST), fields_of(list_.fields)),
            *asked_with(list_.filters),
        ),
        deep=("id",),
        example=EXAMPLES[operation],
    )


def _one(answering: Answering, entity: Entity) -> Operation:
    async def answer(request: Request) -> bytes:
        id_, fields = request.path_params["id"], request.query_params.get("fields")
        return await look_up(answering, entity, id_, fields)

    noun = entity.name.lower()
    return Operation(
        *("GET", f"{GRAPH}/{noun}/{{id}}", f"get{entity.name}"),
        *(f"One {noun} by any of its ids", TAG),
        answered(answer),
        replies(shape_of(entity.fields), BAD, MISSING),
        (id_of(entity), fields_of(entity.fields)),
        deep=("id",),
        example=EXAMPLES[f"get{entity.name}"],
    )


def id_of(entity: Entity) -> Parameter:
    return Parameter("id", entity.id_shape, where="path")
