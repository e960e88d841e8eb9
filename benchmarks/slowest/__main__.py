"""`python -m benchmarks.slowest DATA`: the slowest queries that the limits let through, on the
graph of a data folder such as `make demo-acl` fills."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.machine import description
from benchmarks.progress import Progress
from benchmarks.slowest.looking import Found, look
from service.database import embedded
from service.database.embedded import DATABASE
from service.database.roles import OWNER, READER
from service.errors import CommandError

LONGEST = 300


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    progress = Progress()
    try:
        with embedded.running(options.data) as server:
            looking = look(
                server.url(READER, options.database),
                options.draws,
                options.asked,
                options.seed,
                progress.say,
            )
            found = asyncio.run(looking)
            about = description(server.url(OWNER, options.database))
    except CommandError as error:
        print(f"benchmarks.slowest: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    progress.end()
    print("\n".join(told(found)))
    print(f"{about['processor']}, PostgreSQL {about['postgresql']}, commit {about['commit']}")
    return 0


def told(found: Found) -> Iterator[str]:
    """A table in Markdown."""
    yield (
        f"Of {found.drawn:,} fields drawn the limits refused {found.refused:,};"
        f" {found.asked:,} were asked in full."
    )
    yield ""
    yield "| ms | cost | copies | field | where the time goes |"
    yield "|---|---|---|---|---|"
    for timed, dear in found.slowest:
        text = timed.filled.piece.text
        shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        yield (
            f"| {timed.milliseconds:,.0f} | {timed.filled.cost:,} | {timed.filled.copies}"
            f" | `{shown.replace('|', '¦')}` | {'; '.join(dear)} |"
        )
    yield ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slowest", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA", help="a data folder of Colophon")
    parser.add_argument(
        "--database", default=DATABASE, metavar="NAME", help=f"in it; default: {DATABASE}"
    )
    parser.add_argument("--draws", type=int, default=2_000, metavar="N", help="default: 2,000")
    parser.add_argument(
        "--asked", type=int, default=60, metavar="N", help="how many in full; default: 60"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")
    return parser


if __name__ == "__main__":
    sys.exit(main())
