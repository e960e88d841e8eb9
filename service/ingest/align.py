"""One author list out of the lists that several sources give for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.ids import ExternalId, name_block
from service.ingest.names import are_compatible, looks_like_group, name_key, surname_key
from service.ingest.records import (
    AffiliationMention,
    AuthorKind,
    AuthorshipRecord,
    PaperRecord,
)


@dataclass(frozen=True, slots=True)
class ComposedAuthor:
    """One author of a composed paper, with all that the aligned lists tell of them.

    `names` are all written and given forms, `name` among them. `scopes`: see AuthorshipRecord.
    """

    name: str
    name_key: str
    position: int | None
    kind: AuthorKind
    ids: tuple[ExternalId, ...]
    names: tuple[str, ...]
    affiliations: tuple[AffiliationMention, ...]
    scopes: frozenset[str]
    is_corresponding: bool
    is_unknown: bool

    @property
    def block(self) -> str | None:
        """The names among which it is told who this is; None where ids tell, or nobody may."""
        return None if self.ids or self.is_unknown else name_block(self.name_key)

    @property
    def place_keys(self) -> tuple[str, ...]:
        """Where a bare name is, as evidence: ids of institutions, else their folded names."""
        if self.block is None:
            return ()
        return tuple(
            sorted(
                {
                    str(min(place.ids)) if place.ids else name_key(place.name)
                    for place in self.affiliations
                }
            )
        )


@dataclass(slots=True)
class _Entry:
    """A place in the list under construction; `parts` are the sources' words, the surest first."""

    position: int | None
    parts: list[AuthorshipRecord] = field(default_factory=list)

    @property
    def key(self) -> str:
        return name_key(self.parts[0].name)

    @property
    def ids(self) -> set[ExternalId]:
        return {id_ for part in self.parts for id_ in part.ids}


def compose_authors(said: Sequence[PaperRecord]) -> tuple[tuple[ComposedAuthor, ...], bool]:
    """The authors in order, and whether the list is whole; `said` is in order of precedence."""
    lists = [record for record in said if record.authors]
    if not lists:
        # A source may vouch that there are none.
        return (), any(record.authors_complete for record in said)
    base = max(lists, key=_worth)
    entries = [_Entry(author.position, [author]) for author in base.authors]
    for record in lists:
        if record is not base:
            _align(entries, record.authors, whole=base.authors_complete)
    placed = sorted(
        (entry for entry in entries if entry.position is not None),
        key=lambda entry: entry.position or 0,
    )
    unplaced = sorted(
        (entry for entry in entries if entry.position is None),
        key=lambda entry: (entry.key, sorted(entry.ids)),
    )
    return tuple(_compose(entry) for entry in placed + unplaced), base.authors_complete


def _worth(record: PaperRecord) -> tuple[bool, int]:
    """A complete list is the frame for the others, else the longest; `max` keeps the first of
    equals."""
    return record.authors_complete, sum(author.position is not None for author in record.authors)


def _align(entries: list[_Entry], authors: Iterable[AuthorshipRecord], *, whole: bool) -> None:
    """Adds one source's list to the entries, each author to the entry that is the same person."""
    free = list(entries)
    waiting = list(authors)
    for rule in (_shares_id, _same_name_and_place, _same_name, _same_place_and_like, _only_like):
        still_waiting = []
        for author in waiting:
            entry = rule(author, free)
            if entry is None:
                still_waiting.append(author)
            else:
                entry.parts.append(author)
                free.remove(entry)
        waiting = still_waiting
    taken = {entry.position for entry in entries}
    for author in waiting:
        # In a whole list a placed stranger is another spelling or another version's author.
        if author.position is None or not whole:
            position = None if author.position in taken else author.position
            entries.append(_Entry(position, [author]))
            taken.add(position)


def _shares_id(author: AuthorshipRecord, free: list[_Entry]) -> _Entry | None:
    wanted = set(author.ids)
    return next((entry for entry in free if wanted & entry.ids), None) if wanted else None


def _same_name_and_place(author: AuthorshipRecord, free: list[_Entry]) -> _Entry | None:
    key = name_key(author.name)
    return next(
        (entry for entry in free if entry.position == author.position and entry.key == key), None
    )


def _same_name(author: AuthorshipRecord, free: list[_Entry]) -> _Entry | None:
    key = name_key(author.name)
    return next((entry for entry in free if entry.key == key), None)


def _same_place_and_like(author: AuthorshipRecord, free: list[_Entry]) -> _Entry | None:
    if author.position is None:
        return None
    key = name_key(author.name)
    return next(
        (
            entry
            for entry in free
            if entry.position == author.position
            and (are_compatible(entry.key, key) or surname_key(entry.key) == surname_key(key))
        ),
        None,
    )


def _only_like(author: AuthorshipRecord, free: list[_Entry]) -> _Entry | None:
    key = name_key(author.name)
    like = [entry for entry in free if are_compatible(entry.key, key)]
    return like[0] if len(like) == 1 else None


def _compose(entry: _Entry) -> ComposedAuthor:
    parts = entry.parts
    name = parts[0].name
    forms = dict.fromkeys(
        form for part in parts for form in (part.name, part.display_name) if form is not None
    )
    said_kind = next((part.kind for part in parts if part.kind), None)
    return ComposedAuthor(
        name=name,
        name_key=name_key(name),
        position=entry.position,
        kind=said_kind or ("group" if looks_like_group(name) else "person"),
        ids=_ids(parts),
        names=tuple(forms),
        affiliations=_affiliations(parts),
        scopes=frozenset(part.scope for part in parts if part.scope),
        is_corresponding=any(part.is_corresponding for part in parts),
        is_unknown=all(part.is_unknown for part in parts),
    )


def _ids(parts: Sequence[AuthorshipRecord]) -> tuple[ExternalId, ...]:
    """One id of each scheme: two ids of one source are two people to it, and the surest word
    counts."""
    kept: dict[str, ExternalId] = {}
    for part in parts:
        for id_ in part.ids:
            kept.setdefault(id_.scheme, id_)
    return tuple(sorted(kept.values()))


def _affiliations(parts: Sequence[AuthorshipRecord]) -> tuple[AffiliationMention, ...]:
    """One source's word: first one that names institutions by id, else the first that names any."""
    given = [part.affiliations for part in parts if part.affiliations]
    identified = (mentions for mentions in given if any(mention.ids for mention in mentions))
    return next(identified, given[0] if given else ())
