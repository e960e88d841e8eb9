"""Names in their places: what a paper or a record about an author says of who bears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.ids import ExternalId
from service.ingest.align import ComposedAuthor
from service.ingest.compose import ComposedPaper
from service.ingest.identity import MentionRef
from service.ingest.names import looks_like_group, name_key
from service.ingest.records import AuthorRecord
from service.tables.author import UNPLACED_ORDINAL


@dataclass(frozen=True, slots=True)
class Item:
    """A name in one place, with all that speaks for who bears it."""

    ref: MentionRef
    key: str
    ids: tuple[ExternalId, ...]
    scopes: frozenset[str]
    coauthors: frozenset[str]
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


def paper_items(paper_id: int, paper: ComposedPaper) -> list[Item]:
    """The names on a paper that may be somebody's."""
    keys = {one.name_key for one in paper.authors}
    return [
        Item(
            ref=(paper_id, ordinal),
            key=one.name_key,
            ids=one.ids,
            scopes=one.scopes,
            coauthors=frozenset(keys - {one.name_key}),
            is_group=one.kind == "group",
            names=one.names,
        )
        for ordinal, one in zip(ordinals(paper.authors), paper.authors, strict=True)
        if not one.is_unknown
    ]


def record_item(ref: MentionRef, record: AuthorRecord) -> Item:
    """A record about an author, as a name that stands on no paper."""
    return Item(
        ref=ref,
        key=name_key(record.name),
        ids=record.ids,
        scopes=frozenset({record.scope}) if record.scope else frozenset(),
        coauthors=frozenset(),
        is_group=record.kind == "group" or looks_like_group(record.name),
        names=(record.name, *record.other_names),
    )
