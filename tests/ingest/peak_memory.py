"""A process that reads one file with one source and tells what came of it, and its peak memory.

python -m tests.ingest.peak_memory SOURCE FILE
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from pathlib import Path

from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.records import Rejected
from service.ingest.sources import source_named


def main(source: str, path: str) -> None:
    """Prints the counts of records and of what was set aside, the last reason, and the peak in
    MB."""
    told: dict[str, object] = {"records": 0, "rejected": 0, "reason": None}
    try:
        for located in source_named(source).read(SourceFile(path), date(2026, 11, 22)):
            kind = "rejected" if isinstance(located.what, Rejected) else "records"
            told[kind] += 1
            if isinstance(located.what, Rejected):
                told["reason"] = located.what.reason
    except UnreadableFile as error:
        told["rejected"] += 1
        told["reason"] = str(error)
    told["peak"] = _peak()
    print(json.dumps(told))


def _peak() -> int:
    """The most memory that this process held, in MB. What `getrusage` tells on Linux is at least
    what the process that started this one held."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) >> 10
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


if __name__ == "__main__":
    main(*sys.argv[1:])
