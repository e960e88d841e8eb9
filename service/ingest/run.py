"""One ingest from its lock to its summary: files, batches, checkpoints, interruption."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from service.database.engine import writing_engine
from service.errors import CommandError
from service.ingest import log
from service.ingest.ahead import Ahead
from service.ingest.batch import write_batch
from service.ingest.checks import complaint
from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.options import IngestOptions, IngestSummary
from service.ingest.payload import SealedRecord, UnstorableRecord, seal
from service.ingest.progress import Progress
from service.ingest.records import Located, Rejected
from service.ingest.sources import Source, source_named

# One ingest at a time, as there is one graph: "ingest" on a telephone.
_LOCK = 464378
# Characters of records in a batch: what bounds the memory, whatever a record holds.
_LARGEST_BATCH = 12_000_000
# A share of rejects means little before so many records.
_JUDGED_FROM = 1_000


def run_ingest(
    url: str, source: str, paths: Sequence[str], options: IngestOptions, progress: Progress
) -> IngestSummary:
    """Reads the files into the graph as the writer. Ctrl-C ends it after a whole batch or none:
    status 'interrupted'; the same command goes on where it stopped."""
    declaration = source_named(source).asked(options)
    files = declaration.files(paths)
    started = time.monotonic()
    run = _Run(declaration, options, progress, files)
    try:
        summary = run.count_only() if options.dry_run else run.write(url)
    except OperationalError as error:
        raise CommandError(
            f"the database was lost ({_first_line(error)}); the same command goes on from here"
        ) from error
    finally:
        progress.close()
    return replace(summary, seconds=time.monotonic() - started)


@dataclass(slots=True)
class _Reached:
    """How far a batch goes in one file: the place to go on from, what was read up to it, and the
    position in the file as stored."""

    file: SourceFile
    resume: int
    records: int = 0
    finished: bool = False
    position: int = 0


@dataclass(slots=True)
class _Batch:
    """What was read since the last commit, of one file or of several."""

    records: list[SealedRecord] = field(default_factory=list)
    rejected: list[Located] = field(default_factory=list)
    reached: list[_Reached] = field(default_factory=list)
    size: int = 0

    def __len__(self) -> int:
        return len(self.records) + len(self.rejected)


@dataclass(slots=True)
class _Run:
    source: Source
    options: IngestOptions
    progress: Progress
    files: list[SourceFile]
    run_id: int | None = None
    summary: IngestSummary = field(init=False)
    marks: dict[str, str] = field(init=False)
    # Bytes as stored: of the files behind us, and of all (None where a pipe is among them).
    _behind: int = 0
    _total: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.summary = IngestSummary(self.source.name, "running")
        self.marks = {
            file.name: mark for file in self.files if (mark := self._mark(file)) is not None
        }
        sizes = [file.size for file in self.files]
        self._total = sum(size or 0 for size in sizes) if None not in sizes else None

    def count_only(self) -> IngestSummary:
        """Reads and checks everything, and writes nothing."""
        for batch in self._batches():
            self._tell(batch, accepted=len(batch.records), unchanged=0)
            for located in batch.rejected[:10]:
                self.progress.note(_describe(located))
            self._advance(batch)
        return replace(self.summary, status="finished")

    def write(self, url: str) -> IngestSummary:
        """Everything under the one lock; every way out leaves the run with its status."""
        status = "failed"
        try:
            with writing_engine(url).connect() as connection:
                self._take_lock(connection)
                self._begin(connection)
                with Ahead(self._batches()) as batches:
                    for batch in batches:
                        self._write_batch(connection, batch)
            status = "finished"
        except KeyboardInterrupt:
            status = "interrupted"
        except DBAPIError as error:
            # Ctrl-C within a statement leaves the connection busy: rolling back then fails as well.
            if not _came_of_interrupt(error):
                raise
            status = "interrupted"
        finally:
            self._finish(url, status)
        return self.summary

    def _take_lock(self, connection: Connection) -> None:
        """A session's lock: it goes with the process, however that ends."""
        statement = text("SELECT pg_try_advisory_lock(:lock)")
        if not connection.scalar(statement, {"lock": _LOCK}):
            self.progress.note("another ingest is running: waiting for it to end")
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()

    def _begin(self, connection: Connection) -> None:
        names = [file.name for file in self.files]
        with connection.begin():
            log.close_dead_runs(connection)
            self.run_id = log.open_run(connection, self.source.name, self.options, names)
            self.summary = replace(self.summary, run_id=self.run_id)
            stopped_at = log.take_over_checkpoints(
                connection, self.run_id, self.source.name, self.marks
            )
        for file in list(self.files):
            checkpoint = stopped_at.get(file.name)
            if checkpoint is not None and checkpoint.finished:
                self.progress.note(f"{file.path}: read before the last stop")
                self.files.remove(file)
                self._behind += file.size or 0
            elif checkpoint is not None:
                file.resume = checkpoint.byte_offset
                self.progress.note(f"{file.path}: goes on at byte {file.resume:,}")

    def _mark(self, file: SourceFile) -> str | None:
        """The same file read with the same options; a pipe is never the same again."""
        fingerprint = file.fingerprint()
        asked = f"{self.options.as_of or ''} {self.options.scheme or ''}".strip()
        return fingerprint and f"{fingerprint} {asked}".strip()

    def _write_batch(self, connection: Connection, batch: _Batch) -> None:
        assert self.run_id is not None
        with connection.begin():
            outcome = write_batch(connection, batch.records, self.run_id)
            log.reject(connection, self.run_id, self.source.name, batch.rejected)
            log.report_conflicts(connection, self.run_id, self.source.name, outcome.conflicts)
            self._tell(batch, outcome.accepted, outcome.unchanged)
            log.tell_run(connection, self.summary)
            for reached in batch.reached:
                name = reached.file.name
                if name in self.marks:
                    log.write_checkpoint(
                        connection,
                        self.run_id,
                        self.source.name,
                        name,
                        self.marks[name],
                        reached.resume,
                        reached.records,
                        finished=reached.finished,
                    )
        self._advance(batch)
        self._refuse_too_many()

    def _batches(self) -> Iterator[_Batch]:
        """What the files hold, cut where reading could go on; a file may break off on the way."""
        batch, before, limit = _Batch(), 0, self.options.limit
        for file in self.files:
            reached = _Reached(file, file.resume)
            batch.reached.append(reached)
            try:
                for located in self.source.read(file, self.options.as_of):
                    can_cut = located.resume > reached.resume
                    self._add(batch, located)
                    reached.records += 1
                    reached.resume = max(reached.resume, located.resume)
                    enough = limit is not None and before + len(batch) >= limit
                    if enough or (can_cut and self._is_full(batch)):
                        reached.position = file.position
                        before += len(batch)
                        yield batch
                        reached = _Reached(file, reached.resume)
                        batch = _Batch(reached=[reached])
                    if enough:
                        return
            except UnreadableFile as error:
                reason = f"the file cannot be read further: {error}"
                lost = Located(Rejected(None, reason, ""), file.path, 0, reached.resume)
                batch.rejected.append(lost)
            reached.finished = True
        if batch.reached:
            yield batch

    def _add(self, batch: _Batch, located: Located) -> None:
        what = located.what
        if not isinstance(what, Rejected):
            problem = complaint(what)
            if problem is None:
                try:
                    sealed = seal(what)
                    batch.records.append(sealed)
                    batch.size += len(sealed.payload)
                    return
                except UnstorableRecord as error:
                    problem = ("record", str(error))
            what = Rejected(*problem, what.key)
        batch.rejected.append(replace(located, what=what))

    def _tell(self, batch: _Batch, accepted: int, unchanged: int) -> None:
        self.summary = replace(
            self.summary,
            read=self.summary.read + len(batch),
            accepted=self.summary.accepted + accepted,
            unchanged=self.summary.unchanged + unchanged,
            rejected=self.summary.rejected + len(batch.rejected),
        )

    def _advance(self, batch: _Batch) -> None:
        self._behind += sum(one.file.size or 0 for one in batch.reached if one.finished)
        last = batch.reached[-1]
        position = self._behind if last.finished else self._behind + last.position
        self.progress.advance(self.summary.read, self.summary.rejected, position, self._total)

    def _is_full(self, batch: _Batch) -> bool:
        return len(batch) >= self.options.batch_size or batch.size >= _LARGEST_BATCH

    def _refuse_too_many(self) -> None:
        told = self.summary
        if told.read >= _JUDGED_FROM and told.rejected > told.read * self.options.max_rejects:
            raise CommandError(
                f"{told.rejected:,} of {told.read:,} records were set aside, more than"
                f" {self.options.max_rejects:.0%}: is this what {self.source.name} reads?"
                " (colophon rejects tells why; --max-rejects allows more)"
            )

    def _finish(self, url: str, status: str) -> None:
        """On a connection of its own: the one that worked may be in any state, or lost."""
        self.summary = replace(self.summary, status=status)
        if self.run_id is None:
            return
        try:
            with writing_engine(url).connect() as connection, connection.begin():
                log.close_run(connection, self.summary)
        except (DBAPIError, psycopg.Error):
            self.progress.note("the end of the run could not be noted; the next run will")


def _came_of_interrupt(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _describe(located: Located) -> str:
    assert isinstance(located.what, Rejected)
    named = f"{located.what.field}: " if located.what.field else ""
    return f"{located.path}:{located.line}: {named}{located.what.reason}"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
