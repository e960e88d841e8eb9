"""Snippet search: the texts that have the words, whole abstracts or, where there is none, titles.

They are found and ranked as `/paper/search` ranks papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    Text,
    and_,
    case,
    exists,
    func,
    not_,
    null,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import ids, tables
from service.compiler.fields import Expression
from service.compiler.json import EMPTY_ARRAY, JsonObject
from service.compiler.plan import (
    Connection,
    Edges,
    Leaf,
    Node,
    Page,
    Parameter,
    Rows,
    Target,
    Where,
)
from service.compiler.row import Row, constant
from service.rest.answering import Answering
from service.rest.errors import BadRequest
from service.rest.operations import Operation
from service.rest.operations import Parameter as Asked
from service.rest.request import Request
from service.rest.shapes import COUNT, NOTHING, NUMBER, TEXT, Shape, list_of, thing, words
from service.s2 import ranking
from service.s2.examples import EXAMPLES
from service.s2.filters import FILTERS, asked_with, read_filters
from service.s2.identifiers import corpus_id, paper_reference
from service.s2.operations import BAD, GRAPH, TAG, answered, replies
from service.s2.parameters import QUERY, Query, limit, limit_of, unacceptable
from service.s2.ranking import operands_of, ranked_list
from service.s2.searches import PAPERS, words_of
from service.tables.naming import named_id
from service.tables.paper import abstract

_ITEM = Shape("string", pattern="^[^,]*$")
MOST = 1_000
MOST_IDS = 100
MOST_AUTHORS = 10
_LONGEST_WORD = 255
_USUAL = 10
_VERSION = "ts_rank_cd-1"

_WORDS = Parameter(lambda values: values["words"], Text())
_KEY = Parameter(lambda values: values["key"], Text())


def _text(paper: Row) -> ColumnElement[Any]:
    return func.coalesce(abstract(paper), paper.c.title)


def _kind(paper: Row) -> ColumnElement[Any]:
    has_abstract = abstract(paper).is_not(None)
    return case((has_abstract, constant("abstract")), else_=constant("title"))


def _place(paper: Row) -> ColumnElement[Any]:
    return JsonObject([("start", constant(0)), ("end", func.length(_text(paper)))])


def _names(paper: Row) -> ColumnElement[Any]:
    """The authors' names as they stand on the paper."""
    signs = tables.authorship.alias("signs")
    names = func.json_agg(aggregate_order_by(signs.c.name_as_written, signs.c.ordinal))
    own = (signs.c.paper_id == paper.c.id) & ~signs.c.is_repeat
    return func.coalesce(select(names).where(own).scalar_subquery(), EMPTY_ARRAY)


_PART = thing({"start": COUNT, "end": COUNT})
_SNIPPET: Mapping[str, tuple[Expression, Shape]] = {
    "text": (_text, TEXT),
    "snippetKind": (_kind, words("title", "abstract")),
    # Nothing here knows where in a paper a sentence stands.
    "section": (lambda _: null(), NOTHING),
    "snippetOffset": (_place, _PART),
    "annotations": (
        lambda _: JsonObject([("sentences", EMPTY_ARRAY), ("refMentions", EMPTY_ARRAY)]),
        thing({"sentences": list_of(_PART), "refMentions": list_of(_PART)}),
    ),
}
_PAPER: Mapping[str, tuple[Expression, Shape]] = {
    "corpusId": (corpus_id, COUNT),
    "title": (lambda paper: paper.c.title, TEXT),
    "authors": (_names, list_of(TEXT)),
    "openAccessInfo": (
        lambda _: JsonObject([(name, null()) for name in ("license", "status", "disclaimer")]),
        thing({"license": NOTHING, "status": NOTHING, "disclaimer": NOTHING}),
    ),
}
_FIELDS = [
    *("snippet", *(f"snippet.{name}" for name in _SNIPPET)),
    *("snippet.annotations.sentences", "snippet.annotations.refMentions"),
]
_FILTERS = tuple(name for name in FILTERS if name not in ("publicationTypes", "openAccessPdf"))


def _is_one_of(paper: Row, references: Any) -> ColumnElement[bool]:
    asked = func.unnest(references).table_valued("reference").render_derived(name="asked")
    named = named_id(tables.paper, type_coerce(asked.c.reference, Text()))
    found: ColumnElement[bool] = paper.c.id.in_(select(named).select_from(asked))
    return found


def _is_by_all(paper: Row, names: Any) -> ColumnElement[bool]:
    """Whether each of the names is spelt much like a form of one of the paper's authors' names."""
    asked = func.unnest(names).table_valued("name").render_derived(name="asked_author")
    signs, form = tables.authorship.alias("signs"), tables.author_name.alias("form")
    signed = exists(
        select(true())
        .select_from(signs.join(form, form.c.author_id == signs.c.author_id))
        .where(
            signs.c.paper_id == paper.c.id,
            _is_spelt_like(type_coerce(asked.c.name, Text()), form.c.name_key),
        )
    )
    return not_(exists(select(true()).select_from(asked).where(not_(signed))))


def _is_spelt_like(asked: ColumnElement[Any], name: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether each word of a name has a word of the other within its number of edits."""
    wanted, present = _each_word(asked, "wanted"), _each_word(name, "present")
    length = func.length(wanted.c.word)
    edits = case(
        (length < constant(3), constant(0)), (length < constant(6), constant(1)), else_=constant(2)
    )
    distance = func.levenshtein_less_equal(wanted.c.word, present.c.word, edits)
    alike = exists(select(true()).select_from(present).where(distance <= edits))
    return not_(exists(select(true()).select_from(wanted).where(not_(alike))))


def _each_word(text: ColumnElement[Any], name: str) -> Any:
    """The words of a key, each no longer than `levenshtein` takes."""
    words = func.string_to_table(text, constant(" ")).table_valued("whole")
    each = words.render_derived(name=f"{name}_whole")
    word = func.left(type_coerce(each.c.whole, Text()), constant(_LONGEST_WORD)).label("word")
    return select(word).lateral(name)


def _was_here(paper: Row, moment: Any) -> ColumnElement[bool]:
    """Whether the paper had been added before a moment."""
    change = tables.change.alias("added")
    return exists(
        select(true()).where(
            and_(
                change.c.entity == constant("paper"),
                change.c.entity_id == paper.c.id,
                change.c.action == constant("added"),
                change.c.changed_at < moment,
            )
        )
    )


def operations(answering: Answering) -> Iterable[Operation]:
    async def answer(request: Request) -> bytes:
        return await _search(answering, request.query_params)

    snippet = thing({name: shape for name, (_, shape) in _SNIPPET.items()}, ())
    paper = thing({name: shape for name, (_, shape) in _PAPER.items()})
    found = thing({"snippet": snippet, "score": NUMBER, "paper": paper}, name="Snippet")
    fields = list_of(words(*_FIELDS, ""), longest=len(_FIELDS)).about("What is told of a snippet.")
    papers = list_of(_ITEM, longest=MOST_IDS).about("Only snippets of these papers, by any id.")
    authors = list_of(_ITEM, longest=MOST_AUTHORS).about("Only of papers by all of these.")
    moment = Shape("string", "Only papers that were here before: `2026-11`.", pattern=_DAY_PATTERN)
    yield Operation(
        *("GET", f"{GRAPH}/snippet/search", "searchSnippets"),
        *("Abstracts and titles that have the words", TAG),
        answered(answer),
        replies(thing({"data": list_of(found), "retrievalVersion": TEXT}), BAD),
        (
            *(QUERY, limit_of(MOST, _USUAL), Asked("fields", fields), Asked("paperIds", papers)),
            *(Asked("authors", authors), Asked("insertedBefore", moment)),
            *asked_with(_FILTERS),
        ),
        example=EXAMPLES["searchSnippets"],
    )


_DAY_PATTERN = "^([1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$"


async def _search(answering: Answering, query: Query) -> bytes:
    words, size = words_of(query, PAPERS), limit(query, MOST, _USUAL)
    asked = _asked(query.get("fields") or "")
    filtered = read_filters(query, _FILTERS)
    own, values = _own_filters(query)

    def plan() -> Sequence[Node]:
        where = (*filtered.where, *own)
        many = ranked_list(tables.paper, ranking.papers, where)
        rows = Rows(many, many.order, Page(size), operands=(_WORDS, _KEY, *operands_of(where)))
        snippet = tuple(Leaf(name, sql) for name, (sql, _) in _SNIPPET.items() if name in asked)
        paper = tuple(Leaf(name, sql) for name, (sql, _) in _PAPER.items())
        score = Leaf("score", lambda edge: edge.c.score)
        edge = (Target("snippet", snippet), score, Target("paper", paper))
        return [Connection("found", rows, (Edges("data", edge),))]

    kind = ("snippets", tuple(asked), size, filtered.names, tuple(sorted(values)))
    asked_for = {"words": words, "key": ids.title_key(words)}
    (found,) = await answering.ask(kind, plan, {**filtered.values, **values, **asked_for})
    return b'%b,"retrievalVersion":"%b"}' % ((found or b"{}")[:-1], _VERSION.encode())


def _asked(fields: str) -> list[str]:
    names = [name.strip() for name in fields.split(",") if name.strip()]
    unknown = [name for name in names if name not in _FIELDS]
    if unknown or fields.count(",") >= len(_FIELDS):
        raise BadRequest(f"Unrecognized or unsupported fields: [{', '.join(unknown[:100])}]")
    wanted = {name.split(".")[1] for name in names if "." in name}
    return [name for name in _SNIPPET if not wanted or name in wanted]


def _own_filters(query: Query) -> tuple[tuple[Where, ...], dict[str, object]]:
    """The filters that snippets alone have: conditions, and the values of these."""
    where: list[Where] = []
    values: dict[str, object] = {}

    def keep(name: str, test: Any, type_: Any, value: object) -> None:
        where.append(Where(test, (Parameter(lambda known: known[name], type_),)))
        values[name] = value

    if papers := _several(query, "paperIds", MOST_IDS):
        known = [reference for one in papers if (reference := paper_reference(one))]
        keep("paperIds", _is_one_of, ARRAY(Text), known)
    if authors := _several(query, "authors", MOST_AUTHORS):
        keep("authors", _is_by_all, ARRAY(Text), [ids.name_key(name) for name in authors])
    if moment := query.get("insertedBefore"):
        keep("insertedBefore", _was_here, DateTime(timezone=True), _moment(moment))
    return tuple(where), values


def _several(query: Query, name: str, most: int) -> list[str]:
    text = query.get(name, "").replace("\0", "")
    found = text.split(",") if text.strip() else []
    if len(found) > most:
        raise unacceptable(name, text, f"expected at most {most}, not {len(found):,}")
    return [one for one in found if one.strip()]


def _moment(text: str) -> datetime:
    parts = text.split("-")
    try:
        if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError
        year, month, day = (*map(int, parts), 1, 1)[:3]
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        expected = "expected YYYY, YYYY-MM or YYYY-MM-DD"
        raise unacceptable("insertedBefore", text, expected) from None
