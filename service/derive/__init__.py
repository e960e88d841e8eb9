"""Derived data: counters, copies, coauthors, metrics; kept exact by set-based SQL.

In order of control flow, for a writer in one transaction on a SQLAlchemy connection:

touched    `begin`; then `touch` what is about to change, `note` before changing it
refresh    at the end `refresh`; or `rebuild` for everything
papers     counters and affiliations of papers, copies of their sort keys on edges
coauthors  who wrote with whom
authors    topics, affiliations, years, metrics of authors
totals     affiliations, topics, venues, repositories, and how many there are
ranking    PageRank (`page_rank` has the numbers), by a command of its own; `columns` reads for it
verify     recomputes everything from the base tables (`expected`) and reports what differs
"""

from __future__ import annotations

from service.derive.refresh import rebuild, rebuild_coauthors, refresh
from service.derive.touched import begin, note, touch

__all__ = ["begin", "note", "rebuild", "rebuild_coauthors", "refresh", "touch"]
