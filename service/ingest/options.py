"""What an ingest is asked to do, and what it reports when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Measured on OpenAlex's works: what is derived costs much less once for 100,000 than twice for
# 50,000, because most of it hangs on the same authors, topics and cited papers. Of its papers the
# ids stay in memory until it ends (as bit sets), and its bare names.
DEFAULT_BATCH = 500_000


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """`max_rejects` is the share of rejected records above which the run stops (from 1,000 on).
    `batch_size` is how many records are committed together at most.
    `scheme` says of which system the ids in a list of citations are."""

    as_of: date | None = None
    scheme: str | None = None
    limit: int | None = None
    dry_run: bool = False
    max_rejects: float = 0.10
    batch_size: int = DEFAULT_BATCH


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """The end of a run; `status` is 'finished', 'interrupted' or 'failed'. `accepted` counts
    records that were new or changed the store, `unchanged` those that were there already."""

    source: str
    status: str
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    run_id: int | None = None
    seconds: float = 0.0
