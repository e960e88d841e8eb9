"""Recommendations: papers near the ones that somebody likes, and far from others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, func, select, type_coerce

from service import tables
from service.compiler.fields import Many, Order
from service.compiler.plan import Leaf, Listing, Node, Page, Parameter, Rows, Where
from service.compiler.row import Row
from service.rest.answering import Answering
from service.rest.errors import BadRequest, NotFound
from service.rest.operations import Operation
from service.rest.operations import Parameter as Asked
from service.rest.request import Request
from service.rest.shapes import Shape, list_of, thing, words
from service.s2.declare import shape_of
from service.s2.disciplines import is_of_field
from service.s2.examples import EXAMPLES
from service.s2.identifiers import paper_id, paper_reference
from service.s2.lookups import PAPERS, not_found, reference_of
from service.s2.operations import BAD, MISSING, TAG, answered, id_of, replies
from service.s2.paper import PAPER_OF_LIST
from service.s2.parameters import Query, fields_of, limit, limit_of, unacceptable
from service.s2.planning import plan_fields, read_fields
from service.s2.relatedness import RECOMMENDED
from service.tables.naming import named_id

RECOMMENDATIONS = "/recommendations/v1/papers"
MOST = 500
MOST_SEEDS = 100
_ALL_CS = "all-cs"
_POOLS = ("recent", _ALL_CS)
_COMPUTER_SCIENCE = Parameter(lambda _: ["Computer Science"], ARRAY(Text))
_SEEDS = (
    Parameter(lambda values: values["positive"], ARRAY(Text)),
    Parameter(lambda values: values["negative"], ARRAY(Text)),
)


def operations(answering: Answering) -> Iterable[Operation]:
    """One seed in the path; lists of them in a body."""

    async def for_paper(request: Request) -> bytes:
        id_, query = request.path_params["id"], request.query_params
        reference = reference_of(PAPERS, id_)
        pool = query.get("from") or "recent"
        if pool not in _POOLS:
            raise unacceptable("from", pool, f"expected {' or '.join(_POOLS)}")
        try:
            return await _recommend(answering, query, [reference], [], pool == _ALL_CS)
        except NotFound:
            raise not_found(PAPERS, id_) from None

    async def for_lists(request: Request) -> bytes:
        positive, negative = _lists(request.content)
        return await _recommend(answering, request.query_params, positive, negative, False)

    seeds = list_of(Shape("string|integer"), longest=MOST_SEEDS)
    answer = thing({"recommendedPapers": list_of(shape_of(PAPER_OF_LIST))})
    asked = (limit_of(MOST), fields_of(PAPER_OF_LIST))
    pool = Asked(
        "from", words(*_POOLS, "").about("Of all papers, or of those in Computer Science.")
    )
    yield Operation(
        *("GET", f"{RECOMMENDATIONS}/forpaper/{{id}}", "recommendForPaper"),
        *("Papers near one paper", TAG),
        answered(for_paper),
        replies(answer, BAD, MISSING),
        (id_of(PAPERS), pool, *asked),
        deep=("id",),
        example=EXAMPLES["recommendForPaper"],
    )
    yield Operation(
        *("POST", f"{RECOMMENDATIONS}/", "recommendForPapers"),
        *("Papers near some papers and far from others", TAG),
        answered(for_lists),
        replies(answer, BAD, MISSING),
        asked,
        body=thing(
            {
                "positivePaperIds": list_of(Shape("string|integer"), 1, MOST_SEEDS),
                "negativePaperIds": seeds.or_null(),
            },
            ("positivePaperIds",),
            open=True,
        ),
        description="Seeds that are not here are left out; it is 404 if no positive one is here.",
        example=EXAMPLES["recommendForPapers"],
    )


async def _recommend(
    answering: Answering,
    query: Query,
    positive: Sequence[str],
    negative: Sequence[str],
    is_computer_science: bool,
) -> bytes:
    fields = query.get("fields")
    asked, size = read_fields(fields, PAPER_OF_LIST), limit(query, MOST)

    def plan() -> Sequence[Node]:
        where = (Where(is_of_field, (_COMPUTER_SCIENCE,)),) if is_computer_science else ()
        rows = Rows(RECOMMENDED, RECOMMENDED.order, Page(size), where, operands=_SEEDS)
        return [Listing("papers", rows, plan_fields(asked, PAPER_OF_LIST)), _any_seed()]

    kind = ("recommendations", fields, size, is_computer_science)
    papers, seed = await answering.ask(kind, plan, {"positive": positive, "negative": negative})
    if seed == b"[]":
        raise NotFound("None of the positive paper ids was found")
    return b'{"recommendedPapers":%b}' % (papers or b"[]")


def _any_seed() -> Node:
    """One of the positive seeds, if any is here."""

    def test(paper: Row, references: Any) -> ColumnElement[bool]:
        asked = func.unnest(references).table_valued("reference").render_derived(name="asked")
        named = named_id(tables.paper, type_coerce(asked.c.reference, Text()))
        is_one: ColumnElement[bool] = paper.c.id.in_(select(named).select_from(asked))
        return is_one

    where = (Where(test, (_SEEDS[0],)),)
    only = Rows(Many(tables.paper, Order(())), Order(()), Page(1), where)
    return Listing("seed", only, (Leaf("id", paper_id),))


def _lists(body: bytes) -> tuple[list[str], list[str]]:
    """The references of the positive and of the negative seeds."""
    try:
        given = json.loads(body)
        positive, negative = given["positivePaperIds"], given.get("negativePaperIds")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        expected = '{"positivePaperIds": ["…", …], "negativePaperIds": ["…", …]}'
        raise BadRequest(f"The body must be a JSON object: {expected}") from None
    if positive == []:
        raise BadRequest("positivePaperIds: the list is empty")
    return _references("positivePaperIds", positive), _references(
        "negativePaperIds", [] if negative is None else negative
    )


def _references(name: str, given: object) -> list[str]:
    if not isinstance(given, list) or not all(type(one) in (str, int) for one in given):
        raise BadRequest(f"{name}: a list of texts and whole numbers was expected")
    if len(given) > MOST_SEEDS:
        raise BadRequest(f"{name}: at most {MOST_SEEDS} ids, not {len(given):,}")
    found = (paper_reference(str(one)) for one in given)
    return [reference for reference in found if reference is not None]
