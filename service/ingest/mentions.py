"""Names in their places: what a paper or a record about an author says of who bears them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.ids import ExternalId, name_block
from service.ingest.align import ComposedAuthor
from service.ingest.compose import ComposedPaper
from service.ingest.copy import among
from service.ingest.identity import MentionRef
from service.ingest.joins import Sign
from service.ingest.name_forms import coauthor_sign
from service.ingest.names import looks_like_group, name_key
from service.ingest.records import AuthorRecord
from service.tables import authorship
from service.tables.author import UNPLACED_ORDINAL

_TOLD = ("author_ids", "scopes", "other_forms", "place_keys", "is_group")


@dataclass(frozen=True, slots=True)
class Item:
    """A name in one place, with all that speaks for who bears it."""

    ref: MentionRef
    key: str
    ids: tuple[ExternalId, ...]
    scopes: frozenset[str]
    signs: frozenset[Sign]
    is_group: bool
    names: tuple[str, ...]


def ordinals(authors: Sequence[ComposedAuthor]) -> list[int]:
    """The place of each author in the stored list: the position, or after all positions."""
    places, unplaced = [], UNPLACED_ORDINAL
    for one in authors:
        if one.position is None:
            places.append(unplaced)
            unplaced += 1
        else:
            places.append(one.position)
    return places


def name_signs(keys: Iterable[str]) -> list[tuple[str, Sign]]:
    """The names on a paper as evidence of who stands beside them, with their blocks."""
    return [(name_block(key), ("coauthor", coauthor_sign(key))) for key in keys]


def coauthor_signs(key: str, signs: Iterable[tuple[str, Sign]]) -> frozenset[Sign]:
    """Without the name's like, which may be itself again."""
    own = name_block(key)
    return frozenset([sign for block, sign in signs if block != own])


def paper_items(paper_id: int, paper: ComposedPaper) -> list[Item]:
    """The names on a paper that may be somebody's, as ids tell them: without signs."""
    return [
        Item(
            ref=(paper_id, ordinal),
            key=one.name_key,
            ids=one.ids,
            scopes=one.scopes,
            signs=frozenset(),
            is_group=one.kind == "group",
            names=one.names,
        )
        for ordinal, one in zip(ordinals(paper.authors), paper.authors, strict=True)
        if not one.is_unknown
    ]


# What an authorship's row says of who bears the name, so that nobody need read the records again.
WRITTEN = (
    *("position", "name_as_written", "name_block", "author_ids", "scopes", "other_forms"),
    *("place_keys", "is_group", "is_corresponding"),
)


def written(one: ComposedAuthor) -> tuple[object, ...]:
    """The columns `WRITTEN` of an author of a composed paper."""
    ids = None if one.is_unknown else [str(id_) for id_ in one.ids] or None
    scopes = sorted(one.scopes) or None
    others = [name for name in one.names if name != one.name] or None
    places = list(one.place_keys) or None
    told = (one.block, ids, scopes, others, places, one.kind == "group")
    return one.position, one.name, *told, one.is_corresponding


def stored_items(
    connection: Connection, papers: Collection[int], is_wanted: Callable[[str], bool]
) -> list[Item]:
    """The same of papers that are in the graph, for the names that are wanted: with signs."""
    columns = (*("paper_id", "ordinal", "name_as_written", "name_block"), *_TOLD)
    rows = connection.execute(
        select(*(authorship.c[name] for name in columns)).where(
            among(authorship.c.paper_id, papers)
        )
    ).all()
    on_paper: dict[int, set[str]] = defaultdict(set)
    of_keys = []
    for row in rows:
        paper_id, _, name, block, ids, *_ = row
        key = name_key(name)
        on_paper[paper_id].add(key)
        if is_wanted(key) and (block is not None or ids is not None):
            of_keys.append((key, row))
    signs = {paper_id: name_signs(keys) for paper_id, keys in on_paper.items()}
    return [
        Item(
            ref=(paper_id, ordinal),
            key=key,
            ids=tuple(ExternalId(*id_.split(":", 1)) for id_ in ids or ()),
            scopes=frozenset(scopes or ()),
            signs=coauthor_signs(key, signs[paper_id])
            | {("affiliation", place) for place in places or ()},
            is_group=is_group,
            names=(name, *(others or ())),
        )
        for key, (paper_id, ordinal, name, _, ids, scopes, others, places, is_group) in of_keys
    ]


def record_item(ref: MentionRef, record: AuthorRecord) -> Item:
    """A record about an author, as a name that stands on no paper."""
    return Item(
        ref=ref,
        key=name_key(record.name),
        ids=record.ids,
        scopes=frozenset({record.scope}) if record.scope else frozenset(),
        signs=frozenset({("homepage", record.homepage)}) if record.homepage else frozenset(),
        is_group=record.kind == "group" or looks_like_group(record.name),
        names=(record.name, *record.other_names),
    )
