"""What `colophon verify` recomputes beside what `derive` knows."""

from __future__ import annotations

from service.derive.verify import Check
from service.ingest.verify_institutions import wrong_institutions
from service.ingest.verify_matches import wrong_matches
from service.ingest.verify_named import wrong_named

CHECKS: tuple[Check, ...] = (wrong_named, wrong_institutions, wrong_matches)
