"""`python -m benchmarks.ingest`: the whole ingest against a bare COPY of the same final rows."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import machine
from benchmarks.ingest import measuring
from benchmarks.ingest.works import works
from service.database import bootstrap, embedded, migrations
from service.database.embedded import EmbeddedServer
from service.database.postgres import SUPERUSER
from service.database.roles import OWNER


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    count = 1_000_000 if options.large else options.works
    with tempfile.TemporaryDirectory(prefix="colophon-ingest-") as name:
        folder = Path(name)
        # The server's own user must reach what lies below.
        folder.chmod(0o755)
        path = folder / "works.jsonl"
        with path.open("wb") as file:
            file.writelines(works(count))
        with embedded.running(folder / "data") as server:
            found = measure(server, path, folder / "rows", options.copies)
            found |= {"works": count, "megabytes": round(path.stat().st_size / 2**20)}
            found["machine"] = machine.description(server.url(OWNER, "ingest"))
    print(json.dumps(found, indent=2) if options.json else _told(found))
    return 0


def measure(server: EmbeddedServer, path: Path, rows: Path, copies: int) -> dict[str, Any]:
    """One ingest, and COPYs of its rows into empty databases, of which the median counts: with
    foreign keys as the ingest has them, and without."""
    _make(server, "ingest")
    done = measuring.ingest(server.url(OWNER, "ingest"), path)
    _tell(f"ingest: {done.seconds:.1f} s, {done.peak_mb:.0f} MB")
    count = measuring.dump(server.url(OWNER, "ingest"), rows)
    checked, unchecked = [], []
    for _ in range(copies):
        checked.append(_copied(server, rows, checked=True))
        unchecked.append(_copied(server, rows, checked=False))
    return {
        "rows": count,
        "ingest_seconds": done.seconds,
        "copy_seconds": checked,
        "unchecked_copy_seconds": unchecked,
        "ratio": statistics.median(checked) / done.seconds,
        "unchecked_ratio": statistics.median(unchecked) / done.seconds,
        "peak_mb": done.peak_mb,
    }


def _copied(server: EmbeddedServer, rows: Path, *, checked: bool) -> float:
    """The seconds of a COPY into a database of its own, which goes again."""
    _make(server, "copy")
    seconds = measuring.copy(server.url(SUPERUSER, "copy"), rows, checked=checked)
    _tell(f"COPY{'' if checked else ' without checking foreign keys'}: {seconds:.1f} s")
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE copy WITH (FORCE)")
    return seconds


def _make(server: EmbeddedServer, name: str) -> None:
    bootstrap.make_database(server.superuser_url, name)
    migrations.upgrade(server.url(OWNER, name))


def _tell(line: str) -> None:
    """At once: a run of a million works takes hours, and may be broken off."""
    print(line, file=sys.stderr, flush=True)


def _told(found: dict[str, Any]) -> str:
    works, seconds = found["works"], found["ingest_seconds"]
    checked, unchecked = (
        ", ".join(f"{one:.1f}" for one in found[name])
        for name in ("copy_seconds", "unchecked_copy_seconds")
    )
    return "\n".join(
        (
            f"{works:,} works ({found['megabytes']} MB) became {found['rows']:,} rows",
            f"ingest {seconds:.1f} s, {works / seconds:,.0f} works/s,"
            f" at most {found['peak_mb']:.0f} MB in its process",
            f"COPY of the same rows into the same tables: {checked} s,"
            f" without checking foreign keys {unchecked} s",
            f"ratio {found['ratio']:.2f}, to a COPY without the checks"
            f" {found['unchecked_ratio']:.2f}",
        )
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--works", type=int, default=100_000, metavar="N", help="default: 100,000")
    parser.add_argument("--large", action="store_true", help="a million works")
    parser.add_argument("--copies", type=int, default=2, metavar="N", help="default: 2")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
