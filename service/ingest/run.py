"""One ingest from its lock to its summary: files, batches, checkpoints, interruption.

A batch is a transaction of several portions: each is brought into the graph by itself, and what is
derived from all of them is derived once, at the end of the batch.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from service.database.engine import writing_engine
from service.errors import CommandError
from service.ingest import log, statistics
from service.ingest.ahead import Ahead
from service.ingest.batch import Batch
from service.ingest.inputs import SourceFile
from service.ingest.options import IngestOptions, IngestSummary
from service.ingest.portions import Portion, portions
from service.ingest.progress import Progress
from service.ingest.records import Located, Rejected
from service.ingest.sources import Source, source_named
from service.ingest.turn import Turn, while_waiting

# Seconds after which a batch ends though more could go in, for a stop loses all of it. What is
# derived at its end takes the longer the larger the graph is: a batch may take so many times that.
_LONGEST_BATCH = 300.0
_WORTH_ITS_END = 3
# Records after which rings of objects are looked for. A statement is one, and holds the thousands
# of ids that were bound to it: a megabyte for a thousand records. To look takes half a second.
_COLLECTED_AFTER = 20_000
# A share of rejects means little before so many records.
_JUDGED_FROM = 1_000
# So few records change no plan of a query.
_FEW = 1_000


def run_ingest(
    url: str | None, source: str, paths: Sequence[str], options: IngestOptions, progress: Progress
) -> IngestSummary:
    """Reads the files into the graph as the writer. Ctrl-C ends it after a whole batch or none:
    status 'interrupted'; the same command goes on where it stopped. A dry run needs no database."""
    declaration = source_named(source).asked(options)
    files = declaration.files(paths)
    started = time.monotonic()
    run = _Run(declaration, options, progress, files)
    try:
        with _seldom_collected():
            if options.dry_run:
                summary = run.count_only()
            else:
                assert url is not None
                summary = run.write(url)
    except OperationalError as error:
        raise CommandError(
            f"the database was lost ({_first_line(error)}); the same command goes on from here"
        ) from error
    finally:
        progress.close()
    return replace(summary, seconds=time.monotonic() - started)


@dataclass(slots=True)
class _Run:
    source: Source
    options: IngestOptions
    progress: Progress
    files: list[SourceFile]
    run_id: int | None = None
    # What has been read so far, and what of it is in the graph for good.
    summary: IngestSummary = field(init=False)
    _committed: IngestSummary = field(init=False)
    marks: dict[str, str] = field(init=False)
    # Bytes as stored: of the files behind us, and of all (None where a pipe is among them).
    _behind: int = 0
    _longest: float = _LONGEST_BATCH
    # Records since rings of objects were looked for.
    _uncollected: int = 0
    _total: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.summary = self._committed = IngestSummary(self.source.name, "running")
        self.marks = {
            file.name: mark for file in self.files if (mark := self._mark(file)) is not None
        }
        sizes = [file.size for file in self.files]
        self._total = sum(size or 0 for size in sizes) if None not in sizes else None

    def count_only(self) -> IngestSummary:
        """Reads and checks everything, and writes nothing."""
        for portion in portions(self.source, self.files, self.options, Turn()):
            self._tell(portion, accepted=len(portion.records), unchanged=0)
            for located in portion.rejected[:10]:
                self.progress.note(_describe(located))
            self._advance(portion)
        return replace(self.summary, status="finished")

    def write(self, url: str) -> IngestSummary:
        """Everything under the one lock; every way out leaves the run with its status."""
        status = "failed"
        try:
            with writing_engine(url).connect() as connection:
                self._take_lock(connection)
                self._begin(connection)
                turn = Turn()
                with Ahead(portions(self.source, self.files, self.options, turn), turn) as read:
                    self._write_batches(connection, read)
                if self.summary.accepted >= _FEW:
                    statistics.gather(connection)
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
        if not connection.scalar(statement, {"lock": log.LOCK}):
            self.progress.note("another ingest is running: waiting for it to end")
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": log.LOCK})
        connection.commit()

    def _begin(self, connection: Connection) -> None:
        names = [file.name for file in self.files]
        with connection.begin():
            log.close_dead_runs(connection)
            self.run_id = log.open_run(connection, self.source.name, self.options, names)
            self.summary = self._committed = replace(self.summary, run_id=self.run_id)
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

    def _write_batches(self, connection: Connection, read: Iterator[Portion]) -> None:
        assert self.run_id is not None
        portion = next(read, None)
        while portion is not None:
            began, size = time.monotonic(), 0
            with connection.begin():
                batch = Batch(connection, self.run_id)
                while portion is not None and not self._is_full(size, began):
                    self._write_portion(connection, batch, portion)
                    size += len(portion)
                    portion = next(read, None)
                self.progress.settle(self.summary.read)
                ending = time.monotonic()
                with while_waiting():
                    batch.finish()
                self._longest = max(_LONGEST_BATCH, _WORTH_ITS_END * (time.monotonic() - ending))
                log.tell_run(connection, self.summary)
            self._committed = self.summary
            self._refuse_too_many()

    def _is_full(self, size: int, began: float) -> bool:
        has_lasted = time.monotonic() - began > self._longest
        return size >= self.options.batch_size or has_lasted or self._has_too_many_rejects

    def _write_portion(self, connection: Connection, batch: Batch, portion: Portion) -> None:
        assert self.run_id is not None
        outcome = batch.write(portion.records)
        log.reject(connection, self.run_id, self.source.name, portion.rejected)
        log.report_conflicts(connection, self.run_id, self.source.name, outcome.conflicts)
        self._tell(portion, outcome.accepted, outcome.unchanged)
        for reached in portion.reached:
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
        self._advance(portion)
        self._uncollected += len(portion)
        if self._uncollected >= _COLLECTED_AFTER:
            gc.collect()
            self._uncollected = 0

    def _tell(self, portion: Portion, accepted: int, unchanged: int) -> None:
        self.summary = replace(
            self.summary,
            read=self.summary.read + len(portion),
            accepted=self.summary.accepted + accepted,
            unchanged=self.summary.unchanged + unchanged,
            rejected=self.summary.rejected + len(portion.rejected),
        )

    def _advance(self, portion: Portion) -> None:
        self._behind += sum(one.file.size or 0 for one in portion.reached if one.finished)
        last = portion.reached[-1]
        position = self._behind if last.finished else self._behind + last.position
        self.progress.advance(self.summary.read, self.summary.rejected, position, self._total)

    @property
    def _has_too_many_rejects(self) -> bool:
        told = self.summary
        return told.read >= _JUDGED_FROM and told.rejected > told.read * self.options.max_rejects

    def _refuse_too_many(self) -> None:
        if self._has_too_many_rejects:
            told = self.summary
            raise CommandError(
                f"{told.rejected:,} of {told.read:,} records were set aside, more than"
                f" {self.options.max_rejects:.0%}: is this what {self.source.name} reads?"
                " (colophon rejects tells why; --max-rejects allows more)"
            )

    def _finish(self, url: str, status: str) -> None:
        """On a connection of its own: the one that worked may be in any state, or lost."""
        self.summary = replace(self._committed, status=status)
        if self.run_id is None:
            return
        try:
            with writing_engine(url).connect() as connection, connection.begin():
                log.close_run(connection, self.summary)
        except (DBAPIError, psycopg.Error):
            self.progress.note("the end of the run could not be noted; the next run will")


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Records are trees, which go without the collector of garbage: looking through a portion of
    them again and again took a fifth of the reading."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
