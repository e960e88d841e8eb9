"""Reads the files in portions: what is held in memory at a time, checked and ready to be stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.ingest.checks import complaint
from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.options import IngestOptions
from service.ingest.payload import SealedRecord, UnstorableRecord, seal
from service.ingest.records import Located, Rejected
from service.ingest.sources import Source
from service.ingest.turn import Turn

# Records and characters of them: what bounds the memory, whatever a record holds.
_MOST_RECORDS = 5_000
# Nothing can be written before a first portion is read: it is small, and each next one twice as
# large, up to the bound.
_FIRST_RECORDS = 500
_MOST_CHARACTERS = 6_000_000


@dataclass(slots=True)
class Reached:
    """How far a portion goes in one file: the place to go on from, what was read up to it, and the
    position in the file as stored."""

    file: SourceFile
    resume: int
    records: int = 0
    finished: bool = False
    position: int = 0


@dataclass(slots=True)
class Portion:
    """What was read since the portion before, of one file or of several."""

    records: list[SealedRecord] = field(default_factory=list)
    rejected: list[Located] = field(default_factory=list)
    reached: list[Reached] = field(default_factory=list)
    characters: int = 0

    def __len__(self) -> int:
        return len(self.records) + len(self.rejected)

    def add(self, located: Located) -> None:
        """A record that can be stored, or why one cannot."""
        what = located.what
        if not isinstance(what, Rejected):
            problem = complaint(what)
            if problem is None:
                try:
                    sealed = seal(what)
                    sealed.prepare()
                    self.records.append(sealed)
                    self.characters += len(sealed.payload)
                    return
                except UnstorableRecord as error:
                    problem = ("record", str(error))
            what = Rejected(*problem, what.key)
        self.rejected.append(replace(located, what=what))


def portions(
    source: Source, files: Sequence[SourceFile], options: IngestOptions, turn: Turn
) -> Iterator[Portion]:
    """What the files hold, cut where reading could go on; a file may break off on the way. The
    `turn` is waited for before each record."""
    bound = min(_MOST_RECORDS, options.batch_size)
    most_records = min(_FIRST_RECORDS, bound)
    portion, before, limit = Portion(), 0, options.limit
    for file in files:
        reached = Reached(file, file.resume)
        portion.reached.append(reached)
        try:
            for located in source.read(file, options.as_of):
                turn.wait()
                can_cut = located.resume > reached.resume
                portion.add(located)
                reached.records += 1
                reached.resume = max(reached.resume, located.resume)
                enough = limit is not None and before + len(portion) >= limit
                is_full = len(portion) >= most_records or portion.characters >= _MOST_CHARACTERS
                if enough or (can_cut and is_full):
                    reached.position = file.position
                    before += len(portion)
                    most_records = min(2 * most_records, bound)
                    yield portion
                    reached = Reached(file, reached.resume)
                    portion = Portion(reached=[reached])
                if enough:
                    return
        except UnreadableFile as error:
            reason = f"the file cannot be read further: {error}"
            lost = Located(Rejected(None, reason, ""), file.path, 0, reached.resume)
            portion.rejected.append(lost)
        reached.finished = True
    if portion.reached:
        yield portion
