"""What `colophon verify` recomputes beside what `derive` knows."""

from __future__ import annotations

from service.derive.verify import Check
from service.ingest.verify_blocks import wrong_blocks
from service.ingest.verify_institutions import wrong_institutions
from service.ingest.verify_matches import wrong_matches
from service.ingest.verify_mentions import wrong_mentions
from service.ingest.verify_named import wrong_named
from service.ingest.verify_topics import wrong_topics

CHECKS: tuple[Check, ...] = (
    wrong_mentions,
    wrong_named,
    wrong_topics,
    wrong_institutions,
    wrong_matches,
    wrong_blocks,
)
