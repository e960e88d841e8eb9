"""A process that reads one file with one source and tells what came of it, and its peak memory.

python -m tests.ingest.peak_memory SOURCE FILE
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date

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
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
