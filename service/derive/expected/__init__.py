"""What derived data must be: one query for each table, from the base tables alone.

Written apart from the statements that keep it up to date, and differently where that can be: a
mistake made there is not made here again.
"""

from __future__ import annotations

from service.derive.expected.authors import AUTHORS
from service.derive.expected.expectation import COMMON, Expectation
from service.derive.expected.papers import PAPERS
from service.derive.expected.totals import TOTALS

EXPECTATIONS = (*PAPERS, *AUTHORS, *TOTALS)

__all__ = ["COMMON", "EXPECTATIONS", "Expectation"]
