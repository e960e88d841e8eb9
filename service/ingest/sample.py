"""The sample that comes with Colophon, for a graph to begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from service.ingest.options import IngestOptions, IngestSummary
from service.ingest.progress import Progress, SilentProgress
from service.ingest.run import run_ingest

SAMPLE = Path(__file__).resolve().parents[1] / "sample"
SAMPLE_PAGE_AS_OF = date(2026, 11, 22)


def load_sample(url: str, progress: Progress | None = None) -> IngestSummary:
    """Brings the sample that comes with Colophon into the graph: a page, and papers that cite each
    other."""
    told = progress or SilentProgress()
    page = IngestOptions(as_of=SAMPLE_PAGE_AS_OF)
    first = run_ingest(url, "profile-page", [str(SAMPLE / "profile-page.txt")], page, told)
    if first.status != "finished":
        return first
    papers = run_ingest(url, "sample", [str(SAMPLE / "papers.jsonl.gz")], IngestOptions(), told)
    return replace(
        papers,
        read=first.read + papers.read,
        accepted=first.accepted + papers.accepted,
        unchanged=first.unchanged + papers.unchanged,
        rejected=first.rejected + papers.rejected,
        seconds=first.seconds + papers.seconds,
    )
