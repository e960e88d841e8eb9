"""The command line: what each command is called and takes, and its failures as one line."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from types import FrameType
from typing import NoReturn, TypeAlias

from service import commands, log
from service.argument_types import chance, count, day, id_of, percentage
from service.commands import INTERRUPTED
from service.errors import CommandError
from service.ingest.options import DEFAULT_BATCH
from service.settings import Settings, description, flag, variable

__version__ = "0.1.0"

Subparsers: TypeAlias = "argparse._SubParsersAction[_Parser]"
Command = Callable[[Settings, argparse.Namespace], int]

# What a command may be told about: whoever does not listen is not asked for a port.
DATABASE = ("database_url", "writer_url", "reader_url", "data_dir")
LOG = ("log_level", "log_format")
ALL = tuple(setting.name for setting in fields(Settings))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it ended."""
    options = _parsed(arguments)
    signal.signal(signal.SIGTERM, _end_in_order)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # else somebody said `nohup`
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        settings = Settings.from_env({**os.environ, **_flags(options)})
        log.configure(settings.log_level, log.LogFormat(settings.log_format))
        if settings.log_level != "debug":
            # At "info" these tell how they work, not what happens.
            for library in ("alembic", "uvicorn"):
                logging.getLogger(library).setLevel(logging.WARNING)
        command: Command = options.command
        return command(settings, options)
    except CommandError as error:
        print(f"colophon: {_joined(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough (`colophon schema | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        logging.getLogger(__name__).debug("The command failed here:", exc_info=True)
        print(f"colophon: {_in_one_line(error)}", file=sys.stderr)
        return 1


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; paths may stand on either side of flags, or be left out."""
    parser = _parser()
    options, left = parser.parse_known_args(arguments)
    # A list that may be empty gets what stands before the next flag, and argparse asks no more.
    paths = [one for one in left if one == "-" or not one.startswith("-")]
    if len(paths) < len(left) or (paths and "paths" not in options):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    if paths:
        options.paths = [*options.paths, *paths]
    return options


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one line; help is there for who asks."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} ({self.prog} --help tells what there is)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="colophon", description="The scholarly graph you host yourself.")
    parser.add_argument("--version", action="version", version=f"colophon {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for configure in (
        configure_run,
        configure_serve,
        configure_ingest,
        configure_rejects,
        configure_authors,
        configure_rank,
        configure_verify,
        configure_migrate,
        configure_schema,
    ):
        configure(subparsers)
    return parser


def configure_run(subparsers: Subparsers) -> None:
    _add(
        subparsers,
        "run",
        commands.run,
        "migrate, load the sample into an empty graph, and serve",
        ALL,
    )


def configure_serve(subparsers: Subparsers) -> None:
    _add(
        subparsers,
        "serve",
        commands.serve,
        "answer questions over HTTP, with a role that can only read",
        ALL,
    )


def configure_ingest(subparsers: Subparsers) -> None:
    parser = _add(
        subparsers, "ingest", commands.ingest, "read a source into the graph", (*DATABASE, *LOG)
    )
    parser.add_argument(
        "source", metavar="SOURCE", nargs="?", help="which kind of data; --list names them all"
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files of that source, folders, globs, or - for a pipe; also packed (.gz .bz2 .zst)",
    )
    parser.add_argument(
        "--list", action="store_true", help="list the sources and what each reads, and do nothing"
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="the day on which the source said so (YYYY-MM-DD); some sources need it",
    )
    parser.add_argument(
        "--scheme",
        choices=("acl", "arxiv", "doi", "openalex", "s2"),
        help="what the ids in a list of citations are, if they do not say so themselves",
    )
    parser.add_argument("--limit", type=count, metavar="N", help="stop after so many records")
    parser.add_argument(
        "--batch",
        type=count,
        default=DEFAULT_BATCH,
        metavar="N",
        help="commit after so many records at the latest: a stop loses fewer, but all takes longer;"
        f" default: {DEFAULT_BATCH:,}",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="read and check everything, change nothing"
    )
    parser.add_argument(
        "--max-rejects",
        type=percentage,
        default=10,
        metavar="PERCENT",
        help="stop when more of at least 1,000 records are set aside; default: 10",
    )


def configure_rejects(subparsers: Subparsers) -> None:
    parser = _add(
        subparsers,
        "rejects",
        commands.rejects,
        "list the records that were set aside",
        (*DATABASE, *LOG),
    )
    parser.add_argument("--run", type=count, metavar="ID", help="of one ingest; default: all")
    parser.add_argument(
        "--limit", type=count, default=100, metavar="N", help="the newest N; default: 100"
    )


def configure_authors(subparsers: Subparsers) -> None:
    parser = _add(
        subparsers,
        "authors",
        commands.authors,
        "decide by hand who is who; it stays through every ingest and can be taken back",
        (*DATABASE, *LOG),
    )
    deeds = parser.add_subparsers(required=True, metavar="DEED", dest="deed")
    merge = deeds.add_parser("merge", help="two authors are one", allow_abbrev=False)
    merge.add_argument("author", metavar="AUTHOR", nargs=2, type=id_of("author"))
    split = deeds.add_parser(
        "split", help="what an author has on these papers is another's", allow_abbrev=False
    )
    split.add_argument("author", metavar="AUTHOR", type=id_of("author"))
    split.add_argument("paper", metavar="PAPER", nargs="+", type=id_of("paper"))
    undo = deeds.add_parser("undo", help="take a decision back", allow_abbrev=False)
    undo.add_argument(
        "decision", metavar="DECISION", nargs="?", type=count, help="default: the last one"
    )
    deeds.add_parser("list", help="the decisions, the last first", allow_abbrev=False)


def configure_rank(subparsers: Subparsers) -> None:
    parser = _add(
        subparsers,
        "rank",
        commands.rank,
        "compute PageRank of all papers over the citations that are here now",
        (*DATABASE, *LOG),
    )
    parser.add_argument(
        "--damping",
        type=chance,
        default=0.85,
        metavar="D",
        help="chance to go on along a reference; default: 0.85",
    )


def configure_verify(subparsers: Subparsers) -> None:
    _add(
        subparsers,
        "verify",
        commands.verify,
        "recompute what is derived and report differences",
        (*DATABASE, *LOG),
    )


def configure_migrate(subparsers: Subparsers) -> None:
    parser = _add(
        subparsers,
        "migrate",
        commands.migrate,
        "bring the tables to the newest form",
        (*DATABASE, *LOG),
    )
    parser.add_argument(
        "revision", metavar="REVISION", nargs="?", default="head", help="default: the newest"
    )


def configure_schema(subparsers: Subparsers) -> None:
    _add(subparsers, "schema", commands.schema, "print the GraphQL schema", LOG)


def _add(
    subparsers: Subparsers, name: str, command: Command, help: str, settings: Sequence[str]
) -> argparse.ArgumentParser:
    parser = subparsers.add_parser(
        name, help=help, description=f"{help[0].upper()}{help[1:]}.", allow_abbrev=False
    )
    parser.set_defaults(command=command)
    group = parser.add_argument_group("settings (each also an environment variable)")
    for setting in fields(Settings):
        if setting.name in settings:
            group.add_argument(
                flag(setting.name),
                dest=variable(setting.name),
                metavar="…",
                help=description(setting).replace("%", "%%"),
            )
    return parser


def _flags(options: argparse.Namespace) -> dict[str, str]:
    """The settings given as flags, under the names that the environment has for them."""
    names = {variable(setting.name) for setting in fields(Settings)}
    return {
        name: value for name, value in vars(options).items() if name in names and value is not None
    }


def _end_in_order(number: int, frame: FrameType | None) -> None:
    """SIGTERM leaves by the same way as an exception: the embedded server is stopped on it."""
    raise SystemExit(128 + number)


def _joined(error: BaseException) -> str:
    return " ".join(str(error).split())


def _in_one_line(error: Exception) -> str:
    from psycopg import Error

    cause = getattr(error, "orig", None) or error  # SQLAlchemy keeps psycopg's error there
    reason = _joined(cause) or "no reason given"
    if isinstance(cause, Error):
        return f"the database {'says' if cause.sqlstate else 'cannot be reached'}: {reason}"
    return f"unexpected {type(error).__name__}: {reason} (--log-level debug shows where)"
