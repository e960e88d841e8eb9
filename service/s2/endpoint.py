"""The paths of the Academic Graph API and of the Recommendations API."""

from __future__ import annotations

from service.database.pool import ReadDatabase
from service.rest.answering import Answering
from service.rest.operations import Operation
from service.s2 import recommendations, snippets
from service.s2.operations import GRAPH, operations

ROOTS = (f"{GRAPH}/", "/recommendations/v1/")
"""What all paths of this face begin with, and no others."""


def operations_of(database: ReadDatabase) -> list[Operation]:
    """All operations of this face."""
    answering = Answering(database)
    return [
        *operations(answering),
        *snippets.operations(answering),
        *recommendations.operations(answering),
    ]
