"""What the commands do. Heavy imports stand inside them: help and a wrong flag answer at once."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from service.errors import CommandError
from service.settings import Settings

if TYPE_CHECKING:
    from service.database.access import Access

INTERRUPTED = 128 + signal.SIGINT

# A sample that was interrupted is loaded to its end by the next run.
USED = """
SELECT EXISTS (SELECT FROM ingest_checkpoint WHERE NOT starts_with(path, %s))
    OR EXISTS (SELECT FROM ingest_checkpoint WHERE source = 'sample' AND finished)
"""

FIRST_STEPS = """
Colophon answers at {address}/graphql
Open it in a browser, or ask from a terminal:

  curl -s {address}/graphql -H 'content-type: application/json' \\
    -d '{{"query": "{{ authors(search: \\"Yilong Zhao\\", first: 1) {{ nodes {{ name \
papers(first: 3) {{ totalCount nodes {{ title }} }} }} }} }}"}}'

Ctrl-C stops it; the data stays.
"""


def run(settings: Settings, options: argparse.Namespace) -> int:
    from service import serving

    with serving.listening(settings.host, settings.port) as port, _database(settings) as access:
        from service.database import migrations

        migrations.upgrade(access.owner)
        if not _load_sample_unless_used(access):
            return INTERRUPTED
        serving.serve(settings, access.reader, port, _announce_first_query)
    return 0


def _load_sample_unless_used(access: Access) -> bool:
    """Whether to go on: False when somebody stopped the loading."""
    import psycopg

    from service.ingest.progress import LineProgress
    from service.ingest.sample import SAMPLE, load_sample

    with psycopg.connect(access.reader) as connection:
        if connection.execute(USED, [str(SAMPLE)]).fetchone() == (True,):
            return True
    print("Loading the sample (once) …", file=sys.stderr, flush=True)
    return load_sample(access.writer, LineProgress(sys.stderr)).status != "interrupted"


def _announce_first_query(address: str) -> None:
    print(FIRST_STEPS.format(address=address), flush=True)


def serve(settings: Settings, options: argparse.Namespace) -> int:
    from service import serving

    with serving.listening(settings.host, settings.port) as port, _database(settings) as access:
        from sqlalchemy.exc import OperationalError

        from service.database import migrations

        with suppress(OperationalError):  # a database that is away may come
            migrations.refuse_other_revision(access.reader)
        serving.serve(settings, access.reader, port, _announce)
    return 0


def _announce(address: str) -> None:
    print(f"Colophon answers at {address}/graphql", flush=True)


def ingest(settings: Settings, options: argparse.Namespace) -> int:
    from service.database import migrations
    from service.ingest.options import IngestOptions
    from service.ingest.progress import LineProgress
    from service.ingest.run import run_ingest
    from service.ingest.sources import list_of_sources, source_named

    if options.list:
        print("\n".join(list_of_sources()))
        return 0
    if options.source is None:
        raise CommandError("which source? colophon ingest --list names them all")
    asked = IngestOptions(
        as_of=options.as_of,
        scheme=options.scheme,
        limit=options.limit,
        dry_run=options.dry_run,
        max_rejects=options.max_rejects / 100,
        batch_size=options.batch,
    )
    # A mistake in the command is told before a database is started or reached for.
    source_named(options.source).asked(asked).files(options.paths)
    progress = LineProgress(sys.stderr)
    if asked.dry_run:
        done = run_ingest(None, options.source, options.paths, asked, progress)
    else:
        with _database(settings) as access:
            migrations.refuse_other_revision(access.writer)
            done = run_ingest(access.writer, options.source, options.paths, asked, progress)
    print(
        f"{done.source}: {done.read:,} records read, {done.accepted:,} new or changed, "
        f"{done.unchanged:,} known, {done.rejected:,} set aside"
    )
    if done.rejected and done.run_id:
        print(f"What was set aside, and why: colophon rejects --run {done.run_id}")
    return {"finished": 0, "interrupted": INTERRUPTED}.get(done.status, 1)


def rejects(settings: Settings, options: argparse.Namespace) -> int:
    from service.database import migrations
    from service.rejects import rejects as lines

    with _database(settings) as access:
        migrations.refuse_other_revision(access.reader)
        for line in lines(access.reader, options.run, options.limit):
            print(line)
    return 0


def authors(settings: Settings, options: argparse.Namespace) -> int:
    from service.database import migrations
    from service.ingest import by_hand

    with _database(settings) as access:
        migrations.refuse_other_revision(access.writer)
        if options.deed == "merge":
            print(by_hand.merge(access.writer, *options.author))
        elif options.deed == "split":
            print(by_hand.split(access.writer, options.author, options.paper))
        elif options.deed == "undo":
            print(by_hand.undo(access.writer, options.decision))
        else:
            for line in by_hand.decisions(access.writer):
                print(line)
    return 0


def rank(settings: Settings, options: argparse.Namespace) -> int:
    from service.database import migrations
    from service.derive.ranking import rank as rank_papers

    with _database(settings) as access:
        migrations.refuse_other_revision(access.writer)
        done = rank_papers(access.writer, options.damping, _tell)
    print(
        f"{done.papers:,} papers ranked by {done.citations:,} citations in {done.steps} steps, "
        f"as of data version {done.data_version}"
    )
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def verify(settings: Settings, options: argparse.Namespace) -> int:
    from service.database import migrations
    from service.derive.verify import verify as differences
    from service.ingest.verify import CHECKS

    with _database(settings) as access:
        migrations.refuse_other_revision(access.writer)
        lines = differences(access.writer, *CHECKS)
    for line in lines:
        print(line)
    return 1 if lines else 0


def migrate(settings: Settings, options: argparse.Namespace) -> int:
    from alembic.util import CommandError as AlembicError

    from service.database import migrations

    with _database(settings) as access:
        try:
            migrations.upgrade(access.owner, options.revision)
        except AlembicError as error:
            raise CommandError(str(error)) from error
        if (warning := migrations.warning(access.owner)) is not None:
            print(f"warning: {warning}", file=sys.stderr)
        print(f"The database is at revision {migrations.current_revision(access.owner)}.")
    return 0


def schema(settings: Settings, options: argparse.Namespace) -> int:
    from service.graph.schema import schema as graphql_schema

    print(graphql_schema.as_str())
    return 0


@contextmanager
def _database(settings: Settings) -> Iterator[Access]:
    from service.database import access

    with access.database(
        database_url=settings.database_url,
        writer_url=settings.writer_url,
        reader_url=settings.reader_url,
        data_dir=settings.data_dir,
    ) as urls:
        yield urls
